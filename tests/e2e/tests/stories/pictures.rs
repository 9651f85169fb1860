//! How pages look, held against how they looked: `tests/e2e/pictures`, each a
//! sixteenth as wide and high, so that what letters are made of does not count and
//! where things stand does. `KIOSQUE_BLESS=1` writes them there.

use std::path::Path;

use image::RgbImage;
use image::imageops::thumbnail;
use kiosque_e2e::{Result, built_site};
use serde_json::json;

use crate::published::Published;
use crate::reading::is_model;
use crate::story::{Story, each_language, in_each, is_blessed, kept};

const FOLDER: &str = "pictures";

const WIDTHS: [u32; 3] = [320, 768, 1440];
const HEIGHT: u32 = 1_600;
const THEMES: [&str; 3] = ["light", "dark", "sepia"];

/// Pixels of the page on one of a picture, along a side.
const SCALE: u32 = 16;

/// How far a colour may be off before a pixel is another one, of 255.
const OFF: u8 = 24;

/// How many in a thousand pixels may be other ones.
const OTHERS: usize = 20;

/// How wide words are in the fonts that this machine has.
const FONTS: &str = "const measure = document.createElement('canvas').getContext('2d');
    return ['--serif', '--sans', '--arabic'].map(stack => {
        const fonts = getComputedStyle(document.documentElement).getPropertyValue(stack);
        measure.font = '40px ' + (fonts || getComputedStyle(document.body).fontFamily);
        return Math.round(measure.measureText('Dépêches du matin صباح الخير').width);
    }).join(' ')";

#[tokio::test]
async fn pages_look_as_they_did() {
    in_each(each_language(), async |story| {
        let published = Published::bundled(&built_site(story.case.base).unwrap());
        let article = published.find(is_model).path();
        story.stop_the_calendar().await?;
        story.choose_language().await?;
        if !has_the_fonts(story).await? {
            println!("skipped: pictures were taken with other fonts than this machine's");
            return Ok(());
        }
        for (name, path) in [("home", ""), ("article", &article)] {
            for width in WIDTHS {
                story.set_window(width, HEIGHT).await?;
                story.open(path).await?;
                for theme in THEMES {
                    wear(story, theme).await?;
                    compare(story, &format!("{name}-{width}-{theme}")).await?;
                }
            }
        }
        Ok(())
    })
    .await;
}

/// Whether letters are as wide as where the pictures were taken.
async fn has_the_fonts(story: &Story) -> Result<bool> {
    let found = story.js(FONTS, []).await?;
    let found = found.as_str().unwrap_or_default().to_owned() + "\n";
    let file = kept(FOLDER, "fonts.txt");
    if is_blessed() {
        std::fs::write(&file, &found).unwrap();
    }
    Ok(std::fs::read_to_string(file).unwrap() == found)
}

/// Colours go over into those of another theme.
async fn wear(story: &Story, theme: &str) -> Result<()> {
    let wear = "document.documentElement.dataset.theme = arguments[0]";
    story.js(wear, [json!(theme)]).await?;
    let over = "return !document.getAnimations().some(one => one instanceof CSSTransition)";
    story
        .wait_js("the theme's own colours", over, [])
        .await
        .map(drop)
}

async fn compare(story: &Story, name: &str) -> Result<()> {
    let shot = tempfile::Builder::new().suffix(".png").tempfile().unwrap();
    story.screenshot(shot.path()).await?;
    let shot = picture(shot.path());
    let shot = thumbnail(&shot, shot.width() / SCALE, shot.height() / SCALE);
    let name = format!("{name}.{}.png", story.case.lang.tag());
    let file = kept(FOLDER, &name);
    if is_blessed() {
        shot.save(file).unwrap();
        return Ok(());
    }
    let known = picture(&file);
    assert_eq!(shot.dimensions(), known.dimensions(), "{name}");
    let is_other = |(one, other): &(&image::Rgb<u8>, &image::Rgb<u8>)| {
        let off = one
            .0
            .iter()
            .zip(other.0)
            .map(|(one, other)| one.abs_diff(other));
        off.max().unwrap_or_default() > OFF
    };
    let others = shot.pixels().zip(known.pixels()).filter(is_other).count();
    let most = shot.pixels().len() * OTHERS / 1_000;
    if others > most {
        let seen = std::env::temp_dir().join(&name);
        shot.save(&seen).unwrap();
        let seen = seen.display();
        panic!("{name}: {others} pixels are others, {most} may be: see {seen}");
    }
    Ok(())
}

fn picture(path: &Path) -> RgbImage {
    let read = image::open(path);
    read.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        .into_rgb8()
}

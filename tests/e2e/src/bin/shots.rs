//! `shots DIR`: pictures of every page of the built site, in each language, width and
//! colour scheme, taken in headless Chromium, for a person to look at.
//!
//! `--page`, `--lang`, `--width` and `--scheme`, each with one value and as often as
//! wanted, leave out all others: `shots target/shots --lang ar --width 320`.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command speaks on its standard streams"
)]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use kiosque_e2e::{Base, Browser, Engine, Error, Lang, Options, Scheme, Server, built_site};

/// How a reader comes to a page.
enum Way {
    /// By this address.
    Path(&'static str),
    /// By the first link to an article on the page of this address.
    FirstArticle(&'static str),
}

const PAGES: [(&str, Way); 9] = [
    ("home", Way::Path("/")),
    ("filtered", Way::Path("/?tag=maroc")),
    ("searched", Way::Path("/?q=desalement")),
    ("nothing-found", Way::Path("/?q=xyzzyq")),
    ("article", Way::FirstArticle("/")),
    ("found", Way::FirstArticle("/?q=Tanger")),
    ("tags", Way::Path("/tags/")),
    ("about", Way::Path("/about/")),
    ("not-found", Way::Path("/nulle-part/")),
];
const LANGS: [Lang; 3] = [Lang::Fr, Lang::Ar, Lang::En];
const SCHEMES: [Scheme; 2] = [Scheme::Light, Scheme::Dark];
/// Page widths with the height of the window, in CSS pixels.
const SIZES: [(u32, u32); 3] = [(320, 640), (768, 1024), (1440, 900)];

const ARTICLE_LINK: &str = r#"main a[href*="/a/"]"#;

const SETTLED: &str = "return document.querySelector('html[data-ready]')
    && !document.querySelector('[aria-busy=true], #waiting:not(:empty)')
    && document.fonts.status === 'loaded'
    && !document.getAnimations().some(one => one.effect.pseudoElement?.startsWith('::view-transition'))
    && [...document.images].every(image => image.complete || image.loading === 'lazy')";

const USAGE: &str = "usage: shots DIR [--page NAME] [--lang fr|ar|en] [--width 320|768|1440] \
    [--scheme light|dark], each as often as wanted";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let Some(wish) = Wish::parse(&words) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match wish.fulfil().await {
        Ok(0) => {
            eprintln!("no picture fits these options\n{USAGE}");
            ExitCode::from(2)
        }
        Ok(count) => {
            println!("{count} pictures in {}", wish.folder.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// What to take pictures of, and where to put them.
struct Wish {
    folder: PathBuf,
    /// Option and value, as given.
    only: Vec<(String, String)>,
}

impl Wish {
    fn parse(words: &[String]) -> Option<Self> {
        let (folder, options) = words.split_first()?;
        let (pairs, rest) = options.as_chunks::<2>();
        let known = ["--page", "--lang", "--width", "--scheme"];
        let sound = rest.is_empty()
            && !folder.starts_with("--")
            && pairs.iter().all(|[name, _]| known.contains(&name.as_str()));
        let only = pairs.iter().cloned().map(|[name, value]| (name, value));
        sound.then(|| Self {
            folder: folder.into(),
            only: only.collect(),
        })
    }

    /// Whether the options leave this value in.
    fn includes(&self, option: &str, value: &str) -> bool {
        let mut wanted = self.only.iter().filter(|(name, _)| name == option);
        let first = wanted.next();
        first.is_none_or(|(_, first)| first == value) || wanted.any(|(_, other)| other == value)
    }

    /// Takes all pictures; how many.
    async fn fulfil(&self) -> Result<usize, Error> {
        std::fs::create_dir_all(&self.folder).map_err(|source| Error::Io {
            path: self.folder.clone(),
            source,
        })?;
        let site = Server::start(built_site(Base::Root)?, Base::Root.path()).await?;
        let browser = Browser::start(Engine::Chromium, Options::default()).await?;
        let mut count = 0;
        for lang in LANGS {
            if self.includes("--lang", lang.tag()) {
                browser.go(&site.url("/")).await?;
                browser.remember_language(site.base(), lang.tag()).await?;
                count += self.in_language(&site, &browser, lang).await?;
            }
        }
        Ok(count)
    }

    async fn in_language(
        &self,
        site: &Server,
        browser: &Browser,
        lang: Lang,
    ) -> Result<usize, Error> {
        let mut count = 0;
        for (scheme, (width, height)) in SCHEMES
            .iter()
            .flat_map(|scheme| SIZES.map(|size| (scheme, size)))
        {
            if !self.includes("--scheme", scheme.name())
                || !self.includes("--width", &width.to_string())
            {
                continue;
            }
            browser.emulate_media(*scheme == Scheme::Dark).await?;
            browser.set_window(width, height).await?;
            for (page, way) in PAGES
                .iter()
                .filter(|(page, _)| self.includes("--page", page))
            {
                let name = format!("{page}-{}-{width}-{}.png", lang.tag(), scheme.name());
                shoot(site, browser, way, &self.folder.join(name)).await?;
                count += 1;
            }
        }
        Ok(count)
    }
}

async fn shoot(site: &Server, browser: &Browser, way: &Way, file: &Path) -> Result<(), Error> {
    match way {
        Way::Path(path) => browser.go(&site.url(path)).await?,
        Way::FirstArticle(list) => {
            browser.go(&site.url(list)).await?;
            settle(browser).await?;
            browser.click(ARTICLE_LINK).await?;
            browser.wait_url("/a/").await?;
        }
    }
    settle(browser).await?;
    browser.screenshot_whole(file).await?;
    println!("{}", file.display());
    Ok(())
}

async fn settle(browser: &Browser) -> Result<(), Error> {
    let what = "html[data-ready], no [aria-busy=true], fonts and images loaded";
    browser.wait_js(what, SETTLED, []).await.map(drop)
}

//! `paint`: when a reader on a phone sees an article and can use its page, beside the
//! same article as plain HTML, with a style sheet and with all in one file, and beside
//! the least application. All are loaded in turns, from nothing: a busy machine slows
//! all of them.

mod loads;
mod pages;

use crate::failure::Failure;
use crate::figure::{Figure, median};
use crate::table::{Report, Table};
use kiosque_e2e::{Base, Browser, Engine, Options, Server, ServerOptions, built_site};
use loads::Load;
use pages::{Kind, Pages};
use std::path::{Path, PathBuf};

/// Loads of each page.
const TIMES: usize = 15;

/// Width and height of a phone's screen.
const SCREEN: (u32, u32) = (390, 844);

/// Ours, of the page with a style sheet and of the one with all in one file.
const OF_SHEET: f64 = 0.90;
const OF_WHOLE: f64 = 1.25;
/// The first click that the application handles, of the least application's first element.
const OF_LEAST: f64 = 1.75;

pub fn measure() -> Result<Report, Failure> {
    let mut report = Report::default();
    let Some(least) = std::env::var_os("KIOSQUE_LEAST").map(PathBuf::from) else {
        report.skip("paint: KIOSQUE_LEAST names no folder; `cargo xtask bench paint` does");
        return Ok(report);
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failure::io("the runtime"))?;
    runtime.block_on(paint(&mut report, &least))?;
    Ok(report)
}

async fn paint(report: &mut Report, least: &Path) -> Result<(), Failure> {
    let site = built_site(Base::Root)?;
    let pages = Pages::of(&site)?;
    let [ours, plain, least] = [
        serve(&site).await?,
        serve(pages.folder()).await?,
        serve(least).await?,
    ];
    let (width, height) = SCREEN;
    let options = Options {
        width,
        height,
        ..Options::default()
    };
    let browser = Browser::start(Engine::Chromium, options).await?;
    loads::prepare(&browser).await?;
    let mut starts = Vec::new();
    let mut loads = vec![<[Vec<Load>; 3]>::default(); pages.articles().len()];
    for time in 0..TIMES {
        eprintln!("paint: load {} of {TIMES}", time + 1);
        starts.push(loads::load(&browser, &least.url("/"), true).await?.alive);
        for (article, loads) in pages.articles().iter().zip(&mut loads) {
            for (kind, loads) in Kind::ALL.into_iter().zip(loads) {
                let server = if kind == Kind::Ours { &ours } else { &plain };
                let url = server.url(&article.path(kind));
                loads.push(loads::load(&browser, &url, kind == Kind::Ours).await?);
            }
        }
    }
    let start = median(&starts);
    for (article, loads) in pages.articles().iter().zip(&loads) {
        report.table(table(article.name, loads, start));
    }
    Ok(())
}

async fn serve(folder: &Path) -> Result<Server, Failure> {
    let options = ServerOptions {
        brotli: true,
        no_offline: true,
    };
    Ok(Server::start_with(folder, Base::Root.path(), options).await?)
}

fn table(article: &str, [ours, sheet, whole]: &[Vec<Load>; 3], start: f64) -> Table {
    let mut table = Table::of_figures(format!(
        "paint: {article}, on a phone, medians of {TIMES} loads"
    ));
    let of = |loads: &[Load], part: fn(&Load) -> f64| {
        median(&loads.iter().map(part).collect::<Vec<f64>>())
    };
    for (what, part) in [
        ("first paint", (|load| load.first) as fn(&Load) -> f64),
        ("largest paint", |load| load.largest),
    ] {
        let [mine, sheet, whole] = [ours, sheet, whole].map(|loads| of(loads, part));
        table.figure(what, Figure::Milliseconds(mine));
        table.figure(
            format!("{what}, with a style sheet"),
            Figure::Milliseconds(sheet),
        );
        table.figure(
            format!("{what}, all in one file"),
            Figure::Milliseconds(whole),
        );
        let most = |share| Figure::Share(share);
        table.at_most(
            format!("{what}, of that with a style sheet"),
            Figure::Share(mine / sheet),
            most(OF_SHEET),
        );
        table.at_most(
            format!("{what}, of that in one file"),
            Figure::Share(mine / whole),
            most(OF_WHOLE),
        );
    }
    let shifts = ours.iter().map(|load| load.shift).fold(0.0, f64::max);
    table.at_most(
        "layout shift, most",
        Figure::Score(shifts),
        Figure::Score(0.0),
    );
    let alive = of(ours, |load| load.alive);
    table.figure("a click is handled", Figure::Milliseconds(alive));
    table.figure(
        "the least application's first element",
        Figure::Milliseconds(start),
    );
    table.at_most(
        "a click is handled, of that",
        Figure::Share(alive / start),
        Figure::Share(OF_LEAST),
    );
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(first: f64, largest: f64, alive: f64) -> Load {
        Load {
            first,
            largest,
            shift: 0.0,
            alive,
        }
    }

    #[test]
    fn each_is_judged_by_its_peer() {
        let loads = [
            vec![
                load(90.0, 100.0, 700.0),
                load(91.0, 99.0, 900.0),
                load(80.0, 98.0, 800.0),
            ],
            vec![load(100.0, 100.0, 0.0)],
            vec![load(70.0, 90.0, 0.0)],
        ];
        let text = table("one", &loads, 400.0).to_string();
        for line in [
            "first paint, of that with a style sheet  90.00 %  ≤ 90.00 %  met",
            "first paint, of that in one file 128.57 % ≤ 125.00 % MISSED",
            "largest paint, of that with a style sheet 99.00 % ≤ 90.00 % MISSED",
            "largest paint, of that in one file 110.00 % ≤ 125.00 % met",
            "layout shift, most 0.000 ≤ 0.000 met",
            "a click is handled, of that 200.00 % ≤ 175.00 % MISSED",
        ] {
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(plain(&text).contains(&plain(line)), "{line}: {text}");
        }
    }
}

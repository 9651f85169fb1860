//! `reader`: what a reader fetches and waits for, in Chromium, from the release
//! build with its bundled articles and with the corpus in their place. Bytes are
//! those of bodies in brotli 11.

mod fetched;
mod file_sizes;
mod first_visit;
mod slow_phone;
mod steps;
mod tasks;
mod toggle;

use crate::archive_folder;
use crate::corpus;
use crate::failure::Failure;
use crate::table::Report;
use crate::tool::Tool;
use kiosque_e2e::wait::{limit, wait_for};
use kiosque_e2e::{
    Base, Browser, Engine, Options, Request, Server, ServerOptions, built_site, with_archive,
};
use serde_json::Value;
use std::path::Path;

pub fn measure() -> Result<Report, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime
        .map_err(Failure::io("the runtime"))?
        .block_on(read())
}

async fn read() -> Result<Report, Failure> {
    let mut report = Report::default();
    let bundled_site = built_site(Base::Root)?;
    let bundled = Visit::start(&bundled_site).await?;
    let home = bundled.home().await?;
    drop(bundled);
    let Some(set) = corpus::reuters() else {
        report.table(first_visit::table(&[("bundled", &home)]));
        report.skip(format!("the rest of reader: {}", corpus::MISSING));
        return Ok(report);
    };
    let folder = tempfile::tempdir().map_err(Failure::io("the temporary folder"))?;
    let archive = folder.path().join("archive");
    Tool::build()?.publish(&[&set], &archive)?;
    let files = archive_folder::read(&archive)?;
    let site = with_archive(&bundled_site, &archive)?;
    let visit = Visit::start(site.path()).await?;
    let large_home = visit.home().await?;
    let homes = [("bundled", &home), ("Reuters", &large_home)];
    report.table(first_visit::table(&homes));
    report.table(first_visit::files_table(&homes));
    report.table(steps::table(&visit, &files).await?);
    report.table(toggle::table(&visit).await?);
    report.table(slow_phone::table(&visit).await?);
    report.table(tasks::table(&visit).await?);
    report.table(file_sizes::table(&files));
    Ok(report)
}

/// A reader who comes for the first time: a browser with nothing in its caches,
/// and the server that notes what it asks for.
struct Visit {
    server: Server,
    browser: Browser,
}

impl Visit {
    async fn start(site: &Path) -> Result<Self, Failure> {
        let options = ServerOptions {
            brotli: true,
            no_offline: true,
        };
        Ok(Self {
            server: Server::start_with(site, Base::Root.path(), options).await?,
            browser: Browser::start(Engine::Chromium, Options::default()).await?,
        })
    }

    /// Opens the home page; what it fetches.
    async fn home(&self) -> Result<fetched::Fetched, Failure> {
        self.server.clear_requests();
        self.browser.go(&self.server.url("/")).await?;
        self.settle().await?;
        self.wait_icon().await?;
        Ok(self.fetched())
    }

    /// The browser asks for the site's icon when it pleases, unless the page holds it.
    async fn wait_icon(&self) -> Result<(), Failure> {
        let script = "const { protocol, pathname } = new URL(document.querySelector('link[rel~=icon]').href);
            return [protocol === 'data:' ? null : pathname]";
        let icon = self
            .browser
            .wait_js("a link to an icon", script, [])
            .await?;
        let Some(icon) = icon.get(0).and_then(Value::as_str) else {
            return Ok(());
        };
        let is_icon = |request: &Request| request.path == icon;
        let asked = async || {
            let asked = self.server.requests().iter().any(is_icon);
            Ok::<_, Failure>(asked.then_some(()))
        };
        let seen = wait_for(asked, limit()).await?;
        seen.ok_or_else(|| Failure::unexpected("Chromium", format!("it never asked for {icon}")))
    }

    /// What was fetched since the last time this was asked.
    fn fetched(&self) -> fetched::Fetched {
        let fetched = fetched::Fetched::of(&self.server.requests());
        self.server.clear_requests();
        fetched
    }

    /// Waits until the page shows what its address names.
    async fn settle(&self) -> Result<(), Failure> {
        let script = "return document.querySelector('html[data-ready]')
            && !document.querySelector('[aria-busy=true], #waiting:not(:empty)')
            && [...document.images].every(image => image.complete || image.loading === 'lazy')";
        let what = "html[data-ready], no [aria-busy=true], images loaded";
        Ok(self.browser.wait_js(what, script, []).await.map(drop)?)
    }
}

//! The articles that are loaded, and each as plain HTML.

use crate::failure::Failure;
use dom_query::Document;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use walkdir::WalkDir;

/// How an article comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// As its page of the site.
    Ours,
    /// The same text and looks with a style sheet, and nothing else.
    Sheet,
    /// The same with its styles inside.
    Whole,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Ours, Self::Sheet, Self::Whole];
}

/// An article.
pub struct Article {
    /// What it is an example of.
    pub name: &'static str,
    /// Of its page, in the site.
    page: String,
    number: usize,
}

impl Article {
    /// Where it is, as one kind of page.
    pub fn path(&self, kind: Kind) -> String {
        match kind {
            Kind::Ours => self.page.clone(),
            Kind::Sheet => format!("{}/sheet.html", self.number),
            Kind::Whole => format!("{}/whole.html", self.number),
        }
    }
}

/// The articles, and a folder of their plain pages.
pub struct Pages {
    articles: Vec<Article>,
    folder: TempDir,
}

/// The page of an article, as the site has it.
struct Found {
    path: PathBuf,
    is_arabic: bool,
    bytes: usize,
}

impl Pages {
    /// Of those that `site` has pages of: one of middle length, a middle one in Arabic,
    /// and one longer than 99 of a hundred.
    pub fn of(site: &Path) -> Result<Self, Failure> {
        let mut found = found(site)?;
        found.sort_by_key(|page| page.bytes);
        let arabic: Vec<&Found> = found.iter().filter(|page| page.is_arabic).collect();
        let chosen = [
            ("an article of middle length", found.get(found.len() / 2)),
            ("one in Arabic", arabic.get(arabic.len() / 2).copied()),
            ("a long one", found.get(found.len() * 99 / 100)),
        ];
        let folder = tempfile::tempdir().map_err(Failure::io("the temporary folder"))?;
        let mut articles = Vec::new();
        for (number, (name, page)) in chosen.into_iter().enumerate() {
            let page = page.ok_or_else(|| {
                Failure::unexpected(site.to_string_lossy(), format!("it has no page of {name}"))
            })?;
            write(site, &page.path, &folder.path().join(number.to_string()))?;
            articles.push(Article {
                name,
                page: address(site, &page.path),
                number,
            });
        }
        Ok(Self { articles, folder })
    }

    /// The articles.
    pub fn articles(&self) -> &[Article] {
        &self.articles
    }

    /// Where the plain pages are.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

fn found(site: &Path) -> Result<Vec<Found>, Failure> {
    let mut found = Vec::new();
    for entry in WalkDir::new(site.join("a")).sort_by_file_name() {
        let path = entry
            .map_err(|error| Failure::io(site)(error.into()))?
            .into_path();
        if !path.ends_with("index.html") {
            continue;
        }
        let page = Document::from(read(&path)?);
        let body = page.select("article .body");
        if body.exists() {
            found.push(Found {
                is_arabic: page.select("article h1[lang=ar]").exists(),
                bytes: body.text().len(),
                path,
            });
        }
    }
    Ok(found)
}

fn address(site: &Path, page: &Path) -> String {
    let folder = page.parent().unwrap_or(page);
    let inside = folder.strip_prefix(site).unwrap_or(folder);
    format!("/{}/", inside.to_string_lossy())
}

/// Writes the plain pages of the article that the site's page at `path` shows.
fn write(site: &Path, path: &Path, folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(Failure::io(folder))?;
    let page = Document::from(read(path)?);
    let attribute = |css: &str, name: &str| page.select(css).attr(name).unwrap_or_default();
    let sheet = attribute("link[rel=stylesheet]", "href");
    let sheet = read(&site.join(sheet.trim_start_matches('/')))?;
    let styles = page.select("head style").text();
    let (language, direction) = (attribute("html", "lang"), attribute("html", "dir"));
    let (title, shown) = (
        page.select("title").text(),
        page.select("#app").inner_html(),
    );
    let plain = |styles: &str| {
        format!(
            "<!doctype html><html lang=\"{language}\" dir=\"{direction}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta name=\"color-scheme\" content=\"light dark\"><title>{title}</title>\
             <link rel=\"icon\" href=\"data:,\">{styles}</head><body>{shown}</body></html>"
        )
    };
    for (name, text) in [
        ("sheet.css", sheet),
        (
            "sheet.html",
            plain("<link rel=\"stylesheet\" href=\"sheet.css\">"),
        ),
        ("whole.html", plain(&format!("<style>{styles}</style>"))),
    ] {
        let path = folder.join(name);
        fs::write(&path, text).map_err(Failure::io(&path))?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(Failure::io(path))
}

//! The site that Pagefind searches: a page an article, and one with a box for
//! each language.

use crate::failure::Failure;
use quick_xml::escape::escape;
use rayon::prelude::*;
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// Languages of the articles.
pub const LANGUAGES: [&str; 3] = ["fr", "ar", "en"];

/// An article of a set.
#[derive(Deserialize)]
pub struct Item {
    /// As it is written.
    pub title: String,
    /// Its code.
    pub language: String,
    #[serde(default)]
    tags: Vec<String>,
    content_html: String,
}

#[derive(Deserialize)]
struct Feed {
    items: Vec<Item>,
}

/// The files of a set, oldest articles first.
pub fn feeds(set: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(set).map_err(Failure::io(set))? {
        paths.push(entry.map_err(Failure::io(set))?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|end| end == "json"));
    paths.sort();
    Ok(paths)
}

/// The articles of a file.
pub fn items(path: &Path) -> Result<Vec<Item>, Failure> {
    let bytes = fs::read(path).map_err(Failure::io(path))?;
    let feed: serde_json::Result<Feed> = serde_json::from_slice(&bytes);
    feed.map(|feed| feed.items)
        .map_err(|error| Failure::unexpected(path.to_string_lossy(), error))
}

/// Writes a page for each article of a set, in a folder for each file of it.
pub fn write_articles(set: &Path, site: &Path) -> Result<(), Failure> {
    feeds(set)?.par_iter().try_for_each(|path| {
        let name = path.file_stem().unwrap_or_default();
        let folder = site.join("a").join(name);
        fs::create_dir_all(&folder).map_err(Failure::io(&folder))?;
        for (number, item) in items(path)?.iter().enumerate() {
            let page = folder.join(format!("{number}.html"));
            fs::write(&page, article_page(item)).map_err(Failure::io(&page))?;
        }
        Ok(())
    })
}

/// Writes the pages that search, which are not searched themselves.
pub fn write_boxes(site: &Path) -> Result<(), Failure> {
    for language in LANGUAGES {
        let path = site.join(box_page_of(language));
        fs::write(&path, box_page(language)).map_err(Failure::io(&path))?;
    }
    Ok(())
}

/// The page that searches articles of a language.
pub fn box_page_of(language: &str) -> String {
    format!("search-{language}.html")
}

fn article_page(item: &Item) -> String {
    let (title, language) = (escape(&item.title), escape(&item.language));
    let tag = |tag: &String| format!("<li data-pagefind-filter=\"tag\">{}</li>", escape(tag));
    let tags: String = item.tags.iter().map(tag).collect();
    format!(
        "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\">\
         <title>{title}</title></head><body><main><h1>{title}</h1>\n{}\n<ul>{tags}</ul>\
         </main></body></html>\n",
        item.content_html
    )
}

/// Searches as Pagefind's documentation has it: loaded when the box is focused,
/// then the first ten results. What comes for older words is thrown away.
fn box_page(language: &str) -> String {
    const SCRIPT: &str = "
const box = document.querySelector('#q'), main = document.querySelector('main');
let pagefind;
const load = () => pagefind ??= import('/pagefind/pagefind.js')
    .then(async module => (await module.init(), module));
const element = (name, ...inside) => {
    const made = document.createElement(name);
    made.append(...inside);
    return made;
};
const card = ({ url, meta, excerpt }) => {
    const link = element('a', meta.title), words = element('p');
    link.href = url;
    words.innerHTML = excerpt;
    return element('article', element('h3', link), words);
};
async function find() {
    const words = box.value;
    if (words.length === 0) return main.replaceChildren();
    if (words.length === 1) return;
    const { results } = await (await load()).search(words);
    if (box.value !== words) return;
    const found = await Promise.all(results.slice(0, 10).map(result => result.data()));
    if (box.value !== words) return;
    const section = element('section', element('h1', words), ...found.map(card));
    section.className = 'found';
    main.replaceChildren(section);
}
box.addEventListener('focus', load);
box.addEventListener('input', find);
box.form.addEventListener('submit', event => {
    event.preventDefault();
    find();
});
";
    format!(
        "<!doctype html><html lang=\"{language}\" data-ready><head><meta charset=\"utf-8\">\
         <title>Search</title><link rel=\"icon\" href=\"data:,\"></head>\
         <body><form role=\"search\"><input id=\"q\" type=\"search\" autocomplete=\"off\"></form>\
         <main></main><script type=\"module\">{SCRIPT}</script></body></html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_title_language_tags_and_text() {
        let item = Item {
            title: "Eau & <sel>".to_owned(),
            language: "fr".to_owned(),
            tags: vec!["Maroc".to_owned(), "A\"B".to_owned()],
            content_html: "<p>Texte.</p>".to_owned(),
        };
        assert_eq!(
            article_page(&item),
            "<!doctype html><html lang=\"fr\"><head><meta charset=\"utf-8\">\
             <title>Eau &amp; &lt;sel&gt;</title></head><body><main>\
             <h1>Eau &amp; &lt;sel&gt;</h1>\n<p>Texte.</p>\n\
             <ul><li data-pagefind-filter=\"tag\">Maroc</li>\
             <li data-pagefind-filter=\"tag\">A&quot;B</li></ul></main></body></html>\n"
        );
    }
}

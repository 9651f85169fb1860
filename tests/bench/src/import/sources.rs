//! What is imported, made of the articles of a set. One file of it is held at a
//! time: what this process holds counts towards what it starts.

use crate::failure::Failure;
use dom_query::Document;
use quick_xml::escape::escape;
use serde_json::Value;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// A feed of all articles of a set. Gives the items in it.
pub fn feed(set: &Path, path: &Path) -> Result<usize, Failure> {
    const START: &str = "<rss version=\"2.0\"><channel><title>Dépêches</title>";
    let articles = Articles::of(set)?;
    let mut items = 0;
    write(path, |file| {
        file.write_all(START.as_bytes())?;
        for Article { title, body, date } in articles {
            items += 1;
            write!(
                file,
                "<item><title>{title} ({items})</title><link>https://wire.example/{items}</link><pubDate>{date}</pubDate>\
                <description>{body}&lt;p&gt;{items}&lt;/p&gt;</description><category>wire</category></item>"
            )?;
        }
        write!(file, "</channel></rss>")
    })?;
    Ok(items)
}

/// An export of about `size` bytes: the articles of a set over and over, each with
/// a picture that stands behind it in the file. Gives the items in it.
pub fn export(set: &Path, size: usize, path: &Path) -> Result<usize, Failure> {
    const START: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
        xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>Revue</title><link>https://revue.example</link><language>en</language>";
    let articles = Articles::of(set)?.cycle();
    let mut items = 0;
    write(path, |file| {
        file.write_all(START.as_bytes())?;
        let mut written = 0;
        for Article { title, body, date } in articles {
            if written >= size {
                break;
            }
            let [post, picture] = [items + 1, items + 2];
            let both = format!(
                "<item><title>{title} ({post})</title><link>https://revue.example/{post}</link><pubDate>{date}</pubDate>\
                <content:encoded>{body}&lt;p&gt;{post}&lt;/p&gt;</content:encoded><wp:post_id>{post}</wp:post_id>\
                <wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain=\"category\" nicename=\"a\">A</category>\
                <wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>{picture}</wp:meta_value></wp:postmeta></item>\n\
                <item><title>{picture}</title><wp:post_id>{picture}</wp:post_id><wp:status>inherit</wp:status>\
                <wp:post_type>attachment</wp:post_type><wp:post_parent>{post}</wp:post_parent>\
                <wp:attachment_url>https://revue.example/wp-content/uploads/{picture}.jpg</wp:attachment_url></item>\n"
            );
            file.write_all(both.as_bytes())?;
            written += both.len();
            items += 2;
        }
        write!(file, "</channel></rss>")
    })?;
    Ok(items)
}

/// A folder of `count` saved pages, those of `from` over and over, each of a title
/// and an address of its own.
pub fn pages(from: &Path, count: usize, into: &Path) -> Result<(), Failure> {
    let mut folders: Vec<_> = fs::read_dir(from)
        .map_err(Failure::io(from))?
        .filter_map(|entry| Some(entry.ok()?.path().join("source.html")))
        .filter(|page| page.is_file())
        .collect();
    folders.sort();
    let read = |path: &PathBuf| fs::read_to_string(path).map_err(Failure::io(path));
    let pages = folders.iter().map(|path| Ok(unnamed(&read(path)?)));
    let pages: Vec<String> = pages.collect::<Result<_, Failure>>()?;
    fs::create_dir_all(into).map_err(Failure::io(into))?;
    for (number, page) in (0..count).zip(pages.iter().cycle()) {
        let path = into.join(format!("{number}.html"));
        let page = page.replace(NUMBER, &number.to_string());
        fs::write(&path, page).map_err(Failure::io(&path))?;
    }
    Ok(())
}

/// What stands in a page for its number.
const NUMBER: &str = "0987654321";

/// A page that a number is all the name of.
fn unnamed(page: &str) -> String {
    let document = Document::from(page);
    let names = "title, link[rel~=canonical], script[type='application/ld+json']";
    document.select(names).remove();
    for meta in document.select("meta").iter() {
        let said = ["name", "property", "itemprop"].map(|name| meta.attr_or(name, ""));
        let said = said.map(|value| value.to_lowercase()).concat();
        if ["title", "headline", "url"]
            .iter()
            .any(|name| said.contains(name))
        {
            meta.remove();
        }
    }
    document.select("head").append_html(format!(
        "<title>What page {NUMBER} of the archive has to say</title>\
        <link rel=\"canonical\" href=\"https://saved.example/{NUMBER}\">"
    ));
    document.html().to_string()
}

/// The articles of a set.
pub fn count(set: &Path) -> Result<usize, Failure> {
    Ok(Articles::of(set)?.count())
}

/// An article, as it stands in XML.
struct Article {
    title: String,
    body: String,
    date: String,
}

/// The articles of a set, file by file.
#[derive(Clone)]
struct Articles {
    /// The last first.
    files: Vec<PathBuf>,
    /// Those of a file, the last first.
    read: Vec<Value>,
}

impl Articles {
    fn of(set: &Path) -> Result<Self, Failure> {
        let entries = fs::read_dir(set).map_err(Failure::io(set))?;
        let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        let is_feed = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "json");
        let mut files: Vec<PathBuf> = paths.filter(is_feed).collect();
        files.sort_by(|one, other| other.cmp(one));
        let first = files.last().cloned().unwrap_or_default();
        let mut articles = Self {
            files,
            read: Vec::new(),
        };
        articles.read_next();
        match articles.read.is_empty() {
            true => Err(Failure::unexpected(first.to_string_lossy(), "no article")),
            false => Ok(articles),
        }
    }

    fn read_next(&mut self) -> Option<()> {
        let text = fs::read(self.files.pop()?).ok()?;
        let mut feed: Value = serde_json::from_slice(&text).ok()?;
        self.read = match feed.get_mut("items").map(Value::take) {
            Some(Value::Array(items)) => items,
            _ => Vec::new(),
        };
        self.read.reverse();
        Some(())
    }
}

impl Iterator for Articles {
    type Item = Article;

    fn next(&mut self) -> Option<Article> {
        while self.read.is_empty() {
            self.read_next()?;
        }
        let item = self.read.pop()?;
        let text = |name: &str| {
            let text = item.get(name).and_then(Value::as_str).unwrap_or_default();
            escape(text).into_owned()
        };
        Some(Article {
            title: text("title"),
            body: text("content_html"),
            date: text("date_published"),
        })
    }
}

fn write(
    path: &Path,
    content: impl FnOnce(&mut BufWriter<fs::File>) -> std::io::Result<()>,
) -> Result<(), Failure> {
    let file = fs::File::create(path).map_err(Failure::io(path))?;
    let mut file = BufWriter::new(file);
    content(&mut file)
        .and_then(|()| file.flush())
        .map_err(Failure::io(path))
}

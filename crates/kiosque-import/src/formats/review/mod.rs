//! The text of a page as clipped for a press review: banner, title once or
//! twice, paragraphs and subheadings, the day, the source, tags, other articles.

mod body;
mod marks;

use crate::found::{Emit, Found, RawArticle};
use crate::importer::SourceFile;
use crate::problem::Place;
use crate::source_path::{folder_of, stem_of};
use body::{html_of, title_of};
use kiosque_model::feed::Item;
use marks::{Mark, mark_of};
use std::sync::Arc;

/// How much of a text is looked at to tell it, in lines.
const LOOKED_AT: usize = 2_000;

/// Whether a text is a clipping: it has two of the marks that end one.
pub(crate) fn looks_like(text: &str) -> bool {
    let marks = text.lines().take(LOOKED_AT).filter_map(mark_of);
    let mut seen = [false; 4];
    for mark in marks {
        let at = match mark {
            Mark::Date(_) => 0,
            Mark::Source(_) => 1,
            Mark::Tags(_) => 2,
            Mark::Articles => 3,
        };
        if let Some(seen) = seen.get_mut(at) {
            *seen = true;
        }
    }
    seen.iter().filter(|seen| **seen).count() >= 2
}

/// Reads a clipping, which is one article.
pub(crate) fn read(text: &str, label: &Arc<str>, file: &SourceFile<'_>, emit: &mut Emit<'_>) {
    let clipping = Clipping::of(text);
    let title = title_of(&clipping.above);
    let body = html_of(clipping.above.get(title.end..).unwrap_or_default());
    let mut raw = RawArticle {
        place: Some(Place::of_file(label)),
        identity: Some(format!("import:{}", file.label())),
        name: Some(stem_of(file.name()).to_owned()),
        folder: folder_of(file.name()).to_owned(),
        item: Item {
            title: title.text,
            content_html: Some(body),
            date_published: clipping.date,
            tags: Some(clipping.tags),
            url: clipping.address,
            ..Item::default()
        },
        ..RawArticle::default()
    };
    if clipping.source.is_some() {
        raw.source().name = clipping.source;
    }
    emit(Found::Article(Box::new(raw)));
}

/// A clipping in its parts.
#[derive(Default)]
struct Clipping<'a> {
    /// Lines up to the first mark: banner, title, body.
    above: Vec<&'a str>,
    date: Option<String>,
    source: Option<String>,
    address: Option<String>,
    tags: Vec<String>,
}

/// Which part the lines belong to.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Above,
    /// Between the marks: nothing of the article.
    Between,
    Tags,
    /// Other articles, which are articles of their own.
    Articles,
}

impl<'a> Clipping<'a> {
    fn of(text: &'a str) -> Self {
        let mut clipping = Self::default();
        let mut part = Part::Above;
        let lines: Vec<&str> = text.lines().map(clean).collect();
        // A day near the top stands above the text; the text goes on.
        let ending = lines
            .iter()
            .rposition(|line| !line.is_empty())
            .unwrap_or_default();
        for (number, line) in lines.into_iter().enumerate() {
            let has_more = number < ending;
            part = clipping.line(line, part, has_more);
        }
        clipping
    }

    fn line(&mut self, line: &'a str, part: Part, has_more: bool) -> Part {
        match mark_of(line) {
            Some(Mark::Date(date)) if self.date.is_none() => {
                self.date = Some(date);
                if part == Part::Above {
                    Part::Above
                } else {
                    Part::Between
                }
            }
            Some(Mark::Source(source)) if self.source.is_none() && part != Part::Articles => {
                self.source = Some(source);
                if part == Part::Above && has_more {
                    Part::Above
                } else {
                    Part::Between
                }
            }
            Some(Mark::Tags(tags)) => {
                self.tags.extend(tags);
                Part::Tags
            }
            Some(Mark::Articles) => Part::Articles,
            _ => self.text(line, part),
        }
    }

    fn text(&mut self, line: &'a str, part: Part) -> Part {
        match part {
            Part::Above => self.above.push(line),
            Part::Tags => self.tags.extend(marks::tags_of(line)),
            Part::Between | Part::Articles => (),
        }
        if part != Part::Articles && self.address.is_none() && is_address(line) {
            self.address = Some(line.to_owned());
            self.above.retain(|above| *above != line);
        }
        part
    }
}

fn is_address(line: &str) -> bool {
    (line.starts_with("https://") || line.starts_with("http://"))
        && !line.contains(char::is_whitespace)
}

/// A line without white space and marks of direction around it.
fn clean(line: &str) -> &str {
    line.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            )
    })
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::panic,
        reason = "a test may stop at the first surprise"
    )]
    use super::*;

    fn read_text(text: &str) -> RawArticle {
        let file = SourceFile {
            source: "clip.txt",
            path: "",
        };
        let mut found = Vec::new();
        read(text, &"clip.txt".into(), &file, &mut |article| {
            found.push(article)
        });
        match found.pop() {
            Some(Found::Article(raw)) => *raw,
            other => panic!("{other:?}"),
        }
    }

    fn check(text: &str, title: &str, html: &str, date: &str, source: &str, tags: &[&str]) {
        assert!(looks_like(text), "{text}");
        let raw = read_text(text);
        let item = raw.item;
        assert_eq!(item.title.as_deref(), Some(title));
        assert_eq!(item.content_html.as_deref(), Some(html));
        assert_eq!(item.date_published.as_deref(), Some(date));
        assert_eq!(
            item.kiosque.unwrap().source.unwrap().name.as_deref(),
            Some(source)
        );
        assert_eq!(item.tags.unwrap(), tags);
    }

    #[test]
    fn a_french_clipping_is_read() {
        check(
            "Revue de presse du Maghreb\n\nAccueil > Un port s'agrandit\n\nUn port s'agrandit\nUn port s'agrandit\n\n\
             Le port a été inauguré jeudi par le ministre. Il double sa capacité.\n\nUn détroit étroit\n\n\
             Les navires passent à quelques milles, ce qui explique presque tout.\n\nLe 04/07/2019\nSource web Par Hespress\n\n\
             Les tags en relation\nMaroc, Ports\nTransports\n\nLes articles en relation\nUn autre article\nLe 01/01/2018\n",
            "Un port s'agrandit",
            "<p>Le port a été inauguré jeudi par le ministre. Il double sa capacité.</p>\n<h2>Un détroit étroit</h2>\n\
             <p>Les navires passent à quelques milles, ce qui explique presque tout.</p>\n",
            "04/07/2019",
            "Hespress",
            &["Maroc", "Ports", "Transports"],
        );
    }

    #[test]
    fn an_arabic_clipping_is_read() {
        check(
            "مراجعة الصحف\nميناء يتوسع\nميناء يتوسع\nدُشن الميناء يوم الخميس على الضفة الجنوبية للمضيق، وهو يضاعف طاقته.\n\
             في 04/07/2019\nالمصدر: هسبريس\nوسوم ذات صلة\nالمغرب، الموانئ\nمقالات ذات صلة\nمقال آخر\n",
            "ميناء يتوسع",
            "<p>دُشن الميناء يوم الخميس على الضفة الجنوبية للمضيق، وهو يضاعف طاقته.</p>\n",
            "04/07/2019",
            "هسبريس",
            &["المغرب", "الموانئ"],
        );
    }

    #[test]
    fn an_english_clipping_is_read() {
        check(
            "A port grows\n\nThe port was opened on Thursday by the minister, and doubles what it can take.\n\n4 July 2019\n\
             Web source: by Hespress\nRelated tags: Morocco; Ports\nRelated articles\n- Another article\n",
            "A port grows",
            "<p>The port was opened on Thursday by the minister, and doubles what it can take.</p>\n",
            "4 July 2019",
            "Hespress",
            &["Morocco", "Ports"],
        );
    }

    #[test]
    fn other_text_is_no_clipping() {
        for text in [
            "",
            "Le port\n\nLe 04/07/2019",
            "body { color: red }",
            "Related tags",
        ] {
            assert!(!looks_like(text), "{text}");
        }
    }
}

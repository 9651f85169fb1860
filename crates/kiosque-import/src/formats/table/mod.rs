//! CSV, TSV and the like, with a header.

mod columns;
mod rows;

use crate::found::{Emit, Found, RawArticle, complain};
use crate::importer::SourceFile;
use crate::limits::Limits;
use crate::problem::{Place, ProblemKind};
use crate::source_path::{ending_of, folder_of, path_within};
use crate::surroundings::Surroundings;
use columns::{Column, Header};
use kiosque_model::feed::{Author, Item};
use rows::{Row, Rows};
use std::borrow::Cow;
use std::sync::Arc;

/// Whether text that begins like this is a table of articles.
pub(crate) fn looks_like(text: &str) -> bool {
    let text = with_line_feeds(text);
    let Some(header) = Header::of(&text) else {
        return false;
    };
    let columns = header.columns();
    let has = |wanted: &[Column]| {
        columns
            .iter()
            .flatten()
            .any(|column| wanted.contains(column))
    };
    columns.iter().flatten().count() >= 2
        && has(&[Column::Title, Column::Body, Column::File, Column::Address])
}

/// Reads a table, each row an article.
pub(crate) fn read(
    text: &str,
    label: &Arc<str>,
    file: &SourceFile<'_>,
    limits: &Limits,
    around: &dyn Surroundings,
    emit: &mut Emit<'_>,
) {
    let text = with_line_feeds(text.trim_start_matches('\u{feff}'));
    let whole = Place::of_file(label);
    let header = Header::of(&text);
    let columns = header.map(Header::columns).unwrap_or_default();
    let Some(header) = header.filter(|_| columns.iter().any(Option::is_some)) else {
        let reason = "its first line names no column that is known: title, date, body, file, tags, source, url, lang";
        return complain(
            emit,
            &whole,
            None,
            ProblemKind::UnreadableFile(reason.to_owned()),
        );
    };
    let table = Table {
        label,
        names: header
            .line
            .split(char::from(header.delimiter))
            .map(|name| name.trim().trim_matches('"'))
            .collect(),
        columns,
        folder: folder_of(file.name()),
        limits,
        around,
    };
    let mut rows = Rows::behind_header(&text, header, table.columns.len());
    let most = limits.rows + text.len() / limits.row;
    let mut number = 0;
    while let Some(row) = rows.next() {
        let place = Place::of_item(label, number, row.line);
        if number == most {
            let reason = format!(
                "{most} rows, too short for articles, came before; if they are, split the file"
            );
            return complain(emit, &place, None, ProblemKind::BrokenOff(reason));
        }
        table.row(row, &place, emit);
        number += 1;
    }
}

/// What is the same for all rows.
struct Table<'a> {
    label: &'a str,
    /// The columns as they are named.
    names: Vec<&'a str>,
    columns: Vec<Option<Column>>,
    folder: &'a str,
    limits: &'a Limits,
    around: &'a dyn Surroundings,
}

impl Table<'_> {
    fn row(&self, row: Row, place: &Place, emit: &mut Emit<'_>) {
        if let Some(reason) = row.complaint {
            return complain(emit, place, None, ProblemKind::UnreadableItem(reason));
        }
        if row.is_mended {
            let reason = "a quote that is not closed, so the row ends with its line";
            complain(emit, place, None, ProblemKind::Mended(reason.to_owned()));
        }
        let limit = self.limits.item;
        if row.values.iter().map(String::len).sum::<usize>() > limit {
            return complain(emit, place, None, ProblemKind::ItemTooLarge { limit });
        }
        let mut reading = Reading {
            raw: RawArticle {
                place: Some(place.clone()),
                folder: self.folder.to_owned(),
                ..RawArticle::default()
            },
            around: self.around,
        };
        for (at, value) in row.values.into_iter().enumerate() {
            if value.trim().is_empty() {
                continue;
            }
            let taken = match self.columns.get(at) {
                Some(Some(column)) => reading.take(*column, value),
                Some(None) => Ok(()),
                None => Err(format!("`{value}` stands beyond the last column")),
            };
            if let Err(reason) = taken {
                let name = self.names.get(at).or(self.names.last()).copied();
                complain(emit, place, name, ProblemKind::UnreadableField(reason));
            }
        }
        let id = &mut reading.raw.item.id;
        *id = id.take().map(|id| qualified(id, self.label));
        emit(Found::Article(Box::new(reading.raw)));
    }
}

/// A number is that of a row in one table only.
fn qualified(id: String, label: &str) -> String {
    match id.contains(':') {
        true => id,
        false => format!("import:{label}#{}", id.trim()),
    }
}

/// Old programs end lines with a carriage return alone.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    match text.contains('\r') && !text.contains('\n') {
        true => Cow::Owned(text.replace('\r', "\n")),
        false => Cow::Borrowed(text),
    }
}

struct Reading<'a> {
    raw: RawArticle,
    around: &'a dyn Surroundings,
}

impl Reading<'_> {
    /// Takes the value of a column, which is not blank.
    fn take(&mut self, column: Column, value: String) -> Result<(), String> {
        let item = &mut self.raw.item;
        let place = match column {
            Column::Title => &mut item.title,
            Column::Date => &mut item.date_published,
            Column::Modified => &mut item.date_modified,
            Column::Address => &mut item.url,
            Column::Language => &mut item.language,
            Column::Summary => &mut item.summary,
            Column::Id => &mut item.id,
            Column::Tags => {
                item.tags.get_or_insert_default().extend(parted(&value));
                return Ok(());
            }
            Column::Authors => {
                item.authors
                    .get_or_insert_default()
                    .extend(parted(&value).into_iter().map(author));
                return Ok(());
            }
            Column::Source => &mut self.raw.source().name,
            Column::Body => {
                put_body(item, value);
                return Ok(());
            }
            Column::File => return self.file(&value),
        };
        // Of two columns with one meaning, the first that is filled counts.
        place.get_or_insert(value);
        Ok(())
    }

    /// The body that lies in a file beside the table.
    fn file(&mut self, name: &str) -> Result<(), String> {
        let path = path_within(&self.raw.folder, name)
            .ok_or_else(|| format!("`{name}` leads out of the source's folder; left out"))?;
        let bytes = self
            .around
            .file(&path)
            .ok_or_else(|| format!("there is no file `{name}`"))?;
        let (text, _) = crate::charset::decode(&bytes, None);
        let item = &mut self.raw.item;
        match ending_of(&path).as_str() {
            "md" | "markdown" => item.content_html = Some(super::markdown::html_of(&text)),
            "html" | "htm" | "xhtml" => item.content_html = Some(text.into_owned()),
            _ => put_body(item, text.into_owned()),
        }
        Ok(())
    }
}

/// A body is HTML where it has an element that bodies have.
fn put_body(item: &mut Item, body: String) {
    let lower = body.to_ascii_lowercase();
    let is_html = [
        "<p>",
        "<p ",
        "<br",
        "</a>",
        "<div",
        "</b>",
        "</em>",
        "</strong>",
        "<h2",
        "<ul",
        "<img ",
    ]
    .iter()
    .any(|mark| lower.contains(mark));
    match is_html {
        true => item.content_html = Some(body),
        false => item.content_text = Some(body),
    }
}

fn parted(value: &str) -> Vec<String> {
    let parts = value.split([';', '؛', '|']).map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

fn author(name: String) -> Author {
    Author {
        name: Some(name),
        ..Author::default()
    }
}

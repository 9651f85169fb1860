//! What the columns of a table hold, by their names in three languages.

use crate::dates::folded;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Title,
    Date,
    Modified,
    Body,
    File,
    Tags,
    Source,
    Address,
    Language,
    Authors,
    Summary,
    Id,
}

/// Names as [`folded`] gives them.
#[rustfmt::skip]
const NAMES: [(Column, &[&str]); 12] = [
    (Column::Title, &[
        "title", "titre", "headline", "intitule", "heading", "العنوان", "عنوان", "عنوان المقال",
    ]),
    (Column::Date, &[
        "date", "published", "date published", "published at", "published on", "publish date",
        "publication date", "date of publication", "date de publication", "date publication",
        "date de parution", "parution", "publie le", "pubdate", "post date", "التاريخ", "تاريخ",
        "تاريخ النشر",
    ]),
    (Column::Modified, &[
        "modified", "date modified", "updated", "updated at", "last modified", "lastmod",
        "modifie", "modifie le", "date de modification", "تاريخ التعديل",
    ]),
    (Column::Body, &[
        "body", "text", "full text", "fulltext", "content", "article", "html", "content html",
        "content text", "post content", "texte", "texte integral", "contenu", "corps", "النص",
        "نص", "نص المقال", "المحتوي", "المتن", "المقال",
    ]),
    (Column::File, &[
        "file", "filename", "file name", "path", "fichier", "الملف", "ملف",
    ]),
    (Column::Tags, &[
        "tags", "tag", "keywords", "mots cles", "mot cle", "etiquettes", "category", "categories",
        "categorie", "section", "rubrique", "rubriques", "theme", "themes", "topics", "subjects",
        "الوسوم", "وسوم", "الكلمات المفتاحيه", "الكلمات الدلاليه", "التصنيف", "القسم",
    ]),
    (Column::Source, &[
        "source", "outlet", "publication", "publisher", "journal", "newspaper", "media", "المصدر",
        "مصدر", "الجريده", "الصحيفه",
    ]),
    (Column::Address, &[
        "url", "link", "permalink", "address", "lien", "adresse", "href", "source url", "الرابط",
        "رابط",
    ]),
    (Column::Language, &[
        "lang", "language", "langue", "اللغه", "لغه",
    ]),
    (Column::Authors, &[
        "author", "authors", "byline", "auteur", "auteurs", "الكاتب", "كاتب", "المولف",
    ]),
    (Column::Summary, &[
        "summary", "description", "excerpt", "abstract", "lead", "standfirst", "resume", "chapeau",
        "chapo", "extrait", "الملخص", "ملخص",
    ]),
    (Column::Id, &[
        "id", "guid", "identifier", "identifiant", "المعرف",
    ]),
];

/// Longest name of a column, in bytes.
const LONGEST: usize = 100;

/// What may part the columns.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// The line that names the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header<'a> {
    pub(super) line: &'a str,
    pub(super) delimiter: u8,
    /// Lines above it that are not blank: Excel's `sep=;`.
    pub(super) above: usize,
}

impl<'a> Header<'a> {
    /// The header of a table.
    pub(super) fn of(text: &'a str) -> Option<Self> {
        let mut lines = text.lines().filter(|line| !line.trim().is_empty());
        let first = lines.next()?;
        let stated = first.trim_start_matches('\u{feff}').trim_matches('"');
        match stated.strip_prefix("sep=").map(str::as_bytes) {
            Some([delimiter]) => Some(Self {
                line: lines.next()?,
                delimiter: *delimiter,
                above: 1,
            }),
            _ => Some(Self {
                line: first,
                delimiter: delimiter_of(first),
                above: 0,
            }),
        }
    }

    /// What its columns hold, where their names are known.
    pub(super) fn columns(self) -> Vec<Option<Column>> {
        header(self.line, self.delimiter)
    }
}

/// What each column of a header holds, where its name is known.
fn header(line: &str, delimiter: u8) -> Vec<Option<Column>> {
    line.trim_start_matches('\u{feff}')
        .split(char::from(delimiter))
        .map(|name| named(name.trim().trim_matches('"').trim()))
        .collect()
}

/// `Auteur(s)`, `date_published` and `Mots-clés` are what they are without
/// their marks.
fn named(name: &str) -> Option<Column> {
    if name.len() > LONGEST {
        return None;
    }
    let bare = name.split('(').next().unwrap_or_default();
    let folded = folded(bare).replace(['_', '-', '.', '\'', '’'], " ");
    let name = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    let known = NAMES
        .iter()
        .find(|(_, names)| names.contains(&name.as_str()));
    known.map(|(column, _)| *column)
}

/// What parts the columns: that by which most of them are known.
fn delimiter_of(line: &str) -> u8 {
    let known = |delimiter: &u8| header(line, *delimiter).iter().flatten().count();
    let best = DELIMITERS.into_iter().rev().max_by_key(known);
    best.unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_as_they_are_folded() {
        for (column, names) in NAMES {
            for name in names {
                assert_eq!(named(name), Some(column), "{name}");
            }
        }
        for (name, column) in [
            ("Date de publication", Column::Date),
            ("DATE_PUBLISHED", Column::Date),
            ("Mots-clés", Column::Tags),
            ("Auteur(s)", Column::Authors),
            ("تاريخ النشر", Column::Date),
            ("Résumé", Column::Summary),
        ] {
            assert_eq!(named(name), Some(column), "{name}");
        }
        assert_eq!(named("Prix"), None);
    }
}

//! What the columns of a table hold, by their names in three languages.

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

/// Names in lower case.
const NAMES: [(Column, &[&str]); 12] = [
    (
        Column::Title,
        &["title", "titre", "headline", "العنوان", "عنوان"],
    ),
    (
        Column::Date,
        &[
            "date",
            "published",
            "date_published",
            "publication date",
            "date de publication",
            "pubdate",
            "التاريخ",
            "تاريخ",
            "تاريخ النشر",
        ],
    ),
    (
        Column::Modified,
        &[
            "modified",
            "date_modified",
            "updated",
            "lastmod",
            "modifié",
            "تاريخ التعديل",
        ],
    ),
    (
        Column::Body,
        &[
            "body",
            "text",
            "content",
            "article",
            "html",
            "content_html",
            "content_text",
            "texte",
            "contenu",
            "corps",
            "النص",
            "نص",
            "المحتوى",
            "المتن",
        ],
    ),
    (
        Column::File,
        &["file", "filename", "path", "fichier", "الملف", "ملف"],
    ),
    (
        Column::Tags,
        &[
            "tags",
            "tag",
            "keywords",
            "mots-clés",
            "mots clés",
            "mots-cles",
            "étiquettes",
            "categories",
            "catégories",
            "الوسوم",
            "وسوم",
            "الكلمات المفتاحية",
        ],
    ),
    (
        Column::Source,
        &[
            "source",
            "outlet",
            "publication",
            "journal",
            "newspaper",
            "média",
            "media",
            "المصدر",
            "مصدر",
            "الجريدة",
        ],
    ),
    (
        Column::Address,
        &[
            "url",
            "link",
            "address",
            "lien",
            "adresse",
            "href",
            "الرابط",
            "رابط",
        ],
    ),
    (
        Column::Language,
        &["lang", "language", "langue", "اللغة", "لغة"],
    ),
    (
        Column::Authors,
        &[
            "author",
            "authors",
            "byline",
            "auteur",
            "auteurs",
            "الكاتب",
            "كاتب",
            "المؤلف",
        ],
    ),
    (
        Column::Summary,
        &[
            "summary",
            "description",
            "excerpt",
            "abstract",
            "résumé",
            "resume",
            "chapeau",
            "chapô",
            "الملخص",
            "ملخص",
        ],
    ),
    (
        Column::Id,
        &["id", "guid", "identifier", "identifiant", "المعرف"],
    ),
];

/// What may part the columns.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// What each column of a header holds, where its name is known.
pub(super) fn header(line: &str, delimiter: u8) -> Vec<Option<Column>> {
    line.trim_start_matches('\u{feff}')
        .split(char::from(delimiter))
        .map(|name| named(name.trim().trim_matches('"').trim()))
        .collect()
}

fn named(name: &str) -> Option<Column> {
    let name = name.to_lowercase();
    let known = NAMES
        .iter()
        .find(|(_, names)| names.contains(&name.as_str()));
    known.map(|(column, _)| *column)
}

/// What parts the columns: that by which most of them are known.
pub(super) fn delimiter_of(line: &str) -> u8 {
    let known = |delimiter: &u8| header(line, *delimiter).iter().flatten().count();
    let best = DELIMITERS.into_iter().rev().max_by_key(known);
    best.unwrap_or(b',')
}

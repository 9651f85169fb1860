//! What a reader types as `tag:eau` belongs to the filter, not to the words.

use super::ListQuery;
use crate::browser::words::plain;

/// The query with what its words say of tags, sources, languages and days
/// moved into the filter: `tag:`, `source:`, `lang:`, `after:`, `before:`, and
/// `-tag:`. A name that is none of these is a word.
pub fn absorb(query: &ListQuery) -> ListQuery {
    let mut absorbed = query.clone();
    let mut words = Vec::new();
    for piece in pieces(&query.words) {
        if !narrow(&mut absorbed, piece) {
            words.push(piece);
        }
    }
    absorbed.words = words.join(" ");
    absorbed
}

/// Parts between white space; what stands in quotes is not parted.
fn pieces(text: &str) -> Vec<&str> {
    let mut is_quoted = false;
    let is_gap = move |letter: char| {
        is_quoted ^= letter == '"';
        letter.is_whitespace() && !is_quoted
    };
    text.split(is_gap)
        .filter(|piece| !piece.is_empty())
        .collect()
}

fn narrow(query: &mut ListQuery, piece: &str) -> bool {
    let Some((name, value)) = piece.split_once(':') else {
        return false;
    };
    let value = value.trim_matches('"');
    if value.is_empty() {
        return false;
    }
    let filter = &mut query.filter;
    match name {
        "tag" => filter.all.insert(id_of(value)),
        "-tag" => filter.none.insert(id_of(value)),
        "source" => filter.sources.insert(id_of(value)),
        "lang" => filter.languages.insert(value.to_owned()),
        "after" | "before" => {
            let pairs = [("from".to_owned(), value.to_owned())];
            let Some(day) = ListQuery::parse(pairs).filter.days.from else {
                return false;
            };
            if name == "after" {
                filter.days.from = Some(day);
            } else {
                filter.days.to = Some(day_before(&day));
            }
            true
        }
        _ => return false,
    };
    true
}

/// The id the publisher gives what is written so.
pub(super) fn id_of(written: &str) -> String {
    let plain = plain(written);
    let is_gap = |letter: char| letter.is_whitespace() || matches!(letter, '-' | '_');
    let parts: Vec<&str> = plain
        .split(is_gap)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join("-")
}

/// Days are compared as text, so that the 31st ends every month.
fn day_before(day: &str) -> String {
    let part = |range| {
        day.get(range)
            .and_then(|part: &str| part.parse::<u32>().ok())
    };
    let (year, month, day) = (part(0..4), part(5..7), part(8..10));
    let (year, month, day) = (
        year.unwrap_or_default(),
        month.unwrap_or_default(),
        day.unwrap_or_default(),
    );
    match (month, day) {
        (..=1, ..=1) => format!("{:04}-12-31", year.saturating_sub(1)),
        (_, ..=1) => format!("{year:04}-{:02}-31", month - 1),
        _ => format!("{year:04}-{month:02}-{:02}", day - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: &str) {
        let query = ListQuery::default().searched_for(words);
        assert_eq!(absorb(&query).address(), expected, "{words}");
    }

    #[test]
    fn names_narrow_and_the_rest_is_searched() {
        check("eau", "?q=eau");
        check("tag:Maroc", "tags/maroc/");
        check("eau tag:\"Deux mots\" mer", "?tag=deux-mots&q=eau%20mer");
        check("-tag:sport lang:ar", "?not=sport&lang=ar");
        check(
            "after:2019 before:2020-01",
            "?from=2019-01-01&to=2019-12-31",
        );
        check("before:2020-03-01 x", "?to=2020-02-31&q=x");
        check("before:2020-03-17 x", "?to=2020-03-16&q=x");
        check("source:\"Le Monde\" x", "?source=le-monde&q=x");
    }

    #[test]
    fn what_is_no_name_is_a_word() {
        for words in [
            "auteur:moi",
            "tag:",
            ":",
            "before:hier",
            "\"tag:a b\"",
            "12:30",
        ] {
            let query = ListQuery::default().searched_for(words);
            assert_eq!(absorb(&query), query, "{words}");
        }
    }
}

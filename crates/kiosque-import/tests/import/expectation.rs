//! The common forms of what feedparser's cases expect, as Python writes them.

/// `entries[0]['title'] == 'text'`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expectation {
    pub(crate) entry: usize,
    pub(crate) field: Field,
    pub(crate) value: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Title,
    Link,
    Summary,
    Content,
}

/// The expectations about titles, links and texts of entries in a case.
pub(crate) fn expectations(case: &str) -> Vec<Expectation> {
    let Some((_, expect)) = case.split_once("Expect:") else {
        return Vec::new();
    };
    let expect = expect.split("-->").next().unwrap_or_default();
    // Alternatives are other forms.
    if expect.contains(" or ") {
        return Vec::new();
    }
    expect
        .split("entries[")
        .skip(1)
        .filter_map(clause)
        .collect()
}

fn clause(clause: &str) -> Option<Expectation> {
    let (entry, rest) = clause.split_once(']')?;
    let (path, value) = rest.split_once("==")?;
    let path: String = path.chars().filter(|c| !" '\"[]()".contains(*c)).collect();
    let field = match path.trim_start_matches('.') {
        "title" | "title_detail.value" | "title_detailvalue" => Field::Title,
        "link" => Field::Link,
        "summary" | "description" | "summary_detailvalue" => Field::Summary,
        "content0value" => Field::Content,
        _ => return None,
    };
    Some(Expectation {
        entry: entry.parse().ok()?,
        field,
        value: python_text(value.trim())?,
    })
}

/// A text as Python writes it; `None` for all else, a sum of texts among them.
fn python_text(written: &str) -> Option<String> {
    let written = written.strip_prefix('u').unwrap_or(written);
    let (quote, written) = match written.strip_prefix("\"\"\"") {
        Some(rest) => ("\"\"\"", rest),
        None => (
            written
                .get(..1)
                .filter(|quote| matches!(*quote, "'" | "\""))?,
            written.get(1..)?,
        ),
    };
    let mut text = String::new();
    let mut rest = written;
    loop {
        if let Some(after) = rest.strip_prefix(quote) {
            return (!after.trim_start().starts_with('+')).then_some(text);
        }
        let c = rest.chars().next()?;
        rest = &rest[c.len_utf8()..];
        if c != '\\' {
            text.push(c);
            continue;
        }
        let escape = rest.chars().next()?;
        rest = &rest[escape.len_utf8()..];
        let digits = match escape {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        match (escape, digits) {
            ('n', _) => text.push('\n'),
            ('t', _) => text.push('\t'),
            ('r', _) => text.push('\r'),
            (_, 1..) => {
                let code = u32::from_str_radix(rest.get(..digits)?, 16).ok()?;
                text.push(char::from_u32(code)?);
                rest = &rest[digits..];
            }
            (other, _) => text.push(other),
        }
    }
}

#[test]
fn the_common_forms_are_read() {
    let case = r#"<!-- Expect: not bozo and entries[0]['title'] == u'a\u00e9\'b' and entries[1].link == "x" -->"#;
    let found = expectations(case);
    assert_eq!(found[0].value, "a\u{e9}'b");
    assert_eq!(
        (found[1].entry, found[1].field, found[1].value.as_str()),
        (1, Field::Link, "x")
    );
    assert!(expectations("<!-- Expect: entries[0]['title'] == 'a' + 'b' -->").is_empty());
}

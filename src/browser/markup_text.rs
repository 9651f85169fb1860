//! What the browser does with an article's markup, done to its text: where the
//! page is made, there is no document to do it to.
//!
//! The sanitiser writes well-formed markup: no `<` but that of a tag, attributes
//! in double quotes, `&`, `<`, `>` and `"` escaped where they could be mistaken.

use super::markup::SIZES;

/// With the addresses of its pictures, which are below `images`, and names for its
/// headings.
pub(super) fn finished(html: &str, images: &str) -> String {
    let mut finished = String::with_capacity(html.len());
    let mut headings = 0;
    for piece in pieces(html) {
        match piece {
            Piece::Text(text) => finished.push_str(text),
            Piece::Tag(tag) if is(tag, "img") => finished.push_str(&picture(tag, images)),
            Piece::Tag(tag) if is(tag, "h2") || is(tag, "h3") => {
                headings += 1;
                finished.push_str(&named(tag, headings));
            }
            Piece::Tag(tag) => finished.push_str(tag),
        }
    }
    finished
}

/// The headings: the fragment each is reached by, its text, and whether it stands
/// below another.
pub(super) fn headings(html: &str) -> Vec<(String, String, bool)> {
    let mut found: Vec<(String, String, bool)> = Vec::new();
    let mut is_open = false;
    for piece in pieces(html) {
        match piece {
            Piece::Tag(tag) if is(tag, "h2") || is(tag, "h3") => {
                let id = attribute(tag, "id").filter(|id| !id.is_empty());
                let id = id.map_or_else(|| name_of(found.len() + 1), plain);
                found.push((id, String::new(), is(tag, "h3")));
                is_open = true;
            }
            Piece::Tag("</h2>" | "</h3>") => is_open = false,
            Piece::Tag(_) => {}
            Piece::Text(text) => {
                if let Some((_, title, _)) = found.last_mut().filter(|_| is_open) {
                    title.push_str(&plain(text));
                }
            }
        }
    }
    found
}

#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    /// With its brackets.
    Tag(&'a str),
    Text(&'a str),
}

fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let length = match rest.strip_prefix('<') {
            Some(_) => end_of_tag(rest),
            None => rest.find('<').unwrap_or(rest.len()),
        };
        let (piece, after) = rest.split_at_checked(length)?;
        rest = after;
        match piece.starts_with('<') {
            _ if piece.is_empty() => None,
            true => Some(Piece::Tag(piece)),
            false => Some(Piece::Text(piece)),
        }
    })
}

/// A `>` within quotes ends nothing.
fn end_of_tag(tag: &str) -> usize {
    let mut is_quoted = false;
    let end = tag.find(|letter| {
        is_quoted ^= letter == '"';
        letter == '>' && !is_quoted
    });
    end.map_or(tag.len(), |end| end + 1)
}

fn is(tag: &str, name: &str) -> bool {
    let rest = tag.strip_prefix('<').and_then(|tag| tag.strip_prefix(name));
    rest.is_some_and(|rest| rest.starts_with([' ', '>']))
}

/// The value of an attribute, as it is written.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag.get(start..)?.split('"').next()
}

fn named(tag: &str, number: usize) -> String {
    match attribute(tag, "id") {
        Some(id) if !id.is_empty() => tag.to_owned(),
        _ => with(tag, &format!(" id=\"{}\"", name_of(number))),
    }
}

fn name_of(number: usize) -> String {
    format!("part-{number}")
}

fn picture(tag: &str, images: &str) -> String {
    let Some(file) = attribute(tag, "data-file") else {
        return tag.to_owned();
    };
    let mut attributes = String::new();
    if let Some(sources) = attribute(tag, "data-srcset") {
        let sources: Vec<String> = sources
            .split(", ")
            .map(|source| images.to_owned() + source)
            .collect();
        attributes = format!(" sizes=\"{SIZES}\" srcset=\"{}\"", sources.join(", "));
    }
    with(tag, &format!("{attributes} src=\"{images}{file}\""))
}

/// The tag with further attributes.
fn with(tag: &str, attributes: &str) -> String {
    let inner = tag.strip_suffix('>').unwrap_or(tag);
    format!("{inner}{attributes}>")
}

/// A text as it is read.
fn plain(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&nbsp;", "\u{a0}")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_get_their_addresses_and_headings_their_names() {
        let html = "<h2>Un</h2><p title=\"a > b\">data-file=\"x\"</p>\
            <img data-file=\"a.png\" alt=\"<h2>\" data-srcset=\"a.png 1x, b.png 2x\"><h3 id=\"soi\">Deux</h3><h3>T</h3>";
        let expected = format!(
            "<h2 id=\"part-1\">Un</h2><p title=\"a > b\">data-file=\"x\"</p>\
            <img data-file=\"a.png\" alt=\"<h2>\" data-srcset=\"a.png 1x, b.png 2x\" sizes=\"{SIZES}\" \
            srcset=\"/i/a.png 1x, /i/b.png 2x\" src=\"/i/a.png\"><h3 id=\"soi\">Deux</h3><h3 id=\"part-3\">T</h3>"
        );
        assert_eq!(finished(html, "/i/"), expected);
        assert_eq!(finished("", "/i/"), "");
    }

    #[test]
    fn a_table_of_contents_has_the_texts_of_headings() {
        let html = "<h2>A &amp; <em>b</em></h2><p>x</p><h3 id=\"soi\">C&nbsp;d</h3>y";
        let expected = [("part-1", "A & b", false), ("soi", "C\u{a0}d", true)];
        let expected =
            expected.map(|(id, title, is_minor)| (id.to_owned(), title.to_owned(), is_minor));
        assert_eq!(headings(html), expected);
    }
}

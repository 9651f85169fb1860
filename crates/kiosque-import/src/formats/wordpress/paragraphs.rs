//! Posts as WordPress shows them: blank lines part paragraphs, short codes are
//! no text.

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 30] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "iframe",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
    "video",
    "script",
];

/// Short codes that only wrap what is text.
const WRAPPERS: [&str; 10] = [
    "caption",
    "wp_caption",
    "embed",
    "gallery",
    "audio",
    "video",
    "playlist",
    "column",
    "row",
    "quote",
];

/// The HTML of a post's content. What the block editor wrote is HTML already.
pub(super) fn with_paragraphs(content: &str) -> String {
    let content = without_short_codes(content);
    if content.contains("<!-- wp:") || content.contains("<p>") || content.contains("<p ") {
        return content;
    }
    let content = content.replace("\r\n", "\n");
    let mut html = String::with_capacity(content.len() + 64);
    let mut run: Vec<&str> = Vec::new();
    let mut inside_pre = false;
    for line in content.lines() {
        let is_block = inside_pre || starts_or_ends_block(line);
        inside_pre = match inside_pre {
            true => !line.contains("</pre>"),
            false => line.contains("<pre") && !line.contains("</pre>"),
        };
        if is_block || line.trim().is_empty() {
            push_paragraph(&mut html, &mut run);
        }
        if is_block {
            html.push_str(line);
            html.push('\n');
        } else if !line.trim().is_empty() {
            run.push(line.trim());
        }
    }
    push_paragraph(&mut html, &mut run);
    html
}

fn push_paragraph(html: &mut String, run: &mut Vec<&str>) {
    if !run.is_empty() {
        html.push_str("<p>");
        html.push_str(&run.join("<br>\n"));
        html.push_str("</p>\n");
        run.clear();
    }
}

fn starts_or_ends_block(line: &str) -> bool {
    let line = line.trim_start();
    let Some(tag) = line.strip_prefix('<') else {
        return false;
    };
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let end = tag
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(tag.len());
    let name = tag.get(..end).unwrap_or_default().to_ascii_lowercase();
    BLOCKS.contains(&name.as_str())
        || matches!(
            name.as_str(),
            "li" | "td" | "tr" | "th" | "tbody" | "thead" | "dt" | "dd"
        )
}

/// `[caption id="…"]<img> text[/caption]` shows its content.
fn without_short_codes(content: &str) -> String {
    let mut text = String::with_capacity(content.len());
    let mut rest = content;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        match short_code(after) {
            Some(length) => rest = after.get(length..).unwrap_or_default(),
            None => {
                text.push('[');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

/// The length of a short code's tag behind its `[`.
fn short_code(after: &str) -> Option<usize> {
    const LONGEST: usize = 2_000;
    let name = after.strip_prefix('/').unwrap_or(after);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
    if !WRAPPERS.contains(&name.get(..end)?) {
        return None;
    }
    let near = after
        .get(..after.floor_char_boundary(LONGEST))
        .unwrap_or(after);
    near.find(']').map(|end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_part_paragraphs() {
        for (content, expected) in [
            ("One\ntwo\n\nthree", "<p>One<br>\ntwo</p>\n<p>three</p>\n"),
            (
                "A\n<ul>\n<li>x</li>\n</ul>\nB",
                "<p>A</p>\n<ul>\n<li>x</li>\n</ul>\n<p>B</p>\n",
            ),
            ("<pre>a\n\nb</pre>\nC", "<pre>a\n\nb</pre>\n<p>C</p>\n"),
            ("<p>x</p>\n\ny", "<p>x</p>\n\ny"),
            ("<!-- wp:paragraph -->\n\ny", "<!-- wp:paragraph -->\n\ny"),
        ] {
            assert_eq!(with_paragraphs(content), expected);
        }
    }

    #[test]
    fn short_codes_are_no_text() {
        for (content, expected) in [
            (
                "[caption id=\"a\"]<img src=x> Text[/caption]",
                "<img src=x> Text",
            ),
            ("[gallery ids=\"1,2\"] a [1] [unknown]", " a [1] [unknown]"),
            ("[", "["),
        ] {
            assert_eq!(without_short_codes(content), expected);
        }
    }
}

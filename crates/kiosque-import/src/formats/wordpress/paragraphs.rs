//! Posts as WordPress shows them: blank lines part paragraphs, short codes are
//! no text.

use super::pictures::Pictures;
use super::short_codes::{embedded, without_short_codes};

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

/// Where the block editor begins what it does not know the blocks of.
const CLASSIC: [&str; 2] = ["<!-- wp:freeform", "<!-- /wp:freeform"];

/// The HTML of a post's content. What the block editor wrote is HTML already,
/// but for what it took over from before.
pub(super) fn with_paragraphs(content: &str, pictures: &mut Pictures<'_>) -> String {
    let content = without_short_codes(&content.replace("\r\n", "\n"), pictures);
    if !content.contains("<!-- wp:") {
        return of_classic(&content);
    }
    let [start, end] = CLASSIC;
    let mut html = String::with_capacity(content.len());
    let mut rest = content.as_str();
    while let Some((before, after)) = rest.split_once(start) {
        html.push_str(&of_blocks(before));
        let (_, after) = after.split_once("-->").unwrap_or(("", after));
        let (classic, after) = after.split_once(end).unwrap_or((after, ""));
        html.push_str(&of_classic(classic));
        let (_, after) = after.split_once("-->").unwrap_or(("", after));
        rest = after;
    }
    html.push_str(&of_blocks(rest));
    html
}

/// Blocks, with addresses that stand alone in a line as what they embed.
fn of_blocks(content: &str) -> String {
    if !content.contains("wp-block-embed") {
        return content.to_owned();
    }
    let mut html = String::with_capacity(content.len());
    for line in content.split_inclusive('\n') {
        match embedded(line.trim()) {
            Some(frame) => html.push_str(&frame),
            None => html.push_str(line),
        }
    }
    html
}

fn of_classic(content: &str) -> String {
    let mut html = String::with_capacity(content.len() + 64);
    let mut run: Vec<&str> = Vec::new();
    // The element whose lines are left as they are.
    let mut inside: Option<&str> = None;
    for line in content.lines() {
        let frame = embedded(line.trim()).filter(|_| inside.is_none());
        let is_block = inside.is_some() || frame.is_some() || starts_or_ends_block(line);
        inside = match inside {
            // Nobody closes a paragraph who does not want to.
            Some("p") if line.trim().is_empty() => None,
            Some(name) => Some(name).filter(|name| !closes(line, name)),
            None => ["pre", "p", "script", "style"]
                .into_iter()
                .find(|name| opens(line, name) && !closes(line, name)),
        };
        if is_block || line.trim().is_empty() {
            push_paragraph(&mut html, &mut run);
        }
        match frame {
            Some(frame) => html.push_str(&frame),
            None if is_block => {
                html.push_str(line);
                html.push('\n');
            }
            None if !line.trim().is_empty() => run.push(line.trim()),
            None => (),
        }
    }
    push_paragraph(&mut html, &mut run);
    html
}

/// Whether a line begins with the start of an element.
fn opens(line: &str, name: &str) -> bool {
    let rest = line.trim_start().strip_prefix('<');
    let rest = rest.and_then(|rest| rest.strip_prefix(name));
    rest.is_some_and(|rest| rest.starts_with(['>', ' ']))
}

fn closes(line: &str, name: &str) -> bool {
    line.contains(&format!("</{name}>"))
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

#[cfg(test)]
mod tests {
    use super::super::Attachments;
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
            ("<p>x</p>\n\ny", "<p>x</p>\n<p>y</p>\n"),
            ("<p>x\ny</p>\nz", "<p>x\ny</p>\n<p>z</p>\n"),
            ("<p>x\n\ny\n\nz", "<p>x\n\n<p>y</p>\n<p>z</p>\n"),
            (
                "A\nhttps://video.example/1\nB https://x.example",
                "<p>A</p>\n\n<iframe src=\"https://video.example/1\"></iframe>\n<p>B https://x.example</p>\n",
            ),
            (
                "<!-- wp:freeform -->\nA\n\nB\n<!-- /wp:freeform -->",
                "<p>A</p>\n<p>B</p>\n",
            ),
            ("<!-- wp:paragraph -->\n\ny", "<!-- wp:paragraph -->\n\ny"),
        ] {
            let attachments = Attachments::default();
            let mut pictures = Pictures::among(&attachments);
            assert_eq!(with_paragraphs(content, &mut pictures), expected);
        }
    }
}

/// The paragraphs of simple HTML as plain text.
pub fn paragraphs(html: &str) -> Vec<String> {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text += before;
        let Some((name, after)) = tag.split_once('>') else {
            break;
        };
        if ends_block(name) {
            text.push('\n');
        }
        rest = after;
    }
    text += rest;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(unescaped).collect()
}

fn ends_block(tag: &str) -> bool {
    let name = tag.trim_start_matches('/');
    matches!(
        name,
        "p" | "li" | "h2" | "h3" | "blockquote" | "ul" | "ol" | "br" | "td" | "figure"
    )
}

fn unescaped(text: &str) -> String {
    const NAMED: [(&str, &str); 6] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", "\u{a0}"),
        ("&amp;", "&"),
    ];
    NAMED.iter().fold(text.to_owned(), |text, (name, letter)| {
        text.replace(name, letter)
    })
}

/// Adds `text` to HTML.
pub fn push_escaped(html: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            letter => html.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_blocks_stay_apart() {
        let html = "<p>A <b>bold</b> &amp; B</p>\n<ul><li>one</li><li>1 &lt; 2</li></ul>tail";
        assert_eq!(paragraphs(html), ["A bold & B", "one", "1 < 2", "tail"]);
        let mut back = String::new();
        push_escaped(&mut back, "1 < 2 & 3");
        assert_eq!(back, "1 &lt; 2 &amp; 3");
    }
}

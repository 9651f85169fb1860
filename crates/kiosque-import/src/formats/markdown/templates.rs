//! What site generators put between Markdown: Liquid's tags (Jekyll), short
//! codes (Hugo, Zola), attributes (kramdown), boxes and tabs (MkDocs). Without
//! the generator they are no text; what they wrap is. Code stays as it is.

use kiosque_sanitise::escaped;
use std::borrow::Cow;

/// Longest tag, in bytes; what is longer is text.
const LONGEST: usize = 2_000;

/// How often what begins like a tag or a code span may be none; then all is
/// text: each of them is looked at as far as a tag may be long.
const IN_VAIN: usize = 10_000;

/// Deepest box in a box.
const DEPTH: usize = 8;

/// Marks that a body has to hold for anything to be done.
const SIGNS: [&str; 9] = [
    "{%", "{{", "{:", "!!! ", "??? ", "???+ ", "=== \"", ":::", "[TOC]",
];

/// The Markdown that a generator's tags leave.
pub(super) fn without_templates(body: &str) -> Cow<'_, str> {
    if !SIGNS.iter().any(|sign| body.contains(sign)) {
        return Cow::Borrowed(body);
    }
    let body = with_fences(body);
    let lines: Vec<&str> = body.lines().collect();
    let mut out = String::with_capacity(body.len());
    boxes(&lines, &mut out, 0);
    Cow::Owned(out)
}

/// Liquid's and Hugo's `highlight` as fenced code.
fn with_fences(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    for line in body.split_inclusive('\n') {
        let bare = line.trim();
        let inner = [("{%", "%}"), ("{{<", ">}}"), ("{{%", "%}}")]
            .iter()
            .find_map(|(start, end)| bare.strip_prefix(start)?.strip_suffix(end));
        let mut words = inner
            .unwrap_or_default()
            .trim_matches(['-', ' '])
            .split_whitespace();
        match words.next() {
            Some("highlight") => {
                let language = words.next().unwrap_or_default().trim_matches(['"', ',']);
                out.push_str(&format!("```{language}\n"));
            }
            Some("endhighlight" | "/highlight") => out.push_str("```\n"),
            _ => out.push_str(line),
        }
    }
    out
}

/// Writes lines, with what boxes and tabs hold; fenced code as it stands.
fn boxes(lines: &[&str], out: &mut String, depth: usize) {
    let mut at = 0;
    let mut text = String::new();
    while let Some(line) = lines.get(at) {
        if let Some(fence) = fence_of(line) {
            flush(&mut text, out);
            let behind = lines.get(at + 1..).unwrap_or_default();
            let length = behind.iter().position(|line| closes(line, fence));
            let end = length.map_or(lines.len(), |length| at + length + 2);
            for line in lines.get(at..end).unwrap_or_default() {
                push_line(out, line);
            }
            at = end;
        } else if let Some((title, quoted)) = heading_of_box(line).filter(|_| depth < DEPTH) {
            flush(&mut text, out);
            let behind = lines.get(at + 1..).unwrap_or_default();
            let length = behind
                .iter()
                .position(|line| ends_box(line))
                .unwrap_or(behind.len());
            let inner: Vec<&str> = behind
                .iter()
                .take(length)
                .map(|line| dedented(line))
                .collect();
            boxed(&title, quoted, &inner, out, depth);
            at += length + 1;
        } else {
            if !is_instruction(line) {
                push_line(&mut text, line);
            }
            at += 1;
        }
    }
    flush(&mut text, out);
}

fn boxed(title: &str, quoted: bool, inner: &[&str], out: &mut String, depth: usize) {
    let mut written = String::new();
    boxes(inner, &mut written, depth + 1);
    let mark = if quoted { "> " } else { "" };
    if !title.is_empty() {
        out.push_str(&format!("\n{mark}**{title}**\n{}\n", mark.trim_end()));
    }
    for line in written.lines() {
        push_line(out, format!("{mark}{line}").trim_end());
    }
    out.push('\n');
}

/// `!!! note "Title"` and `=== "Title"`: the title, and whether it is a box.
fn heading_of_box(line: &str) -> Option<(String, bool)> {
    let quoted = |text: &str| {
        let (_, rest) = text.split_once('"')?;
        Some(rest.split_once('"')?.0.to_owned())
    };
    if let Some(tab) = line.strip_prefix("=== ") {
        return Some((quoted(tab)?, false));
    }
    let kind = ["!!! ", "??? ", "???+ "]
        .iter()
        .find_map(|mark| line.strip_prefix(mark))?;
    let name = kind.split_whitespace().next()?;
    if !name
        .bytes()
        .all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
    {
        return None;
    }
    let mut letters = name.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    let named = first.into_iter().chain(letters).collect();
    Some((quoted(kind).unwrap_or(named), true))
}

fn ends_box(line: &str) -> bool {
    !line.trim().is_empty() && !line.starts_with("    ") && !line.starts_with('\t')
}

fn dedented(line: &str) -> &str {
    let tab = line.strip_prefix('\t');
    line.strip_prefix("    ")
        .or(tab)
        .unwrap_or(line.trim_start())
}

fn fence_of(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.len() - line.trim_start_matches(mark).len();
    line.get(..length).filter(|_| length >= 3)
}

fn closes(line: &str, fence: &str) -> bool {
    let line = line.trim();
    line.starts_with(fence)
        && fence
            .chars()
            .next()
            .is_some_and(|mark| line.chars().all(|c| c == mark))
}

/// Lines that tell the generator something, and the reader nothing.
fn is_instruction(line: &str) -> bool {
    let bare = line.trim();
    bare == "[TOC]"
        || bare == "[[_TOC_]]"
        || bare.starts_with(":::")
        || bare
            .strip_prefix("{:")
            .and_then(|rest| rest.strip_suffix('}'))
            .is_some_and(|inner| is_attributes(inner.trim()))
}

fn push_line(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}

/// Writes text without its tags, except within code.
fn flush(text: &mut String, out: &mut String) {
    let taken = std::mem::take(text);
    let mut rest = taken.as_str();
    let mut in_vain = 0;
    while let Some(at) = rest.find(['`', '{']).filter(|_| in_vain < IN_VAIN) {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        let behind = match here.strip_prefix('`') {
            Some(_) => code_span(here, out),
            None => tag(here, out),
        };
        in_vain += usize::from(here.len() - behind.len() == 1);
        rest = behind;
    }
    out.push_str(rest);
}

/// Copies a code span, or the backticks that open none.
fn code_span<'a>(here: &'a str, out: &mut String) -> &'a str {
    let behind = here.trim_start_matches('`');
    let (ticks, _) = here.split_at(here.len() - behind.len());
    let near = behind
        .get(..behind.floor_char_boundary(LONGEST))
        .unwrap_or(behind);
    let paragraph = near.split("\n\n").next().unwrap_or(near);
    let length = paragraph.find(ticks).map_or(0, |at| at + ticks.len());
    let (span, rest) = here.split_at(ticks.len() + length);
    out.push_str(span);
    rest
}

/// What a tag shows, where it is one.
type Shown = fn(&str) -> Option<String>;

/// Writes what a tag leaves, or the brace that opens none.
fn tag<'a>(here: &'a str, out: &mut String) -> &'a str {
    let near = here
        .get(..here.floor_char_boundary(LONGEST))
        .unwrap_or(here);
    let kinds: [(&str, &str, Shown); 5] = [
        ("{{<", ">}}", short_code),
        ("{{%", "%}}", short_code),
        ("{%", "%}", |_| Some(String::new())),
        ("{{", "}}", expression),
        ("{:", "}", |inner| is_attributes(inner).then(String::new)),
    ];
    for (start, end, written) in kinds {
        let Some(behind) = near.strip_prefix(start) else {
            continue;
        };
        let Some((inner, _)) = behind.split_once(end) else {
            continue;
        };
        if let Some(written) = written(inner.trim()) {
            out.push_str(&written);
            let length = start.len() + inner.len() + end.len();
            return here.get(length..).unwrap_or_default();
        }
    }
    out.push('{');
    here.get(1..).unwrap_or_default()
}

/// kramdown's `{: .lead #top target="_blank"}`.
fn is_attributes(inner: &str) -> bool {
    let begins = inner.starts_with(['.', '#']) || inner == "toc" || inner.contains('=');
    begins && !inner.contains('\n')
}

/// Hugo's short codes that show something by themselves.
fn short_code(inner: &str) -> Option<String> {
    let (name, arguments) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    Some(match name {
        "figure" => figure(arguments),
        "youtube" | "vimeo" => video(name, arguments),
        "ref" | "relref" => arguments.trim().trim_matches('"').to_owned(),
        _ => String::new(),
    })
}

/// Liquid's paths and Zola's calls; other braces are an article's own.
fn expression(inner: &str) -> Option<String> {
    if inner.starts_with("site.") || inner.starts_with("page.") {
        return Some(String::new());
    }
    if let Some((path, filter)) = inner.split_once('|') {
        let is_path = filter.trim().ends_with("_url");
        let path = path.trim().trim_matches(['"', '\'']);
        return is_path.then(|| path.to_owned());
    }
    let (name, arguments) = inner.strip_suffix(')')?.split_once('(')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if name.is_empty() || !name.chars().all(is_name) || !arguments.contains('=') {
        return None;
    }
    Some(match name {
        "youtube" | "vimeo" => video(name, arguments),
        _ => String::new(),
    })
}

fn figure(arguments: &str) -> String {
    let value = |name| escaped(argument(arguments, name).unwrap_or_default());
    let caption = match value("caption") {
        caption if caption.is_empty() => value("title"),
        caption => caption,
    };
    format!(
        "<figure><img src=\"{}\" alt=\"{}\"><figcaption>{caption}</figcaption></figure>",
        value("src"),
        value("alt")
    )
}

/// A frame, of which the sanitiser makes a link that names its host.
fn video(host: &str, arguments: &str) -> String {
    let bare = arguments.trim().trim_matches(['"', '\'']);
    let id = argument(arguments, "id").unwrap_or(bare);
    let is_id = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    match host {
        _ if id.is_empty() || !id.chars().all(is_id) => String::new(),
        "vimeo" => format!("<iframe src=\"https://vimeo.com/{id}\"></iframe>"),
        _ => format!("<iframe src=\"https://www.youtube.com/watch?v={id}\"></iframe>"),
    }
}

/// The value of `name="value"`.
fn argument<'a>(arguments: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = arguments;
    loop {
        let (key, behind) = rest.split_once('=')?;
        let behind = behind.trim_start();
        let quote = behind
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\'' | '`'));
        let (value, after) = match quote {
            Some(quote) => behind.get(1..)?.split_once(quote)?,
            None => behind.split_once([' ', ',']).unwrap_or((behind, "")),
        };
        if key.trim_matches([' ', ',', '\n']) == name {
            return Some(value);
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_what_they_wrap_stays() {
        for (body, expected) in [
            ("a {% include x.html %} b", "a  b\n"),
            ("{% quote(author=\"V\") %}\nsaid\n{% end %}", "\nsaid\n\n"),
            (
                "{{% notice info %}}\nInside\n{{% /notice %}}",
                "\nInside\n\n",
            ),
            ("![A]({{ site.baseurl }}/a.png)", "![A](/a.png)\n"),
            ("![A]({{ \"/a.png\" | relative_url }})", "![A](/a.png)\n"),
            (
                "{{< youtube abc_1 >}}",
                "<iframe src=\"https://www.youtube.com/watch?v=abc_1\"></iframe>\n",
            ),
            (
                "{{ vimeo(id=\"12\") }}",
                "<iframe src=\"https://vimeo.com/12\"></iframe>\n",
            ),
            (
                "{{< figure src=\"a.png\" alt=\"A\" caption=\"C <b>\" >}}",
                "<figure><img src=\"a.png\" alt=\"A\"><figcaption>C &lt;b&gt;</figcaption></figure>\n",
            ),
            (
                "Text\n{: .lead}\n[x](y){:target=\"_blank\"}",
                "Text\n[x](y)\n",
            ),
            (
                "{% highlight ruby %}\n{% x %}\n{% endhighlight %}",
                "```ruby\n{% x %}\n```\n",
            ),
            (":::tip\nText\n:::", "Text\n"),
        ] {
            assert_eq!(without_templates(body), expected, "{body}");
        }
    }

    #[test]
    fn code_and_other_braces_stay() {
        for body in [
            "`{{< ref >}}` and ``{% x ` %}``\n",
            "```\n{% x %}\n!!! note\n```\n{{outlet}} {{ name }} { a: 1 }\n",
            "{{ f(x) }} {% never closed\n",
            "{",
            "~~~\n{% never closed\n",
        ] {
            assert_eq!(without_templates(body), body);
        }
    }

    #[test]
    fn boxes_are_quoted_and_tabs_have_their_titles() {
        let body = "!!! note \"Attention\"\n    Inside\n\n    More\n\nAfter\n";
        let expected = "\n> **Attention**\n>\n> Inside\n>\n> More\n>\n\nAfter\n";
        assert_eq!(without_templates(body), expected);
        let body = "=== \"A\"\n\n    ```\n    x\n    ```\nB\n";
        let expected = "\n**A**\n\n\n```\nx\n```\n\nB\n";
        assert_eq!(without_templates(body), expected);
        assert_eq!(
            without_templates("??? warning\n    x"),
            "\n> **Warning**\n>\n> x\n\n"
        );
    }
}

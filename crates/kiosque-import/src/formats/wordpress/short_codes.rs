//! Short codes: what they show is shown, what they only arrange goes, and what
//! is none stays as it is written.

use super::pictures::Pictures;

/// Longest tag, in bytes.
const LONGEST: usize = 2_000;

/// How often what begins like a short code may be none; then all is text.
const IN_VAIN: usize = 10_000;

/// Short codes that arrange text, or that a page without the plug-in lacks.
const WRAPPERS: [&str; 11] = [
    "wp_caption",
    "audio",
    "video",
    "playlist",
    "column",
    "row",
    "quote",
    "toc",
    "contact-form-7",
    "contact-form",
    "dropcap",
];

/// How the names of page builders' short codes begin.
const BUILDERS: [&str; 8] = [
    "vc_", "et_pb_", "fusion_", "av_", "su_", "fl_", "mk_", "us_",
];

/// The content without its short codes.
pub(super) fn without_short_codes(content: &str, pictures: &mut Pictures<'_>) -> String {
    let mut text = String::with_capacity(content.len());
    let mut rest = content;
    let mut in_vain = 0;
    while let Some((before, after)) = rest.split_once('[').filter(|_| in_vain < IN_VAIN) {
        text.push_str(before);
        rest = match shown(after, pictures) {
            Some((shown, length)) => {
                text.push_str(&shown);
                after.get(length..).unwrap_or_default()
            }
            None => {
                in_vain += 1;
                text.push('[');
                after
            }
        };
    }
    text.push_str(rest);
    text
}

/// What stands for a short code, and its length behind its `[`.
fn shown(after: &str, pictures: &mut Pictures<'_>) -> Option<(String, usize)> {
    let (name, attributes, length) = tag(after)?;
    let inside = after.get(length..).unwrap_or_default();
    let near = inside
        .get(..inside.floor_char_boundary(LONGEST))
        .unwrap_or(inside);
    match name {
        "caption" => {
            let (content, _) = near.split_once("[/caption]")?;
            let length = length + content.len() + "[/caption]".len();
            Some((figure(content, attributes), length))
        }
        "embed" => {
            let (address, _) = near.split_once("[/embed]")?;
            let length = length + address.len() + "[/embed]".len();
            Some((embedded(address.trim())?, length))
        }
        "gallery" => Some((pictures.gallery(attributes), length)),
        "audio" | "video" if recording(attributes).is_some() => {
            Some((embedded(recording(attributes)?)?, length))
        }
        _ => {
            let bare = name.strip_prefix('/').unwrap_or(name);
            let known =
                WRAPPERS.contains(&bare) || BUILDERS.iter().any(|start| bare.starts_with(start));
            known.then(|| (String::new(), length))
        }
    }
}

/// The name and the attributes of a tag, and its length.
fn tag(after: &str) -> Option<(&str, &str, usize)> {
    let near = after
        .get(..after.floor_char_boundary(LONGEST))
        .unwrap_or(after);
    let (inner, _) = near.split_once(']')?;
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || "_-/".contains(c);
    let end = inner.find(|c: char| !is_of_name(c)).unwrap_or(inner.len());
    let (name, attributes) = inner.split_at(end);
    (!name.is_empty()).then_some((name, attributes, inner.len() + 1))
}

/// An image with the text beside it, which old posts have in an attribute.
fn figure(content: &str, attributes: &str) -> String {
    let end = content.rfind("</a>").map(|at| at + "</a>".len());
    let end = end.or_else(|| {
        let image = content.find("<img")?;
        content.get(image..)?.find('>').map(|at| image + at + 1)
    });
    let (image, text) = content.split_at(end.unwrap_or_default());
    let stated = attribute(attributes, "caption");
    let text = Some(text.trim()).filter(|text| !text.is_empty());
    let caption = text.or(stated).unwrap_or_default();
    let image = image.trim();
    format!("\n<figure>{image}<figcaption>{caption}</figcaption></figure>\n")
}

/// The value of an attribute, with or without quotes.
pub(super) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut places = attributes.match_indices(name);
    let (at, _) = places.find(|(at, _)| {
        let (before, rest) = attributes.split_at(*at);
        before.ends_with(char::is_whitespace) && is_value(rest.get(name.len()..))
    })?;
    let (_, value) = attributes.get(at..)?.split_once('=')?;
    let value = value.trim_start();
    let quote = value.chars().next().filter(|c| "\"'".contains(*c));
    match quote {
        Some(quote) => value.get(1..)?.split(quote).next(),
        None => value.split_whitespace().next(),
    }
}

fn is_value(rest: Option<&str>) -> bool {
    rest.is_some_and(|rest| rest.trim_start().starts_with('='))
}

/// The address of what a player plays.
fn recording(attributes: &str) -> Option<&str> {
    const NAMES: [&str; 9] = [
        "src", "mp3", "m4a", "ogg", "wav", "mp4", "m4v", "webm", "ogv",
    ];
    let mut stated = NAMES.iter().filter_map(|name| attribute(attributes, name));
    let bare = || attributes.split_whitespace().next();
    let address = stated.next().or_else(bare)?;
    embedded(address).map(|_| address)
}

/// What stands at an address, as a frame: the sanitiser makes a card of it that
/// names its host.
pub(super) fn embedded(address: &str) -> Option<String> {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    let is_one = !address.contains(|c: char| c.is_whitespace() || "<>\"'[]".contains(c));
    (is_web && is_one).then(|| format!("\n<iframe src=\"{address}\"></iframe>\n"))
}

#[cfg(test)]
mod tests {
    use super::super::Attachments;
    use super::*;

    #[test]
    fn short_codes_are_no_text_but_what_they_show_is() {
        for (content, expected) in [
            (
                "[caption id=\"a\"]<img src=x> Text[/caption]",
                "\n<figure><img src=x><figcaption>Text</figcaption></figure>\n",
            ),
            (
                "[caption id=\"a\" caption=\"Old\"]<a href=y><img src=x /></a>[/caption]",
                "\n<figure><a href=y><img src=x /></a><figcaption>Old</figcaption></figure>\n",
            ),
            (
                "[embed]https://vimeo.com/1[/embed]",
                "\n<iframe src=\"https://vimeo.com/1\"></iframe>\n",
            ),
            ("[gallery ids=\"1,2\"] a [1] [unknown]", " a [1] [unknown]"),
            (
                "[audio mp3='https://a.example/1.mp3'][/audio]",
                "\n<iframe src=\"https://a.example/1.mp3\"></iframe>\n",
            ),
            (
                "[video width=640 mp4=https://v.example/1.mp4 ]",
                "\n<iframe src=\"https://v.example/1.mp4\"></iframe>\n",
            ),
            (
                "[audio https://a.example/2.ogg]",
                "\n<iframe src=\"https://a.example/2.ogg\"></iframe>\n",
            ),
            ("[audio src=\"javascript:x\"]", ""),
            (
                "[vc_row][vc_column width=\"1/2\"]x[/vc_column][/vc_row]",
                "x",
            ),
            ("[caption]never closed", "[caption]never closed"),
            ("[", "["),
            ("[]", "[]"),
        ] {
            let attachments = Attachments::default();
            let mut pictures = Pictures::among(&attachments);
            let shown = without_short_codes(content, &mut pictures);
            assert_eq!(shown, expected, "{content}");
        }
    }
}

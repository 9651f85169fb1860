//! Which attributes survive, and with which values.

/// Put before every id of a body, so that none meets one of the page.
pub(crate) const ID_PREFIX: &str = "a-";

/// What links to other sites say.
pub(crate) const EXTERNAL: &str = "noopener noreferrer external";

/// The class of a remote image's placeholder.
pub(crate) const REMOTE_IMAGE: &str = "remote-image";

/// The class of a link that stands for embedded content.
pub(crate) const EMBED: &str = "embed";

/// Attributes any element may carry.
pub(crate) const EVERYWHERE: &[&str] = &["lang", "dir", "id"];

/// Attributes authors may give an element, beyond [`EVERYWHERE`].
pub(crate) fn authored(element: &str) -> &'static [&'static str] {
    match element {
        "abbr" => &["title"],
        "time" => &["datetime"],
        "ol" => &["start", "reversed", "type"],
        "li" => &["value"],
        "th" => &["scope", "colspan", "rowspan"],
        "td" => &["colspan", "rowspan"],
        "col" | "colgroup" => &["span"],
        "img" => &["alt", "width", "height"],
        _ => &[],
    }
}

/// Attributes only the sanitiser itself gives an element.
pub(crate) fn own(element: &str) -> &'static [&'static str] {
    match element {
        "a" => &["href", "rel"],
        "img" => &["data-file", "data-srcset", "loading"],
        "span" => &["class", "data-src", "data-host"],
        "p" => &["class"],
        _ => &[],
    }
}

/// Whether `value` is one the attribute may have on `element`.
pub(crate) fn is_allowed(element: &str, attribute: &str, value: &str) -> bool {
    match attribute {
        "lang" => is_language(value),
        "dir" => matches!(value, "ltr" | "rtl" | "auto"),
        "id" => is_id(value),
        "alt" | "title" => true,
        "width" | "height" | "colspan" | "rowspan" | "span" => is_number(value, 5),
        "start" | "value" => is_number(value.strip_prefix('-').unwrap_or(value), 9),
        "scope" => matches!(value, "row" | "col" | "rowgroup" | "colgroup"),
        "reversed" => value.is_empty(),
        "type" => matches!(value, "1" | "a" | "A" | "i" | "I"),
        "datetime" => is_date_time(value),
        _ => is_allowed_own(element, attribute, value),
    }
}

fn is_allowed_own(element: &str, attribute: &str, value: &str) -> bool {
    let is_web = value.starts_with("https://") || value.starts_with("http://");
    match (element, attribute) {
        ("a", "href") => is_web || value.starts_with("mailto:") || value.starts_with("#a-"),
        ("a", "rel") => value == EXTERNAL,
        ("img", "data-file") => is_archive_file(value),
        ("img", "data-srcset") => sources(value).is_some(),
        ("img", "loading") => value == "lazy",
        ("span", "class") => value == REMOTE_IMAGE,
        ("span", "data-src") => is_web,
        ("span", "data-host") => !value.is_empty(),
        ("p", "class") => value == EMBED,
        _ => false,
    }
}

/// What a `data-srcset` lists: files of the archive and their widths in pixels.
pub(crate) fn sources(value: &str) -> Option<Vec<(&str, &str)>> {
    value
        .split(", ")
        .map(|source| {
            let (file, width) = source.split_once(' ')?;
            let number = width.strip_suffix('w')?;
            (is_archive_file(file) && is_number(number, 5)).then_some((file, number))
        })
        .collect()
}

fn is_number(value: &str, digits: usize) -> bool {
    (1..=digits).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_language(value: &str) -> bool {
    (1..=35).contains(&value.len())
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

pub(crate) fn is_id(value: &str) -> bool {
    (1..=200).contains(&value.len())
        && !value.contains(|c: char| c.is_whitespace() || c.is_control())
}

fn is_date_time(value: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b" +-.:".contains(&byte);
    (1..=64).contains(&value.len()) && value.bytes().all(allowed)
}

fn is_archive_file(value: &str) -> bool {
    let Some((name, format)) = value.split_once('.') else {
        return false;
    };
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        && matches!(format, "png" | "jpg" | "webp" | "gif")
}

#[cfg(test)]
mod tests {
    use super::{EVERYWHERE, authored, own};
    use kiosque_model::SafeHtml;

    #[test]
    fn readers_browsers_are_given_every_attribute_that_passes() {
        for element in SafeHtml::ELEMENTS {
            for attribute in EVERYWHERE
                .iter()
                .chain(authored(element))
                .chain(own(element))
            {
                assert!(
                    SafeHtml::ATTRIBUTES.contains(attribute),
                    "{attribute} of {element}"
                );
            }
        }
    }
}

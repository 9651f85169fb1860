use feed_rs::model::Text;
use kiosque_sanitise::text_of_markup;

/// Elements that tell that a title is meant as HTML.
const IN_TITLES: [&str; 12] = [
    "b", "i", "em", "strong", "a", "span", "br", "sub", "sup", "p", "div", "code",
];

/// Whether a text says of itself that it is HTML.
pub(super) fn is_html(text: &Text) -> bool {
    text.content_type.to_string().contains("html")
}

/// Titles of RSS are text by some and HTML by others: what has an entity or an
/// element of HTML in it is HTML.
pub(super) fn title_of(title: &Text) -> String {
    if is_html(title) {
        return text_of_markup(&title.content, 4_000);
    }
    plain_title(&title.content)
}

/// The text of a title that may have been written as HTML.
pub(crate) fn plain_title(title: &str) -> String {
    let has_element = |name: &&str| {
        let lower = title.to_ascii_lowercase();
        lower.contains(&format!("</{name}>"))
            || lower.contains(&format!("<{name}/>"))
            || lower.contains(&format!("<{name}>"))
    };
    let has_entity = title.split('&').skip(1).any(|rest| {
        rest.split(';')
            .next()
            .is_some_and(|name| is_entity(name) && name.len() < rest.len())
    });
    if has_entity || title.contains('<') && IN_TITLES.iter().any(has_element) {
        return text_of_markup(title, 4_000);
    }
    title.to_owned()
}

fn is_entity(name: &str) -> bool {
    let name = name.strip_prefix('#').unwrap_or(name);
    (1..=8).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

use super::channel::{Channel, Entry};
use super::xml::Xml;

/// Atom 1.0, RFC 4287.
pub(super) fn print(channel: &Channel) -> Vec<u8> {
    let language = ("xml:lang", channel.language.as_str());
    let mut xml = Xml::new(
        "feed",
        &[("xmlns", "http://www.w3.org/2005/Atom"), language],
    );
    xml.text("id", &[], &channel.address);
    xml.text("title", &[], &channel.title);
    xml.text("subtitle", &[], &channel.description);
    xml.text("updated", &[], &channel.updated().to_string());
    xml.empty("link", &[("rel", "self"), ("href", &channel.address)]);
    xml.empty(
        "link",
        &[
            ("rel", "alternate"),
            ("type", "text/html"),
            ("href", &channel.page),
        ],
    );
    person(&mut xml, &channel.publisher);
    for entry in &channel.entries {
        print_entry(&mut xml, entry);
    }
    xml.into_bytes()
}

fn print_entry(xml: &mut Xml, entry: &Entry) {
    let language = match entry.language.as_str() {
        // Nobody knows it.
        "und" => "",
        known => known,
    };
    xml.open("entry", &[("xml:lang", language)]);
    xml.text("id", &[], &entry.id);
    xml.text("title", &[], &entry.title);
    xml.text("updated", &[], &entry.updated().to_string());
    if let Some(published) = entry.published {
        xml.text("published", &[], &published.to_string());
    }
    xml.empty(
        "link",
        &[
            ("rel", "alternate"),
            ("type", "text/html"),
            ("href", &entry.address),
        ],
    );
    if let Some(source) = &entry.source {
        xml.empty("link", &[("rel", "via"), ("href", source)]);
    }
    for author in &entry.authors {
        person(xml, author);
    }
    for tag in &entry.tags {
        xml.empty("category", &[("term", tag)]);
    }
    xml.text("summary", &[], &entry.excerpt);
    xml.close();
}

fn person(xml: &mut Xml, name: &str) {
    xml.open("author", &[]);
    xml.text("name", &[], name);
    xml.close();
}

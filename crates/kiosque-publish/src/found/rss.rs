use super::channel::{Channel, Entry};
use super::xml::Xml;
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;

/// RSS 2.0.
pub(super) fn print(channel: &Channel) -> Vec<u8> {
    let mut xml = Xml::new(
        "rss",
        &[
            ("version", "2.0"),
            ("xmlns:atom", "http://www.w3.org/2005/Atom"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    );
    xml.open("channel", &[]);
    xml.text("title", &[], &channel.title);
    xml.text("link", &[], &channel.page);
    xml.text("description", &[], &channel.description);
    xml.text("language", &[], &channel.language);
    xml.text("lastBuildDate", &[], &date(channel.updated()));
    let address = ("href", channel.address.as_str());
    xml.empty(
        "atom:link",
        &[address, ("rel", "self"), ("type", "application/rss+xml")],
    );
    for entry in &channel.entries {
        item(&mut xml, entry);
    }
    xml.into_bytes()
}

fn item(xml: &mut Xml, entry: &Entry) {
    xml.open("item", &[]);
    xml.text("title", &[], &entry.title);
    xml.text("link", &[], &entry.address);
    xml.text("guid", &[("isPermaLink", "false")], &entry.id);
    if let Some(published) = entry.published {
        xml.text("pubDate", &[], &date(published));
    }
    for author in &entry.authors {
        xml.text("dc:creator", &[], author);
    }
    for tag in &entry.tags {
        xml.text("category", &[], tag);
    }
    xml.text("dc:language", &[], &entry.language);
    if let Some(source) = &entry.source {
        xml.text("dc:source", &[], source);
    }
    xml.text("description", &[], &escaped(&entry.excerpt));
    xml.close();
}

/// As HTML, which the format takes a description for.
fn escaped(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

/// Years before the first and after 9999 are none of a date.
fn date(instant: Timestamp) -> String {
    let printed = DateTimePrinter::new().timestamp_to_rfc9110_string(&instant);
    printed.unwrap_or_default()
}

use super::xml::Xml;
use crate::finish::Place;
use kiosque_model::site::SiteSettings;

/// The OpenSearch 1.1 description: how a browser searches the site.
pub(super) fn print(settings: &SiteSettings, place: &Place) -> Vec<u8> {
    let home = place.address("").unwrap_or_default();
    let own = place.address("opensearch.xml").unwrap_or_default();
    let mut xml = Xml::new(
        "OpenSearchDescription",
        &[("xmlns", "http://a9.com/-/spec/opensearch/1.1/")],
    );
    // The lengths that the specification allows.
    xml.text("ShortName", &[], &cut(&settings.title, 16));
    xml.text("LongName", &[], &cut(&settings.title, 48));
    let description = settings.description.as_ref().unwrap_or(&settings.title);
    xml.text("Description", &[], &cut(description, 1024));
    let template = format!("{home}?q={{searchTerms}}");
    xml.empty("Url", &[("type", "text/html"), ("template", &template)]);
    let media = "application/opensearchdescription+xml";
    xml.empty(
        "Url",
        &[("type", media), ("rel", "self"), ("template", &own)],
    );
    for language in &settings.languages {
        xml.text("Language", &[], language);
    }
    xml.text("InputEncoding", &[], "UTF-8");
    xml.text("OutputEncoding", &[], "UTF-8");
    xml.into_bytes()
}

/// At most `limit` characters.
fn cut(text: &str, limit: usize) -> String {
    let cut: String = text.chars().take(limit).collect();
    cut.trim_end().to_owned()
}

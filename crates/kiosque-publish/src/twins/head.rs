//! What the head of an article's page says to whom.

use super::Common;
use crate::finish::Element;
use dom_query::Document;
use kiosque_model::ArticleDate;
use kiosque_model::wire::{Article, Related};
use kiosque_reader::LoadedArticle;
use kiosque_viewer::Language;

/// An article as its page's head tells of it.
pub(super) struct ArticleHead<'a> {
    pub common: &'a Common<'a>,
    pub loaded: &'a LoadedArticle,
    /// That of the interface.
    pub language: Language,
    /// The page it was first published on.
    pub original: Option<&'a String>,
    /// One or two sentences; may be empty.
    pub description: String,
    /// The whole address of its picture.
    pub image: Option<String>,
    /// The page's path in the site.
    pub path: &'a str,
}

/// Where an article's page is in the site.
pub(super) fn path_of(article: &Article) -> String {
    path(article.date.as_ref(), &article.slug, article.id.as_str())
}

fn path(date: Option<&ArticleDate>, slug: &str, id: &str) -> String {
    let year = date.map_or("0", ArticleDate::year);
    format!("a/{year}/{slug}-{id}/")
}

/// The whole address of an article's first picture, else of the site's.
pub(super) fn image_of(common: &Common<'_>, article: &Article) -> Option<String> {
    let own = picture_of(article.body.as_str());
    let file = own.as_deref().or(common.settings.banner.image.as_deref())?;
    common.place.address(&format!("archive/images/{file}"))
}

/// The file of the first picture. Most articles have none, and are not parsed.
fn picture_of(body: &str) -> Option<String> {
    if !body.contains("data-file") {
        return None;
    }
    let body = Document::fragment(body);
    let picture = body.select_single("img[data-file]");
    picture.attr("data-file").map(|file| file.to_string())
}

impl ArticleHead<'_> {
    /// All of it.
    pub fn elements(&self) -> Vec<Element> {
        let mut head = Vec::new();
        if !self.description.is_empty() {
            head.push(meta("name", "description", &self.description));
        }
        self.say_canonical(&mut head);
        self.say_translations(&mut head);
        self.say_card(&mut head);
        self.say_citation(&mut head);
        head
    }

    /// The page's own whole address, where that is known.
    pub fn own_address(&self) -> Option<String> {
        self.common.place.address(self.path)
    }

    fn say_canonical(&self, head: &mut Vec<Element>) {
        let original = self
            .original
            .filter(|_| self.common.is_original_canonical());
        if let Some(original) = original {
            head.push(meta("name", "robots", "noindex"));
            head.push(link(&[("rel", "canonical"), ("href", original)]));
        } else if let Some(own) = self.own_address() {
            head.push(link(&[("rel", "canonical"), ("href", &own)]));
        }
    }

    /// The article in other languages, and itself.
    fn say_translations(&self, head: &mut Vec<Element>) {
        let article = &self.loaded.article;
        let related = article.related.iter();
        let translations: Vec<&Related> =
            related.filter(|other| other.reasons.translation).collect();
        if translations.is_empty() {
            return;
        }
        let mut say = |language: &str, path: &str| {
            if let Some(address) = self
                .common
                .place
                .address(path)
                .filter(|_| language != "und")
            {
                let attributes = [
                    ("rel", "alternate"),
                    ("hreflang", language),
                    ("href", &address),
                ];
                head.push(link(&attributes));
            }
        };
        say(&article.language, self.path);
        for other in translations {
            let path = path(other.date.as_ref(), &other.slug, other.id.as_str());
            say(&other.language, &path);
        }
    }

    /// What is shown where somebody shares the page.
    fn say_card(&self, head: &mut Vec<Element>) {
        let article = &self.loaded.article;
        let mut say = |name: &str, content: &str| head.push(meta("property", name, content));
        say("og:type", "article");
        say("og:title", &article.title);
        say("og:site_name", self.common.title(self.language));
        if let Some(locale) = locale(&article.language) {
            say("og:locale", &locale);
        }
        if !self.description.is_empty() {
            say("og:description", &self.description);
        }
        if let Some(address) = self.own_address() {
            say("og:url", &address);
        }
        if let Some(image) = &self.image {
            say("og:image", image);
        }
        if let Some(date) = &article.date {
            say("article:published_time", date.as_str());
        }
        if let Some(date) = &article.modified {
            say("article:modified_time", date.as_str());
        }
        for tag in &self.loaded.tags {
            say("article:tag", tag.label_in(&article.language));
        }
        let card = if self.image.is_some() {
            "summary_large_image"
        } else {
            "summary"
        };
        head.push(meta("name", "twitter:card", card));
    }

    /// What reference managers read.
    fn say_citation(&self, head: &mut Vec<Element>) {
        let article = &self.loaded.article;
        let mut say = |name: &str, content: &str| head.push(meta("name", name, content));
        say("citation_title", &article.title);
        for author in &article.authors {
            say("citation_author", author);
        }
        if let Some(date) = &article.date {
            let day = date.as_str().split('T').next().unwrap_or_default();
            say("citation_publication_date", &day.replace('-', "/"));
        }
        if let Some(source) = &article.source {
            say("citation_journal_title", &source.name);
        }
        if article.language != "und" {
            say("citation_language", &article.language);
        }
        if let Some(address) = self.own_address() {
            say("citation_public_url", &address);
        }
    }
}

/// As Open Graph has it, `fr_FR`: the language's own region where none is named.
fn locale(language: &str) -> Option<String> {
    let mut parts = language.split('-');
    let primary = parts.next().filter(|primary| *primary != "und")?;
    let named = parts.find(|part| part.len() == 2).map(str::to_uppercase);
    let usual = match primary {
        "ar" => "AR",
        "en" => "US",
        _ => primary,
    };
    let region = named.unwrap_or_else(|| usual.to_uppercase());
    Some(format!("{primary}_{region}"))
}

pub(super) fn meta(kind: &'static str, name: &str, content: &str) -> Element {
    let attributes = vec![(kind, name.to_owned()), ("content", content.to_owned())];
    ("meta", attributes)
}

pub(super) fn link(attributes: &[(&'static str, &str)]) -> Element {
    let attributes = attributes.iter();
    let attributes = attributes.map(|(name, value)| (*name, (*value).to_owned()));
    ("link", attributes.collect())
}

#[cfg(test)]
mod tests {
    use super::locale;

    #[test]
    fn a_language_has_a_region() {
        for (language, expected) in [
            ("fr", Some("fr_FR")),
            ("fr-MA", Some("fr_MA")),
            ("ar", Some("ar_AR")),
            ("zh-Hant-tw", Some("zh_TW")),
            ("und", None),
        ] {
            assert_eq!(locale(language).as_deref(), expected, "{language}");
        }
    }
}

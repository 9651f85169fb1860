use super::Blog;
use super::paragraphs::with_paragraphs;
use crate::formats::feed::plain_title;
use crate::formats::xml::{Container, Field, Space};
use crate::found::RawArticle;
use kiosque_model::feed::{Author, Item};
use kiosque_sanitise::text_of_markup;
use serde_json::json;
use std::collections::BTreeMap;

/// What WordPress and its plug-ins keep among the posts.
const INTERNAL: [&str; 16] = [
    "attachment",
    "nav_menu_item",
    "revision",
    "custom_css",
    "customize_changeset",
    "oembed_cache",
    "user_request",
    "wp_block",
    "wp_template",
    "wp_template_part",
    "wp_global_styles",
    "wp_navigation",
    "wp_font_family",
    "wp_font_face",
    "feedback",
    "acf-field",
];

/// How WordPress writes that there is no date.
const NO_DATE: &str = "0000-00-00 00:00:00";

/// An item of an export.
pub(super) struct Post<'a> {
    item: &'a Container,
    by_name: BTreeMap<&'a str, &'a str>,
}

/// What becomes of an item.
pub(super) enum Fate {
    Published,
    /// Not for readers: why.
    LeftOut(String),
}

impl<'a> Post<'a> {
    pub(super) fn of(item: &'a Container) -> Self {
        let of_wordpress = item
            .fields
            .iter()
            .filter(|field| field.space == Some(Space::WordPress));
        let by_name = of_wordpress.filter_map(|field| Some((field.name.as_str(), field.filled()?)));
        Self {
            item,
            by_name: by_name.collect(),
        }
    }

    fn own(&self, name: &str) -> Option<&'a str> {
        self.by_name.get(name).copied()
    }

    fn field(&self, space: Space, name: &str) -> Option<&'a Field> {
        self.item.fields.iter().find(|field| field.is(space, name))
    }

    fn text(&self, space: Space, name: &str) -> Option<&'a str> {
        self.field(space, name)?.filled()
    }

    pub(super) fn fate(&self) -> Fate {
        let kind = self.own("post_type").unwrap_or("post");
        let status = self.own("status").unwrap_or("publish");
        if INTERNAL.contains(&kind) {
            return Fate::LeftOut(format!("of the type {kind}, no article"));
        }
        if self.own("post_password").is_some() {
            return Fate::LeftOut("protected by a password".to_owned());
        }
        match status {
            "publish" => Fate::Published,
            "future" => Fate::LeftOut("not published yet".to_owned()),
            "draft" | "auto-draft" => Fate::LeftOut("a draft".to_owned()),
            "private" => Fate::LeftOut("private".to_owned()),
            other => Fate::LeftOut(format!("of the status {other}")),
        }
    }

    pub(super) fn raw_article(&self, blog: &Blog) -> RawArticle {
        let content = self.field(Space::Content, "encoded").map(Field::html);
        let excerpt = self
            .field(Space::Excerpt, "encoded")
            .and_then(Field::filled);
        let link = self.text(Space::Rss, "link").map(str::to_owned);
        let guid = self.text(Space::Rss, "guid").map(str::to_owned);
        let mut raw = RawArticle {
            base: link.clone().or_else(|| blog.address.clone()),
            language: blog.language.clone(),
            outlet: blog.title.clone(),
            item: Item {
                id: self.id(blog).or(guid).or_else(|| link.clone()),
                url: link,
                title: self.text(Space::Rss, "title").map(plain_title),
                content_html: content.map(with_paragraphs),
                summary: excerpt.map(|excerpt| text_of_markup(excerpt, 4_000)),
                date_published: self
                    .date("post_date", "post_date_gmt")
                    .or_else(|| self.announced()),
                date_modified: self.date("post_modified", "post_modified_gmt"),
                tags: Some(self.tags()),
                authors: self.author(blog).map(|author| vec![author]),
                ..Item::default()
            },
            ..RawArticle::default()
        };
        self.note_place(&mut raw);
        raw
    }

    /// What WordPress makes of the post's number; copied posts have one guid.
    fn id(&self, blog: &Blog) -> Option<String> {
        let address = blog.address.as_deref()?.trim_end_matches('/');
        self.own("post_id")
            .map(|number| format!("{address}/?p={number}"))
    }

    /// The local time with the offset that follows from the time in UTC.
    fn date(&self, local: &str, universal: &str) -> Option<String> {
        let known = |name| self.own(name).filter(|date| *date != NO_DATE);
        let local = known(local)?;
        let offset = known(universal).and_then(|universal| offset_between(local, universal));
        Some(match offset {
            Some(offset) => format!("{local}{offset}"),
            None => local.to_owned(),
        })
    }

    fn announced(&self) -> Option<String> {
        let date = self.text(Space::Rss, "pubdate")?;
        // Drafts are announced for the year -1.
        (!date.contains("-0001")).then(|| date.to_owned())
    }

    fn tags(&self) -> Vec<String> {
        let is_tag = |field: &&Field| {
            let domain = field.attribute("domain").unwrap_or("category");
            field.is(Space::Rss, "category") && matches!(domain, "category" | "post_tag" | "tag")
        };
        let fields = self.item.fields.iter().filter(is_tag);
        fields.filter_map(Field::filled).map(plain_title).collect()
    }

    fn author(&self, blog: &Blog) -> Option<Author> {
        let login = self.text(Space::Core, "creator")?;
        let name = blog.authors.get(login).map_or(login, String::as_str);
        Some(Author {
            name: Some(name.to_owned()),
            ..Author::default()
        })
    }

    /// Where a page stands in the site's hierarchy.
    fn note_place(&self, raw: &mut RawArticle) {
        let number = |name| self.own(name).and_then(|text| text.parse::<u64>().ok());
        let Some(id) = number("post_id") else {
            return;
        };
        let mut place = json!({"id": id, "type": self.own("post_type").unwrap_or("post")});
        if let (Some(parent), Some(place)) = (
            number("post_parent").filter(|parent| *parent > 0),
            place.as_object_mut(),
        ) {
            place.insert("parent".to_owned(), parent.into());
        }
        raw.extension().other.insert("wordpress".to_owned(), place);
        if let Some(slug) = self.own("post_name") {
            let slug = percent_encoding::percent_decode_str(slug).decode_utf8_lossy();
            raw.extension().slug = Some(slug.into_owned());
        }
    }
}

/// `+01:00`, where two times are that far apart.
fn offset_between(local: &str, universal: &str) -> Option<String> {
    let local: jiff::civil::DateTime = local.parse().ok()?;
    let universal: jiff::civil::DateTime = universal.parse().ok()?;
    let seconds = local.duration_since(universal).as_secs();
    let minutes = i32::try_from(seconds).ok()? / 60;
    let is_offset = seconds % 60 == 0 && minutes.abs() <= 14 * 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    is_offset.then(|| format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60))
}

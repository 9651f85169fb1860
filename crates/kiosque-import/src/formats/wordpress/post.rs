use super::Blog;
use super::paragraphs::with_paragraphs;
use super::pictures::Pictures;
use crate::formats::feed::plain_title;
use crate::formats::xml::{Container, Field, Space};
use crate::found::RawArticle;
use kiosque_model::feed::{Author, Item};
use kiosque_sanitise::text_of_markup;
use serde_json::json;
use std::collections::BTreeMap;

/// What WordPress and its plug-ins keep among the posts: files, menus, forms,
/// layouts, orders.
const INTERNAL: [&str; 38] = [
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
    "acf-field-group",
    "acf-post-type",
    "acf-taxonomy",
    "wpcf7_contact_form",
    "wpforms",
    "mc4wp-form",
    "nf_sub",
    "elementor_library",
    "elementor_snippet",
    "et_pb_layout",
    "fl-builder-template",
    "vc_grid_item",
    "shop_order",
    "shop_order_refund",
    "shop_coupon",
    "product_variation",
    "scheduled-action",
    "amp_validated_url",
    "polylang_mo",
    "tablepress_table",
    "bp-email",
    "popup",
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

    pub(super) fn raw_article(&self, blog: &Blog, pictures: &mut Pictures<'_>) -> RawArticle {
        let lead = self.meta("_thumbnail_id").and_then(|id| id.parse().ok());
        let link = self.text(Space::Rss, "link").map(str::to_owned);
        let guid = self.text(Space::Rss, "guid").map(str::to_owned);
        let mut raw = RawArticle {
            base: link.clone().or_else(|| blog.address.clone()),
            language: self.language().or_else(|| blog.language.clone()),
            outlet: blog.title.clone(),
            item: Item {
                id: self.id(blog).or(guid).or_else(|| link.clone()),
                url: link,
                title: self.text(Space::Rss, "title").map(plain_title),
                content_html: self.content(lead, pictures),
                image: lead.and_then(|lead| pictures.address(lead).map(str::to_owned)),
                summary: self.excerpt(),
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

    /// The text, under the picture that stands above it.
    fn content(&self, lead: Option<u64>, pictures: &mut Pictures<'_>) -> Option<String> {
        let content = self.field(Space::Content, "encoded").map(Field::html);
        let above = lead.map(|lead| pictures.lead(lead, content.unwrap_or_default()));
        let text = content.map(|content| with_paragraphs(content, pictures));
        match above.filter(|above| !above.is_empty()) {
            Some(above) => Some(above + text.as_deref().unwrap_or_default()),
            None => text,
        }
    }

    pub(super) fn excerpt(&self) -> Option<String> {
        let excerpt = self.text(Space::Excerpt, "encoded")?;
        Some(text_of_markup(excerpt, 4_000))
    }

    /// The number of the file and its address on the web, where it is one.
    pub(super) fn attachment(&self) -> Option<(u64, &'a str)> {
        let is_file = self.own("post_type") == Some("attachment");
        let address = self
            .own("attachment_url")
            .or_else(|| self.text(Space::Rss, "guid"));
        let is_web =
            |address: &&str| address.starts_with("http://") || address.starts_with("https://");
        Some((self.number()?, address.filter(|_| is_file).filter(is_web)?))
    }

    /// What is kept beside the post under this name.
    pub(super) fn meta(&self, name: &str) -> Option<&'a str> {
        let mut fields = self.item.fields.iter();
        let field = fields.find(|field| {
            field.is(Space::WordPress, "postmeta") && field.child("meta_key") == Some(name)
        })?;
        field.child("meta_value")
    }

    pub(super) fn number(&self) -> Option<u64> {
        self.own("post_id")?.parse().ok()
    }

    /// The post that this one belongs to, by its number.
    pub(super) fn parent(&self) -> Option<u64> {
        let parent = self.own("post_parent")?.parse().ok();
        parent.filter(|parent| *parent > 0)
    }

    /// The place that an editor gave it among its siblings.
    pub(super) fn order(&self) -> i64 {
        let order = self.own("menu_order").and_then(|order| order.parse().ok());
        order.unwrap_or_default()
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

    /// What the plug-in Polylang says of a post's language.
    fn language(&self) -> Option<String> {
        let mut fields = self.item.fields.iter();
        let language = fields.find(|field| {
            field.is(Space::Rss, "category") && field.attribute("domain") == Some("language")
        });
        language?.attribute("nicename").map(str::to_owned)
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
        let Some(id) = self.number() else {
            return;
        };
        let mut place = json!({"id": id, "type": self.own("post_type").unwrap_or("post")});
        if let (Some(parent), Some(place)) = (self.parent(), place.as_object_mut()) {
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

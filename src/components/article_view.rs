use super::element::El;
use super::{classed, el, link, tag_links};
use crate::state::Links;
use crate::{Language, Messages};
use kiosque_model::ArticleDate;
use kiosque_model::wire::{Article, Related, Source};
use kiosque_reader::LoadedArticle;
use leptos::prelude::AnyView;

/// An article as it is read: title, text, date, source, tags. `before` stands between
/// title and text; `body` is its text, set as markup.
pub fn article_view(
    m: &'static Messages,
    links: Links,
    loaded: &LoadedArticle,
    before: Vec<AnyView>,
    body: AnyView,
) -> AnyView {
    let article = &loaded.article;
    let direction = article.direction.as_str();
    let title = el("h1")
        .attr("tabindex", "-1")
        .lang(&article.language, direction)
        .text(&article.title);
    let text = el("div").lang(&article.language, direction).child(body);
    classed("article", "article")
        .child(el("header").child(title).child(meta(m, links, article)))
        .children(before)
        .child(text)
        .child(end(m, links, loaded))
        .view()
}

fn meta(m: &'static Messages, links: Links, article: &Article) -> El {
    let authors = (!article.authors.is_empty()).then(|| article.authors.join(m.comma()));
    classed("p", "meta")
        .children(authors.map(|authors| el("span").child(el("bdi").text(authors))))
        .child(el("span").text(m.reading_time(article.words)))
        .children(translations(m, links, &article.related))
}

fn end(m: &'static Messages, links: Links, loaded: &LoadedArticle) -> El {
    let heading = || el("h2").attr("id", "tags-heading").text(m.tags_in_relation);
    let tags = (!loaded.tags.is_empty()).then(|| {
        let block = classed("section", "block").attr("aria-labelledby", "tags-heading");
        block
            .child(heading())
            .child(tag_links(m, links, &loaded.tags))
    });
    classed("footer", "article-end")
        .child(date_line(m, &loaded.article))
        .children(updated_line(m, &loaded.article))
        .children(
            loaded
                .article
                .source
                .as_ref()
                .map(|source| source_line(m, source)),
        )
        .children(tags)
}

fn date_line(m: &'static Messages, article: &Article) -> El {
    let date = article.date.as_ref();
    let time = el("time").attr_if("datetime", date.map(|date| date.as_str().to_owned()));
    let line = date.map_or_else(|| m.undated.to_owned(), |date| m.date_line(date));
    classed("p", "date-line").child(time.text(line))
}

/// When it was last changed, where that is another day.
fn updated_line(m: &'static Messages, article: &Article) -> Option<El> {
    let modified = article.modified.as_ref()?;
    let date = article.date.as_ref().map(ArticleDate::first_day);
    if date == Some(modified.first_day()) {
        return None;
    }
    let time = el("time").attr("datetime", modified.as_str());
    let line = classed("p", "date-line updated");
    Some(line.child(time.text(m.updated_line(modified))))
}

fn source_line(m: &'static Messages, source: &Source) -> El {
    let (before, after) = m.around_source();
    let name = el("bdi").text(&source.name);
    let name = match &source.url {
        Some(url) => link(url.clone())
            .attr("rel", "external noopener noreferrer")
            .attr("title", m.original)
            .child(name),
        None => name,
    };
    classed("p", "source-line")
        .text(before)
        .child(name)
        .text(after)
}

fn translations(m: &'static Messages, links: Links, related: &[Related]) -> Option<El> {
    let translated: Vec<El> = related
        .iter()
        .filter(|related| related.reasons.translation)
        .flat_map(|related| [el("span").text(" "), translation(links, related)])
        .collect();
    (!translated.is_empty()).then(|| {
        classed("span", "translations")
            .text(m.also_in)
            .children(translated)
    })
}

/// A language is named in its own words, for who reads no other.
fn translation(links: Links, related: &Related) -> El {
    let language = related.language.as_str();
    let name = Language::of_tag(language).map_or(language, |known| known.messages().name);
    link(links.related(related))
        .attr("lang", language)
        .attr("hreflang", language)
        .text(name)
}

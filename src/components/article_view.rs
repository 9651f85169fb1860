use super::tag_links;
use crate::Messages;
use crate::state::Links;
use kiosque_model::wire::{Article, Related, Source};
use kiosque_reader::LoadedArticle;
use leptos::prelude::*;

/// An article as it is read: title, text, date, source, tags.
#[component]
pub fn ArticleView(
    /// Words of the interface.
    m: &'static Messages,
    /// Addresses.
    links: Links,
    /// What to show.
    loaded: LoadedArticle,
    /// Its text, set as markup.
    body: AnyView,
) -> impl IntoView {
    let LoadedArticle { article, tags } = loaded;
    let direction = article.direction.as_str();
    let language = article.language.clone();
    view! {
        <article class="article">
            <header>
                <h1 tabindex="-1" lang=language.clone() dir=direction>{article.title.clone()}</h1>
                <p class="meta">
                    {authors(&article)}
                    <span>{m.reading_time(article.words)}</span>
                    {translations(m, links, &article.related)}
                </p>
            </header>
            <div lang=language dir=direction>{body}</div>
            <footer class="article-end">
                {date_line(m, &article)}
                {article.source.map(|source| source_line(m, source))}
                {(!tags.is_empty()).then(|| view! {
                    <section class="block" aria-labelledby="tags-heading">
                        <h2 id="tags-heading">{m.tags_in_relation}</h2>
                        {tag_links(m, links, &tags)}
                    </section>
                })}
            </footer>
        </article>
    }
    .into_any()
}

fn authors(article: &Article) -> Option<AnyView> {
    (!article.authors.is_empty()).then(|| {
        view! { <span class="authors"><bdi>{article.authors.join(", ")}</bdi></span> }.into_any()
    })
}

fn date_line(m: &'static Messages, article: &Article) -> AnyView {
    let day = article.date.as_ref().map(|date| date.as_str().to_owned());
    let line = article
        .date
        .as_ref()
        .map_or_else(|| m.undated.to_owned(), |date| m.date_line(date));
    view! { <p class="date-line"><time datetime=day>{line}</time></p> }.into_any()
}

fn source_line(m: &'static Messages, source: Source) -> AnyView {
    let (before, after) = m.around_source();
    let name = view! { <bdi>{source.name}</bdi> };
    let name = match source.url {
        Some(url) => {
            view! { <a href=url rel="external noopener noreferrer" title=m.original>{name}</a> }
                .into_any()
        }
        None => name.into_any(),
    };
    view! { <p class="source-line">{before}{name}{after}</p> }.into_any()
}

fn translations(m: &'static Messages, links: Links, related: &[Related]) -> Option<AnyView> {
    let translated: Vec<AnyView> = related
        .iter()
        .filter(|related| related.reasons.translation)
        .map(|related| {
            let name = crate::Language::of_tag(&related.language).map_or(related.language.as_str(), |known| known.messages().name).to_owned();
            view! { " " <a href=links.related(related) lang=related.language.clone() hreflang=related.language.clone()>{name}</a> }.into_any()
        })
        .collect();
    (!translated.is_empty())
        .then(|| view! { <span class="translations">{m.also_in}{translated}</span> }.into_any())
}

use super::hits::hits;
use super::{Place, after_paint, arrived};
use crate::browser::{history, markup, nearness, query};
use crate::components::{article_view, breadcrumb, el, live, related_articles};
use crate::state::{Links, article_of_path};
use crate::{ListQuery, Messages};
use kiosque_model::wire::Facet;
use kiosque_reader::{LoadedArticle, Reader, merge_related};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// An article.
pub(super) fn page(place: Place) -> AnyView {
    let location = use_location();
    let words = move || ListQuery::parse(query::pairs(&location.search.get())).words;
    let article = place
        .archive
        .article(move || article_of_path(&location.pathname.get()));
    place.shown(article, move |article| match article {
        Some(loaded) => {
            let right = place.links.article(&loaded.article);
            if query::decode(&location.pathname.get_untracked()) != right {
                history::mend(&with_query(right, &location.search.get_untracked()));
            }
            found(place, &loaded, words())
        }
        None => place.nothing(place.words().no_such_article),
    })
}

fn with_query(path: String, search: &str) -> String {
    match search.trim_start_matches('?') {
        "" => path,
        search => path + "?" + search,
    }
}

fn found(place: Place, loaded: &LoadedArticle, words: String) -> AnyView {
    let (m, links) = (place.words(), place.links);
    let title = loaded.article.title.clone();
    let trail = breadcrumb(m, links, first_tag(m, links, &loaded.tags), title.clone());
    let body = markup::body(loaded.article.body.clone(), links.images());
    let article = article_view(m, links, loaded, body);
    let related = related_block(place, loaded);
    let hits = hits(place, &loaded.article, words);
    let site = place.interface.site_title();
    after_paint(move || arrived(&title, &site));
    let parts = [trail, article, related].into_iter().chain(hits);
    parts.collect::<Vec<_>>().into_any()
}

fn first_tag(m: &'static Messages, links: Links, tags: &[Facet]) -> Vec<(String, String)> {
    let first = tags.first().map(|tag| {
        (
            tag.label_in(m.code).to_owned(),
            links.list(&ListQuery::of_tag(tag.id())),
        )
    });
    first.into_iter().collect()
}

/// The article's own list at once; what later articles add to it when the
/// block comes near the screen, so that opening an article costs one request.
fn related_block(place: Place, loaded: &LoadedArticle) -> AnyView {
    let (id, own) = (loaded.article.id.clone(), loaded.article.related.clone());
    let near = RwSignal::new(false);
    let block = NodeRef::<leptos::html::Div>::new();
    nearness::tell(block, near);
    let additions = place.archive.ask(move || {
        let wanted = near.get().then(|| id.clone());
        Box::new(move |reader: &Reader| {
            wanted
                .as_ref()
                .map_or(Ok(Vec::new()), |id| reader.additions(id))
        })
    });
    let list = move || {
        let (m, links) = (place.words(), place.links);
        let (added, failed) = match additions.get() {
            Some(Ok(added)) => (added, None),
            Some(Err(error)) => (Vec::new(), Some(place.notice(&error))),
            None => (Vec::new(), None),
        };
        let list = related_articles(m, links, &merge_related(&own, &added));
        el("div").child(list).children(failed).view()
    };
    let title = el("h2")
        .attr("id", "related-heading")
        .text(place.words().articles_in_relation)
        .view();
    view! {
        <div class="block related-block" role="region" aria-labelledby="related-heading" node_ref=block>
            {title}
            {live(list)}
        </div>
    }
    .into_any()
}

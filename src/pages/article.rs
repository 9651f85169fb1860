use super::contents::contents;
use super::hits::hits;
use super::{Place, after_paint, arrived};
use crate::browser::address::Address;
use crate::browser::{clock, document, history, markup, nearness, places, query, speech, storage};
use crate::components::{
    ArticleTools, article_view, breadcrumb, classed, el, link, live, related_articles,
};
use crate::state::{Links, article_of_path};
use crate::{ListQuery, Messages};
use kiosque_model::ShortId;
use kiosque_model::wire::{Article, Facet, Summary};
use kiosque_reader::{LoadedArticle, Reader, merge_related};
use leptos::prelude::*;

/// An article.
pub(super) fn page(place: Place) -> AnyView {
    let Address { path, search } = place.address;
    let words = move || ListQuery::parse(query::pairs(&search.get())).words;
    let article = place.archive.article(move || article_of_path(&path.get()));
    place.shown(article, move |article| match article {
        Some(loaded) => {
            let right = place.links.article(&loaded.article);
            if query::decode(&path.get_untracked()) != right {
                history::mend(&with_query(right, &search.get_untracked()));
            }
            found(place, &loaded, words())
        }
        None => {
            seek_notice(place, &path.get_untracked());
            place.nothing(place.words().no_such_article)
        }
    })
}

/// A withdrawn article has a page of its own at an address without its words. Where
/// nothing is there, the app is what the host answers, and says so.
fn seek_notice(place: Place, path: &str) {
    let Some((_, id)) = article_of_path(path) else {
        return;
    };
    let notice = [place.links.base(), "a/0/", id.as_str(), "/"].concat();
    if place.archive.has_withdrawn() && query::decode(path) != notice {
        document::go(&notice);
    }
}

fn with_query(path: String, search: &str) -> String {
    match search.trim_start_matches('?') {
        "" => path,
        search => path + "?" + search,
    }
}

pub(super) fn found(place: Place, loaded: &LoadedArticle, words: String) -> AnyView {
    let (m, links) = (place.words(), place.links);
    let title = loaded.article.title.clone();
    let trail = breadcrumb(m, links, first_tag(m, links, &loaded.tags), title.clone());
    let body = markup::body(loaded.article.body.clone(), links.images());
    let article = article_view(m, links, loaded, before(place, &loaded.article), body);
    let around = around(place, &loaded.article.id);
    let related = related_block(place, loaded);
    let hits = hits(place, &loaded.article, words);
    let site = place.interface.site_title();
    after_paint(move || arrived(&title, &site));
    places::watch(loaded.article.id.as_str());
    let parts = [progress(), trail, article].into_iter().chain(around);
    let parts = parts.chain([related]).chain(hits);
    parts.collect::<Vec<_>>().into_any()
}

/// How far the page is read; the style sheet draws it.
fn progress() -> AnyView {
    classed("div", "progress")
        .attr("aria-hidden", "true")
        .view()
}

/// What stands between the title and the text.
fn before(place: Place, article: &Article) -> Vec<AnyView> {
    let m = place.words();
    let id = article.id.as_str();
    let resume = places::left(id).map(|left| Box::new(move || places::go(left)) as Box<dyn Fn()>);
    let tools = ArticleTools {
        m,
        is_saved: storage::recall("saved").is_some_and(|saved| saved.contains(id)),
        has_voice: speech::has_voice(&article.language),
        resume,
    };
    let contents = contents(place, &article.body);
    let parts = old(m, article).into_iter().chain([tools.view()]);
    parts.chain(contents).collect()
}

/// That the article is not of this year nor the last. A page that was made before
/// anybody read it keeps the room: the script in its head knows what year it is, and
/// the style sheet shows the room where there is something to say.
fn old(m: &'static Messages, article: &Article) -> Option<AnyView> {
    let year: u32 = article.date.as_ref()?.year().parse().ok()?;
    let line = classed("p", "old");
    let Some(now) = clock::year() else {
        return Some(line.attr("data-room", "").text("\u{a0}").view());
    };
    let age = now.checked_sub(year)?;
    (age > 1).then(|| line.text(m.years_old(age)).view())
}

/// Ways to the articles before and after it on the list it was opened from.
fn around(place: Place, id: &ShortId) -> Option<AnyView> {
    let (m, links) = (place.words(), place.links);
    let [before, after] = place.archive.neighbours(id);
    if before.is_none() && after.is_none() {
        return None;
    }
    let way = |summary: Option<Summary>, class, rel, label: &'static str| {
        let way = summary.map(|summary| {
            let title = el("bdi")
                .attr("lang", &summary.language)
                .text(&summary.title);
            let label = classed("span", "around-label").text(label);
            link(links.summary(&summary))
                .attr("rel", rel)
                .child(label)
                .child(title)
        });
        classed("span", class).children(way)
    };
    let ways = classed("nav", "around")
        .attr("aria-label", m.list)
        .child(way(before, "around-before", "prev", m.previous_article))
        .child(way(after, "around-after", "next", m.next_article));
    Some(ways.view())
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
    nearness::tell(block, near, nearness::NEAR);
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

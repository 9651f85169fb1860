//! What stays on this device, for reading without a network: shown, chosen, let go.

mod fetching;
mod pictures;
mod plan;
mod store;

use crate::dialog::{self, Stand};
use crate::node::{Node, button, node};
use crate::page;
use crate::words::Words;
use fetching::Course;
use kiosque_model::ArticleDate;
use std::rc::Rc;
use store::{Part, Store, Trouble};
use wasm_bindgen_futures::spawn_local;

/// Opens the panel.
pub(crate) fn open(words: &'static Words) {
    spawn_local(async move {
        let can_keep = page::root().is_some_and(|root| root.has_attribute("data-offline"));
        let content = match Store::open().await {
            Some(store) if can_keep => panel(store, words).await,
            _ => node("p").text(words.no_offline),
        };
        dialog::show(words, words.offline, Stand::Modal, content);
    });
}

async fn panel(store: Store, words: &'static Words) -> Node {
    let parts = store.parts().await;
    let is_kept = |of: &str| parts.iter().any(|part| part.of == of);
    let offers: Vec<Node> = offers(words)
        .into_iter()
        .filter(|(of, _)| !is_kept(of))
        .map(|(of, label)| offer(&store, of, label, words))
        .collect();
    let rows = parts.iter().map(|part| row(&store, part, words));
    let kept = if parts.is_empty() {
        node("p").text(words.nothing_offline)
    } else {
        node("ul").attr("class", "parts").children(rows)
    };
    node("div")
        .child(node("p").text(words.about_offline))
        .child(node("ul").attr("class", "parts").children(offers))
        .child(node("h3").text(words.kept_parts))
        .child(kept)
}

/// What can be kept of the page on screen, and how the reader knows it.
fn offers(words: &Words) -> Vec<(String, String)> {
    let mut offers = Vec::new();
    let title = page::find("h1").and_then(|title| title.text_content());
    let title = title.unwrap_or_default();
    if page::find("article.article").is_some() {
        offers.push((page::path(), title));
        let day = page::find("article.article time");
        let day = day.and_then(|day| day.get_attribute("datetime"));
        if let Some(month) = day.as_deref().and_then(|day| day.get(..7)) {
            let known = ArticleDate::try_from(month.to_owned()).ok();
            let name = known.map(|date| words.date(&date)).unwrap_or_default();
            let label = [words.month, " ", &name].concat();
            offers.push((["?from=", month, "&to=", month].concat(), label));
        }
    } else if let Some(of) = list_on_screen() {
        offers.push((of, title));
    }
    offers.push((plan::ALL.to_owned(), words.whole_archive.to_owned()));
    offers
}

/// The query of the list on screen; none where none is, or all articles are.
fn list_on_screen() -> Option<String> {
    page::find(".pager, ul.cards")?;
    let path = page::path();
    let inside = path.strip_prefix(&page::base())?.trim_end_matches('/');
    let of_tag = inside
        .strip_prefix("tags/")
        .map(|tag| ["?tag=", tag].concat());
    let query = page::query();
    let query = of_tag.unwrap_or(query);
    let is_narrowed = inside.starts_with("tags/") || inside.is_empty() && query.len() > 1;
    (is_narrowed && !query.contains("q=")).then_some(query)
}

/// A part that is not kept: its size is said before anything is fetched.
fn offer(store: &Store, of: String, label: String, words: &'static Words) -> Node {
    let place = node("li");
    let (shown, store) = (place.clone(), store.clone());
    let name = node("bdi").text(&label);
    let begin = button(words.keep_offline, move || {
        shown.refill(node("p").attr("role", "status").text(words.measuring));
        let (shown, store) = (shown.clone(), store.clone());
        let (of, label) = (of.clone(), label.clone());
        spawn_local(async move {
            match plan::plan(&of, &label).await {
                Some(part) => propose(&shown, store, part, words),
                None => shown.refill(node("p").attr("role", "alert").text(words.no_archive)),
            }
        });
    });
    place.child(name).text(" ").child(begin)
}

/// Says what it takes and waits for the word.
fn propose(place: &Node, store: Store, part: Part, words: &'static Words) {
    let shown = place.clone();
    let name = node("p").child(node("bdi").text(&part.label));
    let size = node("p")
        .attr("role", "status")
        .text(&size_of(&part, words));
    let part = Rc::new(part);
    let start = button(words.start, move || {
        run(&shown, store.clone(), Rc::clone(&part), words);
    });
    let start = start.attr("data-first", "");
    place.refill(node("div").child(name).child(size).child(start));
    page::focus("[data-first]");
}

fn size_of(part: &Part, words: &Words) -> String {
    let files = page::number(f64::from(
        u32::try_from(part.files.len()).unwrap_or(u32::MAX),
    ));
    // Tenths of a million bytes.
    let size = page::number((part.bytes / 100_000.0).ceil() / 10.0);
    [&files, " ", words.files, " · ", &size, " ", words.megabytes].concat()
}

/// Fetches, shows how far it is, and can be paused.
fn run(place: &Node, store: Store, part: Rc<Part>, words: &'static Words) {
    let course = Rc::new(Course::default());
    let all = part.files.len();
    let bar = node("progress").attr("max", &all.to_string());
    let bar = bar.attr("aria-label", &part.label);
    let (paused, shown) = (Rc::clone(&course), place.clone());
    let (again, same) = (store.clone(), Rc::clone(&part));
    let pause = button(words.pause_keeping, move || {
        if paused.is_paused.replace(true) {
            run(&shown, again.clone(), Rc::clone(&same), words);
        }
    });
    let (label, stop) = (pause.clone(), Rc::clone(&course));
    let name = node("p").child(node("bdi").text(&part.label));
    place.refill(
        node("div")
            .child(name)
            .child(bar.clone())
            .text(" ")
            .child(pause),
    );
    let shown = place.clone();
    spawn_local(async move {
        let told = {
            let course = Rc::clone(&course);
            move || drop(bar.clone().attr("value", &course.done.get().to_string()))
        };
        match finish(&store, &part, &course, &told).await {
            Ok(true) => open(words),
            Ok(false) => label.set_text(words.go_on),
            Err(trouble) => {
                stop.is_paused.set(true);
                label.set_text(words.go_on);
                let said = said(&trouble, words);
                drop(shown.child(node("p").attr("role", "alert").text(&said)));
            }
        }
    });
}

/// Fetches the files and their pictures, and enters the part.
async fn finish(
    store: &Store,
    part: &Part,
    course: &Rc<Course>,
    told: &dyn Fn(),
) -> Result<bool, Trouble> {
    if !fetching::fetch(store, part, course, told).await? {
        return Ok(false);
    }
    let mut whole = part.clone();
    whole.files.extend(pictures::of(store, part).await);
    if !fetching::fetch(store, &whole, course, told).await? {
        return Ok(false);
    }
    store.enter(&whole).await.map_err(|_| Trouble::Full)?;
    Ok(true)
}

fn said(trouble: &Trouble, words: &Words) -> String {
    match trouble {
        Trouble::Offline => words.no_archive.to_owned(),
        Trouble::Full => words.no_room.to_owned(),
        Trouble::Missing(file) => [words.missing_file, " ", file].concat(),
    }
}

/// A part that is kept.
fn row(store: &Store, part: &Part, words: &'static Words) -> Node {
    let (gone, of) = (store.clone(), part.of.clone());
    let free = button(words.free, move || {
        let (store, of) = (gone.clone(), of.clone());
        spawn_local(async move {
            store.let_go(&of).await;
            open(words);
        });
    });
    let free = free.attr("aria-label", &[words.free, ": ", &part.label].concat());
    let place = node("li");
    let (shown, store, old) = (place.clone(), store.clone(), part.clone());
    let renew = button(words.renew, move || renew(&shown, &store, &old, words));
    let renew = renew.attr("aria-label", &[words.renew, ": ", &part.label].concat());
    place
        .child(node("p").child(node("bdi").text(&part.label)))
        .child(node("p").attr("class", "meta").text(&size_of(part, words)))
        .child(renew)
        .text(" ")
        .child(free)
}

/// Brings a part to the edition on screen: only what differs is fetched.
fn renew(place: &Node, store: &Store, old: &Part, words: &'static Words) {
    let (place, store, old) = (place.clone(), store.clone(), old.clone());
    spawn_local(async move {
        match plan::plan(&old.of, &old.label).await {
            Some(part) => run(&place, store, Rc::new(part), words),
            None => page::tell(words.no_archive),
        }
    });
}

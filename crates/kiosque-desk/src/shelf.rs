//! The articles kept on this device: keeping one, and the page that shows all.

use crate::node::{Node, button, node};
use crate::page;
use crate::words::Words;
use crate::{card, file, works};
use kiosque_cite::{Problem, SavedArticle, SavedList};
use wasm_bindgen_futures::spawn_local;

/// Under which they are remembered.
const KEY: &str = "saved";

/// Under which the page remembers how far articles were read.
const PLACES: &str = "places";

/// Keeps the article on screen, or lets it go.
pub(crate) fn keep_or_let_go(words: &'static Words) {
    spawn_local(async move {
        let (mut list, problems) = load();
        if is_newer(&problems) {
            return page::tell(words.newer_list);
        }
        let Some(mut article) = works::on_screen().await else {
            return page::tell(words.no_archive);
        };
        let is_kept = !list.remove(&article.id);
        if is_kept {
            article.saved = page::today();
            if !list.add(article) {
                return page::tell(words.list_full);
            }
        }
        if !page::remember(KEY, &list.write()) {
            return page::tell(words.no_storage);
        }
        show_state(is_kept, words);
        page::tell(if is_kept { words.kept } else { words.let_go });
    });
}

/// The button says what holds now.
fn show_state(is_kept: bool, words: &'static Words) {
    if let Some(button) = page::find("[data-desk=save]") {
        // Fails for no name of an attribute.
        let _ = button.set_attribute("aria-pressed", if is_kept { "true" } else { "false" });
        button.set_text_content(Some(if is_kept { words.is_saved } else { words.save }));
    }
}

fn load() -> (SavedList, Vec<Problem>) {
    let stored = page::recall(KEY).filter(|stored| !stored.is_empty());
    stored.map_or_else(Default::default, |stored| SavedList::read(&stored))
}

/// What a newer version wrote must not be written over.
fn is_newer(problems: &[Problem]) -> bool {
    let mut problems = problems.iter();
    problems.any(|problem| matches!(problem, Problem::Newer { .. }))
}

/// Fills the page of kept articles.
pub(crate) fn show(words: &'static Words) {
    let (list, problems) = load();
    show_list(&list, &problems, words);
}

fn show_list(list: &SavedList, problems: &[Problem], words: &'static Words) {
    let cards = list.articles().iter().map(|article| row(article, words));
    let content = if list.articles().is_empty() {
        node("p").attr("class", "nothing").text(words.nothing_kept)
    } else {
        node("ul").attr("class", "cards single").children(cards)
    };
    let can_write = !is_newer(problems);
    let content = node("div")
        .child(node("p").text(words.kept_here))
        .children(card::remarks(problems, words))
        .child(actions(list, words, can_write))
        .child(content);
    page::fill(content);
}

fn row(article: &SavedArticle, words: &'static Words) -> Node {
    let id = article.id.clone();
    let end = button(words.let_it_go, move || {
        let (mut list, problems) = load();
        list.remove(&id);
        if !is_newer(&problems) && page::remember(KEY, &list.write()) {
            show(words);
            page::focus("#desk-page a, h1");
        }
    });
    let end = end.attr(
        "aria-label",
        &[words.let_it_go, ": ", &article.title].concat(),
    );
    card::card(article, words).child(end)
}

fn actions(list: &SavedList, words: &'static Words, can_write: bool) -> Node {
    let row = node("p").attr("class", "tools");
    let has_any = !list.articles().is_empty();
    let row = if has_any {
        let export = list.clone();
        let cite = list.clone();
        row.child(button(words.export, move || {
            let feed = export.export(words.saved_title, &page::site());
            file::offer("kiosque.json", "application/feed+json", &feed);
        }))
        .child(button(words.cite_all, move || {
            crate::citing::open(cite.articles().to_vec(), None, words);
        }))
    } else {
        row
    };
    let row = row.child(button(words.forget_places, move || {
        page::remember(PLACES, "");
        page::tell(words.forgotten);
    }));
    if !can_write {
        return row;
    }
    row.child(file::chooser(words.import, move |text| {
        take_in(&text, words)
    }))
}

/// Takes the articles of a file in.
fn take_in(text: &str, words: &'static Words) {
    let (mut list, _) = load();
    let (read, problems) = SavedList::import(text);
    let merged = list.merge(read);
    if !page::remember(KEY, &list.write()) {
        return page::tell(words.no_storage);
    }
    show_list(&list, &problems, words);
    let counts = [merged.added, merged.known, merged.left_out];
    let said = words.taken_in.iter().zip(counts);
    let said: Vec<String> = said
        .filter(|(_, count)| *count > 0)
        .map(|(label, count)| format!("{label} {count}"))
        .collect();
    page::tell(&if said.is_empty() {
        words.nothing_taken.to_owned()
    } else {
        said.join(" · ")
    });
}

//! The dossier: an ordered list of articles with notes, whole in its address.

use crate::node::{Node, button, node};
use crate::words::{self, Words};
use crate::{card, citing, page, share, works};
use kiosque_cite::{Dossier, DossierEntry, Problem, SavedArticle};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

/// Under which the reader's own is remembered, as its fragment.
const KEY: &str = "dossier";

/// Puts the article on screen into the reader's own dossier.
pub(crate) fn add(words: &'static Words) {
    spawn_local(async move {
        let Some(article) = works::on_screen().await else {
            return page::tell(words.no_archive);
        };
        let mut dossier = own();
        if dossier.entries.iter().any(|entry| entry.id == article.id) {
            return tell(words.in_dossier, &dossier, words);
        }
        if dossier.entries.len() >= Dossier::MOST {
            return tell(words.dossier_full, &dossier, words);
        }
        dossier.entries.push(DossierEntry {
            year: article.year,
            id: article.id,
            note: String::new(),
        });
        let is_kept = page::remember(KEY, &dossier.encode());
        let said = if is_kept {
            words.added
        } else {
            words.no_storage
        };
        tell(said, &dossier, words);
    });
}

/// Says something, with the way to the dossier.
fn tell(text: &str, dossier: &Dossier, words: &'static Words) {
    let address = [&page::base(), "dossier/#", &dossier.encode()].concat();
    page::tell_with(
        text,
        node("a").attr("href", &address).text(words.open_dossier),
    );
}

fn own() -> Dossier {
    Dossier::decode(&page::recall(KEY).unwrap_or_default()).0
}

/// Shows another dossier when its link takes the place of the one on screen.
pub(crate) fn watch() {
    let other = Closure::<dyn Fn()>::new(|| {
        if page::path() == page::base() + "dossier/" {
            show(words::of_page());
        }
    });
    if let Some(window) = page::window() {
        let other = other.into_js_value();
        // Fails for no name of an event.
        let _ = window.add_event_listener_with_callback("hashchange", other.unchecked_ref());
    }
}

/// What the page shows.
struct Shown {
    dossier: Dossier,
    problems: Vec<Problem>,
    /// Whether it is the reader's own, which can be changed.
    is_own: bool,
    words: &'static Words,
}

/// Fills the page of the address's dossier, the reader's own where it names none.
pub(crate) fn show(words: &'static Words) {
    let fragment = page::fragment();
    let is_own = fragment.is_empty() || fragment == own().encode();
    let (dossier, problems) = if fragment.is_empty() {
        (own(), Vec::new())
    } else {
        Dossier::decode(&fragment)
    };
    spawn_local(async move {
        let of = dossier.entries.iter();
        let of = of.map(|entry| format!("{}/{}", entry.year, entry.id.as_str()));
        let found = works::works(&of.collect::<Vec<_>>().join(" ")).await;
        let shown = Shown {
            dossier,
            problems,
            is_own,
            words,
        };
        match found {
            Some(articles) => Rc::new(shown).fill(&articles),
            None => page::tell(words.no_archive),
        }
    });
}

impl Shown {
    fn fill(self: Rc<Self>, articles: &[SavedArticle]) {
        let words = self.words;
        let items = self.dossier.entries.iter().enumerate().map(|(at, entry)| {
            let article = articles.iter().find(|article| article.id == entry.id);
            let item = article.map_or_else(
                || {
                    let unknown = [words.unknown_article, " ", entry.id.as_str()].concat();
                    node("li").child(node("p").attr("class", "nothing").text(&unknown))
                },
                |article| card::card(article, words),
            );
            self.note(item, at, entry)
        });
        let list = node("ol").attr("class", "cards single").children(items);
        let is_empty = self.dossier.entries.is_empty();
        let list = if is_empty {
            node("p").attr("class", "nothing").text(words.empty_dossier)
        } else {
            list
        };
        page::fill(
            node("div")
                .child(self.title())
                .children(card::remarks(&self.problems, words))
                .child(self.actions(articles))
                .child(list),
        );
    }

    fn title(self: &Rc<Self>) -> Node {
        let title = &self.dossier.title;
        if !self.is_own {
            return node("p")
                .attr("class", "dossier-title")
                .child(node("bdi").text(title));
        }
        let this = Rc::clone(self);
        let field = node("input")
            .attr("dir", "auto")
            .attr("value", title)
            .attr("maxlength", &Dossier::TITLE_LETTERS.to_string())
            .on("change", move |event| {
                let field = event
                    .target()
                    .and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
                let title = field.map(|field| field.value()).unwrap_or_default();
                this.change(|dossier| dossier.title = title);
            });
        node("label")
            .attr("class", "find-tag")
            .text(self.words.dossier_title)
            .child(field)
    }

    /// The note beside an article, and the ways to move it or take it out.
    fn note(self: &Rc<Self>, item: Node, at: usize, entry: &DossierEntry) -> Node {
        if !self.is_own {
            let note =
                (!entry.note.is_empty()).then(|| node("p").attr("dir", "auto").text(&entry.note));
            return item.children(note);
        }
        let this = Rc::clone(self);
        let label = self.words.note;
        let field = node("textarea")
            .attr("dir", "auto")
            .attr("rows", "2")
            .attr("aria-label", label)
            .attr("placeholder", label)
            .attr("maxlength", &Dossier::NOTE_LETTERS.to_string())
            .text(&entry.note)
            .on("change", move |event| {
                let field = event
                    .target()
                    .and_then(|it| it.dyn_into::<HtmlTextAreaElement>().ok());
                let note = field.map(|field| field.value()).unwrap_or_default();
                this.change(|dossier| {
                    if let Some(entry) = dossier.entries.get_mut(at) {
                        entry.note = note;
                    }
                });
            });
        let step = |label: &'static str, sign: &str, by: isize| {
            let this = Rc::clone(self);
            button(sign, move || {
                let to = at.saturating_add_signed(by);
                if to < this.dossier.entries.len() {
                    this.change(|dossier| dossier.entries.swap(at, to));
                    show(this.words);
                }
            })
            .attr("aria-label", label)
        };
        let this = Rc::clone(self);
        let out = button(self.words.take_out, move || {
            this.change(|dossier| drop(dossier.entries.remove(at)));
            show(this.words);
        });
        let row = node("p").attr("class", "tools");
        let row = row
            .child(step(self.words.up, "↑", -1))
            .child(step(self.words.down, "↓", 1))
            .child(out);
        item.child(field).child(row)
    }

    /// Changes the reader's own dossier, and the address with it.
    fn change(&self, change: impl FnOnce(&mut Dossier)) {
        let mut dossier = own();
        change(&mut dossier);
        let fragment = dossier.encode();
        if !page::remember(KEY, &fragment) {
            page::tell(self.words.no_storage);
        }
        page::set_fragment(&fragment);
    }

    fn actions(self: &Rc<Self>, articles: &[SavedArticle]) -> Node {
        let words = self.words;
        let this = Rc::clone(self);
        let link = button(words.copy_link, move || {
            let fragment = if this.is_own {
                own()
            } else {
                this.dossier.clone()
            }
            .encode();
            let address = [&page::site(), "dossier/#", &fragment].concat();
            spawn_local(async move { share::copy(&address, words.link_copied, words).await });
        });
        let row = node("p").attr("class", "tools").child(link);
        let in_order = self.dossier.entries.iter();
        let in_order = in_order.filter_map(|entry| articles.iter().find(|it| it.id == entry.id));
        let in_order: Vec<SavedArticle> = in_order.cloned().collect();
        let row = if in_order.is_empty() {
            row
        } else {
            row.child(button(words.cite_all, move || {
                citing::open(in_order.clone(), None, words)
            }))
        };
        if self.is_own {
            return row;
        }
        let this = Rc::clone(self);
        row.child(button(words.take_over, move || {
            let fragment = this.dossier.encode();
            if page::remember(KEY, &fragment) {
                page::set_fragment(&fragment);
                show(words);
            } else {
                page::tell(words.no_storage);
            }
        }))
    }
}

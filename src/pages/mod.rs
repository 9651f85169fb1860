//! One file a route: reads the address, makes resources, composes.

mod about;
mod article;
mod contents;
mod desk;
mod excerpts;
mod hits;
mod list;
mod nothing;
mod search;
mod tags;

use crate::Messages;
use crate::app::Interface;
use crate::archive::{Answered, Archive, Asked, Show};
use crate::browser::address::Address;
use crate::browser::{document, history, offline, takeover};
use crate::components::{article_card, classed, el, live, notice, words_of};
use crate::state::Links;
use kiosque_model::wire::{FileName, Summary};
use kiosque_reader::ReadError;
use leptos::prelude::*;

pub(crate) use list::query_at;

/// The kinds of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// The newest articles, or those a filter leaves.
    List,
    /// An article.
    Article,
    /// The index of tags.
    Tags,
    /// What the archive is.
    About,
    /// The articles kept on this device.
    Saved,
    /// A dossier, which its address carries.
    Dossier,
    /// No page has the address.
    Nothing,
}

impl Page {
    /// The page for it.
    pub fn view(self, place: Place) -> AnyView {
        match self {
            Self::List => list::page(place),
            Self::Article => article::page(place),
            Self::Tags => tags::page(place),
            Self::About => about::page(place),
            Self::Saved => desk::page(place, "saved", |m| m.saved_articles),
            Self::Dossier => desk::page(place, "dossier-page", |m| m.dossier),
            Self::Nothing => live(move || place.nothing(place.words().no_such_page)),
        }
    }
}

/// The page of an article that is at hand.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn article(loaded: &kiosque_reader::LoadedArticle) -> AnyView {
    article::found(crate::app::place(), loaded, String::new())
}

/// What every page has at hand.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    /// The archive beside the app.
    pub archive: Archive,
    /// The interface and the site's own words.
    pub interface: Interface,
    /// The addresses of the site's pages.
    pub links: Links,
    /// The address on screen.
    pub address: Address,
    /// Whether its words are still being typed.
    pub is_typing: RwSignal<bool>,
}

impl Place {
    /// Words of the interface; a view that reads them follows the language.
    fn words(self) -> &'static Messages {
        self.interface.language.get().messages()
    }

    fn notice(self, error: &ReadError) -> AnyView {
        notice(
            self.words(),
            self.links,
            error,
            Box::new(move || self.archive.retry()),
        )
    }

    /// The answer as `view` shows it, and a notice where there is none.
    fn shown<T: Clone + 'static>(
        self,
        asked: Asked<T>,
        view: impl Fn(T) -> AnyView + 'static,
    ) -> AnyView {
        let (answer, show) = asked.with_view(view);
        self.shown_boxed(answer, show)
    }

    fn shown_boxed(self, answer: RwSignal<Answered, LocalStorage>, show: Show) -> AnyView {
        live(move || match answer.get() {
            None => ().into_any(),
            Some(Ok(answer)) => show(&*answer),
            Some(Err(error)) => self.failed(error),
        })
    }

    fn failed(self, error: ReadError) -> AnyView {
        let (m, site) = (self.words(), self.interface.site_title());
        let words = words_of(m, &error);
        after_paint(move || {
            // A page that can be read is better than a notice in its place.
            if takeover::is_shown() {
                document::tell(words);
                document::set_ready();
            } else {
                arrived(&site, &site);
            }
        });
        self.notice(&error)
    }

    fn cards(self, class: &str, rows: &[(Summary, FileName)]) -> AnyView {
        let (m, links) = (self.words(), self.links);
        let card = |(summary, _): &(Summary, FileName)| article_card(m, links, summary);
        classed("ul", class)
            .children(rows.iter().map(|row| el("li").child(card(row))))
            .view()
    }
}

/// The page's one heading, which takes the keyboard on arrival.
fn heading(title: &str) -> AnyView {
    el("h1").attr("tabindex", "-1").text(title).view()
}

/// The heading of a page's rows, for those who go from one to the next by ear.
fn rows_heading(m: &'static Messages) -> AnyView {
    classed("h2", "visually-hidden").text(m.list).view()
}

/// The page shows what its address names: the tab says its title, and the
/// keyboard and screen readers follow where the path has changed.
fn arrived(title: &str, site: &str) {
    let full = if title == site || site.is_empty() {
        title.to_owned()
    } else {
        format!("{title} · {site}")
    };
    takeover::reveal();
    document::set_title(&full);
    document::set_ready();
    offline::start();
    if history::is_fresh() {
        document::announce(title);
        document::focus_heading();
    }
    history::settle();
}

/// Does something once what was just composed is in the page.
fn after_paint(done: impl FnOnce() + 'static) {
    if cfg!(target_arch = "wasm32") {
        request_animation_frame(done);
    }
}

//! What all pages have at hand, and the whole table of routes.

use crate::archive::{Archive, Brought, Standing};
use crate::browser::address::Address;
use crate::browser::{
    base_path, desk, document, history, keys, languages, network, pointer, query, storage,
    takeover, works,
};
use crate::components::{
    BOX, Typing, banner, classed, el, footer, kept, live, older, part_of, waiting,
};
use crate::messages::write_arabic_digits;
use crate::pages::{Page, Place, query_at};
use crate::state::{Links, absorb, article_of_path, choose_language};
use crate::{Language, ListQuery};
use kiosque_model::wire::SiteDescription;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;

/// Name under which the chosen language is remembered.
const LANGUAGE: &str = "language";

/// What the reader chose of the interface, and the site's own words.
#[derive(Clone, Copy)]
pub(crate) struct Interface {
    /// The language in use.
    pub language: RwSignal<Language>,
    site: RwSignal<SiteDescription>,
    /// That of the page itself.
    own: Option<Language>,
}

impl Interface {
    fn new(brought: &Brought) -> Self {
        let site = brought.site.clone().unwrap_or_default();
        let offered = site.languages.clone();
        let interface = Self {
            language: RwSignal::new(Language::default()),
            site: RwSignal::new(site),
            own: brought.language,
        };
        interface.speak(&offered);
        interface.take_comfort();
        desk::on_comfort(move || interface.take_comfort());
        interface
    }

    /// The site's title in the language in use.
    pub fn site_title(self) -> String {
        let code = self.language.get().messages().code;
        self.site
            .with(|site| site.titles.get(code).unwrap_or(&site.title).clone())
    }

    fn adopt(self, site: &SiteDescription) {
        // What is as it was is not shown anew.
        if self.site.with_untracked(|known| known != site) {
            self.site.set(site.clone());
        }
        self.speak(&site.languages);
    }

    fn choose(self, language: Language) {
        storage::remember(LANGUAGE, language.messages().code);
        self.set_language(language);
    }

    /// Takes the reader's language among those offered; all where none is named. A page
    /// that is in a language of its own goes before the browser's.
    fn speak(self, offered: &[String]) {
        let chosen = storage::recall(LANGUAGE);
        let own = self.own.map(|own| own.messages().code.to_owned());
        let wanted: Vec<String> = own.into_iter().chain(languages::languages()).collect();
        self.set_language(choose_language(chosen.as_deref(), &wanted, offered));
    }

    /// Takes over what the reader chose at the desk.
    fn take_comfort(self) {
        let digits = document::root_attribute("data-digits");
        write_arabic_digits(digits.is_some());
        self.language.update(|_| ());
    }

    fn set_language(self, language: Language) {
        let m = language.messages();
        document::set_language(m.code, m.direction.as_str());
        if self.language.get_untracked() != language {
            self.language.set(language);
        }
    }
}

/// Starts the app in the page's `#app`, or beside what that shows already.
pub fn start() {
    #[cfg(debug_assertions)]
    crate::browser::panic_screen::install();
    history::watch();
    keys::watch();
    if let Some(place) = takeover::place() {
        leptos::mount::mount_to(place, App).forget();
    }
}

/// What who makes pages as text has put at hand; nothing in a browser.
pub(crate) fn given<T: Clone + 'static>() -> Option<T> {
    if cfg!(target_arch = "wasm32") {
        return None;
    }
    use_context()
}

/// Makes what all pages need.
pub(crate) fn place() -> Place {
    let links = given().unwrap_or_else(|| Links::new(base_path::base_path()));
    let brought = Brought::at_hand();
    let interface = Interface::new(&brought);
    let archive = Archive::open(
        links.base(),
        brought,
        Rc::new(move |root| interface.adopt(&root.site)),
        Box::new(move |file| {
            let m = interface.language.get().messages();
            document::say("waiting", part_of(m, file));
        }),
    );
    Place {
        archive,
        interface,
        links,
        address: Address::at_hand(),
        is_typing: RwSignal::new(false),
    }
}

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let place = place();
    let Place {
        interface, archive, ..
    } = place;
    desk::watch(move || document::tell(interface.language.get_untracked().messages().no_desk));
    works::watch_works(move |of, give| spawn_local(give_works(archive, of, give)));
    works::watch_files(move |of, give| spawn_local(give_files(archive, of, give)));
    pointer::watch(move |path| {
        if let Some((_, id)) = article_of_path(&path)
            && !network::is_spared()
        {
            archive.expect_article(&id);
        }
    });
    network::on_return(move || archive.look_again());
    place.address.watch(place.links.base());
    frame(place)
}

/// Answers the desk: nothing where the archive cannot be read.
async fn give_works(archive: Archive, of: String, give: works::GiveWorks) {
    let works = if of.starts_with('?') {
        let query = ListQuery::parse(query::pairs(&of));
        archive.works_of_list(query).await
    } else {
        let addresses = of.split(' ').filter_map(article_of_path);
        archive.works(addresses.collect()).await
    };
    give(works.ok().as_deref());
}

/// Answers the desk with paths: of articles, of a list, or where all stand (`*`).
async fn give_files(archive: Archive, of: String, give: works::GiveFiles) {
    let paths = if of == "*" {
        archive.list_of_files()
    } else if of.starts_with('?') {
        let query = ListQuery::parse(query::pairs(&of));
        archive.files_of_list(query).await
    } else {
        let addresses = of.split(' ').filter_map(article_of_path);
        archive.files_of(addresses.collect()).await
    };
    give(paths.ok().as_deref());
}

/// The page of the address; it stays while only its own part of it changes.
fn pages(place: Place) -> AnyView {
    let (links, path) = (place.links, place.address.path);
    let page = Memo::new(move |_| page_of(path.get().strip_prefix(links.base())));
    live(move || page.get().view(place))
}

/// The whole table of routes: the path below the site's base path.
fn page_of(path: Option<&str>) -> Page {
    let Some(path) = path else {
        return Page::Nothing;
    };
    let segments: Vec<&str> = path.trim_end_matches('/').split('/').collect();
    match segments.as_slice() {
        [""] | ["index.html"] | ["tags", _] | ["months", _] | ["months", _, _] => Page::List,
        ["tags"] => Page::Tags,
        ["a", _, _] => Page::Article,
        ["about"] => Page::About,
        ["saved"] => Page::Saved,
        ["dossier"] => Page::Dossier,
        _ => Page::Nothing,
    }
}

/// What is typed is the address of the list on screen, or of a list of its own.
fn typing(place: Place) -> Typing {
    let Place {
        archive,
        links,
        address,
        is_typing,
        ..
    } = place;
    let typed = move |is_sent: bool| {
        let words = document::value_of(BOX);
        let (path, search) = (address.path.get_untracked(), address.search.get_untracked());
        let shown = query_at(links, &path, &search);
        let is_list = page_of(path.strip_prefix(links.base())) == Page::List;
        let current = if is_list { shown } else { Default::default() };
        let query = current.searched_for(&words);
        // One letter finds too much; none shows the list again.
        if !is_sent && query.words.chars().count() == 1
            || query == current && !is_typing.get_untracked()
        {
            return;
        }
        is_typing.set(!is_sent);
        let query = if is_sent { absorb(&query) } else { query };
        // A word typed on is one step back.
        address.go(&links.list(&query), !current.words.is_empty());
    };
    Typing {
        expected: Rc::new(move || archive.expect_search()),
        typed: Rc::new(typed),
    }
}

fn frame(place: Place) -> AnyView {
    let Place {
        archive,
        interface,
        links,
        ..
    } = place;
    let choose = Callback::new(move |language| interface.choose(language));
    let words = move || interface.language.get().messages();
    let typing = typing(place);
    let skip = classed("a", "skip")
        .attr("href", "#content")
        .attr("rel", "external")
        .child(live(move || words().skip_to_content.into_any()));
    let content = el("main").attr("id", "content").attr("tabindex", "-1");
    let announcer = classed("div", "visually-hidden")
        .attr("id", "announcer")
        .attr("aria-live", "polite");
    vec![
        skip.view(),
        live(move || {
            let language = interface.language.get();
            banner(links, &interface.site.get(), language, choose, &typing)
        }),
        live(move || match archive.standing() {
            Standing::Current => ().into_any(),
            Standing::Kept => kept(words(), Box::new(move || archive.look_again())),
            Standing::Older => older(words(), Box::new(document::reload)),
        }),
        content.child(pages(place)).view(),
        live(move || {
            let retry = Box::new(move || archive.retry());
            let footer = footer(words(), links, &interface.site.get());
            vec![footer, waiting(words(), retry)].into_any()
        }),
        announcer.view(),
        classed("p", "toast")
            .attr("id", "toast")
            .attr("role", "status")
            .view(),
    ]
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_has_its_page() {
        for (path, page) in [
            (Some(""), Page::List),
            (Some("tags/maroc/"), Page::List),
            (Some("months/2019-07/"), Page::List),
            (Some("months/2019-07/2/"), Page::List),
            (Some("tags/"), Page::Tags),
            (Some("tags"), Page::Tags),
            (Some("a/2019/titre-abcdefghijklm/"), Page::Article),
            (Some("about/"), Page::About),
            (Some("saved/"), Page::Saved),
            (Some("dossier/"), Page::Dossier),
            (Some("nulle-part/"), Page::Nothing),
            (Some("a/2019/"), Page::Nothing),
            (None, Page::Nothing),
        ] {
            assert_eq!(page_of(path), page, "{path:?}");
        }
    }
}

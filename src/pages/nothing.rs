use super::{Place, after_paint, arrived, heading};
use crate::ListQuery;
use crate::browser::query;
use crate::components::{el, link};
use leptos::prelude::*;

impl Place {
    /// The newest articles, offered where something was not found.
    pub(super) fn newest(self) -> AnyView {
        let listing = self.archive.list(ListQuery::default);
        let m = self.words();
        el("section")
            .child(el("h2").text(m.meanwhile))
            .child(self.shown(listing, move |listing| self.cards("cards", &listing.rows)))
            .child(el("p").child(link(self.links.tags()).text(m.all_tags)))
            .view()
    }

    /// There is nothing at the address; `sentence` says what kind of nothing.
    pub(super) fn nothing(self, sentence: &'static str) -> AnyView {
        let (m, site) = (self.words(), self.interface.site_title());
        after_paint(move || arrived(m.not_found, &site));
        let path = self.address.path.get_untracked();
        let words = words_of(&query::decode(&path));
        let search = (!words.is_empty()).then(|| {
            let query = ListQuery::default().searched_for(&words);
            let way = link(self.links.list(&query)).text(m.search_for(&words));
            el("p").child(way).view()
        });
        vec![heading(m.not_found), el("p").text(sentence).view()]
            .into_iter()
            .chain(search)
            .chain([self.newest()])
            .collect::<Vec<_>>()
            .into_any()
    }
}

/// The words of the last part of an address: numbers and what may be an id are none.
fn words_of(path: &str) -> String {
    let last = path
        .trim_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default();
    let (last, _ending) = last.rsplit_once('.').unwrap_or((last, ""));
    let is_word = |part: &&str| part.chars().any(char::is_alphabetic);
    let is_id = |part: &&str| part.len() == kiosque_model::ShortId::LENGTH && part.is_ascii();
    let words = last.split(['-', '_', ' ', '+']);
    let words = words.filter(is_word).filter(|part| !is_id(part));
    words.take(8).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_words() {
        for (path, words) in [
            (
                "/a/2019/le-dialogue-social-abcdefghijklm/",
                "le dialogue social",
            ),
            ("/2018/05/eau_potable.html", "eau potable"),
            ("/ميناء-طنجة/", "ميناء طنجة"),
            ("/", ""),
        ] {
            assert_eq!(words_of(path), words, "{path}");
        }
    }
}

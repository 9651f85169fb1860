use super::app::{App, Loaded};
#[cfg(feature = "twins")]
use super::critical::{Kind, critical};
#[cfg(feature = "twins")]
use super::frame::{Frame, Marks};
use super::offline;
use super::policy::Policy;
use super::site::Place;
use dom_query::{Document, NodeRef};

/// The page that starts the app. Every page of HTML is made from it, and
/// differs in what its head says and in what stands where the app will be.
pub struct Shell<'a> {
    app: &'a App,
    place: &'a Place,
    is_kept: bool,
}

/// What the head of a page says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Language of the page.
    pub language: String,
    /// Its direction, `ltr` or `rtl`.
    pub direction: String,
    /// Plain text.
    pub title: String,
    /// Elements with their attributes, in order.
    pub elements: Vec<Element>,
}

/// An element without content: its name and attributes.
pub type Element = (&'static str, Vec<(&'static str, String)>);

impl<'a> Shell<'a> {
    /// The shell of `app` at `place`.
    pub fn new(app: &'a App, place: &'a Place) -> Self {
        Self {
            app,
            place,
            is_kept: false,
        }
    }

    /// The same of a site that stays on its readers' devices, if `is_kept`.
    #[must_use]
    pub fn kept(self, is_kept: bool) -> Self {
        Self { is_kept, ..self }
    }

    /// A page with this head, and the policy that lets it run.
    pub fn page(&self, head: &Head) -> (String, Policy) {
        let page = self.document(head);
        let policy = Policy::of(&page);
        forbid(&page, &policy);
        (page.html().to_string(), policy)
    }

    /// What pages of a kind that show a text before the app is there have in common, with
    /// these elements in their heads.
    #[cfg(feature = "twins")]
    pub fn frame(&self, kind: Kind, elements: Vec<Element>) -> (Frame, Policy) {
        let style = self.style_at_once(kind);
        let said = elements.iter().flat_map(|(_, attributes)| attributes);
        let said: String = said.map(|(_, value)| value.as_str()).collect();
        let marks =
            Marks::unknown_to(&[&self.app.page, &style, &said].map(String::as_str).concat());
        let page = self.document(&marks.head(elements));
        let [language, year, shown] = marks.others();
        let root = page.select("html");
        root.set_attr("data-language", &language);
        root.set_attr("data-year", &year);
        let app = page.select("#app");
        app.set_attr("data-twin", "");
        app.set_text(&shown);
        // The whole sheet comes after the text.
        page.select("link[rel=stylesheet]").remove();
        if let (Some(head), Some(body)) = (page.head(), page.body()) {
            let element = page.tree.new_element("style");
            element.set_text(style);
            head.append_child(&element);
            add(&body, &("link", self.style()));
        }
        let policy = Policy::of(&page);
        forbid(&page, &policy);
        (Frame::of(&page.html(), marks), policy)
    }

    /// What the first paint of a page needs of the style sheet, and a theme as it is.
    #[cfg(feature = "twins")]
    fn style_at_once(&self, kind: Kind) -> String {
        let sheet = self.app.files.get(&self.app.style.path);
        let sheet = String::from_utf8_lossy(sheet.map(Vec::as_slice).unwrap_or_default());
        let own = sheet.strip_suffix(&self.app.theme).unwrap_or(&sheet);
        critical(own, kind) + &self.app.theme
    }

    fn style(&self) -> Vec<(&'static str, String)> {
        self.checked("href", &self.app.style, ("rel", "stylesheet"))
    }

    fn document(&self, head: &Head) -> Document {
        let page = Document::from(self.app.page.as_str());
        // What is set before anything is shown stays.
        page.select("script:not([data-early]), link[rel=modulepreload], link[rel=preload], link[rel=icon], link[rel=stylesheet]")
            .remove();
        let early = page.select("script[data-early]");
        early.set_text(&without_remarks(&early.text()));
        let root = page.select("html");
        root.set_attr("lang", &head.language);
        root.set_attr("dir", &head.direction);
        root.set_attr("data-base", &self.place.path(""));
        if self.is_kept {
            root.set_attr("data-offline", &self.place.path(offline::WORKER));
        }
        page.select("title").set_text(&head.title);
        for (name, script) in [
            ("data-worker", &self.app.worker),
            ("data-desk-module", &self.app.desk),
        ] {
            if let Some(script) = script {
                let path = self.place.path(&script.path);
                page.select("#app").set_attr(name, &path);
            }
        }
        if let Some(place) = page.head() {
            head.elements
                .iter()
                .for_each(|element| add(&place, element));
            self.files().iter().for_each(|element| add(&place, element));
        }
        page
    }

    /// What a page loads at once: the module before its script has asked for it.
    fn files(&self) -> Vec<Element> {
        let app = self.app;
        let module = vec![
            ("rel", "preload".to_owned()),
            ("as", "fetch".to_owned()),
            ("type", "application/wasm".to_owned()),
            ("crossorigin", "anonymous".to_owned()),
            ("href", self.place.path(&app.module.path)),
        ];
        let script = self.checked("src", &app.script, ("type", "module"));
        vec![("link", self.style()), ("link", module), ("script", script)]
    }

    /// The attributes of an element that loads a file if it is what it should be.
    fn checked(
        &self,
        name: &'static str,
        file: &Loaded,
        kind: (&'static str, &str),
    ) -> Vec<(&'static str, String)> {
        vec![
            (kind.0, kind.1.to_owned()),
            (name, self.place.path(&file.path)),
            ("integrity", file.integrity.clone()),
            ("crossorigin", "anonymous".to_owned()),
        ]
    }
}

/// A script without the lines that are for its readers.
fn without_remarks(script: &str) -> String {
    let lines = script.lines().map(str::trim_start);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Adds an element at the end of `place`.
fn add(place: &NodeRef<'_>, (name, attributes): &Element) {
    let element = place.tree.new_element(name);
    for (name, value) in attributes {
        element.set_attr(name, value);
    }
    place.append_child(&element);
}

/// Puts the policy before anything that it rules.
fn forbid(page: &Document, policy: &Policy) {
    let meta = page.tree.new_element("meta");
    meta.set_attr("http-equiv", "Content-Security-Policy");
    meta.set_attr("content", &policy.in_page());
    if let Some(charset) = page.select("meta[charset]").nodes().first() {
        charset.insert_after(&meta);
    } else if let Some(head) = page.head() {
        head.prepend_child(&meta);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::super::app::tests::built;
    use super::*;

    fn page(base: &str) -> (App, String) {
        let app = App::of(&built()).unwrap();
        let place = Place::new(None, base);
        let head = Head {
            language: "ar".to_owned(),
            direction: "rtl".to_owned(),
            title: "A < B".to_owned(),
            elements: vec![(
                "meta",
                vec![
                    ("name", "description".to_owned()),
                    ("content", "\"&".to_owned()),
                ],
            )],
        };
        let page = Shell::new(&app, &place).page(&head).0;
        (app, page)
    }

    #[test]
    fn a_page_names_final_files_with_their_hashes_and_runs_nothing_else() {
        let (app, text) = page("/sous/dossier/");
        let page = Document::from(text.as_str());
        let early = page.select("script:not([src])");
        assert_eq!(early.text().trim(), "early();", "{text}");
        let scripts = page.select("script[src]");
        assert_eq!(scripts.length(), 1, "{text}");
        let address = scripts.attr("src").unwrap().to_string();
        assert_eq!(address, format!("/sous/dossier/{}", app.script.path));
        assert_eq!(*scripts.attr("integrity").unwrap(), *app.script.integrity);
        let style = page.select("link[rel=stylesheet]");
        assert_eq!(*style.attr("integrity").unwrap(), *app.style.integrity);
        for name in ["data-worker", "data-desk-module"] {
            let named = page.select("#app").attr(name).unwrap();
            assert!(named.starts_with("/sous/dossier/app/"), "{named}");
        }
        let base = page.select("html").attr("data-base").unwrap();
        assert_eq!(&*base, "/sous/dossier/");
        assert!(!text.contains("/x/"), "{text}");
    }

    #[test]
    fn remarks_are_for_those_who_write_it() {
        let script = "\n  // Why.\n  run(\"a // b\");\n\n  end(); // and so on\n";
        assert_eq!(
            without_remarks(script),
            "run(\"a // b\");\nend(); // and so on"
        );
    }

    #[test]
    fn a_site_that_stays_names_its_worker() {
        let app = App::of(&built()).unwrap();
        let place = Place::new(None, "/sous/");
        let named = |is_kept: bool| {
            let page = Shell::new(&app, &place)
                .kept(is_kept)
                .page(&Head::default())
                .0;
            let root = Document::from(page.as_str());
            root.select("html")
                .attr("data-offline")
                .map(|path| path.to_string())
        };
        assert_eq!(named(true).as_deref(), Some("/sous/offline.js"));
        assert_eq!(named(false), None);
    }

    #[test]
    fn the_policy_comes_first_and_texts_stay_texts() {
        let (_, text) = page("/");
        let policy = text.find("http-equiv").unwrap();
        assert!(
            policy < text.find("<title").unwrap() && policy < text.find("<link").unwrap(),
            "{text}"
        );
        assert!(
            text.starts_with("<!DOCTYPE html><html lang=\"ar\" dir=\"rtl\" data-base=\"/\">"),
            "{text}"
        );
        for expected in [
            "<title>A &lt; B</title>",
            "content=\"&quot;&amp;\"",
            "<noscript><p>Sans script &amp; texte</p></noscript>",
        ] {
            assert!(text.contains(expected), "{expected}: {text}");
        }
    }
}

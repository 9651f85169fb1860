//! Components alive in a headless browser.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may stop at the first surprise"
)]

use kiosque_model::DayRange;
use kiosque_model::wire::Facet;
use kiosque_reader::ReadError;
use kiosque_viewer::{Language, Links, ListQuery, RowMode, TagFilter, article_body, notice};
use leptos::prelude::*;
use leptos::task::tick;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

/// A view in a place of its own in the page.
struct Stage {
    place: HtmlElement,
    _mounted: Box<dyn std::any::Any>,
}

impl Stage {
    fn mount(view: impl FnOnce() -> AnyView + 'static) -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let place: HtmlElement = document.create_element("div").unwrap().unchecked_into();
        document.body().unwrap().append_child(&place).unwrap();
        let mounted = leptos::mount::mount_to(place.clone(), view);
        Self {
            place,
            _mounted: Box::new(mounted),
        }
    }

    fn find(&self, selector: &str) -> Element {
        self.place
            .query_selector(selector)
            .unwrap()
            .expect(selector)
    }

    fn click(&self, selector: &str) {
        self.find(selector).unchecked_into::<HtmlElement>().click();
    }

    fn count(&self, selector: &str) -> u32 {
        self.place.query_selector_all(selector).unwrap().length()
    }
}

fn links() -> Links {
    Links::new("/".to_owned())
}

fn tag(id: &str, count: u32) -> Facet {
    Facet {
        key: format!("t:{id}"),
        label: id.to_owned(),
        count,
        ..Facet::default()
    }
}

#[wasm_bindgen_test]
async fn a_mode_button_changes_what_a_tag_does() {
    let mode = RwSignal::new(RowMode::With);
    let days: Rc<RefCell<Vec<DayRange>>> = Rc::default();
    let asked = Rc::clone(&days);
    let asked = send_wrapper(asked);
    let stage = Stage::mount(move || {
        let filter = move || {
            mode.track();
            let (query, remaining) = (
                ListQuery::of_tag("maroc"),
                [tag("maroc", 5), tag("ports", 3)],
            );
            let (m, asked) = (Language::French.messages(), asked.get_value());
            let on_days = Rc::new(move |days| asked.borrow_mut().push(days));
            let chosen = &[tag("maroc", 5)];
            TagFilter {
                m,
                links: links(),
                query: &query,
                total: 5,
                chosen,
                remaining: &remaining,
                periods: &[],
                years: (0, 0),
                mode,
                on_days,
            }
            .view()
        };
        filter.into_any()
    });
    assert_eq!(
        stage.find(".offered a").get_attribute("href").unwrap(),
        "/?tag=maroc&tag=ports"
    );
    stage.click(".modes button:last-of-type");
    tick().await;
    assert_eq!(
        stage.find(".offered a").get_attribute("href").unwrap(),
        "/?tag=maroc&not=ports"
    );
    assert_eq!(
        stage
            .find(".modes button:last-of-type")
            .get_attribute("aria-pressed")
            .unwrap(),
        "true"
    );

    let from: web_sys::HtmlInputElement = stage.find("input[name=from]").unchecked_into();
    from.set_value("2019-07-01");
    stage.click(".days button");
    let expected = DayRange {
        from: Some("2019-07-01".to_owned()),
        to: None,
    };
    assert_eq!(*days.borrow(), [expected]);
}

fn send_wrapper<T: 'static>(value: T) -> StoredValue<T, LocalStorage> {
    // Lives as long as the page: the tests' owner is the root one.
    let owner = Owner::new();
    let value = owner.with(|| StoredValue::new_local(value));
    std::mem::forget(owner);
    value
}

#[wasm_bindgen_test]
fn a_notice_asks_again() {
    static ASKED: AtomicU32 = AtomicU32::new(0);
    let stage = Stage::mount(|| {
        let error = ReadError::Offline {
            file: "root.json".to_owned(),
        };
        notice(
            Language::Arabic.messages(),
            links(),
            &error,
            Box::new(|| {
                ASKED.fetch_add(1, Ordering::Relaxed);
            }),
        )
    });
    stage.click("button");
    assert_eq!(ASKED.load(Ordering::Relaxed), 1);
    assert!(
        stage
            .find("[role=alert]")
            .text_content()
            .unwrap()
            .contains("الشبكة لا تستجيب")
    );
}

#[wasm_bindgen_test]
async fn a_text_shows_its_pictures_from_the_archive() {
    let html = r#"<p>Un <strong>texte</strong></p><figure><img data-file="abc.png" data-srcset="abc-480.png 480w, abc.png 960w" alt="plan" width="10" height="10"></figure>"#;
    let stage = Stage::mount(move || article_body(safe(html), "/sous/archive/images/".to_owned()));
    tick().await;
    assert_eq!(
        stage.find("img").get_attribute("srcset").unwrap(),
        "/sous/archive/images/abc-480.png 480w, /sous/archive/images/abc.png 960w"
    );
    assert_eq!(
        stage.find("img").get_attribute("src").unwrap(),
        "/sous/archive/images/abc.png"
    );
    assert_eq!(stage.find("strong").text_content().unwrap(), "texte");
}

/// The second look at what the publisher's sanitiser has passed.
#[wasm_bindgen_test]
async fn where_the_browser_sanitises_nothing_foreign_gets_in() {
    let has_set_html = js_sys::Reflect::has(
        &web_sys::window()
            .unwrap()
            .document()
            .unwrap()
            .body()
            .unwrap(),
        &"setHTML".into(),
    );
    if !has_set_html.unwrap() {
        wasm_bindgen_test::console_log!("skipped: this browser has no setHTML");
        return;
    }
    let html = r#"<p id="a-kept" onclick="x()">t</p><img src="x" onerror="x()"><svg onload="x()"></svg><script>x()</script><iframe></iframe>"#;
    let stage = Stage::mount(move || article_body(safe(html), "/".to_owned()));
    tick().await;
    assert_eq!(stage.count("p#a-kept"), 1);
    assert_eq!(
        stage.count("[onclick], [onerror], [src], svg, script, iframe"),
        0
    );
}

/// An element the browser does not know of would go with all its text.
#[wasm_bindgen_test]
async fn what_the_publisher_lets_through_the_browser_shows() {
    // What stands only inside a table or a list of its own kind comes with it below.
    let inside = [
        "caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr",
    ];
    let alone = kiosque_model::SafeHtml::ELEMENTS
        .iter()
        .filter(|name| !inside.contains(name));
    let mut html: String = alone
        .clone()
        .map(|name| format!("<{name} lang=\"fr\" id=\"a-{name}\"></{name}>"))
        .collect();
    html += "<table><caption>c</caption><colgroup><col></colgroup><thead><tr><th scope=\"col\">t</th></tr></thead>";
    html += "<tbody><tr><td colspan=\"2\">d</td></tr></tbody><tfoot><tr><td>f</td></tr></tfoot></table>";
    let stage = Stage::mount(move || article_body(safe(&html), "/".to_owned()));
    tick().await;
    for name in alone {
        assert_eq!(
            stage.count(&format!("{name}[lang=fr]#a-{name}")),
            1,
            "{name}"
        );
    }
    for name in inside.iter().chain(&["th[scope=col]", "td[colspan]"]) {
        assert!(stage.count(name) > 0, "{name}");
    }
}

fn safe(html: &str) -> kiosque_model::SafeHtml {
    kiosque_model::SafeHtml::from_sanitiser(html.to_owned())
}

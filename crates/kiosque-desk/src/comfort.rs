//! How the page looks, as the reader likes it: kept on this device, as attributes of
//! the document's root that the style sheet knows. A script in the head of the page
//! sets them before anything is shown.

use crate::dialog::{self, Stand};
use crate::node::{Node, button, node};
use crate::page;
use crate::words::Words;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// Under which the choices are remembered: `theme=dark size=3`.
const KEY: &str = "comfort";

/// Sizes of the letters; the middle one is the page's own.
const SIZES: u8 = 7;
const OWN_SIZE: u8 = 2;

/// One thing to choose: its name in the attribute `data-<name>` and the values it
/// takes, the page's own first.
struct Choice {
    name: &'static str,
    values: &'static [&'static str],
}

const CHOICES: [Choice; 8] = [
    Choice {
        name: "theme",
        values: &["auto", "light", "sepia", "dark"],
    },
    Choice {
        name: "line",
        values: &["normal", "tight", "loose"],
    },
    Choice {
        name: "width",
        values: &["normal", "narrow", "wide"],
    },
    Choice {
        name: "face",
        values: &["serif", "sans"],
    },
    Choice {
        name: "arabic",
        values: &["naskh", "plain"],
    },
    Choice {
        name: "justify",
        values: &["no", "yes"],
    },
    Choice {
        name: "digits",
        values: &["european", "arabic"],
    },
    Choice {
        name: "keys",
        values: &["yes", "no"],
    },
];

/// Opens the panel.
pub(crate) fn open(words: &'static Words) {
    let choices = CHOICES
        .iter()
        .zip(&words.choices)
        .map(|(choice, (title, labels))| fieldset(choice, title, labels));
    let panel = node("div")
        .child(sizes(words))
        .children(choices)
        .child(button(words.reset, move || {
            forget();
            open(words);
        }));
    dialog::show(words, words.comfort, Stand::Beside, panel);
}

fn fieldset(choice: &'static Choice, title: &str, labels: &[&str]) -> Node {
    let chosen = chosen(choice.name);
    let own = choice.values.first().copied().unwrap_or_default();
    let options = choice.values.iter().zip(labels).map(|(value, label)| {
        let is_chosen = chosen.as_deref().unwrap_or(own) == *value;
        let input = node("input")
            .attr("type", "radio")
            .attr("name", choice.name)
            .attr("value", value)
            .flag("checked", is_chosen)
            .on("change", move |_| choose(choice.name, value, *value == own));
        node("label").child(input).child(node("span").text(label))
    });
    let legend = node("legend").text(title);
    let row = node("div").attr("class", "choices").children(options);
    node("fieldset").child(legend).child(row)
}

/// A row of ever larger letters.
fn sizes(words: &'static Words) -> Node {
    let slider = node("input")
        .attr("type", "range")
        .attr("min", "0")
        .attr("max", &(SIZES - 1).to_string())
        .attr("value", &size().to_string())
        .attr("aria-label", words.size)
        .on("input", |event| {
            let slider = event
                .target()
                .and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
            let value = slider.map(|slider| slider.value()).unwrap_or_default();
            choose("size", &value, value == OWN_SIZE.to_string());
        });
    let letter = |class: &str| {
        node("span")
            .attr("class", class)
            .attr("aria-hidden", "true")
            .text("A")
    };
    let row = node("div")
        .attr("class", "sizes")
        .child(letter("small"))
        .child(slider)
        .child(letter("large"));
    node("fieldset")
        .child(node("legend").text(words.size))
        .child(row)
}

fn size() -> u8 {
    let chosen = chosen("size").and_then(|size| size.parse().ok());
    chosen.filter(|size| *size < SIZES).unwrap_or(OWN_SIZE)
}

fn chosen(name: &str) -> Option<String> {
    page::root()?.get_attribute(&attribute(name))
}

fn attribute(name: &str) -> String {
    ["data-", name].concat()
}

/// Takes a choice over, and remembers it.
fn choose(name: &str, value: &str, is_own: bool) {
    set(name, (!is_own).then_some(value));
    let names = CHOICES.iter().map(|choice| choice.name).chain(["size"]);
    let all = names.filter_map(|name| Some([name, "=", &chosen(name)?].concat()));
    keep(&all.collect::<Vec<_>>().join(" "));
}

/// Everything as the page has it.
fn forget() {
    let names = CHOICES.iter().map(|choice| choice.name).chain(["size"]);
    names.for_each(|name| set(name, None));
    keep("");
}

/// A choice that this device does not keep lasts as long as the page.
fn keep(all: &str) {
    page::remember(KEY, all);
    page::say("kiosque-comfort");
}

fn set(name: &str, value: Option<&str>) {
    if let Some(root) = page::root() {
        let name = attribute(name);
        // Fails for no name of ours.
        let _ = match value {
            Some(value) => root.set_attribute(&name, value),
            None => root.remove_attribute(&name),
        };
    }
}

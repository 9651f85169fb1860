use super::el;
use super::element::El;
use crate::Messages;
use crate::browser::document;
use std::rc::Rc;

/// What the box does with what is typed.
#[derive(Clone)]
pub(crate) struct Typing {
    /// The reader is about to type.
    pub expected: Rc<dyn Fn()>,
    /// Words so far; true once they are sent.
    pub typed: Rc<dyn Fn(String, bool)>,
}

/// The element that words are typed into.
pub(crate) const BOX: &str = "q";

/// The box that searches, on every page.
pub(crate) fn search_box(m: &'static Messages, typing: &Typing) -> El {
    let (expected, typed) = (Rc::clone(&typing.expected), Rc::clone(&typing.typed));
    let sent = Rc::clone(&typing.typed);
    let field = el("input")
        .attr("id", BOX)
        .attr("name", BOX)
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("dir", "auto")
        .attr("enterkeyhint", "search")
        .attr("aria-label", m.search)
        .attr("aria-keyshortcuts", "/")
        .attr("placeholder", m.search_hint)
        .on("focus", Box::new(move |_| expected()))
        .on(
            "input",
            Box::new(move |_| typed(document::value_of(BOX), false)),
        );
    el("form")
        .attr("role", "search")
        .attr("class", "search")
        .on(
            "submit",
            Box::new(move |event| {
                event.prevent_default();
                sent(document::value_of(BOX), true);
            }),
        )
        .child(field)
}

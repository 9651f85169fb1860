use super::{Place, after_paint, arrived, heading};
use crate::Messages;
use crate::browser::{desk, document};
use crate::components::{classed, live};
use leptos::prelude::*;

/// A page that the desk fills: `name` tells it with what.
pub(super) fn page(
    place: Place,
    name: &'static str,
    title: fn(&'static Messages) -> &'static str,
) -> AnyView {
    live(move || {
        let m = place.words();
        let site = place.interface.site_title();
        after_paint(move || {
            arrived(title(m), &site);
            desk::want(name, move || document::tell(m.no_desk));
        });
        let content = classed("div", "desk-page").attr("id", "desk-page");
        vec![heading(title(m)), content.view()].into_any()
    })
}

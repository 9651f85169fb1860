//! The reader's desk: comfort, keeping, citing, listening. A module of its own, which
//! the page loads when one of these is first wanted.
//!
//! What is wanted stands in the attribute `data-desk` of the document's root; the
//! event [`WANTED`] says that there is something new. What the desk wants of the
//! archive it asks the page for ([`works`]).

mod card;
mod citing;
mod comfort;
mod dialog;
mod file;
mod folder;
mod help;
mod node;
mod offline;
mod page;
mod share;
mod shelf;
mod voice;
mod words;
mod works;

use wasm_bindgen::prelude::*;
use web_sys::Event;

// Smaller to download than the library's own.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The event that says that something is wanted.
const WANTED: &str = "kiosque-desk";

fn main() {
    let listener = Closure::<dyn Fn(Event)>::new(|_| act()).into_js_value();
    if let Some(document) = page::document() {
        // Fails for no name of an event.
        let _ = document.add_event_listener_with_callback(WANTED, listener.unchecked_ref());
    }
    dialog::watch();
    folder::watch();
    act();
}

/// Does what is wanted.
fn act() {
    let words = words::of_page();
    match page::take_wanted().as_str() {
        "comfort" => comfort::open(words),
        "offline" => offline::open(words),
        "help" => help::open(words),
        "share" => share::share(words),
        "save" => shelf::keep_or_let_go(words),
        "saved" => shelf::show(words),
        "dossier" => folder::add(words),
        "dossier-page" => folder::show(words),
        "cite" => citing::open_here(words),
        "listen" => voice::listen(words),
        _ => (),
    }
}

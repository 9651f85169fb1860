//! What the keyboard can do.

use crate::dialog::{self, Stand};
use crate::node::node;
use crate::words::Words;

/// Opens the sheet.
pub(crate) fn open(words: &'static Words) {
    let rows = words.keys.iter().map(|(keys, meaning)| {
        let keys = keys
            .split(' ')
            .map(|key| node("kbd").attr("dir", "ltr").text(key));
        node("div")
            .child(node("dt").children(keys))
            .child(node("dd").text(meaning))
    });
    let list = node("dl").attr("class", "keys").children(rows);
    dialog::show(words, words.help, Stand::Modal, list);
}

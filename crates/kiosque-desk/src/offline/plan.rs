//! Which files a part of the archive takes.

use super::store::{Part, length, text_of};
use crate::page;
use crate::works::asked;
use js_sys::Array;
use std::collections::BTreeSet;
use wasm_bindgen::JsCast;

/// The event that asks the page for paths.
const FILES: &str = "kiosque-files";

/// All of the archive.
pub(crate) const ALL: &str = "*";

/// Folders of the archive that the reader's pages ask for.
const READ: [&str; 2] = ["data/", "images/"];

/// The part `of` as the edition on screen has it; none where the archive cannot be read.
pub(crate) async fn plan(of: &str, label: &str) -> Option<Part> {
    let lists = paths(ALL).await?;
    let list = lists.first()?;
    let edition = list.strip_prefix("editions/")?.strip_suffix(".txt")?;
    let mut files: BTreeSet<String> = if of == ALL {
        let all = text_of(&["archive/", list].concat()).await?;
        let read = all
            .lines()
            .filter(|path| READ.iter().any(|folder| path.starts_with(folder)));
        read.map(in_archive).collect()
    } else {
        paths(of)
            .await?
            .iter()
            .map(|path| in_archive(path))
            .collect()
    };
    files.insert(in_archive("root.json"));
    files.extend(modules(of == ALL).await);
    let told = lists.get(1).filter(|_| of == ALL);
    // A number with a fraction would bring all of its reading along.
    let told = told.and_then(|bytes| bytes.parse::<u32>().ok());
    Some(Part {
        of: of.to_owned(),
        label: label.to_owned(),
        edition: edition.to_owned(),
        bytes: told.map_or_else(|| files.iter().map(|file| length(file)).sum(), f64::from),
        files,
    })
}

fn in_archive(path: &str) -> String {
    ["archive/", path].concat()
}

async fn paths(of: &str) -> Option<Vec<String>> {
    let paths: Array = asked(FILES, of).await?.dyn_into().ok()?;
    Some(paths.iter().filter_map(|path| path.as_string()).collect())
}

/// The scripts that the page names, of the desk and with `search` of the worker, and
/// their modules.
async fn modules(search: bool) -> Vec<String> {
    let names: &[&str] = if search {
        &["data-desk-module", "data-worker"]
    } else {
        &["data-desk-module"]
    };
    let mut files = Vec::new();
    for name in names {
        let script = page::find("#app").and_then(|app| app.get_attribute(name));
        let base = page::base();
        let script = script.and_then(|script| Some(script.strip_prefix(&base)?.to_owned()));
        let Some(script) = script else { continue };
        if let Some(module) = text_of(&script).await.and_then(|text| module_of(&text)) {
            files.push(["app/", &module].concat());
        }
        files.push(script);
    }
    files
}

/// The module that a script of wasm-bindgen's loads from beside it.
fn module_of(script: &str) -> Option<String> {
    let (before, _) = script.split_once(".wasm'")?;
    let (_, name) = before.rsplit_once('\'')?;
    Some([name, ".wasm"].concat())
}

use super::app::{App, integrity_of};
use kiosque_model::wire::FileName;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Where the service worker stands in the site's folder: its scope is what is below.
pub(super) const WORKER: &str = "offline.js";

const SCRIPT: &str = include_str!("../../offline/worker.js");

/// Stands in the place of the service worker where there shall be none any more.
pub(super) const KILL_SWITCH: &str = include_str!("../../offline/kill-switch.js");

/// What the script knows of the application: integrities by path.
#[derive(Serialize)]
struct Known<'a> {
    version: String,
    now: BTreeMap<&'a str, String>,
    later: BTreeMap<&'a str, String>,
}

/// The service worker of a site with this application. Its version is that of the
/// application's files: other articles leave the script as it is.
pub(super) fn worker(app: &App) -> String {
    let first = app.first().map(|file| file.path.as_str());
    let files = app.files.iter();
    let (now, later): (BTreeMap<_, _>, BTreeMap<_, _>) = files
        .map(|(path, bytes)| (path.as_str(), integrity_of(bytes)))
        .partition(|(path, _)| first.contains(path));
    let names: Vec<&str> = app.files.keys().map(String::as_str).collect();
    let version = FileName::hash(&Sha256::digest(names.join("\n")).into());
    let known = Known {
        version,
        now,
        later,
    };
    // Fails for no map with text as keys.
    let known = serde_json::to_string(&known).unwrap_or_default();
    format!("const APP = {known};\n{SCRIPT}")
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test may stop at the first surprise"
    )]
    use super::super::app::tests::built;
    use super::*;
    use serde_json::Value;

    fn known(script: &str) -> Value {
        let line = script.lines().next().unwrap();
        let json = line.strip_prefix("const APP = ").unwrap();
        serde_json::from_str(json.strip_suffix(';').unwrap()).unwrap()
    }

    #[test]
    fn the_worker_knows_every_file_of_the_app_once_and_what_comes_first() {
        let app = App::of(&built()).unwrap();
        let known = known(&worker(&app));
        let paths = |name: &str| known[name].as_object().unwrap().clone();
        let (now, later) = (paths("now"), paths("later"));
        assert_eq!(now.len(), 3, "{known}");
        assert_eq!(now[&app.script.path], app.script.integrity);
        assert_eq!(now.len() + later.len(), app.files.len());
        assert!(
            app.files
                .keys()
                .all(|path| now.contains_key(path) != later.contains_key(path))
        );
    }

    #[test]
    fn another_app_is_another_version() {
        let mut app = App::of(&built()).unwrap();
        let before = known(&worker(&app))["version"].clone();
        assert_eq!(known(&worker(&app))["version"], before);
        app.dress("a {}");
        assert_ne!(known(&worker(&app))["version"], before);
    }
}

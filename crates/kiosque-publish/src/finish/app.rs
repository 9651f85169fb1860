use super::FinishError;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use dom_query::Document;
use kiosque_model::wire::FileName;
use sha2::{Digest, Sha256, Sha384};
use std::collections::BTreeMap;

/// What the page of the viewer is called.
pub(super) const PAGE: &str = "index.html";

/// The script of the worker that searches; its module stands beside it.
const WORKER: &str = "kiosque-worker";

/// The same of the reader's desk.
const DESK: &str = "kiosque-desk";

/// How the names of modules end that wasm-bindgen writes.
const MODULE: &str = "_bg.wasm";

/// Starts the module that the script above it loads, and says so where that
/// fails.
const START: &str = "
__wbg_init().catch((reason) => {
    document.getElementById('failure')?.removeAttribute('hidden');
    throw reason;
});
";

/// What the viewer loads: each file under a name made of its final bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    /// Content by path in the site's folder, all of it in [`App::FOLDER`].
    pub files: BTreeMap<String, Vec<u8>>,
    /// The page that starts it, as it was built.
    pub(super) page: String,
    /// What stands at the end of the style sheet, after the viewer's own.
    pub(super) theme: String,
    pub(super) style: Loaded,
    pub(super) script: Loaded,
    pub(super) module: Loaded,
    pub(super) worker: Option<Loaded>,
    pub(super) desk: Option<Loaded>,
    pub(super) icon: Option<Loaded>,
}

/// A file that a page names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Loaded {
    /// In the site's folder.
    pub path: String,
    /// As in an `integrity` attribute.
    pub integrity: String,
}

impl App {
    /// The folder of the files, in the site's.
    pub const FOLDER: &'static str = "app/";

    /// Takes a viewer apart as `trunk build` leaves it: content by name.
    ///
    /// # Errors
    /// [`FinishError::Missing`], with the file that is not as expected.
    pub fn of(viewer: &BTreeMap<String, Vec<u8>>) -> Result<Self, FinishError> {
        let page = text(viewer, PAGE)?;
        let document = Document::from(page.as_str());
        let named = |selector: &str| {
            let address = document.select(selector).attr("href");
            address.map(|address| last_part(&address).to_owned())
        };
        let missing = |what: &str| FinishError::Missing(what.to_owned());
        let style = named("link[rel=stylesheet]").ok_or_else(|| missing("style sheet"))?;
        let module = named("link[rel=preload][as=fetch]").ok_or_else(|| missing(MODULE))?;
        let icon = named("link[rel=icon]");
        let mut files = BTreeMap::new();
        let mut add = |name: &str, bytes: Vec<u8>| put(&mut files, name, bytes);
        let style = add(&style, bytes(viewer, &style)?.to_owned());
        let icon = icon.map(|icon| Ok(add(&icon, bytes(viewer, &icon)?.to_owned())));
        let (module, script) = put_module(&mut add, viewer, &module, START)?;
        let mut beside = |name: &str| {
            let module = name.to_owned() + MODULE;
            let is_there = viewer.contains_key(&module);
            let put = is_there.then(|| put_module(&mut add, viewer, &module, ""));
            put.transpose().map(|put| put.map(|(_, script)| script))
        };
        let (worker, desk) = (beside(WORKER)?, beside(DESK)?);
        Ok(Self {
            style,
            script,
            module,
            worker,
            desk,
            icon: icon.transpose()?,
            page,
            theme: String::new(),
            files,
        })
    }
}

impl App {
    /// What every page loads at once.
    pub(super) fn first(&self) -> [&Loaded; 3] {
        [&self.style, &self.module, &self.script]
    }

    /// Where the style sheet is in the site.
    #[cfg(feature = "twins")]
    pub(crate) fn style_path(&self) -> &str {
        &self.style.path
    }

    /// Puts a theme after the viewer's own style sheet.
    pub fn dress(&mut self, theme: &str) {
        if theme.is_empty() {
            return;
        }
        if let Some(mut sheet) = self.files.remove(&self.style.path) {
            sheet.extend_from_slice(theme.as_bytes());
            let name = last_part(&self.style.path).to_owned();
            self.style = put(&mut self.files, &name, sheet);
            theme.clone_into(&mut self.theme);
        }
    }
}

/// A module and its script, which names it and then does what `start` says.
fn put_module(
    add: &mut impl FnMut(&str, Vec<u8>) -> Loaded,
    viewer: &BTreeMap<String, Vec<u8>>,
    module: &str,
    start: &str,
) -> Result<(Loaded, Loaded), FinishError> {
    let stem = module.strip_suffix(MODULE);
    let stem = stem.ok_or_else(|| FinishError::Missing(module.to_owned()))?;
    let script = stem.to_owned() + ".js";
    let glue = text(viewer, &script)?;
    let loaded = add(&format!("{stem}.wasm"), bytes(viewer, module)?.to_owned());
    // The script names its module as it was called before it had a hash.
    let before = format!("'{}{MODULE}'", without_hash(stem));
    if glue.matches(&before).count() != 1 {
        return Err(FinishError::Missing(script));
    }
    let after = format!("'{}'", last_part(&loaded.path));
    let script = add(
        &script,
        (glue.replace(&before, &after) + start).into_bytes(),
    );
    Ok((loaded, script))
}

fn put(files: &mut BTreeMap<String, Vec<u8>>, name: &str, bytes: Vec<u8>) -> Loaded {
    let path = App::FOLDER.to_owned() + &hashed(name, &bytes);
    let integrity = integrity_of(&bytes);
    files.insert(path.clone(), bytes);
    Loaded { path, integrity }
}

/// `name` with the hash of `bytes` in the place of the one it may have.
pub(super) fn hashed(name: &str, bytes: &[u8]) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let hash = FileName::hash(&Sha256::digest(bytes).into());
    format!("{}-{hash}.{ending}", without_hash(stem))
}

/// Letters of the hash that our own names hold.
const OWN_HASH: usize = 26;

/// Cuts the hash off that trunk, or [`hashed`], adds to the names of files.
fn without_hash(stem: &str) -> &str {
    match stem.rsplit_once('-') {
        Some((name, hash)) if hash.len() == 16 && hash.chars().all(|c| c.is_ascii_hexdigit()) => {
            name
        }
        Some((name, hash)) if hash.len() == OWN_HASH => name,
        _ => stem,
    }
}

/// The value of an `integrity` attribute for these bytes.
pub(super) fn integrity_of(bytes: &[u8]) -> String {
    "sha384-".to_owned() + &STANDARD.encode(Sha384::digest(bytes))
}

fn last_part(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or(address)
}

fn bytes<'a>(viewer: &'a BTreeMap<String, Vec<u8>>, name: &str) -> Result<&'a [u8], FinishError> {
    let found = viewer.get(name).map(Vec::as_slice);
    found.ok_or_else(|| FinishError::Missing(name.to_owned()))
}

fn text(viewer: &BTreeMap<String, Vec<u8>>, name: &str) -> Result<String, FinishError> {
    let text = String::from_utf8(bytes(viewer, name)?.to_vec());
    text.map_err(|_| FinishError::Missing(name.to_owned()))
}

#[cfg(test)]
pub(crate) mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test may stop at the first surprise"
    )]
    use super::*;

    /// A viewer as a build leaves it, for a site in a sub-folder.
    pub fn built() -> BTreeMap<String, Vec<u8>> {
        let glue = |name: &str| format!("new URL('{name}_bg.wasm', import.meta.url)\n");
        let hash = "0123456789abcdef";
        let page = format!(
            r#"<!doctype html><html lang="fr" dir="ltr"><head><meta charset="utf-8"><title>Kiosque</title>
            <script data-early>early();</script>
            <link rel="icon" href="/x/icon-{hash}.svg"/><link rel="stylesheet" href="/x/k-{hash}.css"/>
            <script type="module">import init from '/x/v-{hash}.js';</script>
            <link rel="modulepreload" href="/x/v-{hash}.js" crossorigin="anonymous">
            <link rel="preload" href="/x/v-{hash}_bg.wasm" crossorigin="anonymous" as="fetch" type="application/wasm"></head>
            <body><div id="app"><noscript><p>Sans script &amp; texte</p></noscript></div></body></html>"#
        );
        let files = [
            ("index.html".to_owned(), page),
            (format!("icon-{hash}.svg"), "<svg/>".to_owned()),
            (format!("k-{hash}.css"), "p {}".to_owned()),
            (format!("v-{hash}.js"), glue("v")),
            (format!("v-{hash}_bg.wasm"), "viewer".to_owned()),
            ("kiosque-worker.js".to_owned(), glue("kiosque-worker")),
            ("kiosque-worker_bg.wasm".to_owned(), "worker".to_owned()),
            ("kiosque-desk.js".to_owned(), glue("kiosque-desk")),
            ("kiosque-desk_bg.wasm".to_owned(), "desk".to_owned()),
        ];
        let files = files.into_iter();
        files
            .map(|(name, text)| (name, text.into_bytes()))
            .collect()
    }

    #[test]
    fn files_are_named_by_their_final_bytes_and_name_each_other() {
        let app = App::of(&built()).unwrap();
        for (path, bytes) in &app.files {
            let name = path.strip_prefix(App::FOLDER).unwrap();
            assert_eq!(
                name,
                hashed(name.rsplit_once('-').map_or("", |(stem, _)| stem), bytes)
                    + name.rsplit_once('.').unwrap().1,
                "{name}"
            );
        }
        let script = String::from_utf8(app.files[&app.script.path].clone()).unwrap();
        let module = last_part(&app.module.path);
        assert!(
            script.starts_with(&format!("new URL('{module}', import.meta.url)")),
            "{script}"
        );
        assert!(script.contains("__wbg_init()"), "{script}");
        assert!(app.script.path.starts_with("app/v-") && app.script.path.ends_with(".js"));
        assert!(app.worker.unwrap().path.starts_with("app/kiosque-worker-"));
    }

    #[test]
    fn a_theme_comes_after_the_own_sheet_under_another_name() {
        let mut app = App::of(&built()).unwrap();
        let plain = app.clone();
        app.dress("");
        assert_eq!(app, plain);
        app.dress("a {}");
        assert_eq!(app.files[&app.style.path], b"p {}a {}");
        assert_ne!(app.style, plain.style);
        assert_eq!(
            app.style.path,
            format!("app/{}", hashed("k.css", b"p {}a {}"))
        );
        assert_eq!(app.files.len(), plain.files.len());
    }

    #[test]
    fn another_module_is_another_script() {
        let one = App::of(&built()).unwrap();
        let mut viewer = built();
        viewer.insert("v-0123456789abcdef_bg.wasm".to_owned(), b"newer".to_vec());
        let other = App::of(&viewer).unwrap();
        assert_ne!(one.script, other.script);
        assert_eq!(one.style, other.style);
    }

    #[test]
    fn what_is_no_viewer_is_refused_by_the_file_it_lacks() {
        for (taken, expected) in [
            ("index.html", "index.html"),
            ("k-0123456789abcdef.css", "k-0123456789abcdef.css"),
            ("v-0123456789abcdef.js", "v-0123456789abcdef.js"),
            ("kiosque-worker.js", "kiosque-worker.js"),
            ("kiosque-desk.js", "kiosque-desk.js"),
        ] {
            let mut viewer = built();
            viewer.remove(taken);
            let error = App::of(&viewer).unwrap_err().to_string();
            let expected = format!(
                "the viewer has no {expected}, or not as a build leaves it; build it again"
            );
            assert_eq!(error, expected);
        }
    }
}

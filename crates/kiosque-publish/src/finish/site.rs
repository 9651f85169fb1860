use super::app::{App, hashed};
use super::headers::Headers;
use super::hosts;
use super::offline;
use super::policy::Policy;
use super::shell::{Element, Head, Shell};
use crate::archive::{Outline, Sink, Spool};
use crate::found::{APPLE, Found, TAB};
use crate::intake::Withdrawn;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
#[cfg(feature = "twins")]
use kiosque_model::site::Twins;
use kiosque_model::site::{Offline, SiteSettings};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use url::Url;

/// The folder of the archive, in the site's.
pub const ARCHIVE: &str = "archive/";

/// Rules that a host reads as they are.
pub const HEADERS: &str = "_headers";

/// What is encoded of a tag in an address, as the viewer does it.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b':');

/// Bytes of an icon that stands in the page at most.
const INLINED: usize = 1024;

/// Where a site is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Parsed once, for the many addresses that are made of it.
    origin: Option<Url>,
    base: String,
}

impl Place {
    /// At `base`, a path that starts and ends with a slash, of `origin`, as
    /// `https://press.example`, where that is known.
    pub fn new(origin: Option<&str>, base: &str) -> Self {
        Self {
            origin: origin.and_then(|origin| Url::parse(origin).ok()),
            base: base.to_owned(),
        }
    }

    /// Whether the origin is known, and so whole addresses.
    pub fn is_known(&self) -> bool {
        self.origin.is_some()
    }

    /// The whole address of a file or page, by its path in the site.
    pub fn address(&self, path: &str) -> Option<String> {
        let mut address = self.origin.clone()?;
        address.set_path(&self.path(path));
        Some(address.into())
    }

    /// The path in the site of the page of a tag.
    pub fn tag_page(&self, id: &str) -> String {
        format!("tags/{}/", utf8_percent_encode(id, ENCODED))
    }

    /// The site's base path.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The path, from the host's root, of a file in the site's folder.
    pub fn path(&self, file: &str) -> String {
        self.base.clone() + file
    }
}

/// Whether a text is a base path: `/`, or `/some/folder/` of ASCII letters, digits
/// and `-._~`.
pub fn is_base(text: &str) -> bool {
    let is_plain = |part: &str| {
        !part.is_empty()
            && part.chars().any(|letter| letter != '.')
            && part
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || "-._~".contains(letter))
    };
    let inner = text
        .strip_prefix('/')
        .and_then(|rest| rest.strip_suffix('/'));
    text == "/" || inner.is_some_and(|inner| inner.split('/').all(is_plain))
}

/// The files of an archive that was printed, by their paths in it.
pub trait Stock: Send + Sync {
    /// A file's bytes.
    ///
    /// # Errors
    /// Whatever keeps them from being read.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;
}

impl Stock for BTreeMap<String, Vec<u8>> {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let missing = || io::Error::other(format!("the archive has no {path}"));
        self.get(path).cloned().ok_or_else(missing)
    }
}

/// A site around an archive: the app, its pages, and what tells of it.
pub struct Site<'a> {
    /// What the viewer loads.
    pub app: &'a App,
    /// How the site presents itself.
    pub settings: &'a SiteSettings,
    /// Where it is published.
    pub place: &'a Place,
    /// The articles.
    pub outline: &'a Outline,
    /// Where they can be read.
    pub spool: &'a dyn Spool,
    /// Articles that are there no more.
    pub withdrawn: &'a [Withdrawn],
    /// The content of the edition pointer.
    pub root: &'a [u8],
    /// The other files of the edition.
    pub stock: Arc<dyn Stock>,
    /// The icons made of its mark, with their sides in pixels; none where it
    /// has no mark.
    pub icons: Vec<(u32, Vec<u8>)>,
}

impl Site<'_> {
    /// Hands every file outside the archive to `sink`, by its path in the
    /// site's folder: first what never changes, then what names it.
    ///
    /// # Errors
    /// What `sink` says.
    pub fn print(&self, sink: &mut dyn Sink) -> io::Result<()> {
        for (path, bytes) in &self.app.files {
            sink.put(path, bytes.clone())?;
        }
        let icons = self.print_icons(sink)?;
        let found = Found {
            settings: self.settings,
            place: self.place,
            outline: self.outline,
            spool: self.spool,
            icons: &icons,
        };
        let told = found.print(sink)?;
        let policy = self.print_pages(told, &icons, sink)?;
        let headers = Headers::new(self.place.base(), &policy);
        let offline = match self.settings.offline {
            Offline::Kept => offline::worker(self.app),
            Offline::None => offline::KILL_SWITCH.to_owned(),
        };
        sink.put(offline::WORKER, offline.into_bytes())?;
        sink.put(HEADERS, headers.to_string().into_bytes())?;
        sink.put(".htaccess", hosts::apache(&headers).into_bytes())?;
        sink.put("deploy/nginx.conf", hosts::nginx(&headers).into_bytes())?;
        sink.put("deploy/Caddyfile", hosts::caddy(&headers).into_bytes())
    }

    /// What every page is made from.
    pub(crate) fn shell(&self) -> Shell<'_> {
        let is_kept = self.settings.offline == Offline::Kept;
        Shell::new(self.app, self.place).kept(is_kept)
    }

    /// Prints the pages, and tells what they run.
    fn print_pages(
        &self,
        told: Vec<Element>,
        icons: &[(u32, String)],
        sink: &mut dyn Sink,
    ) -> io::Result<Policy> {
        let shell = self.shell();
        let mut head = self.head(told, icons);
        let (unknown, mut policy) = shell.page(&head);
        #[cfg(feature = "twins")]
        if self.settings.twins != Twins::None {
            sink.put("404.html", unknown.into_bytes())?;
            policy.extend(crate::twins::print(self, &head.elements, sink)?);
            return Ok(policy);
        }
        // The other page stands in for any address.
        if let Some(address) = self.place.address("") {
            let canonical = ("rel", "canonical".to_owned());
            head.elements
                .push(("link", vec![canonical, ("href", address)]));
        }
        let (home, other) = shell.page(&head);
        policy.extend(other);
        sink.put("404.html", unknown.into_bytes())?;
        sink.put("index.html", home.into_bytes())?;
        Ok(policy)
    }

    /// Prints the icons; tells their sides and addresses. That of a tab, or the
    /// viewer's own, which has any size, 0, stands in the page: one request less.
    fn print_icons(&self, sink: &mut dyn Sink) -> io::Result<Vec<(u32, String)>> {
        let mut icons = Vec::new();
        for (side, bytes) in &self.icons {
            if *side == TAB {
                icons.push((*side, inlined("image/png", bytes)));
                continue;
            }
            let path = App::FOLDER.to_owned() + &hashed(&format!("icon-{side}.png"), bytes);
            sink.put(&path, bytes.clone())?;
            icons.push((*side, self.place.path(&path)));
        }
        if let (true, Some(own)) = (icons.is_empty(), &self.app.icon) {
            let bytes = self.app.files.get(&own.path);
            let small = bytes.filter(|bytes| bytes.len() <= INLINED);
            let address = small.map(|bytes| inlined("image/svg+xml", bytes));
            icons.push((0, address.unwrap_or_else(|| self.place.path(&own.path))));
        }
        Ok(icons)
    }

    fn head(&self, told: Vec<Element>, icons: &[(u32, String)]) -> Head {
        let language = self.settings.languages.first().cloned().unwrap_or_default();
        let direction = if language == "ar" { "rtl" } else { "ltr" };
        Head {
            direction: direction.to_owned(),
            title: self.settings.title.clone(),
            elements: told
                .into_iter()
                .chain(icons.iter().filter_map(link_to))
                .collect(),
            language,
        }
    }
}

/// What a page says of an icon; the manifest alone names the largest.
fn link_to((side, address): &(u32, String)) -> Option<Element> {
    let rel = match *side {
        0 | TAB => "icon",
        APPLE => "apple-touch-icon",
        _ => return None,
    };
    let attributes = vec![("rel", rel.to_owned()), ("href", address.clone())];
    Some(("link", attributes))
}

fn inlined(media: &str, bytes: &[u8]) -> String {
    format!("data:{media};base64,{}", STANDARD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_path_is_a_folder() {
        for base in ["/", "/sous/", "/sous/dossier-2/"] {
            assert!(is_base(base), "{base}");
        }
        for other in [
            "",
            "/été/",
            "sous/",
            "/sous",
            "//",
            "/../",
            "/a b/",
            "/a\"/",
            "https://x/",
        ] {
            assert!(!is_base(other), "{other}");
        }
    }
}

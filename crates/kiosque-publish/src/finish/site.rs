use super::app::App;
use super::headers::Headers;
use super::hosts;
use super::policy::Policy;
use super::shell::{Head, Shell};
use crate::archive::Sink;
use kiosque_model::site::SiteSettings;
use std::io;

/// The folder of the archive, in the site's.
pub const ARCHIVE: &str = "archive/";

/// Rules that a host reads as they are.
pub const HEADERS: &str = "_headers";

/// Where a site is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    origin: Option<String>,
    base: String,
}

impl Place {
    /// At `base`, a path that starts and ends with a slash, of `origin`, as
    /// `https://press.example`, where that is known.
    pub fn new(origin: Option<&str>, base: &str) -> Self {
        Self {
            origin: origin.map(str::to_owned),
            base: base.to_owned(),
        }
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

/// Whether a text is a base path: `/`, or `/some/folder/` of letters, digits
/// and `-._~`.
pub fn is_base(text: &str) -> bool {
    let is_plain = |part: &str| {
        !part.is_empty()
            && part.chars().any(|letter| letter != '.')
            && part
                .chars()
                .all(|letter| letter.is_alphanumeric() || "-._~".contains(letter))
    };
    let inner = text
        .strip_prefix('/')
        .and_then(|rest| rest.strip_suffix('/'));
    text == "/" || inner.is_some_and(|inner| inner.split('/').all(is_plain))
}

/// A site around an archive: the app, its pages, and what tells of it.
pub struct Site<'a> {
    /// What the viewer loads.
    pub app: &'a App,
    /// How the site presents itself.
    pub settings: &'a SiteSettings,
    /// Where it is published.
    pub place: &'a Place,
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
        let policy = self.print_pages(sink)?;
        let headers = Headers::new(self.place.base(), &policy);
        sink.put(HEADERS, headers.to_string().into_bytes())?;
        sink.put(".htaccess", hosts::apache(&headers).into_bytes())?;
        sink.put("deploy/nginx.conf", hosts::nginx(&headers).into_bytes())?;
        sink.put("deploy/Caddyfile", hosts::caddy(&headers).into_bytes())
    }

    /// Prints the pages, and tells what they run.
    fn print_pages(&self, sink: &mut dyn Sink) -> io::Result<Policy> {
        let shell = Shell::new(self.app, self.place);
        let (home, mut policy) = shell.page(&self.head());
        let (unknown, other) = shell.page(&self.head());
        policy.extend(other);
        sink.put("404.html", unknown.into_bytes())?;
        sink.put("index.html", home.into_bytes())?;
        Ok(policy)
    }

    fn head(&self) -> Head {
        let language = self.settings.languages.first().cloned().unwrap_or_default();
        let direction = if language == "ar" { "rtl" } else { "ltr" };
        Head {
            direction: direction.to_owned(),
            title: self.settings.title.clone(),
            elements: Vec::new(),
            language,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_path_is_a_folder() {
        for base in ["/", "/sous/", "/sous/dossier-2/", "/été/"] {
            assert!(is_base(base), "{base}");
        }
        for other in [
            "",
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

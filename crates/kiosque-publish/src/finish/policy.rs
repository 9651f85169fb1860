use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use dom_query::Document;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// The `Content-Security-Policy` of pages: only the site's own files are
/// loaded, nothing is framed, sent elsewhere or run from text, but for the
/// scripts and styles that stand in the pages themselves, by their hashes.
/// Text becomes elements only through two Trusted Types policies: `default`,
/// which the page itself makes, and the viewer's for the texts of articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    scripts: BTreeSet<String>,
    styles: BTreeSet<String>,
}

/// Types of a script that runs. Others hold data.
const RUNNING: [&str; 3] = ["", "module", "text/javascript"];

impl Policy {
    /// The policy that lets the scripts and styles run that stand in `page`.
    pub fn of(page: &Document) -> Self {
        let mut policy = Self::default();
        for script in page.select("script:not([src])").iter() {
            if RUNNING.contains(&&*script.attr_or("type", "")) {
                policy.scripts.insert(hash(&script.text()));
            }
        }
        for style in page.select("style").iter() {
            policy.styles.insert(hash(&style.text()));
        }
        policy
    }

    /// Allows what `other` allows, too: a host has one policy for all pages.
    pub fn extend(&mut self, other: Self) {
        self.scripts.extend(other.scripts);
        self.styles.extend(other.styles);
    }

    /// As the content of a `meta` element, which cannot say who may frame the
    /// page.
    pub fn in_page(&self) -> String {
        let scripts = sources(&self.scripts);
        let styles = sources(&self.styles);
        [
            "default-src 'none'",
            &format!("script-src 'self' 'wasm-unsafe-eval'{scripts}"),
            &format!("style-src 'self'{styles}"),
            "img-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "require-trusted-types-for 'script'",
            "trusted-types default kiosque-body",
        ]
        .join("; ")
    }

    /// As the value of a header.
    pub fn in_header(&self) -> String {
        self.in_page() + "; frame-ancestors 'none'"
    }
}

fn sources(hashes: &BTreeSet<String>) -> String {
    hashes.iter().map(|hash| format!(" '{hash}'")).collect()
}

fn hash(text: &str) -> String {
    "sha256-".to_owned() + &STANDARD.encode(Sha256::digest(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_page_is_allowed_by_hash_and_data_is_not_asked_about() {
        let page = "<script>alert(1)</script><script src=a.js></script>
            <script type=application/ld+json>{}</script><style>p {}</style>";
        let policy = Policy::of(&Document::from(page)).in_page();
        assert!(policy.contains(
            "script-src 'self' 'wasm-unsafe-eval' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';"
        ), "{policy}");
        assert_eq!(policy.matches("sha256-").count(), 2, "{policy}");
    }

    #[test]
    fn no_policy_runs_text() {
        let policy = Policy::default().in_header();
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{policy}"
        );
        assert!(policy.ends_with("; frame-ancestors 'none'"));
    }
}

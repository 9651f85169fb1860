use crate::attributes::{ID_PREFIX, is_id};
use url::{ParseError, Url};

/// What an address written in an article leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Address {
    /// A page elsewhere, http or https.
    Web {
        /// The address, normalised.
        url: String,
        /// The host, as a reader knows it.
        host: String,
    },
    /// A mailbox, as a `mailto:` address.
    Mail(String),
    /// A place in the same article: `#a-…`.
    Fragment(String),
    /// The content itself, in the address.
    Inline,
    /// Relative, and nothing to resolve it against.
    Relative,
    /// Empty, or nothing but `#`.
    Nowhere,
    /// Anything else.
    Forbidden,
}

impl Address {
    /// Reads `written`, resolving it against `base` where it is relative.
    pub(crate) fn read(written: &str, base: Option<&Url>) -> Self {
        let written = written.trim();
        match written.strip_prefix('#') {
            Some(fragment) => Self::fragment(fragment),
            None if written.is_empty() => Self::Nowhere,
            None => Self::elsewhere(written, base),
        }
    }

    fn fragment(fragment: &str) -> Self {
        let prefix = if fragment.starts_with(ID_PREFIX) {
            ""
        } else {
            ID_PREFIX
        };
        match fragment {
            "" => Self::Nowhere,
            _ if is_id(fragment) => Self::Fragment(format!("#{prefix}{fragment}")),
            _ => Self::Forbidden,
        }
    }

    fn elsewhere(written: &str, base: Option<&Url>) -> Self {
        // Without a page of its own a body's protocol is the secure one.
        let parsed = match written.strip_prefix("//") {
            Some(rest) if base.is_none() => Url::parse(&format!("https://{rest}")),
            _ => Url::options().base_url(base).parse(written),
        };
        match parsed {
            Ok(url) => Self::of_url(&url),
            Err(ParseError::RelativeUrlWithoutBase) => Self::Relative,
            Err(_) => Self::Forbidden,
        }
    }

    fn of_url(url: &Url) -> Self {
        match (url.scheme(), url.host_str()) {
            ("http" | "https", Some(host)) => Self::Web {
                url: url.to_string(),
                host: host.to_owned(),
            },
            ("mailto", _) => Self::Mail(url.to_string()),
            ("data", _) => Self::Inline,
            _ => Self::Forbidden,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, expected: &str) {
        let base = Url::parse("https://press.example/2019/07/").ok();
        let seen = match Address::read(written, base.as_ref()) {
            Address::Web { url, host } => format!("{url} at {host}"),
            other => format!("{other:?}"),
        };
        assert_eq!(seen, expected, "{written}");
    }

    #[test]
    fn addresses_are_told_apart() {
        check("https://Example.org", "https://example.org/ at example.org");
        check(
            "a.html",
            "https://press.example/2019/07/a.html at press.example",
        );
        check("//cdn.example/x", "https://cdn.example/x at cdn.example");
        check("mailto:a@b.example", r#"Mail("mailto:a@b.example")"#);
        check("#note", r##"Fragment("#a-note")"##);
        check("#a-note", r##"Fragment("#a-note")"##);
        check(" # ", "Nowhere");
        check("java\nscript:alert(1)", "Forbidden");
        check("\u{1}javascript:alert(1)", "Forbidden");
        check("data:text/html,x", "Inline");
        check("ftp://example.org/", "Forbidden");
    }

    #[test]
    fn without_a_base_a_relative_address_leads_nowhere() {
        assert_eq!(Address::read("a.html", None), Address::Relative);
        let url = "https://cdn.example/x".to_owned();
        assert_eq!(
            Address::read("//cdn.example/x", None),
            Address::Web {
                url,
                host: "cdn.example".to_owned()
            }
        );
    }
}

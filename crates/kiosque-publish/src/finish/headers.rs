use super::policy::Policy;
use std::fmt;

/// What a host says with the files of a site, as `_headers` of Netlify and
/// Cloudflare has it: rules in order, of which every one counts whose pattern
/// a path meets. No two of them set the same header for one path, since some
/// hosts would send both values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers {
    /// The first is for every path of the site.
    pub rules: Vec<Rule>,
}

/// Headers of the paths that meet a pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// A path from the host's root; with `*` at its end, all that start so.
    pub pattern: String,
    /// Names and values.
    pub headers: Vec<(String, String)>,
}

/// Files of one kind: what they say of their life in caches, who may show them
/// on other sites, and where they are below the site's base path.
struct Class {
    cache: &'static str,
    resource: &'static str,
    patterns: &'static [&'static str],
}

/// Named by their bytes: a year, which is as long as a cache keeps anything.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// Kept, and asked for again each time.
const ASKED: &str = "no-cache";

const CLASSES: [Class; 5] = [
    Class {
        cache: IMMUTABLE,
        resource: "same-origin",
        patterns: &["app/*", "archive/data/*"],
    },
    // Other sites show the pictures of what their readers subscribed to.
    Class {
        cache: IMMUTABLE,
        resource: "cross-origin",
        patterns: &["archive/images/*"],
    },
    Class {
        cache: ASKED,
        resource: "same-origin",
        patterns: &[
            "",
            "index.html",
            "404.html",
            "a/*",
            "tags/*",
            "months/*",
            "about/*",
            "saved/*",
            "dossier/*",
            "offline.js",
            "archive/root.json",
        ],
    },
    Class {
        cache: "public, max-age=300",
        resource: "cross-origin",
        patterns: &["feeds/*"],
    },
    Class {
        cache: "public, max-age=3600",
        resource: "same-origin",
        patterns: &[
            "sitemap.xml",
            "sitemap/*",
            "robots.txt",
            "opensearch.xml",
            "manifest.webmanifest",
        ],
    },
];

impl Headers {
    /// For a site at `base` whose pages keep to `policy`.
    pub fn new(base: &str, policy: &Policy) -> Self {
        let always = [
            ("Content-Security-Policy", policy.in_header().as_str()),
            ("Strict-Transport-Security", "max-age=63072000"),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
        ]
        .map(owned);
        let all = Rule {
            pattern: format!("{base}*"),
            headers: always.to_vec(),
        };
        let classes = CLASSES.iter().flat_map(|class| {
            let headers = [
                ("Cache-Control", class.cache),
                ("Cross-Origin-Resource-Policy", class.resource),
            ]
            .map(owned);
            class.patterns.iter().map(move |pattern| Rule {
                pattern: format!("{base}{pattern}"),
                headers: headers.to_vec(),
            })
        });
        Self {
            rules: [all].into_iter().chain(classes).collect(),
        }
    }

    /// Reads a `_headers` file: lines that start with a blank belong to the
    /// pattern before them. Lines of another shape are passed over.
    pub fn parse(text: &str) -> Self {
        let mut headers = Self::default();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            if !line.starts_with([' ', '\t']) {
                headers.rules.push(Rule {
                    pattern: line.to_owned(),
                    headers: Vec::new(),
                });
            } else if let Some(rule) = headers.rules.last_mut()
                && let Some((name, value)) = line.split_once(':')
            {
                rule.headers.push(owned((name.trim(), value.trim())));
            }
        }
        headers
    }

    /// The site's base path; none where there is no rule for all of it.
    pub fn base(&self) -> Option<&str> {
        let first = self.rules.first()?;
        first.pattern.strip_suffix('*')
    }

    /// What is said with the file at `path`, from the host's root.
    pub fn of(&self, path: &str) -> impl Iterator<Item = &(String, String)> {
        let rules = self.rules.iter().filter(move |rule| rule.meets(path));
        rules.flat_map(|rule| &rule.headers)
    }
}

impl Rule {
    fn meets(&self, path: &str) -> bool {
        match self.pattern.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => path == self.pattern,
        }
    }
}

impl fmt::Display for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for rule in &self.rules {
            writeln!(f, "{}", rule.pattern)?;
            for (name, value) in &rule.headers {
                writeln!(f, "  {name}: {value}")?;
            }
        }
        Ok(())
    }
}

fn owned((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;
    use std::collections::BTreeSet;

    fn headers() -> Headers {
        Headers::new("/sous/", &Policy::default())
    }

    #[test]
    fn what_is_written_is_read_back() {
        let headers = headers();
        assert_eq!(Headers::parse(&headers.to_string()), headers);
        assert_eq!(headers.base(), Some("/sous/"));
    }

    #[test]
    fn each_class_has_its_life() {
        let headers = headers();
        let cache = |path: &str| {
            let found = headers.of(path).find(|(name, _)| name == "Cache-Control");
            found.map_or("", |(_, value)| value.as_str())
        };
        for (path, expected) in [
            ("/sous/app/a-b.js", IMMUTABLE),
            ("/sous/archive/data/packs/a", IMMUTABLE),
            ("/sous/archive/images/a.png", IMMUTABLE),
            ("/sous/archive/root.json", ASKED),
            ("/sous/", ASKED),
            ("/sous/a/2019/x-y/", ASKED),
            ("/sous/months/2019-07/2/", ASKED),
            ("/sous/feeds/atom.xml", "public, max-age=300"),
            ("/sous/robots.txt", "public, max-age=3600"),
            ("/app/a.js", ""),
        ] {
            assert_eq!(cache(path), expected, "{path}");
        }
    }

    #[test]
    fn no_header_is_said_twice() {
        let headers = headers();
        for rule in &headers.rules {
            let path = rule.pattern.replace('*', "x");
            let mut names = BTreeSet::new();
            for (name, _) in headers.of(&path) {
                assert!(names.insert(name), "{name} of {path}");
            }
        }
    }
}

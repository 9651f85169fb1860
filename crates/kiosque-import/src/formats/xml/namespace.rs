/// A vocabulary that feeds use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    /// RSS of any version, and names without a namespace.
    Rss,
    /// Atom 0.3 and 1.0.
    Atom,
    /// `content:encoded`.
    Content,
    /// Dublin Core.
    Core,
    /// Media RSS.
    Media,
    /// Apple's, of podcasts.
    Itunes,
    /// What WordPress exports.
    WordPress,
    /// The excerpts of WordPress' exports.
    Excerpt,
    /// HTML written as XML.
    Html,
    /// RDF's own names.
    Rdf,
    /// FeedBurner's.
    FeedBurner,
    /// Any other.
    Other,
}

impl Space {
    /// The vocabulary that an address names.
    pub(crate) fn of_address(address: &str) -> Self {
        let lower = address.trim().to_ascii_lowercase();
        let bare = lower
            .trim_start_matches("https://")
            .trim_start_matches("http://")
            .trim_end_matches(['/', '#']);
        match bare {
            ""
            | "backend.userland.com/rss"
            | "backend.userland.com/rss2"
            | "blogs.law.harvard.edu/tech/rss"
            | "purl.org/rss/1.0"
            | "purl.org/net/rss1.1"
            | "my.netscape.com/rdf/simple/0.9"
            | "channel.netscape.com/rdf/simple/0.9"
            | "backend.userland.com/rss091"
            | "backend.userland.com/rss092"
            | "my.netscape.com/publish/formats/rss-0.91" => Self::Rss,
            "www.w3.org/2005/atom"
            | "purl.org/atom/ns"
            | "purl.org/atom-blog/ns"
            | "example.com/newformat"
            | "necho"
            | "purl.org/echo"
            | "purl.org/pie"
            | "uri/of/echo/namespace" => Self::Atom,
            "purl.org/rss/1.0/modules/content" => Self::Content,
            "purl.org/dc/elements/1.1" | "purl.org/dc/elements/1.0" | "purl.org/dc/terms" => {
                Self::Core
            }
            "search.yahoo.com/mrss" | "video.search.yahoo.com/mrss" => Self::Media,
            "www.w3.org/1999/xhtml" | "www.w3.org/tr/xhtml1" => Self::Html,
            "www.w3.org/1999/02/22-rdf-syntax-ns" => Self::Rdf,
            "www.itunes.com/dtds/podcast-1.0.dtd" => Self::Itunes,
            "rssnamespace.org/feedburner/ext/1.0" => Self::FeedBurner,
            _ if bare.starts_with("purl.org/rss/1.0/modules/rss") => Self::Rss,
            _ if bare.starts_with("wordpress.org/export/") => match bare.ends_with("/excerpt") {
                true => Self::Excerpt,
                false => Self::WordPress,
            },
            _ => Self::Other,
        }
    }

    /// The vocabulary that everybody means by a prefix, where nothing declares it.
    pub(crate) fn of_prefix(prefix: &str) -> Self {
        match prefix {
            "atom" | "atom10" | "atom03" => Self::Atom,
            "rss" => Self::Rss,
            "content" => Self::Content,
            "dc" | "dcterms" => Self::Core,
            "media" => Self::Media,
            "itunes" => Self::Itunes,
            "wp" => Self::WordPress,
            "excerpt" => Self::Excerpt,
            "xhtml" | "xh" | "html" => Self::Html,
            "rdf" => Self::Rdf,
            "feedburner" => Self::FeedBurner,
            _ => Self::Other,
        }
    }
}

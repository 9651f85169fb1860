use super::Words;

pub(super) static WORDS: Words = Words {
    close: "Close",
    comfort: "Reading comfort",
    size: "Size of letters",
    choices: [
        ("Background", &["as the device", "light", "sepia", "dark"]),
        ("Line spacing", &["normal", "tight", "loose"]),
        ("Width of the text", &["normal", "narrow", "wide"]),
        ("Latin letters", &["serif", "sans"]),
        ("Arabic letters", &["naskh", "plain"]),
        ("Justified lines", &["no", "yes"]),
        ("Digits, in Arabic", &["0 1 2 3", "٠ ١ ٢ ٣"]),
        ("Single keys (/, s, c, ?)", &["yes", "no"]),
    ],
    reset: "Put everything back",
    help: "By keyboard",
    keys: [
        ("/", "search"),
        ("↓ ↑", "go through the results"),
        ("← →", "previous, next article of the list"),
        ("s", "save the article"),
        ("c", "cite"),
        ("?", "show this help"),
    ],
    link_copied: "Link copied",
    no_copying: "The browser does not let this page copy. Select the text, or copy the page’s address.",
};

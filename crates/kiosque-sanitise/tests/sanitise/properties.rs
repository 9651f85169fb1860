use super::{sanitised, sanitised_at};
use kiosque_model::SafeHtml;
use kiosque_sanitise::plain_text;
use proptest::prelude::*;

const NAMES: &[&str] = &[
    "p",
    "div",
    "b",
    "i",
    "a",
    "span",
    "table",
    "tr",
    "td",
    "ul",
    "li",
    "h1",
    "h2",
    "pre",
    "svg",
    "math",
    "style",
    "script",
    "select",
    "option",
    "form",
    "button",
    "object",
    "iframe",
    "img",
    "br",
    "dl",
    "dt",
    "ruby",
    "rt",
    "figure",
    "figcaption",
    "caption",
    "colgroup",
    "template",
    "textarea",
    "title",
    "noscript",
    "xmp",
    "mtext",
    "annotation-xml",
    "foreignObject",
    "video",
    "source",
    "details",
    "summary",
    "blockquote",
    "nobr",
    "font",
    "section",
    "marquee",
    "plaintext",
    "frameset",
    "body",
    "html",
    "head",
    "col",
    "tbody",
    "center",
    "mglyph",
];

const ATTRIBUTES: &[&str] = &[
    "",
    " id=x",
    " href=#x",
    " href=a/b.html",
    " src=/c.png",
    " href=https://e.example/",
    " href=javascript:alert(1)",
    " src=images/map.png",
    " src=https://e.example/a.png alt='<b>\"'",
    " class=embed",
    " class=remote-image data-src=https://e.example/",
    " data-file=abc234.png",
    " dir=rtl lang=ar",
    " encoding=text/html",
    " onclick=alert(1)",
    " style='x:y'",
    " data=https://e.example/",
    " name=y",
    " align=left",
    " srcdoc='<script>'",
    " type=a start=2",
];

const TEXTS: &[&str] = &[
    "word",
    " ",
    "\n",
    "é ا",
    "&lt;",
    "<",
    "]]>",
    "<!--",
    "-->",
    "\u{a0}",
    "&#0;",
    "<![CDATA[x]]>",
    "\r",
    "'\"",
];

fn tag_soup() -> impl Strategy<Value = String> {
    let name = || prop::sample::select(NAMES);
    let start = (name(), prop::sample::select(ATTRIBUTES))
        .prop_map(|(name, attribute)| format!("<{name}{attribute}>"));
    let end = name().prop_map(|name| format!("</{name}>"));
    let text = prop::sample::select(TEXTS).prop_map(str::to_owned);
    prop::collection::vec(prop_oneof![3 => start, 2 => end, 2 => text], 0..40)
        .prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    /// `sanitised` itself checks that a second time changes nothing.
    #[test]
    fn tag_soup_settles_and_is_safe(html in tag_soup()) {
        super::corpora::assert_safe(&html, &sanitised(&html).0);
        let (resolved, _) = sanitised_at(&html, Some("https://press.example/2019/"));
        super::corpora::assert_safe(&html, &resolved);
    }

    #[test]
    fn any_characters_settle_and_are_safe(html in "(?s).{0,200}") {
        super::corpora::assert_safe(&html, &sanitised(&html).0);
    }

    #[test]
    fn plain_characters_are_their_own_text(text in "[a-zA-Zéا<>&\"' ]{0,80}") {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
        let body = SafeHtml::from_sanitiser(sanitised(&escaped).0);
        let expected = text.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(plain_text(&body), expected);
    }
}

use crate::{corpus, files_below, import};
use kiosque_sanitise::{BodyContext, ImageNames, Sanitiser};
use serde_json::{Value, json};

/// Every tag of a body is one of the sanitiser's, with attributes that do
/// nothing; scanned without a parser.
fn assert_inert(from: &str, html: &str) {
    const FORBIDDEN: [&str; 17] = [
        "script",
        "style",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "form",
        "input",
        "template",
        "noscript",
        "title",
        "textarea",
        "xmp",
        "noembed",
        "noframes",
        "plaintext",
    ];
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let name = tag
            .trim_start_matches('/')
            .split([' ', '/'])
            .next()
            .unwrap_or_default();
        assert!(
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric()),
            "{from:?}: <{tag}>"
        );
        assert!(!FORBIDDEN.contains(&name), "{from:?}: <{tag}>");
        for attribute in tag
            .split(' ')
            .skip(1)
            .filter_map(|part| part.split_once("=\""))
            .map(|(name, _)| name)
        {
            assert!(
                !attribute.starts_with("on")
                    && !["style", "srcdoc", "src", "srcset", "action"].contains(&attribute),
                "{from:?}: <{tag}>"
            );
        }
        if let Some((_, href)) = tag.split_once("href=\"") {
            let is_safe = ["http://", "https://", "mailto:", "#a-"]
                .iter()
                .any(|start| href.starts_with(start));
            assert!(is_safe, "{from:?}: <{tag}>");
        }
    }
}

/// A payload in every field of every format.
fn files_with(payload: &str) -> [(&'static str, String); 6] {
    let feed = json!({"version": "https://jsonfeed.org/version/1.1", "title": payload, "home_page_url": payload, "items": [{
        "id": payload, "title": payload, "content_html": payload, "summary": payload, "tags": [payload], "url": payload, "external_url": payload,
        "language": payload, "date_published": payload, "authors": [{"name": payload, "url": payload}], "image": payload,
        "_kiosque": {"source": {"name": payload, "url": payload}, "slug": payload}}]});
    let escaped = payload
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;");
    let cdata = payload.replace("]]>", "");
    let rss = format!(
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>{escaped}</title><item><title>{escaped}</title>\
        <link>{escaped}</link><guid>{escaped}</guid><author>{escaped}</author><category>{escaped}</category><description>{escaped}</description>\
        <content:encoded><![CDATA[{cdata}]]></content:encoded></item><item><title><![CDATA[{cdata}]]></title><description>{payload}</description></item></channel></rss>"
    );
    let page = format!(
        "<html><head><title>{payload}</title></head><body><p>text {payload}</p></body></html>"
    );
    let markdown = format!("---\ntitle: {}\n---\n{payload}\n", Value::from(payload));
    let review = format!(
        "Banner\nTitle {payload}\nTitle {payload}\n{payload}\nLe 04/07/2019\nSource web Par {}\nLes tags en relation\n{payload}\n",
        payload.replace('\n', " ")
    );
    let table = format!(
        "title,body,tags,url\n\"{0}\",\"{0}\",\"{0}\",\"{0}\"\n",
        payload.replace('"', "\"\"")
    );
    [
        ("p.json", feed.to_string()),
        ("p.xml", rss),
        ("p.html", page),
        ("p.md", markdown),
        ("p.txt", review),
        ("p.csv", table),
    ]
}

/// Imports a payload in every field of every format and looks at what comes out.
fn check_payload(payload: &str, sanitiser: &Sanitiser) {
    for (name, text) in files_with(payload) {
        for draft in import(name, text.as_bytes()).drafts {
            let html = draft.item.content_html.clone().unwrap_or_default();
            assert_inert(payload, &html);
            let context = BodyContext {
                base: draft.item.url.as_deref(),
                images: &ImageNames::default(),
            };
            let (again, _) = sanitiser.body(&html, &context);
            assert_eq!(again.as_str(), html, "{name}: {payload:?}");
            for url in draft.item.url.iter().chain(&draft.item.external_url) {
                assert!(
                    url.starts_with("http://") || url.starts_with("https://"),
                    "{url}"
                );
            }
            assert!(
                !draft
                    .item
                    .title
                    .unwrap_or_default()
                    .contains(char::is_control)
            );
        }
    }
}

#[test]
fn payloads_in_every_field_come_out_inert_and_settled() {
    let sanitiser = Sanitiser::default();
    let mut count = 0;
    if let Some(folder) = corpus("hostile") {
        for name in ["dompurify.json", "h5sc.json", "owasp-evasion.json"] {
            let payloads: Vec<Value> =
                serde_json::from_slice(&std::fs::read(folder.join(name)).unwrap()).unwrap();
            for payload in &payloads {
                check_payload(payload["payload"].as_str().unwrap(), &sanitiser);
                count += 1;
            }
        }
        assert!(count > 450);
    }
    for payload in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<iframe srcdoc=\"<script>alert(1)</script>\">",
        "\"><script>alert(1)</script>",
        "<math><mi xlink:href=\"data:x,<script>alert(1)</script>\">",
        "<style>@import 'x'</style>",
        "<form action=javascript:alert(1)><button>x",
        "<template><script>alert(1)</script></template>",
    ] {
        check_payload(payload, &sanitiser);
    }
}

#[test]
fn hostile_feeds_come_out_inert() {
    let Some(folder) = corpus("feedparser/wellformed/sanitize") else {
        return;
    };
    let files = files_below(&folder);
    for path in &files {
        for draft in import("s.xml", &std::fs::read(path).unwrap()).drafts {
            assert_inert(
                &path.display().to_string(),
                draft.item.content_html.as_deref().unwrap_or_default(),
            );
        }
    }
    assert!(files.len() > 700);
}

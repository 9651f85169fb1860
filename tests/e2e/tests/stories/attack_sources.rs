//! Attacks as the sources of an archive bring them, each in every field, and what an
//! import makes of these.

use std::fs::File;
use std::path::Path;

use kiosque_import::{
    ImageFile, ImageForms, Importer, Limits, Outcome, Settings, SourceFile, Surroundings,
    take_image,
};
use kiosque_publish::intake::SetFile;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::sets::{corpus, feed};

/// Attacks that succeed in every browser that takes them as they are.
pub const OWN: [&str; 10] = [
    "<script>alert('script')</script>",
    "<img src=x: onerror=alert('image')>",
    "<svg onload=alert('drawing')></svg>",
    "<iframe srcdoc=\"<script>alert('frame')</script>\"></iframe>",
    "<iframe src=\"javascript:alert('address')\"></iframe>",
    "<details open ontoggle=alert('toggle')>d</details>",
    "<video><source onerror=alert('video')></video>",
    "\"'><img src=x: onerror=\"alert('quote')\">",
    "</title></style></textarea></script></noscript><svg onload=alert('hidden')></svg>",
    "<style>@keyframes k{from{opacity:0}}</style><b style=animation:k+1ms onanimationstart=alert('style')>b</b>",
];

/// Articles with the same words, which a search finds on one page.
const LOT: usize = 12;

/// The picture beside each source.
const PICTURE: &str = "plan.png";

/// Attacks of one collection.
pub struct Collection {
    pub name: &'static str,
    pub attacks: Vec<String>,
    /// How many succeed in Chromium, at least.
    pub least: usize,
}

/// Those that lie beside the project, and ours.
pub fn collections() -> Vec<Collection> {
    let own = Collection {
        name: "ours",
        attacks: OWN.map(str::to_owned).to_vec(),
        least: OWN.len(),
    };
    let others = [("dompurify", 35), ("h5sc", 9), ("owasp-evasion", 12)];
    let others = others.into_iter().filter_map(|(name, least)| {
        let file = corpus(&format!("hostile/{name}.json"))?;
        Some(Collection {
            name,
            attacks: payloads(&file),
            least,
        })
    });
    others.chain([own]).collect()
}

#[derive(Deserialize)]
struct Attack {
    payload: String,
}

fn payloads(file: &Path) -> Vec<String> {
    let attacks: Vec<Attack> = serde_json::from_reader(File::open(file).unwrap()).unwrap();
    attacks.into_iter().map(|attack| attack.payload).collect()
}

/// The feeds of feedparser's cases about sanitising.
pub fn hostile_feeds() -> Vec<String> {
    let Some(one) = corpus("feedparser/wellformed/sanitize/xml_malicious_comment.xml") else {
        return Vec::new();
    };
    let entries = std::fs::read_dir(one.parent().unwrap()).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let text = |file| String::from_utf8_lossy(&std::fs::read(file).unwrap()).into_owned();
    files.into_iter().map(text).collect()
}

/// What a case is about, as markup: the feed without its comment, with nothing escaped.
pub fn markup_of(case: &str) -> String {
    let feed = case.split_once("-->").map_or(case, |(_, feed)| feed);
    let pairs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ];
    let feed = feed.trim().to_owned();
    pairs
        .into_iter()
        .fold(feed, |text, (written, meant)| text.replace(written, meant))
}

/// The set that the import of all these makes, with its pictures.
pub fn imported(sources: &[String]) -> Vec<SetFile> {
    let beside = Beside::default();
    let importer = Importer::new(Settings::default(), Limits::default());
    let file = SourceFile {
        source: "attaques",
        path: "",
    };
    let mut items: Vec<Value> = Vec::new();
    for source in sources {
        let mut content = std::io::Cursor::new(source.as_bytes());
        let mut take = |outcome| {
            if let Outcome::Draft(draft) = outcome {
                items.push(numbered(
                    serde_json::to_value(draft.item).unwrap(),
                    items.len(),
                ));
            }
        };
        importer
            .import(&file, &mut content, &beside, &mut take)
            .unwrap();
    }
    vec![beside.file(), feed(items)]
}

/// An id that no other has, a day of its own, and the word of its lot.
fn numbered(mut item: Value, at: usize) -> Value {
    let id = item["id"].as_str().unwrap_or_default();
    item["id"] = json!(format!("{at} {id}"));
    item["date_published"] = json!(format!(
        "{}-{:02}-{:02}",
        2000 + at / 300,
        1 + at / 25 % 12,
        1 + at % 25
    ));
    let body = item["content_html"].as_str().unwrap_or_default();
    item["content_html"] = json!(format!("<p>Avant {}.</p>{body}", lot(at)));
    item
}

/// The word of an article's lot.
fn lot(at: usize) -> String {
    format!("lot{}", at / LOT)
}

/// The words of all lots of so many articles.
pub fn lots(count: usize) -> Vec<String> {
    (0..count.div_ceil(LOT)).map(|at| lot(at * LOT)).collect()
}

/// An attack as JSON Feed, in each member.
pub fn as_feed(attack: &str) -> String {
    let item = json!({
        "id": attack,
        "title": attack,
        "summary": attack,
        "content_html": body(attack),
        "language": attack,
        "tags": [attack],
        "authors": [{ "name": attack, "url": attack, "avatar": attack }],
        "url": attack,
        "external_url": attack,
        "image": attack,
        "date_published": attack,
        "attachments": [{ "url": attack, "mime_type": attack, "title": attack }],
        "_kiosque": { "source": { "name": attack, "url": attack }, "slug": attack },
    });
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": attack,
        "home_page_url": attack,
        "items": [item],
    })
    .to_string()
}

/// An attack in every other format.
pub fn as_other_formats(attack: &str) -> [String; 5] {
    let escaped = escaped(attack);
    let body = body(attack);
    let quoted = attack.replace('"', "\"\"");
    let line = Value::from(attack);
    [
        format!(
            "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>{escaped}</title>\
             <item><title>{escaped}</title><link>{escaped}</link><guid>{escaped}</guid><author>{escaped}</author>\
             <category>{escaped}</category><description>{escaped}</description>\
             <content:encoded><![CDATA[{body}]]></content:encoded></item></channel></rss>"
        ),
        format!(
            "<html lang=\"{escaped}\"><head><title>{escaped}</title><meta name=author content=\"{escaped}\">\
             <link rel=canonical href=\"{escaped}\"></head><body><article><h1>{escaped}</h1><p>Texte.</p>{body}</article></body></html>"
        ),
        format!("---\ntitle: {line}\ntags: [{line}]\nlang: {line}\nslug: {line}\n---\n{body}\n"),
        format!(
            "title,body,tags,source,url,lang\n\"{quoted}\",\"{0}\",\"{quoted}\",\"{quoted}\",\"{quoted}\",\"{quoted}\"\n",
            body.replace('"', "\"\"")
        ),
        format!(
            "Revue\n{attack}\n{attack}\nTexte {attack}\nLe 04/07/2019\nSource web Par {attack}\nLes tags en relation\n{attack}\n"
        ),
    ]
}

/// A body with the attack as it is, and in what pictures say of themselves.
fn body(attack: &str) -> String {
    let alternative = escaped(attack);
    format!(
        "<p>Texte.</p>{attack}<p><img src=\"{PICTURE}\" alt=\"{alternative}\">\
         <img src=\"https://images.example/a.png\" alt=\"{alternative}\" title=\"{alternative}\">\
         <img src=\"{alternative}\" alt=a></p>"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// One picture.
struct Beside(ImageFile);

impl Default for Beside {
    fn default() -> Self {
        // A white dot, as PNG.
        let dot = include_bytes!("dot.png");
        Self(take_image(dot).unwrap().main)
    }
}

impl Beside {
    fn file(self) -> SetFile {
        SetFile {
            path: format!("images/{}", self.0.form.file),
            bytes: self.0.bytes,
        }
    }
}

impl Surroundings for Beside {
    fn file(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn image(&self, path: &str) -> Result<Option<ImageForms>, String> {
        let found = path == PICTURE;
        Ok(found.then(|| ImageForms {
            main: self.0.form.clone(),
            narrower: Vec::new(),
        }))
    }
}

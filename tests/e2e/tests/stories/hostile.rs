//! Markup that attacks, in every field of a set: text is shown as it is written, and
//! nothing in it runs or calls on another host.

use kiosque_e2e::{Base, Case, Result, Server};
use kiosque_publish::intake::SetFile;
use serde_json::{Value, json};

use crate::sets::{OwnArchive, feed};
use crate::story::{Story, everywhere, plain, tell_failing, tell_one};

/// Each names itself in `window.__hit` when it runs. `HOST` stands for another host.
const PAYLOADS: [(&str, &str); 12] = [
    (
        "script",
        "<script>(top.__hit ??= []).push('script')</script>",
    ),
    (
        "img",
        "<img src=x onerror=\"(top.__hit ??= []).push('img')\">",
    ),
    (
        "svg",
        "<svg onload=\"(top.__hit ??= []).push('svg')\"></svg>",
    ),
    (
        "frame",
        "<iframe srcdoc=\"<script>(top.__hit ??= []).push('frame')</script>\"></iframe>",
    ),
    (
        "details",
        "<details open ontoggle=\"(top.__hit ??= []).push('details')\">d</details>",
    ),
    (
        "video",
        "<video><source onerror=\"(top.__hit ??= []).push('video')\"></video>",
    ),
    (
        "broken",
        "\"'><img src=x onerror=\"(top.__hit ??= []).push('broken')\">",
    ),
    (
        "hidden",
        "</title></style></textarea><img src=x onerror=\"(top.__hit ??= []).push('hidden')\">",
    ),
    (
        "focus",
        "<input autofocus onfocus=\"(top.__hit ??= []).push('focus')\">",
    ),
    (
        "link",
        "<a href=\"javascript:(top.__hit ??= []).push('link')\">Lire</a>",
    ),
    (
        "host",
        "<img src=HOST/pixel.png><link rel=stylesheet href=HOST/style.css>",
    ),
    (
        "form",
        "<form action=HOST/form><button>Envoyer</button></form>",
    ),
];

/// What a site says of itself.
const SITE: &str = "<img src=x onerror=\"(top.__hit ??= []).push('site')\">Site";

/// Those that need no click, in every engine.
const AT_ONCE: [&str; 6] = ["script", "img", "svg", "frame", "broken", "hidden"];

/// The body of a function that gives what must not be in the page, however it came
/// there. The site's own icon stands in its page.
pub const INTRUDERS: &str = "
    const foreign = all('main :is(script, style, svg, math, iframe, object, embed, form:not(.days), base, link, meta)');
    const armed = all('body *').filter(e => [...e.attributes].some(a => /^on/i.test(a.name)));
    const calls = all('[href], [src], [action], [formaction], [srcdoc]').filter(e => !e.matches('head > link[rel=icon]')).filter(e =>
        [...e.attributes].some(a => a.name !== 'alt' && /^\\s*(javascript|vbscript|data|blob|file):/i.test(a.value)));
    const strangers = performance.getEntriesByType('resource').map(entry => entry.name)
        .filter(name => name.startsWith('http') && !name.startsWith(location.origin + '/'));
    return [...[...foreign, ...armed, ...calls].map(e => e.outerHTML.slice(0, 200)),
        ...strangers, ...(window.__hit ?? [])]";

/// [`INTRUDERS`] once a picture that was asked for after all others has failed.
fn intruders() -> String {
    format!(
        "return new Promise(done => {{
            const last = new Image();
            last.onerror = done;
            last.src = 'data:,';
        }}).then(() => {{ {INTRUDERS} }})"
    )
}

#[tokio::test]
async fn hostile_text_is_text_and_nothing_else() {
    let other = tempfile::tempdir().unwrap();
    for case in everywhere() {
        let host = Server::start(other.path(), "/").await.unwrap();
        let address = host.url("");
        let address = address.trim_end_matches('/');
        let payloads = PAYLOADS.map(|(name, text)| (name, text.replace("HOST", address)));
        let archive = OwnArchive::publish(vec![settings(SITE), feed(items(&payloads))]);
        let site = archive.site(case.base);
        let tell = async |story: &Story| {
            for page in ["", "tags/", "about/", "nulle/part/"] {
                story.open(page).await?;
                shows_text(story, page, &payloads).await?;
                is_unharmed(story).await?;
            }
            for (_, text) in &payloads {
                reads(story, text).await?;
            }
            assert_eq!(called(&host), [""; 0], "{case}: another host was called");
            let own = story.site.requests();
            let stray = own.iter().find(|sent| sent.path.ends_with("/x"));
            assert!(stray.is_none(), "{case}: {stray:?}");
            Ok(())
        };
        tell_one(&Story::start(case, site.path()).await, &tell).await;
        attacks_without_a_viewer(case, &payloads, &host).await;
    }
}

/// The same payloads do run in a page that takes them as they are: the engine would
/// have run them in the viewer's pages too.
async fn attacks_without_a_viewer(case: Case, payloads: &[(&str, String)], host: &Server) {
    let folder = tempfile::tempdir().unwrap();
    let raw: Vec<&str> = payloads.iter().map(|(_, text)| text.as_str()).collect();
    let page = format!("<!doctype html><title>Brut</title>{}", raw.join("\n"));
    std::fs::write(folder.path().join("index.html"), page).unwrap();
    let tell = async |story: &Story| {
        story.go(&story.site.url("")).await?;
        let ran = "return arguments[0].every(name => (window.__hit ?? []).includes(name))";
        story.wait_js("all to run", ran, [json!(AT_ONCE)]).await?;
        story.js("document.querySelector('a').click()", []).await?;
        let ran = "return window.__hit.includes('link')";
        story.wait_js("the link to run", ran, []).await?;
        let found = story.js(INTRUDERS, []).await?;
        assert!(found.to_string().contains("onerror"), "{found}");
        let called = called(host);
        assert!(called.contains(&"/pixel.png".to_owned()), "{called:?}");
        Ok(())
    };
    let base = Base::Root;
    let story = Story::start(Case { base, ..case }, folder.path()).await;
    tell_failing(&story, &tell).await;
}

/// Paths that this host was asked for, without what browsers ask of every host.
fn called(host: &Server) -> Vec<String> {
    let paths = host.requests().into_iter().map(|sent| sent.path);
    paths.filter(|path| path != "/favicon.ico").collect()
}

/// Every text of a site's settings is `text`.
fn settings(text: &str) -> SetFile {
    let text = json!(text);
    let toml = format!(
        "title = {text}\ndescription = {text}\nrights = {text}\n\
         titles = {{ fr = {text}, ar = {text}, en = {text} }}\n\
         [banner]\ntext = {text}\n\
         [[tags]]\nid = \"attaque\"\nlabels = {{ fr = {text}, ar = {text}, en = {text} }}\n"
    );
    SetFile {
        path: "site.toml".to_owned(),
        bytes: toml.into_bytes(),
    }
}

/// An article for each payload, which is in all its fields.
fn items(payloads: &[(&str, String)]) -> Vec<Value> {
    let item = |(at, (name, text)): (usize, &(&str, String))| {
        json!({
            "id": format!("{text}{name}"),
            "title": text,
            "summary": text,
            "content_html": format!("<p>Avant.</p>{text}<p>Après.</p>"),
            "date_published": format!("2026-03-{:02}", 28 - at),
            "language": "fr",
            "tags": [text, "attaque"],
            "authors": [{ "name": text }],
            "_kiosque": { "source": { "name": text, "url": "javascript:(top.__hit ??= []).push('source')" } },
        })
    };
    payloads.iter().enumerate().map(item).collect()
}

/// Opens the article of a payload from the home page, then its tag, all without
/// leaving the app.
async fn reads(story: &Story, text: &str) -> Result<()> {
    story.click_text(".banner nav a", story.words.home).await?;
    story.see("h1", &[story.words.newest]).await;
    story.click_text(".cards h3 a", text).await?;
    let text = plain(text);
    for place in [
        "h1",
        ".breadcrumb li:last-child",
        "article header .meta bdi",
        ".source-line bdi",
    ] {
        story.see(place, &[&text]).await;
    }
    story.wait_title(&text).await?;
    story.wait_text(".body", "Après.").await?;
    is_unharmed(story).await?;
    story.click_text(".article-end .tag bdi", &text).await?;
    story.see("h1", &[&text]).await;
    story.see(".cards h3 a", &[&text]).await;
    story.wait_for(".offered .tag, .none-left").await?;
    is_unharmed(story).await
}

async fn shows_text(story: &Story, page: &str, payloads: &[(&str, String)]) -> Result<()> {
    let site = SITE;
    for place in [
        ".banner .site-name",
        ".banner-text",
        ".site-end p:first-child",
    ] {
        story.see(place, &[site]).await;
    }
    let titles: Vec<&str> = payloads.iter().map(|(_, text)| text.as_str()).collect();
    match page {
        "" => {
            story.see(".cards h3 a", &titles).await;
            story.see(".cards .excerpt", &titles).await;
            story.see(".cards .meta bdi", &titles).await;
        }
        "tags/" => {
            let tags = story.texts(".tags .tag bdi").await?;
            let lost = titles.iter().find(|title| !tags.contains(&plain(title)));
            assert_eq!(lost, None, "not in {tags:?}");
        }
        "about/" => story.see("main h1 + p", &[site]).await,
        _ => {}
    }
    Ok(())
}

async fn is_unharmed(story: &Story) -> Result<()> {
    let found = story.js(&intruders(), []).await?;
    if found != json!([]) {
        panic!("{}: {}: {found:#}", story.case, story.url().await?);
    }
    Ok(())
}

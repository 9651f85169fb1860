//! The harness proves itself: each fault as a browser sees it, each engine's words, exact
//! counts.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may stop at the first surprise"
)]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use kiosque_e2e::server::brotli_11;
use kiosque_e2e::wait::wait_for;
use kiosque_e2e::{
    Browser, Engine, Error, Fault, FaultKind, Key, Options, Request, Server, ServerOptions,
};
use serde_json::{Value, json};
use tempfile::TempDir;

const HOME: &str = r#"<!doctype html>
<html lang=fr data-ready><title>Le kiosque</title><link rel=icon href="data:,">
<style>
  body { min-height: 3000px; background: white }
  @media (prefers-color-scheme: dark) { body { background: black } }
</style>
<h1>Les   titres du&nbsp;jour</h1>
<p hidden><a href="nulle-part/">Un</a></p>
<ul><li><a href="a/un/">Un</a> <li><a href="a/deux/">Deux articles</a></ul>
<input aria-label=Chercher>
<output></output>
<script type=module>
  const output = document.querySelector("output");
  document.addEventListener("keydown", event => {
    if (event.target === document.body) output.textContent = (event.shiftKey ? "shift " : "") + event.key;
  });
</script></html>"#;

const ARTICLE: &str = r#"<!doctype html>
<html lang=fr><title>Un</title><link rel=icon href="data:,"><h1>Un article</h1></html>"#;

/// Half of it is no JSON, nor is all of it with the lowest bit of its middle byte, a
/// colon, flipped.
const ROOT_JSON: &str = r#"{"a":1,"b":"xyz123"}"#;

/// A site of a few files of each kind.
fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let article = ARTICLE.to_owned();
    let files = [
        ("index.html", HOME.to_owned()),
        ("a/un/index.html", article.clone()),
        ("a/deux/index.html", article),
        (
            "404.html",
            "<!doctype html><title>404</title><h1>Introuvable</h1>".to_owned(),
        ),
        ("root.json", ROOT_JSON.to_owned()),
        ("app.js", "export const answer = 42;\n".to_owned()),
        ("style.css", "body { color: black }\n".repeat(50)),
        ("app.wasm", "\0asm\u{1}\0\0\0".to_owned()),
        ("picture.png", "not really a picture".repeat(20)),
        ("robots.txt", "User-agent: *\n".to_owned()),
        ("app.webmanifest", "{}".to_owned()),
        (
            "icon.svg",
            "<svg xmlns='http://www.w3.org/2000/svg'/>".to_owned(),
        ),
    ];
    for (path, text) in files {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    folder
}

async fn chromium() -> Browser {
    Browser::start(Engine::Chromium, Options::default())
        .await
        .unwrap()
}

/// What the page's own `fetch` of a file gives: `[status, type, text or error]`.
async fn fetch(browser: &Browser, url: &str) -> Value {
    let script = "
        const response = await fetch(arguments[0]).catch(() => null);
        if (!response) return [0, '', 'no answer'];
        const type = response.headers.get('content-type');
        return [response.status, type, await response.text().catch(() => 'cut')];";
    let script = format!(
        "return (async () => {{ {} }})()",
        script.replace("arguments[0]", "url")
    );
    let script = format!("const url = arguments[0]; {script}");
    browser.js(&script, [json!(url)]).await.unwrap()
}

/// Each fault, the answer a browser gets, and the sound answer once it is over.
#[tokio::test]
async fn a_browser_sees_each_fault_and_recovers() {
    let folder = site();
    let site = Server::start(folder.path(), "/").await.unwrap();
    let browser = chromium().await;
    browser.go(&site.url("/")).await.unwrap();
    let page = "<!doctype html><title>404</title><h1>Introuvable</h1>";
    let html = "text/html; charset=utf-8";
    let plain = "text/plain; charset=utf-8";
    let json_type = "application/json";
    let flipped = ROOT_JSON.replace("\"b\":", "\"b\";");
    let hotel = "<!doctype html><html lang=en><title>Welcome</title>\
        <h1>Welcome to the hotel network</h1><p>Please accept the conditions.</p></html>";
    let cases = [
        (FaultKind::NotFound, json!([404, html, page])),
        (FaultKind::Status(503), json!([503, plain, "status 503\n"])),
        (
            FaultKind::StatusThenGood(500, 1),
            json!([500, plain, "status 500\n"]),
        ),
        (
            FaultKind::Truncated,
            json!([200, json_type, ROOT_JSON[..ROOT_JSON.len() / 2]]),
        ),
        (FaultKind::FlippedByte, json!([200, json_type, flipped])),
        (
            FaultKind::WrongType,
            json!([200, "application/octet-stream", ROOT_JSON]),
        ),
        (FaultKind::HtmlInstead, json!([200, html, hotel])),
        (
            FaultKind::Slow(Duration::from_millis(50)),
            json!([200, json_type, ROOT_JSON]),
        ),
        (FaultKind::Reset, json!([200, json_type, "cut"])),
        (
            FaultKind::Replace(b"{\"version\":9}".to_vec()),
            json!([200, json_type, "{\"version\":9}"]),
        ),
    ];
    let sound = json!([200, json_type, ROOT_JSON]);
    let url = site.url("root.json");
    for (kind, expected) in cases {
        site.fault(Fault::path("root.json", kind.clone()));
        assert_eq!(fetch(&browser, &url).await, expected, "{kind:?}");
        site.clear_faults();
        assert_eq!(fetch(&browser, &url).await, sound, "after {kind:?}");
    }
    site.fault(Fault::containing("root", FaultKind::StatusThenGood(500, 1)));
    assert_eq!(fetch(&browser, &url).await[0], 500);
    assert_eq!(fetch(&browser, &url).await, sound);
}

#[tokio::test]
async fn a_slow_answer_comes_when_released() {
    let folder = site();
    let site = Server::start(folder.path(), "/").await.unwrap();
    let browser = chromium().await;
    browser.go(&site.url("/")).await.unwrap();
    site.clear_requests();
    site.fault(Fault::path(
        "/root.json",
        FaultKind::Slow(Duration::from_secs(600)),
    ));
    let begun = Instant::now();
    let ask = "window.text = null; fetch('root.json').then(r => r.text()).then(t => window.text = t); return 1";
    browser.js(ask, []).await.unwrap();
    let arrived = async || Ok::<_, ()>((!site.requests().is_empty()).then_some(()));
    wait_for(arrived, Duration::from_secs(10))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        browser.js("return window.text", []).await.unwrap(),
        Value::Null
    );
    site.release();
    browser
        .wait_js("the answer", "return window.text", [])
        .await
        .unwrap();
    assert!(begun.elapsed() < Duration::from_secs(600));
}

#[tokio::test]
async fn a_stopped_host_refuses_and_comes_back() {
    let folder = site();
    let site = Server::start(folder.path(), "/").await.unwrap();
    let browser = chromium().await;
    browser.go(&site.url("/")).await.unwrap();
    site.stop();
    let url = site.url("root.json");
    assert_eq!(fetch(&browser, &url).await, json!([0, "", "no answer"]));
    let refused = browser.go(&url).await.unwrap_err().to_string();
    assert!(refused.contains("ERR_CONNECTION_REFUSED"), "{refused}");
    site.resume().unwrap();
    browser.go(&site.url("/")).await.unwrap();
    assert_eq!(fetch(&browser, &url).await[2], ROOT_JSON);
}

/// Path, query, status, bytes sent, bytes in brotli.
type Sent = (String, Option<String>, u16, usize, usize);

fn sent(path: &str, query: Option<&str>, status: u16, bytes: usize, brotli: usize) -> Sent {
    let query = query.map(str::to_owned);
    (path.to_owned(), query, status, bytes, brotli)
}

fn log_of(site: &Server) -> Vec<Sent> {
    let requests = site.requests();
    let line = |was: &Request| {
        let query = was.query.as_deref();
        sent(&was.path, query, was.status, was.bytes, was.brotli_bytes())
    };
    requests.iter().map(line).collect()
}

#[tokio::test]
async fn counts_requests_and_their_bytes_exactly() {
    let folder = site();
    let site = Server::start(folder.path(), "/").await.unwrap();
    let browser = chromium().await;
    browser.go(&site.url("/?tag=maroc")).await.unwrap();
    for file in ["style.css", "picture.png", "nulle-part/"] {
        fetch(&browser, &site.url(file)).await;
    }
    let size = |file: &str| std::fs::read(folder.path().join(file)).unwrap().len();
    let brotli = |file: &str| brotli_size(&folder.path().join(file));
    let whole =
        |path: &str, query, status, file: &str| sent(path, query, status, size(file), brotli(file));
    let picture = size("picture.png");
    let expected = [
        whole("/", Some("tag=maroc"), 200, "index.html"),
        whole("/style.css", None, 200, "style.css"),
        sent("/picture.png", None, 200, picture, picture),
        whole("/nulle-part/", None, 404, "404.html"),
    ];
    assert_eq!(log_of(&site), expected);
    site.clear_requests();
    assert!(site.requests().is_empty());
}

/// The size by the crate's own writer, another way into the same compressor.
fn brotli_size(file: &Path) -> usize {
    use std::io::Write;
    let bytes = std::fs::read(file).unwrap();
    let settings = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut writer = brotli::CompressorWriter::with_params(Vec::new(), 1 << 20, &settings);
    writer.write_all(&bytes).unwrap();
    writer.into_inner().len()
}

#[tokio::test]
async fn sends_brotli_to_a_browser_that_takes_it() {
    let folder = site();
    let options = ServerOptions {
        brotli: true,
        no_offline: true,
    };
    let site = Server::start_with(folder.path(), "/", options)
        .await
        .unwrap();
    let browser = chromium().await;
    browser.go(&site.url("/")).await.unwrap();
    assert_eq!(browser.text("h1").await.unwrap(), "Les titres du jour");
    let style = fetch(&browser, &site.url("style.css")).await;
    assert_eq!(style[2], "body { color: black }\n".repeat(50));
    fetch(&browser, &site.url("picture.png")).await;
    let sent: Vec<usize> = site.requests().iter().map(|sent| sent.bytes).collect();
    let picture = std::fs::read(folder.path().join("picture.png")).unwrap();
    let expected = [
        brotli_11(HOME.as_bytes()).len(),
        brotli_size(&folder.path().join("style.css")),
        picture.len(),
    ];
    assert_eq!(sent, expected);
    let whole = "return performance.getEntriesByName(arguments[0])[0].encodedBodySize";
    let seen = browser
        .js(whole, [json!(site.url("style.css"))])
        .await
        .unwrap();
    assert_eq!(seen, json!(expected[1]), "as the browser counts them");
}

#[tokio::test]
async fn serves_below_a_base_path_with_a_plain_hosts_types() {
    let folder = site();
    let site = Server::start(folder.path(), "/sous/dossier/")
        .await
        .unwrap();
    let browser = chromium().await;
    let home = site.url("/");
    assert!(home.ends_with("/sous/dossier/"), "{home}");
    browser.go(home.trim_end_matches('/')).await.unwrap();
    assert_eq!(browser.url().await.unwrap(), home);
    browser.click_text("a", "Deux").await.unwrap();
    browser.wait_url("/sous/dossier/a/deux/").await.unwrap();
    let types = [
        ("", "text/html; charset=utf-8"),
        ("app.js", "text/javascript; charset=utf-8"),
        ("style.css", "text/css; charset=utf-8"),
        ("app.wasm", "application/wasm"),
        ("root.json", "application/json"),
        ("picture.png", "image/png"),
        ("icon.svg", "image/svg+xml"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("app.webmanifest", "application/manifest+json"),
    ];
    for (file, kind) in types {
        assert_eq!(fetch(&browser, &site.url(file)).await[1], kind, "{file}");
    }
    let outside = fetch(&browser, "/root.json").await;
    assert_eq!(
        outside,
        json!([404, "text/plain; charset=utf-8", "status 404\n"])
    );
    let sent = site.requests().pop().unwrap();
    assert!(sent.outside && sent.path == "/root.json", "{sent:?}");
    let deep = fetch(&browser, &site.url("a/trois/")).await;
    assert_eq!(
        (&deep[0], &deep[2]),
        (
            &json!(404),
            &json!("<!doctype html><title>404</title><h1>Introuvable</h1>")
        )
    );
}

#[tokio::test]
async fn chromium_is_driven() {
    is_driven(Engine::Chromium).await;
}

#[tokio::test]
async fn firefox_is_driven() {
    is_driven(Engine::Firefox).await;
}

#[tokio::test]
async fn webkit_is_driven() {
    is_driven(Engine::WebKit).await;
}

/// Every word of a story, once.
async fn is_driven(engine: Engine) {
    let folder = site();
    let site = Server::start(folder.path(), "/").await.unwrap();
    let browser = Browser::start(engine, Options::default()).await.unwrap();
    browser.go(&site.url("/")).await.unwrap();
    reads(&browser).await;
    types_and_presses(&browser).await;
    walks(&browser).await;
    looks(&browser, folder.path()).await;
    browser.set_window(768, 900).await.unwrap();
    let size = browser
        .js("return [innerWidth, innerHeight]", [])
        .await
        .unwrap();
    assert_eq!(size, json!([768, 900]));
}

async fn reads(browser: &Browser) {
    browser.wait_for("html[data-ready]").await.unwrap();
    browser.wait_gone("[aria-busy=true]").await.unwrap();
    assert_eq!(browser.title().await.unwrap(), "Le kiosque");
    assert_eq!(browser.text("h1").await.unwrap(), "Les titres du jour");
    browser.wait_text("h1", "du jour").await.unwrap();
    assert_eq!(browser.texts("li").await.unwrap(), ["Un", "Deux articles"]);
    assert_eq!(browser.count("li").await.unwrap(), 2);
    assert_eq!(
        browser.attribute("html", "lang").await.unwrap().as_deref(),
        Some("fr")
    );
    assert_eq!(browser.attribute("html", "dir").await.unwrap(), None);
}

async fn types_and_presses(browser: &Browser) {
    browser.press('/').await.unwrap();
    browser.wait_text("output", "/").await.unwrap();
    browser.press_with(Key::Shift, Key::Escape).await.unwrap();
    browser.wait_text("output", "shift Escape").await.unwrap();
    browser.type_into("input", "été, صيف").await.unwrap();
    let value = browser
        .js("return document.querySelector('input').value", [])
        .await
        .unwrap();
    assert_eq!(value, "été, صيف");
    assert_eq!(browser.focused_text().await.unwrap(), "été, صيف");
    browser.press_with(Key::Shift, Key::Tab).await.unwrap();
    assert_eq!(browser.focused_text().await.unwrap(), "Deux articles");
    browser.press(Key::Enter).await.unwrap();
    browser.wait_url("/a/deux/").await.unwrap();
    browser.back().await.unwrap();
    browser.wait_title("Le kiosque").await.unwrap();
}

async fn walks(browser: &Browser) {
    browser.click_text("a", "Un").await.unwrap();
    browser.wait_text("h1", "Un article").await.unwrap();
    browser.back().await.unwrap();
    browser.wait_text("h1", "titres").await.unwrap();
    browser.forward().await.unwrap();
    browser.wait_url("/a/un/").await.unwrap();
    browser.back().await.unwrap();
    browser.click("li:last-child a").await.unwrap();
    browser.wait_url("/a/deux/").await.unwrap();
    browser.back().await.unwrap();
    browser.wait_title("Le kiosque").await.unwrap();
    browser.reload().await.unwrap();
    browser.js("scrollTo(0, 700)", []).await.unwrap();
    assert_eq!(browser.scroll_y().await.unwrap(), 700.0);
}

async fn looks(browser: &Browser, folder: &Path) {
    let shot = folder.join("shot.png");
    browser.screenshot(&shot).await.unwrap();
    let png = std::fs::read(&shot).unwrap();
    assert!(png.starts_with(b"\x89PNG"));
    assert_eq!(png_size(&png), (1280, 900));
}

/// Width and height from a PNG's first chunk.
fn png_size(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[tokio::test]
async fn each_engine_takes_a_dark_scheme_and_languages() {
    let folder = site();
    let site = Server::start(folder.path(), "/").await.unwrap();
    let state = "return [matchMedia('(prefers-color-scheme: dark)').matches, navigator.language]";
    for engine in Engine::ALL {
        let english = Browser::start(engine, Options::default()).await.unwrap();
        english.go(&site.url("/")).await.unwrap();
        let light = english.js(state, []).await.unwrap();
        assert_eq!(light[0], false, "{engine}");
        assert!(
            light[1].as_str().unwrap().starts_with("en"),
            "{engine}: {light}"
        );
        drop(english);
        let arabic = Options {
            dark: true,
            languages: "ar,fr",
            ..Options::default()
        };
        let browser = match Browser::start(engine, arabic).await {
            Err(Error::Unsupported {
                engine: Engine::WebKit,
                what,
            }) => {
                assert!(what.contains("Debian's package `locales`"), "{what}");
                continue;
            }
            started => started.unwrap(),
        };
        browser.go(&site.url("/")).await.unwrap();
        let dark = browser.js(state, []).await.unwrap();
        assert_eq!(dark[0], true, "{engine}");
        assert!(
            dark[1].as_str().unwrap().starts_with("ar"),
            "{engine}: {dark}"
        );
    }
}

#[tokio::test]
async fn chromium_does_what_its_devtools_can() {
    let folder = site();
    let site = Server::start(folder.path(), "/").await.unwrap();
    let browser = chromium().await;
    browser.go(&site.url("/")).await.unwrap();
    browser.set_window(320, 640).await.unwrap();
    assert_eq!(browser.js("return innerWidth", []).await.unwrap(), 320);
    let shot = folder.path().join("whole.png");
    browser.screenshot_whole(&shot).await.unwrap();
    let (width, height) = png_size(&std::fs::read(&shot).unwrap());
    assert!(width == 320 && height >= 3000, "{width} x {height}");

    browser.emulate_media(true).await.unwrap();
    let background = "return getComputedStyle(document.body).backgroundColor";
    assert_eq!(browser.js(background, []).await.unwrap(), "rgb(0, 0, 0)");
    browser.emulate_media(false).await.unwrap();
    assert_eq!(
        browser.js(background, []).await.unwrap(),
        "rgb(255, 255, 255)"
    );

    let url = site.url("root.json");
    browser.network_offline(true).await.unwrap();
    assert_eq!(fetch(&browser, &url).await[2], "no answer");
    assert_eq!(
        browser.js("return navigator.onLine", []).await.unwrap(),
        false
    );
    browser.network_offline(false).await.unwrap();
    assert_eq!(fetch(&browser, &url).await[2], ROOT_JSON);

    browser.remember_language(site.base(), "ar").await.unwrap();
    assert_eq!(
        browser
            .js("return localStorage['/language']", [])
            .await
            .unwrap(),
        "ar"
    );
}

#[tokio::test]
async fn chromium_measures_memory_and_slows_down() {
    let folder = site();
    let site = Server::start(folder.path(), "/").await.unwrap();
    let browser = chromium().await;
    browser.go(&site.url("/")).await.unwrap();
    let before = browser.collect_garbage_heap_bytes().await.unwrap();
    let keep = "window.kept = Array.from({ length: 1e6 }, (_, at) => ({ at })); return 1";
    browser.js(keep, []).await.unwrap();
    let full = browser.collect_garbage_heap_bytes().await.unwrap();
    browser
        .js("window.kept = null; return 1", [])
        .await
        .unwrap();
    let after = browser.collect_garbage_heap_bytes().await.unwrap();
    assert!(full > before + 10_000_000, "{before} {full}");
    assert!(after < before + 2_000_000, "{before} {after}");

    let work = "const start = performance.now(); let sum = 0;
        for (let i = 0; i < 1e7; i++) sum += i % 7; return [performance.now() - start, sum]";
    // The median of a few: other programs disturb single runs both ways.
    let median = async || {
        let mut runs = Vec::new();
        for _ in 0..5 {
            let run = browser.js(work, []).await.unwrap();
            runs.push(run[0].as_f64().unwrap());
        }
        runs.sort_by(f64::total_cmp);
        runs[2]
    };
    let fast = median().await;
    browser.cpu_throttle(50.0).await.unwrap();
    let slow = median().await;
    assert!(slow > 3.0 * fast, "{fast} ms, throttled {slow} ms");
}

#[tokio::test]
async fn chromium_tells_the_consoles_errors_once() {
    let folder = site();
    let site = Server::start(folder.path(), "/").await.unwrap();
    let browser = chromium().await;
    browser.go(&site.url("/")).await.unwrap();
    assert_eq!(browser.console_errors().await.unwrap(), [""; 0]);
    let noise =
        "console.log('calm'); console.error('boum'); setTimeout(() => nowhere(), 0); return 1";
    browser.js(noise, []).await.unwrap();
    let mut seen = Vec::new();
    let all = async || {
        seen.extend(browser.console_errors().await?);
        Ok::<_, Error>((seen.len() >= 2).then_some(()))
    };
    wait_for(all, Duration::from_secs(10))
        .await
        .unwrap()
        .unwrap();
    let seen = seen.join("\n");
    assert!(
        seen.contains("boum") && seen.contains("nowhere is not defined"),
        "{seen}"
    );
    assert!(!seen.contains("calm"), "{seen}");
    assert_eq!(browser.console_errors().await.unwrap(), [""; 0]);
}

#[tokio::test]
async fn a_step_that_fails_shows_the_page() {
    let folder = site();
    let site = Server::start(folder.path(), "/").await.unwrap();
    let browser = chromium().await;
    browser.go(&site.url("/")).await.unwrap();
    let wrong = browser
        .js("return nowhere.at", [])
        .await
        .unwrap_err()
        .to_string();
    let page = format!(
        "\nthe page is {}, titled \"Le kiosque\", and says: Les titres du jour Un Deux articles",
        site.url("/")
    );
    assert!(
        wrong.starts_with("the browser refused to run a script: "),
        "{wrong}"
    );
    assert!(
        wrong.contains("nowhere is not defined") && wrong.ends_with(&page),
        "{wrong}"
    );
}

/// In a process of its own: `KIOSQUE_WAIT` is read when a browser starts.
#[test]
fn a_wait_in_vain_says_for_what() {
    let output = ignored("waits_in_vain")
        .env("KIOSQUE_WAIT", "4")
        .output()
        .unwrap();
    assert!(!output.status.success());
    let outcome = String::from_utf8_lossy(&output.stderr);
    assert!(
        outcome.contains(
            "waited 4s in vain for a click on \"button\" with \"Réessayer\"\nthe page is "
        ),
        "{outcome}"
    );
}

#[tokio::test]
#[ignore = "fails on purpose, run by a_wait_in_vain_says_for_what"]
async fn waits_in_vain() {
    let folder = site();
    let site = Server::start(folder.path(), "/").await.unwrap();
    let browser = chromium().await;
    browser.go(&site.url("/")).await.unwrap();
    if let Err(error) = browser.click_text("button", "Réessayer").await {
        panic!("{error}");
    }
}

/// In a process of its own, for the variable.
#[test]
fn an_engine_that_does_not_start_says_what_was_tried() {
    let driver = "/nulle-part/geckodriver";
    let mut test = ignored("starts_firefox");
    let output = test.env("KIOSQUE_GECKODRIVER", driver).output().unwrap();
    assert!(!output.status.success());
    let outcome = String::from_utf8_lossy(&output.stderr);
    let parts = [
        "Firefox cannot be driven: it ended before it was ready\ntried: TMPDIR=/",
        " /nulle-part/geckodriver --port 0 --profile-root /",
        "last output of the driver:\nsh: ",
        "/nulle-part/geckodriver: not found",
    ];
    for part in parts {
        assert!(outcome.contains(part), "{part:?} not in {outcome}");
    }
}

#[tokio::test]
#[ignore = "fails on purpose, run by an_engine_that_does_not_start_says_what_was_tried"]
async fn starts_firefox() {
    if let Err(error) = Browser::start(Engine::Firefox, Options::default()).await {
        panic!("{error}");
    }
}

/// This binary, set to run one of its ignored tests.
fn ignored(test: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--ignored", "--nocapture"]);
    command
}

#[tokio::test]
async fn no_process_outlives_a_panicking_test() {
    for engine in Engine::ALL {
        let (tell, told) = std::sync::mpsc::channel();
        let story = std::thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(async {
                let browser = Browser::start(engine, Options::default()).await.unwrap();
                tell.send(browser.process_groups()).unwrap();
                panic!("on purpose");
            })
        });
        let groups = told.recv().unwrap();
        assert!(story.join().is_err());
        wait_ended(&groups).await;
    }
}

#[tokio::test]
async fn no_process_outlives_a_killed_test() {
    // A killed test leaves its temporary folder behind: here, inside one that goes.
    let folder = tempfile::tempdir().unwrap();
    let mut test = ignored("stays_until_killed")
        .env("TMPDIR", folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(test.stdout.take().unwrap()).lines();
    let groups: Vec<u32> = lines
        .find_map(|line| serde_json::from_str(line.unwrap().strip_prefix("groups ")?).ok())
        .unwrap();
    assert!(!living(&groups).is_empty());
    test.kill().unwrap();
    test.wait().unwrap();
    wait_ended(&groups).await;
}

#[tokio::test]
#[ignore = "never ends, run by no_process_outlives_a_killed_test"]
async fn stays_until_killed() {
    let browser = chromium().await;
    println!("\ngroups {:?}", browser.process_groups());
    std::future::pending::<()>().await;
}

async fn wait_ended(groups: &[u32]) {
    let ended = async || Ok::<_, ()>(living(groups).is_empty().then_some(()));
    let ended = wait_for(ended, Duration::from_secs(10)).await.unwrap();
    assert!(ended.is_some(), "left: {:?}", living(groups));
}

/// Process ids of these groups that have not ended.
fn living(groups: &[u32]) -> Vec<u32> {
    let processes = std::fs::read_dir("/proc").unwrap();
    let ids = processes.filter_map(|entry| entry.unwrap().file_name().to_str()?.parse().ok());
    ids.filter(|id: &u32| {
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        let after_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
        let mut fields = after_name.split(' ');
        let (state, group) = (fields.next(), fields.nth(1));
        let in_groups = group
            .and_then(|group| group.parse().ok())
            .is_some_and(|id| groups.contains(&id));
        in_groups && state != Some("Z")
    })
    .collect()
}

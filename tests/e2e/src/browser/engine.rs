use std::fmt::{self, Display};
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use thirtyfour::Capabilities;

use super::{Options, locale};
use crate::error::{Error, Result};

/// A browser engine, each driven through its Debian package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Engine {
    /// Chromium with chromedriver.
    Chromium,
    /// Firefox with geckodriver.
    Firefox,
    /// WebKit's GTK port with WebKitWebDriver, on an X server of its own.
    WebKit,
}

impl Engine {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];
}

impl Display for Engine {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        })
    }
}

/// How the driver's port becomes known.
#[derive(Debug, Clone, Copy)]
pub(super) enum Port {
    Printed,
    Chosen(u16),
}

/// All that starting an engine takes.
#[derive(Debug)]
pub(super) struct Launch {
    pub(super) command: Vec<String>,
    pub(super) variables: Vec<(String, String)>,
    pub(super) port: Port,
    pub(super) needs_display: bool,
    pub(super) capabilities: Capabilities,
}

impl Launch {
    fn new(command: &[&str], port: Port, capabilities: Value) -> Self {
        let capabilities = capabilities.as_object().cloned().unwrap_or_default();
        Self {
            command: command.iter().map(|&word| word.to_owned()).collect(),
            variables: Vec::new(),
            port,
            needs_display: false,
            capabilities: capabilities.into(),
        }
    }

    /// Sets a variable for the driver, which hands it on to the browser.
    pub(super) fn set(&mut self, name: &str, value: impl Display) {
        self.variables.push((name.to_owned(), value.to_string()));
    }
}

impl Engine {
    /// The command line and capabilities for `options`; `folder` is the browser's own.
    pub(super) async fn launch(self, options: Options<'_>, folder: &Path) -> Result<Launch> {
        match self {
            Self::Chromium => Ok(chromium(options, folder)),
            Self::Firefox => Ok(firefox(options, folder)),
            Self::WebKit => webkit(options, folder).await,
        }
    }
}

/// `--no-sandbox`: Chromium's sandbox refuses to run as root, as tests in containers
/// do. `--disable-dev-shm-usage`: their /dev/shm is small. `--hide-scrollbars`: as on
/// phones, so that the text has the whole width asked for.
/// `--disable-ipc-flooding-protection`: it takes a story that opens a hundred articles
/// in ten seconds for a page run wild, and drops what that writes to the history.
const CHROMIUM_ARGUMENTS: [&str; 11] = [
    "--headless",
    "--hide-scrollbars",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-ipc-flooding-protection",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

fn chromium(options: Options<'_>, folder: &Path) -> Launch {
    let languages = options.languages;
    let first = languages.split(',').next().unwrap_or_default();
    let mut arguments = CHROMIUM_ARGUMENTS.map(str::to_owned).to_vec();
    arguments.extend([
        format!("--lang={first}"),
        format!("--accept-lang={languages}"),
        format!("--user-data-dir={}", folder.join("profile").display()),
    ]);
    let capabilities = json!({
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": {
            "args": arguments,
            "prefs": { "intl.accept_languages": languages },
        },
    });
    Launch::new(&["chromedriver", "--port=0"], Port::Printed, capabilities)
}

fn firefox(options: Options<'_>, folder: &Path) -> Launch {
    let scheme = if options.dark { 0 } else { 1 };
    let binary = on_path("firefox-esr").or_else(|| on_path("firefox"));
    let capabilities = json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": binary.as_deref().unwrap_or("firefox"),
            "args": ["-headless"],
            "prefs": {
                "intl.accept_languages": options.languages,
                "layout.css.prefers-color-scheme.content-override": scheme,
            },
        },
    });
    let driver = geckodriver();
    let profiles = folder.display().to_string();
    let command = [&driver, "--port", "0", "--profile-root", &profiles];
    Launch::new(&command, Port::Printed, capabilities)
}

async fn webkit(options: Options<'_>, folder: &Path) -> Result<Launch> {
    let port = free_port()?;
    let mut arguments = vec!["--automation"];
    if options.dark {
        arguments.push("--dark-mode");
    }
    let capabilities = json!({
        "webkitgtk:browserOptions": { "binary": mini_browser(), "args": arguments },
    });
    let listen = format!("--port={port}");
    let command = ["WebKitWebDriver", &listen];
    let mut launch = Launch::new(&command, Port::Chosen(port), capabilities);
    launch.needs_display = true;
    launch.variables = locale::variables(options.languages, folder).await?;
    Ok(launch)
}

/// geckodriver where `KIOSQUE_GECKODRIVER` says, on PATH, or where xtask keeps it.
fn geckodriver() -> String {
    let named = std::env::var("KIOSQUE_GECKODRIVER").ok();
    let named = named.filter(|path| !path.is_empty());
    named
        .or_else(|| on_path("geckodriver"))
        .or_else(cached_geckodriver)
        .unwrap_or_else(|| "geckodriver".to_owned())
}

fn cached_geckodriver() -> Option<String> {
    let home = PathBuf::from(std::env::var_os("HOME")?);
    let driver = home.join(".cache/kiosque/tools/geckodriver-0.37.1/bin/geckodriver");
    driver.is_file().then(|| driver.display().to_string())
}

fn on_path(program: &str) -> Option<String> {
    let path = std::env::var_os("PATH")?;
    let mut candidates = std::env::split_paths(&path).map(|folder| folder.join(program));
    let found = candidates.find(|candidate| candidate.is_file())?;
    Some(found.display().to_string())
}

/// WebKit's small browser; the first place is named where there is none, for the
/// driver's own error.
fn mini_browser() -> PathBuf {
    let places = ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"].map(|version| {
        let machine = std::env::consts::ARCH;
        PathBuf::from(format!(
            "/usr/lib/{machine}-linux-gnu/{version}/MiniBrowser"
        ))
    });
    let [first, ..] = &places;
    places
        .iter()
        .find(|place| place.is_file())
        .unwrap_or(first)
        .clone()
}

/// WebKitWebDriver does not say which port it opened, so that one is chosen for it.
fn free_port() -> Result<u16> {
    let failed = || Error::io("127.0.0.1:0");
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(failed())?;
    let address = listener.local_addr().map_err(failed())?;
    Ok(address.port())
}

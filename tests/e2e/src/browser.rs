//! One browser window, driven over WebDriver, and the words of a story:
//! `go`, `click`, `wait_text`, `press`.

mod chromium;
mod engine;
mod gestures;
mod locale;
mod page;
mod process;

use std::time::Duration;

use tempfile::TempDir;
use thirtyfour::WebDriver;

pub use engine::Engine;

use crate::error::{Error, Result, reason};
use crate::wait::{limit, wait_for};
use engine::{Launch, Port};
use process::ProcessGroup;

/// Starting a browser on a busy machine takes longer than any step of a story.
const START_LIMIT: Duration = Duration::from_secs(60);

/// A port chosen by us can be taken by another before the driver opens it, and a
/// browser under load sometimes ends at once: the start is tried this often.
const STARTS: u32 = 3;

/// How to start a browser.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// Width of the page, in CSS pixels.
    pub width: u32,
    /// Height of the page, in CSS pixels.
    pub height: u32,
    /// Whether the reader prefers a dark colour scheme.
    pub dark: bool,
    /// The reader's languages, best first: `fr,en`. WebKit takes only the first.
    pub languages: &'a str,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            width: 1280,
            height: 900,
            dark: false,
            languages: "en",
        }
    }
}

/// A browser with one window and a profile of its own. Dropping it ends the driver
/// and every process of the browser, also while a test panics; so does the end of
/// the test's process.
#[derive(Debug)]
pub struct Browser {
    engine: Engine,
    limit: Duration,
    driver: WebDriver,
    // Ended before their folder is removed: fields are dropped in this order.
    processes: Vec<ProcessGroup>,
    _folder: TempDir,
}

impl Browser {
    /// Starts the engine's driver and opens a window.
    ///
    /// # Errors
    /// [`Error::NotDriven`] with the command line and the driver's output;
    /// [`Error::Unsupported`] for an option that the engine does not have.
    pub async fn start(engine: Engine, options: Options<'_>) -> Result<Self> {
        let mut attempt = 1;
        loop {
            match Self::start_once(engine, options).await {
                Err(Error::NotDriven { .. }) if attempt < STARTS => attempt += 1,
                outcome => return outcome,
            }
        }
    }

    async fn start_once(engine: Engine, options: Options<'_>) -> Result<Self> {
        let folder = tempfile::tempdir().map_err(Error::io("the temporary folder"))?;
        let mut processes = Vec::new();
        let mut launch = engine.launch(options, folder.path()).await?;
        launch.set("TMPDIR", folder.path().display());
        if launch.needs_display {
            let display = start_display(engine, &mut processes).await?;
            launch.set("DISPLAY", format_args!(":{display}"));
        }
        let process = ProcessGroup::start(engine, &launch.command, &launch.variables)?;
        let session = open_session(&process, &launch).await;
        let driver = session.map_err(|reason| process.not_driven(engine, reason))?;
        processes.push(process);
        let mut browser = Self {
            engine,
            limit: START_LIMIT,
            driver,
            processes,
            _folder: folder,
        };
        browser.dress(options).await?;
        browser.limit = limit();
        Ok(browser)
    }

    /// What capabilities cannot say.
    async fn dress(&self, options: Options<'_>) -> Result<()> {
        if self.engine == Engine::Chromium {
            self.emulate_media(options.dark).await?;
        }
        self.set_window(options.width, options.height).await
    }

    /// The engine behind this window.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The WebDriver session, for what the story's own words do not cover.
    #[must_use]
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Process ids of the groups that hold the driver, the browser and its display.
    #[must_use]
    pub fn process_groups(&self) -> Vec<u32> {
        self.processes.iter().map(ProcessGroup::id).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The processes are killed: a polite goodbye would block the runtime.
        let already_quit = self.driver.clone().leak().is_err();
        debug_assert!(!already_quit, "only this closes the session");
    }
}

/// An X server of our own; it picks a free display number itself.
async fn start_display(engine: Engine, processes: &mut Vec<ProcessGroup>) -> Result<u32> {
    let command = "Xvfb -displayfd 1 -screen 0 2560x1600x24 -nolisten tcp";
    let command: Vec<String> = command.split(' ').map(str::to_owned).collect();
    let process = ProcessGroup::start(engine, &command, &[])?;
    let number = process
        .wait_output(START_LIMIT, |output| {
            output.lines().find_map(|line| line.parse().ok())
        })
        .await
        .map_err(|reason| process.not_driven(engine, reason))?;
    processes.push(process);
    Ok(number)
}

async fn open_session(process: &ProcessGroup, launch: &Launch) -> Result<WebDriver, String> {
    let port = match launch.port {
        Port::Chosen(port) => port,
        Port::Printed => process.wait_output(START_LIMIT, printed_port).await?,
    };
    wait_listening(process, port).await?;
    let url = format!("http://127.0.0.1:{port}");
    WebDriver::builder(url, launch.capabilities.clone())
        .request_timeout(START_LIMIT)
        .await
        .map_err(|error| format!("no session: {}", reason(&error)))
}

/// chromedriver and geckodriver both say which port they opened.
fn printed_port(output: &str) -> Option<u16> {
    let signs = ["started successfully on port ", "Listening on 127.0.0.1:"];
    let after = signs.iter().find_map(|sign| output.split_once(sign))?.1;
    // Only a whole line: the number may be still on its way.
    let line = after.split_once('\n')?.0;
    line.trim_end_matches(['.', '\r']).parse().ok()
}

async fn wait_listening(process: &ProcessGroup, port: u16) -> Result<(), String> {
    let connect = async || {
        if process.has_ended() {
            return Err("the driver ended before it listened".to_owned());
        }
        let connected = tokio::net::TcpStream::connect(("127.0.0.1", port)).await;
        Ok(connected.is_ok().then_some(()))
    };
    wait_for(connect, START_LIMIT)
        .await?
        .ok_or_else(|| format!("nothing listened on port {port} for {START_LIMIT:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_port_that_a_driver_printed() {
        let chromedriver = "Starting ChromeDriver 156 on port 0\nOnly local.\n\
            ChromeDriver was started successfully on port 45431.\n";
        assert_eq!(printed_port(chromedriver), Some(45431));
        let geckodriver = "1795\tgeckodriver\tINFO\tListening on 127.0.0.1:57833\n";
        assert_eq!(printed_port(geckodriver), Some(57833));
        assert_eq!(printed_port("Listening on 127.0.0.1:578"), None);
        assert_eq!(printed_port("Starting ChromeDriver 156 on port 0\n"), None);
    }
}

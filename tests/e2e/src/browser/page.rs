use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::error::{WebDriverErrorInner, WebDriverResult};
use thirtyfour::session::scriptret::ScriptRet;

use super::Browser;
use crate::error::{Error, Result, reason};
use crate::wait::wait_for;

/// Functions that the scripts below share. `words` gives an element's visible text,
/// every run of white space (no-break spaces too) as one space; `still` brings the element
/// into view, as drivers do, and gives it if it stays in its place for two frames: where
/// drivers look for it first and press then, something else may have come.
const PRELUDE: &str = "
const plain = text => text.replace(/\\s+/g, ' ').trim();
const words = element => plain(element.innerText ?? element.textContent ?? '');
const shown = element => element.getClientRects().length > 0;
const all = css => [...document.querySelectorAll(css)];
const still = element => new Promise(done => {
    const { top, bottom } = element.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) element.scrollIntoView({ block: 'end', behavior: 'instant' });
    const place = () => ['x', 'y'].map(side => element.getBoundingClientRect()[side]).join();
    const before = place();
    const look = () => done(place() === before ? element : null);
    requestAnimationFrame(() => requestAnimationFrame(look));
});
";

/// How long describing the page of a failed step may take.
const DESCRIBE_LIMIT: Duration = Duration::from_secs(3);

impl Browser {
    /// Opens an address and waits until it has loaded.
    ///
    /// # Errors
    /// [`Error::Refused`] where nothing answers, [`Error::Waited`] at the limit.
    pub async fn go(&self, url: &str) -> Result<()> {
        self.step(&format!("open {url}"), self.driver.goto(url))
            .await
    }

    /// Loads the page anew.
    ///
    /// # Errors
    /// As [`Self::go`].
    pub async fn reload(&self) -> Result<()> {
        self.step("reload", self.driver.refresh()).await
    }

    /// One step back in the history.
    ///
    /// # Errors
    /// As [`Self::go`].
    pub async fn back(&self) -> Result<()> {
        self.step("go back", self.driver.back()).await
    }

    /// One step forward in the history.
    ///
    /// # Errors
    /// As [`Self::go`].
    pub async fn forward(&self) -> Result<()> {
        self.step("go forward", self.driver.forward()).await
    }

    /// The document's title, as it is now.
    ///
    /// # Errors
    /// [`Error::Refused`] when the window is gone.
    pub async fn title(&self) -> Result<String> {
        self.step("give the title", self.driver.title()).await
    }

    /// The page's address, as it is now, percent-encoded.
    ///
    /// # Errors
    /// [`Error::Refused`] when the window is gone.
    pub async fn url(&self) -> Result<String> {
        let url = self.step("give the address", self.driver.current_url());
        Ok(url.await?.into())
    }

    /// The visible text of the first element that matches, once there is one. Runs of
    /// white space, no-break spaces too, come as one space.
    ///
    /// # Errors
    /// [`Error::Waited`] at the limit.
    pub async fn text(&self, css: &str) -> Result<String> {
        let found = "const [first] = all(arguments[0]); return first && [words(first)];";
        let found = self.wait_js(&format!("{css:?}"), found, [json!(css)]).await;
        Ok(string_at(&found?, 0))
    }

    /// The visible texts of all elements that match now, in document order.
    ///
    /// # Errors
    /// [`Error::Refused`] for a wrong selector.
    pub async fn texts(&self, css: &str) -> Result<Vec<String>> {
        let texts = self
            .js("return all(arguments[0]).map(words)", [json!(css)])
            .await?;
        Ok(strings(&texts))
    }

    /// How many elements match now.
    ///
    /// # Errors
    /// [`Error::Refused`] for a wrong selector.
    pub async fn count(&self, css: &str) -> Result<usize> {
        let count = self
            .js("return all(arguments[0]).length", [json!(css)])
            .await?;
        Ok(usize::try_from(count.as_u64().unwrap_or(0)).unwrap_or(usize::MAX))
    }

    /// An attribute of the first element that matches, once there is one; `None` where
    /// the element lacks it.
    ///
    /// # Errors
    /// [`Error::Waited`] at the limit.
    pub async fn attribute(&self, css: &str, name: &str) -> Result<Option<String>> {
        let script =
            "const [first] = all(arguments[0]); return first && [first.getAttribute(arguments[1])]";
        let what = format!("{css:?}");
        let found = self.wait_js(&what, script, [json!(css), json!(name)]);
        let found = found.await?;
        Ok(found.get(0).and_then(Value::as_str).map(str::to_owned))
    }

    /// Waits until an element matches.
    ///
    /// # Errors
    /// [`Error::Waited`] at the limit.
    pub async fn wait_for(&self, css: &str) -> Result<()> {
        let script = "return all(arguments[0]).length > 0";
        self.wait_js(&format!("{css:?}"), script, [json!(css)])
            .await
            .map(drop)
    }

    /// Waits until no element matches.
    ///
    /// # Errors
    /// [`Error::Waited`] at the limit.
    pub async fn wait_gone(&self, css: &str) -> Result<()> {
        let script = "return all(arguments[0]).length === 0";
        self.wait_js(&format!("{css:?} to go"), script, [json!(css)])
            .await
            .map(drop)
    }

    /// Waits until the visible text of an element that matches contains `needle`;
    /// white space as in [`Self::text`].
    ///
    /// # Errors
    /// [`Error::Waited`] at the limit.
    pub async fn wait_text(&self, css: &str, needle: &str) -> Result<()> {
        let script = "return all(arguments[0]).some(e => words(e).includes(plain(arguments[1])))";
        let what = format!("{needle:?} in {css:?}");
        self.wait_js(&what, script, [json!(css), json!(needle)])
            .await
            .map(drop)
    }

    /// Waits until the title contains `needle`.
    ///
    /// # Errors
    /// [`Error::Waited`] at the limit.
    pub async fn wait_title(&self, needle: &str) -> Result<()> {
        let script = "return document.title.includes(arguments[0])";
        self.wait_js(&format!("{needle:?} in the title"), script, [json!(needle)])
            .await
            .map(drop)
    }

    /// Waits until the address, percent-encoded, contains `needle`.
    ///
    /// # Errors
    /// [`Error::Waited`] at the limit.
    pub async fn wait_url(&self, needle: &str) -> Result<()> {
        let script = "return location.href.includes(arguments[0])";
        let what = format!("{needle:?} in the address");
        self.wait_js(&what, script, [json!(needle)]).await.map(drop)
    }

    /// Waits until `script` returns something true, and gives it. `what` names the
    /// condition in the error.
    ///
    /// # Errors
    /// [`Error::Waited`] at the limit, with the script's last error.
    pub async fn wait_js(
        &self,
        what: &str,
        script: &str,
        arguments: impl Into<Vec<Value>>,
    ) -> Result<Value> {
        let arguments: Arc<[Value]> = arguments.into().into();
        let ask = async || {
            let answer = self.run(script, &arguments).await?;
            Ok(Some(answer.json().clone()).filter(is_true))
        };
        self.until(what, ask).await
    }

    /// The visible text, value or accessible label of the focused element.
    ///
    /// # Errors
    /// [`Error::Refused`] when the window is gone.
    pub async fn focused_text(&self) -> Result<String> {
        let script = "const e = document.activeElement;
            return [words(e) || e.value || e.getAttribute('aria-label') || '']";
        Ok(string_at(&self.js(script, []).await?, 0))
    }

    /// How far the page is scrolled down, in CSS pixels.
    ///
    /// # Errors
    /// [`Error::Refused`] when the window is gone.
    pub async fn scroll_y(&self) -> Result<f64> {
        let y = self.js("return scrollY", []).await?;
        Ok(y.as_f64().unwrap_or(f64::NAN))
    }

    /// What `script`, the body of a function, returns for `arguments`; a promise is
    /// waited for.
    ///
    /// # Errors
    /// [`Error::Refused`] with the exception it throws.
    pub async fn js(&self, script: &str, arguments: impl Into<Vec<Value>>) -> Result<Value> {
        let arguments: Arc<[Value]> = arguments.into().into();
        let answer = self.step("run a script", self.run(script, &arguments));
        Ok(answer.await?.json().clone())
    }

    /// Chooses the interface's language as a reader's earlier visit to the site at
    /// `base` would have. The page shown must be of the site's origin.
    ///
    /// # Errors
    /// [`Error::Refused`] where the page has no storage.
    pub async fn remember_language(&self, base: &str, language: &str) -> Result<()> {
        let script = "localStorage.setItem(arguments[0], arguments[1])";
        let key = format!("{base}language");
        self.js(script, [json!(key), json!(language)])
            .await
            .map(drop)
    }

    /// Writes a PNG of the visible part of the page.
    ///
    /// # Errors
    /// [`Error::Io`] when the file cannot be written.
    pub async fn screenshot(&self, path: &Path) -> Result<()> {
        let png = self.step("take a screenshot", self.driver.screenshot_as_png());
        std::fs::write(path, png.await?).map_err(Error::io(path))
    }

    pub(super) async fn run(
        &self,
        script: &str,
        arguments: &Arc<[Value]>,
    ) -> WebDriverResult<ScriptRet> {
        let script = format!("{PRELUDE}{script}");
        self.driver.execute(script, Arc::clone(arguments)).await
    }

    /// Waits for a value; errors of the page are taken for "not yet", as a page that
    /// is being replaced gives many.
    pub(super) async fn until<T>(
        &self,
        what: &str,
        mut ask: impl AsyncFnMut() -> WebDriverResult<Option<T>>,
    ) -> Result<T> {
        let mut last = String::new();
        let patient = async || match ask().await {
            Err(error) if is_final(&error) => Err(reason(&error)),
            Err(error) => {
                last = format!(" ({})", reason(&error));
                Ok(None)
            }
            answer => answer.map_err(|error| reason(&error)),
        };
        match wait_for(patient, self.limit).await {
            Ok(Some(value)) => Ok(value),
            Ok(None) => Err(self.waited(what, last).await),
            Err(reason) => Err(self.refused(&format!("look for {what}"), reason).await),
        }
    }

    /// One command to the driver, within the limit.
    pub(super) async fn step<T>(
        &self,
        step: &str,
        command: impl Future<Output = WebDriverResult<T>>,
    ) -> Result<T> {
        match tokio::time::timeout(self.limit, command).await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => Err(self.refused(step, reason(&error)).await),
            Err(_elapsed) => {
                let what = format!("the browser to {step}");
                Err(self.waited(&what, String::new()).await)
            }
        }
    }

    async fn waited(&self, what: &str, last: String) -> Error {
        Error::Waited {
            limit: self.limit,
            what: what.to_owned(),
            last,
            page: self.describe().await,
        }
    }

    async fn refused(&self, step: &str, reason: String) -> Error {
        Error::Refused {
            step: step.to_owned(),
            reason,
            page: self.describe().await,
        }
    }

    /// Address, title and first words of the page, for an error.
    async fn describe(&self) -> String {
        let script = "const text = document.body ? words(document.body) : '';
            return [location.href, document.title, [...text].slice(0, 400).join('')]";
        let arguments = Arc::from([]);
        let asked = tokio::time::timeout(DESCRIBE_LIMIT, self.run(script, &arguments));
        match asked.await {
            Ok(Ok(answer)) => {
                let [url, title, text] = [0, 1, 2].map(|at| string_at(answer.json(), at));
                format!("the page is {url}, titled {title:?}, and says: {text}")
            }
            Ok(Err(error)) => format!("the page cannot be asked: {}", reason(&error)),
            Err(_elapsed) => "the page does not answer".to_owned(),
        }
    }
}

/// Errors after which no later answer can be better: the browser has gone.
fn is_final(error: &WebDriverErrorInner) -> bool {
    matches!(
        error,
        WebDriverErrorInner::InvalidSessionId(_)
            | WebDriverErrorInner::RequestFailed(_)
            | WebDriverErrorInner::HttpError(_)
    )
}

/// Truth as JavaScript has it, for what JSON can hold.
fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(answer) => *answer,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}

fn string_at(list: &Value, at: usize) -> String {
    let string = list.get(at).and_then(Value::as_str);
    string.unwrap_or_default().to_owned()
}

fn strings(list: &Value) -> Vec<String> {
    let items = list.as_array().into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}

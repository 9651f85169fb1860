use std::sync::Arc;

use serde_json::{Value, json};
use thirtyfour::WebElement;
use thirtyfour::error::WebDriverResult;

use super::{Browser, Engine};
use crate::error::{Error, Result};

/// What a reader's hands do.
impl Browser {
    /// Clicks the first visible element that matches, once there is one that takes it.
    ///
    /// # Errors
    /// [`Error::Waited`] at the limit.
    pub async fn click(&self, css: &str) -> Result<()> {
        let found = "const element = all(arguments[0]).find(shown);
            return element && still(element)";
        let what = format!("a click on {css:?}");
        let click = async |element: WebElement| element.click().await;
        self.act(&what, found, vec![json!(css)], click).await
    }

    /// Clicks the first visible `tag` (or selector) whose text is `text` or, if none
    /// is, contains it; white space as in [`Self::text`].
    ///
    /// # Errors
    /// [`Error::Waited`] at the limit.
    pub async fn click_text(&self, tag: &str, text: &str) -> Result<()> {
        let found = "const visible = all(arguments[0]).filter(shown), text = plain(arguments[1]);
            const element = visible.find(e => words(e) === text) ?? visible.find(e => words(e).includes(text));
            return element && still(element)";
        let what = format!("a click on {tag:?} with {text:?}");
        let click = async |element: WebElement| element.click().await;
        self.act(&what, found, vec![json!(tag), json!(text)], click)
            .await
    }

    /// Drags from one place to another within the first visible element that
    /// matches, both as shares of its width, at half of its height.
    ///
    /// # Errors
    /// [`Error::Waited`] at the limit.
    pub async fn drag(&self, css: &str, from: f64, to: f64) -> Result<()> {
        let script = "const element = all(arguments[0]).find(shown);
            if (!element) return null;
            element.scrollIntoView({ block: 'center' });
            const box = element.getBoundingClientRect();
            return [arguments[1], arguments[2]].map(share => Math.round(box.left + box.width * share))
                .concat(Math.round(box.top + box.height / 2))";
        let what = format!("a place to drag {css:?}");
        let places = vec![json!(css), json!(from), json!(to)];
        let found = self.wait_js(&what, script, places).await?;
        let [from, to, height] =
            [0, 1, 2].map(|at| found.get(at).and_then(Value::as_i64).unwrap_or_default());
        let actions = self.driver.action_chain().move_to(from, height);
        let actions = actions.click_and_hold().move_to(to, height).release();
        self.step("drag", actions.perform()).await
    }

    /// Types into the first visible element that matches, after what it holds.
    ///
    /// # Errors
    /// [`Error::Waited`] at the limit.
    pub async fn type_into(&self, css: &str, text: &str) -> Result<()> {
        let found = "return all(arguments[0]).find(shown)";
        let what = format!("{text:?} typed into {css:?}");
        let typing = async |element: WebElement| element.send_keys(text).await;
        self.act(&what, found, vec![json!(css)], typing).await
    }

    /// Presses and releases a key, a [`thirtyfour::Key`] or a character, where the focus is.
    ///
    /// # Errors
    /// [`Error::Refused`] when the window is gone.
    pub async fn press(&self, key: impl Into<char>) -> Result<()> {
        let key = key.into();
        let actions = self.driver.action_chain().key_down(key).key_up(key);
        self.step("press a key", actions.perform()).await
    }

    /// Presses a key while another, such as `Key::Shift`, is held.
    ///
    /// # Errors
    /// [`Error::Refused`] when the window is gone.
    pub async fn press_with(&self, held: impl Into<char>, key: impl Into<char>) -> Result<()> {
        let (held, key) = (held.into(), key.into());
        let actions = self.driver.action_chain().key_down(held).key_down(key);
        let actions = actions.key_up(key).key_up(held);
        self.step("press keys", actions.perform()).await
    }

    /// Gives the page this size, in CSS pixels.
    ///
    /// # Errors
    /// [`Error::Unsupported`] below what the engine's window can shrink to: about 450
    /// wide in WebKit, 500 in Firefox; Chromium takes any.
    pub async fn set_window(&self, width: u32, height: u32) -> Result<()> {
        if self.engine == Engine::Chromium {
            return self.emulate_size(width, height).await;
        }
        let frame = self
            .js(
                "return [outerWidth - innerWidth, outerHeight - innerHeight]",
                [],
            )
            .await?;
        let side = |at| u32::try_from(frame.get(at).and_then(Value::as_u64).unwrap_or(0));
        let (wide, high) = (side(0).unwrap_or(0), side(1).unwrap_or(0));
        let resize = self
            .driver
            .set_window_rect(0, 0, width + wide, height + high);
        self.step("resize the window", resize).await?;
        self.wait_size(width, height).await
    }

    async fn wait_size(&self, width: u32, height: u32) -> Result<()> {
        let script = "return innerWidth === arguments[0] && innerHeight === arguments[1]";
        let what = format!("a window of {width} x {height}");
        let sized = self.wait_js(&what, script, [json!(width), json!(height)]);
        match sized.await {
            Err(Error::Waited { .. }) => {
                let is = self
                    .js("return innerWidth + ' x ' + innerHeight", [])
                    .await?;
                Err(Error::Unsupported {
                    engine: self.engine,
                    what: format!("have {what}: it stays at {is}"),
                })
            }
            outcome => outcome.map(drop),
        }
    }

    /// Finds an element by script and does something with it, again and again until it
    /// is done: the page may redraw in between.
    async fn act(
        &self,
        what: &str,
        script: &str,
        arguments: Vec<Value>,
        action: impl AsyncFn(WebElement) -> WebDriverResult<()>,
    ) -> Result<()> {
        let arguments: Arc<[Value]> = arguments.into();
        let attempt = async || {
            let found = self.run(script, &arguments).await?;
            if found.json().is_null() {
                return Ok(None);
            }
            action(found.element()?).await.map(Some)
        };
        self.until(what, attempt).await
    }
}

use std::path::Path;

use axum::http::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::support::base64_decode;
use thirtyfour::{RequestData, SessionId};

use super::{Browser, Engine};
use crate::error::{Error, Result, reason};

/// What only Chromium can do, through its DevTools protocol. Other engines answer
/// [`Error::Unsupported`].
impl Browser {
    /// Sends one command of the DevTools protocol.
    ///
    /// # Errors
    /// [`Error::Refused`] with the browser's reason.
    pub async fn cdp(&self, command: &'static str, parameters: Value) -> Result<Value> {
        self.chromium_only("be asked over the DevTools protocol")?;
        let sent = self.driver.cmd(DevTools {
            command,
            parameters,
        });
        let answer = self.step(command, sent).await?;
        Ok(answer.value_json().unwrap_or(Value::Null))
    }

    /// Runs a script on each page opened from now on, before those of the page itself.
    /// Gives what the protocol knows it by.
    ///
    /// # Errors
    /// As [`Self::cdp`].
    pub async fn before_pages(&self, script: &str) -> Result<Value> {
        let parameters = json!({ "source": script });
        let added = self
            .cdp("Page.addScriptToEvaluateOnNewDocument", parameters)
            .await?;
        Ok(added.get("identifier").cloned().unwrap_or_default())
    }

    /// Prefers a dark colour scheme from now on, or a light one.
    ///
    /// # Errors
    /// As [`Self::cdp`].
    pub async fn emulate_media(&self, dark: bool) -> Result<()> {
        let scheme = if dark { "dark" } else { "light" };
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.cdp(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await
        .map(drop)
    }

    /// Shows the page as on paper, or on the screen again.
    ///
    /// # Errors
    /// As [`Self::cdp`].
    pub async fn emulate_print(&self, print: bool) -> Result<()> {
        let media = if print { "print" } else { "" };
        self.cdp("Emulation.setEmulatedMedia", json!({ "media": media }))
            .await
            .map(drop)
    }

    /// Cuts the page off the network, or joins it again. Service workers keep theirs:
    /// where one is at work, [`crate::Server::stop`] takes the host away instead.
    ///
    /// # Errors
    /// As [`Self::cdp`].
    pub async fn network_offline(&self, offline: bool) -> Result<()> {
        let conditions = json!({
            "offline": offline,
            "latency": 0,
            "downloadThroughput": -1,
            "uploadThroughput": -1,
        });
        self.cdp("Network.enable", json!({})).await?;
        self.cdp("Network.emulateNetworkConditions", conditions)
            .await
            .map(drop)
    }

    /// Slows the page's main thread by this factor; 1 is full speed. Workers keep
    /// theirs.
    ///
    /// # Errors
    /// As [`Self::cdp`].
    pub async fn cpu_throttle(&self, factor: f64) -> Result<()> {
        self.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": factor }))
            .await
            .map(drop)
    }

    /// Collects garbage, then gives the bytes in use on the page's JavaScript heap. The
    /// memory of WebAssembly is not on it.
    ///
    /// # Errors
    /// As [`Self::cdp`].
    pub async fn collect_garbage_heap_bytes(&self) -> Result<u64> {
        self.cdp("HeapProfiler.collectGarbage", json!({})).await?;
        let usage = self.cdp("Runtime.getHeapUsage", json!({})).await?;
        let used = usage.get("usedSize").and_then(Value::as_f64);
        // Whole bytes, though the protocol's numbers are floats.
        Ok(used.unwrap_or(0.0) as u64)
    }

    /// What the console has shown as errors since the last call: exceptions, failed
    /// requests, `console.error`. Each as `source: address line text`.
    ///
    /// # Errors
    /// [`Error::Unsupported`] in Firefox and WebKit, whose drivers keep no log.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        self.chromium_only("give its console's errors")?;
        let log = self.step("give its log", self.driver.browser_log()).await?;
        let errors = log.into_iter().filter(|entry| entry.level == "SEVERE");
        let shown = errors.map(|entry| {
            let source = entry.source.unwrap_or_default();
            format!("{source}: {}", entry.message)
        });
        Ok(shown.collect())
    }

    /// Writes a PNG of the whole page, however long.
    ///
    /// # Errors
    /// [`Error::Io`] when the file cannot be written.
    pub async fn screenshot_whole(&self, path: &Path) -> Result<()> {
        let parameters = json!({ "format": "png", "captureBeyondViewport": true });
        let shot = self.cdp("Page.captureScreenshot", parameters).await?;
        let encoded = shot.get("data").and_then(Value::as_str).unwrap_or_default();
        let png = base64_decode(encoded).map_err(|error| Error::Refused {
            step: "take a screenshot".to_owned(),
            reason: reason(&error),
            page: String::new(),
        })?;
        std::fs::write(path, png).map_err(Error::io(path))
    }

    /// Any size, which the window itself would not take.
    pub(super) async fn emulate_size(&self, width: u32, height: u32) -> Result<()> {
        let metrics = json!({
            "width": width,
            "height": height,
            "deviceScaleFactor": 1,
            "mobile": false,
        });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics)
            .await
            .map(drop)
    }

    fn chromium_only(&self, what: &str) -> Result<()> {
        if self.engine == Engine::Chromium {
            return Ok(());
        }
        Err(Error::Unsupported {
            engine: self.engine,
            what: what.to_owned(),
        })
    }
}

#[derive(Debug)]
struct DevTools {
    command: &'static str,
    parameters: Value,
}

impl FormatRequestData for DevTools {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let address = format!("/session/{session}/goog/cdp/execute");
        let body = json!({ "cmd": self.command, "params": self.parameters });
        RequestData::new(Method::POST, address).add_body(body)
    }
}

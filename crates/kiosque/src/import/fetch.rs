//! Pictures of other hosts, for `--fetch-images`. Nothing else here opens a socket, and
//! without a [`Fetcher`] this does not, either.

mod allowance;
#[cfg(test)]
pub mod faulty;
mod names;
#[cfg(test)]
mod tests;

use allowance::Allowance;
use names::Names;
use std::io::Read;
use std::net::IpAddr;
use std::time::{Duration, Instant};
use ureq::http::header::LOCATION;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Error};
use url::Url;

pub use allowance::Bounds;
pub use names::is_public;

/// Fetches pictures from hosts that are open to everybody.
pub struct Fetcher {
    agent: Agent,
    bounds: Bounds,
    allowance: Allowance,
}

/// What a host answers.
enum Answer {
    Content(Vec<u8>),
    Elsewhere(Url),
}

impl Fetcher {
    /// Within `bounds`, from addresses that are `allowed`.
    pub fn new(bounds: Bounds, allowed: fn(IpAddr) -> bool) -> Self {
        // No proxy: it would look up names that we could not look at. Redirections are
        // followed here, where each host is counted.
        let config = Agent::config_builder()
            .proxy(None)
            .max_redirects(0)
            .timeout_connect(Some(bounds.connecting))
            .user_agent(concat!("kiosque/", env!("CARGO_PKG_VERSION")))
            .accept("image/webp, image/png, image/jpeg, image/gif")
            .build();
        Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), Names::new(allowed)),
            bounds,
            allowance: Allowance::new(bounds),
        }
    }

    /// The content behind an address, which need not be a picture.
    ///
    /// # Errors
    /// Why it is not to be had, in words.
    pub fn fetch(&self, address: &str) -> Result<Vec<u8>, String> {
        let url = Url::parse(address)
            .ok()
            .filter(is_web)
            .ok_or("has no address that can be asked; not fetched")?;
        let time = self.allowance.time()?;
        let started = Instant::now();
        let content = self.follow(url, started + time);
        self.allowance.took(started.elapsed());
        content
    }

    /// The content behind an address or where it leads to.
    fn follow(&self, mut url: Url, until: Instant) -> Result<Vec<u8>, String> {
        let mut last = String::new();
        for _ in 0..=self.bounds.redirections {
            let host = url.host_str().unwrap_or_default().to_owned();
            if host != last {
                self.allowance.enter(&host)?;
            }
            match self.ask(&url, until) {
                Ok(Answer::Content(content)) => return Ok(content),
                Ok(Answer::Elsewhere(next)) => url = next,
                Err(error) => {
                    if is_silence(&error) {
                        self.allowance.missed(&host);
                    }
                    return Err(self.reason(&error));
                }
            }
            last = host;
        }
        Err(self.reason(&Error::TooManyRedirects))
    }

    fn ask(&self, url: &Url, until: Instant) -> Result<Answer, Error> {
        let time = until.saturating_duration_since(Instant::now());
        // No time at all would be time without end.
        let time = time.max(Duration::from_millis(1));
        let request = self.agent.get(url.as_str()).config();
        let mut answer = request.timeout_global(Some(time)).build().call()?;
        let status = answer.status();
        if !status.is_redirection() {
            return self.content(answer.body_mut()).map(Answer::Content);
        }
        let Some(location) = answer.headers().get(LOCATION) else {
            return Err(Error::StatusCode(status.as_u16()));
        };
        let location = String::from_utf8_lossy(location.as_bytes());
        let next = url.join(&location).ok().filter(is_web);
        next.map(Answer::Elsewhere)
            .ok_or_else(|| Error::Other("it leads to no web address".into()))
    }

    fn content(&self, body: &mut Body) -> Result<Vec<u8>, Error> {
        let limit = self.bounds.bytes;
        if body.content_length().is_some_and(|stated| stated > limit) {
            return Err(Error::BodyExceedsLimit(limit));
        }
        let mut content = Vec::new();
        let read = body.as_reader().take(limit + 1).read_to_end(&mut content);
        self.allowance.came(content.len());
        match read? as u64 > limit {
            true => Err(Error::BodyExceedsLimit(limit)),
            false => Ok(content),
        }
    }

    fn reason(&self, error: &Error) -> String {
        let reason = match error {
            Error::StatusCode(status) => format!("its host answers {status}"),
            Error::BodyExceedsLimit(_) => {
                format!("it has more than {} MB", self.bounds.bytes >> 20)
            }
            Error::TooManyRedirects => {
                format!(
                    "it is more than {} redirections away",
                    self.bounds.redirections
                )
            }
            Error::HostNotFound => "there is no such host".to_owned(),
            Error::Timeout(_) => "its host takes too long".to_owned(),
            Error::Other(reason) => reason.to_string(),
            other => other.to_string(),
        };
        format!("cannot be fetched: {reason}")
    }
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

/// Whether the host gave no answer at all.
fn is_silence(error: &Error) -> bool {
    matches!(
        error,
        Error::Timeout(_) | Error::HostNotFound | Error::ConnectionFailed | Error::Io(_)
    )
}

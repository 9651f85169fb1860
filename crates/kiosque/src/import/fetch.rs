//! Pictures of other hosts, for `--fetch-images`. Nothing else here opens a socket, and
//! without a [`Fetcher`] this does not, either.

#[cfg(test)]
pub mod faulty;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::fmt::{self, Debug};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

/// How much is fetched at most.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Of one picture, in bytes.
    pub bytes: u64,
    /// Pictures of one host.
    pub per_host: usize,
    /// Pictures of one host that do not come at all before it is left alone.
    pub misses: usize,
    /// Redirections on the way to one picture.
    pub redirections: u32,
    /// Time for a connection.
    pub connecting: Duration,
    /// Time for one picture, all in all.
    pub altogether: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            bytes: 20 << 20,
            per_host: 1_000,
            misses: 3,
            redirections: 5,
            connecting: Duration::from_secs(5),
            altogether: Duration::from_secs(20),
        }
    }
}

/// Fetches pictures from hosts that are open to everybody.
pub struct Fetcher {
    agent: Agent,
    bounds: Bounds,
    hosts: Mutex<HashMap<String, Asked>>,
}

/// What a host was asked for.
#[derive(Clone, Copy, Debug, Default)]
struct Asked {
    pictures: usize,
    misses: usize,
}

impl Fetcher {
    /// Within `bounds`, from addresses that are `allowed`.
    pub fn new(bounds: Bounds, allowed: fn(IpAddr) -> bool) -> Self {
        // No proxy: it would look up names that we could not look at.
        let config = Agent::config_builder()
            .proxy(None)
            .max_redirects(bounds.redirections)
            .timeout_connect(Some(bounds.connecting))
            .timeout_global(Some(bounds.altogether))
            .user_agent(concat!("kiosque/", env!("CARGO_PKG_VERSION")))
            .accept("image/webp, image/png, image/jpeg, image/gif")
            .build();
        let names = Names {
            allowed,
            system: DefaultResolver::default(),
        };
        Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), names),
            bounds,
            hosts: Mutex::default(),
        }
    }

    /// The content behind an address, which need not be a picture.
    ///
    /// # Errors
    /// Why it is not to be had, in words.
    pub fn fetch(&self, address: &str) -> Result<Vec<u8>, String> {
        let uri: Uri = address
            .parse()
            .map_err(|_| "has no address that can be asked; not fetched".to_owned())?;
        let host = uri.host().unwrap_or_default().to_owned();
        self.enter(&host)?;
        self.content(uri).map_err(|error| {
            if is_silence(&error) {
                self.asked(&host, |asked| asked.misses += 1);
            }
            format!("cannot be fetched: {}", self.reason(&error))
        })
    }

    /// Counts a picture of `host`, unless it has given enough, or nothing too often.
    fn enter(&self, host: &str) -> Result<(), String> {
        let Bounds {
            per_host, misses, ..
        } = self.bounds;
        let asked = self.asked(host, |asked| asked.pictures += 1);
        if asked.misses >= misses {
            return Err(format!(
                "is not fetched: {host} did not answer {misses} times"
            ));
        }
        if asked.pictures > per_host {
            return Err(format!(
                "is not fetched: {per_host} pictures of {host} were asked for"
            ));
        }
        Ok(())
    }

    fn asked(&self, host: &str, count: impl FnOnce(&mut Asked)) -> Asked {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = hosts.entry(host.to_owned()).or_default();
        count(asked);
        *asked
    }

    fn content(&self, uri: Uri) -> Result<Vec<u8>, Error> {
        let limit = self.bounds.bytes;
        let mut answer = self.agent.get(uri).call()?;
        let body = answer.body_mut();
        if body.content_length().is_some_and(|stated| stated > limit) {
            return Err(Error::BodyExceedsLimit(limit));
        }
        body.with_config().limit(limit).read_to_vec()
    }

    fn reason(&self, error: &Error) -> String {
        match error {
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
        }
    }
}

/// Whether the host gave no answer at all.
fn is_silence(error: &Error) -> bool {
    matches!(
        error,
        Error::Timeout(_) | Error::HostNotFound | Error::ConnectionFailed | Error::Io(_)
    )
}

/// The system's names, without those of addresses that are not allowed. What is
/// connected to is what was looked at, at each redirection anew.
struct Names {
    allowed: fn(IpAddr) -> bool,
    system: DefaultResolver,
}

impl Debug for Names {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Names")
    }
}

impl Resolver for Names {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.system.resolve(uri, config, timeout)?;
        let mut public = self.empty();
        for address in found.iter().filter(|address| (self.allowed)(address.ip())) {
            public.push(*address);
        }
        if public.is_empty() {
            return Err(Error::Other("its host has a private address".into()));
        }
        Ok(public)
    }
}

/// Whether an address is one of the public internet.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(address) => is_public_v4(address),
            None => is_public_v6(address),
        },
    }
}

/// RFC 6890, with shared, benchmarking and reserved addresses.
fn is_public_v4(address: Ipv4Addr) -> bool {
    let is_special = matches!(
        address.octets(),
        [0, ..] | [100, 64..=127, ..] | [192, 0, 0, _] | [198, 18 | 19, ..] | [240..=255, ..]
    );
    !is_special
        && !address.is_private()
        && !address.is_loopback()
        && !address.is_link_local()
        && !address.is_documentation()
        && !address.is_multicast()
}

/// Global unicast, without what leads back to IPv4 or into tunnels.
fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x2002, ..] => false,
        [first, ..] => (0x2000..=0x3fff).contains(&first),
    }
}

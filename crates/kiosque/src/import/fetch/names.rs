//! Which addresses are asked at all.

use std::fmt::{self, Debug};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// The system's names, without those of addresses that are not allowed. What is
/// connected to is what was looked at, at each redirection anew.
pub struct Names {
    allowed: fn(IpAddr) -> bool,
    system: DefaultResolver,
}

impl Names {
    /// Those of addresses that are `allowed`.
    pub fn new(allowed: fn(IpAddr) -> bool) -> Self {
        Self {
            allowed,
            system: DefaultResolver::default(),
        }
    }
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

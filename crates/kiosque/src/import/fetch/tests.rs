#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

use super::faulty::Faulty;
use super::{Bounds, Fetcher, is_public};
use std::time::Duration;

fn bounds() -> Bounds {
    Bounds {
        bytes: 1 << 20,
        altogether: Duration::from_millis(300),
        ..Bounds::default()
    }
}

fn check(path: &str, expected: Result<&str, &str>) {
    let host = Faulty::start();
    let patient = Bounds {
        altogether: Duration::from_secs(20),
        ..bounds()
    };
    let fetched = Fetcher::new(patient, |_| true).fetch(&format!("{}{path}", host.address));
    match (fetched, expected) {
        (Ok(bytes), Ok(expected)) => assert_eq!(bytes, expected.as_bytes(), "{path}"),
        (Err(reason), Err(expected)) => assert!(reason.contains(expected), "{path}: {reason}"),
        (fetched, _) => panic!("{path}: {fetched:?}"),
    }
}

#[test]
fn what_is_there_is_fetched() {
    check("/good", Ok("good"));
    check("/once", Ok("good"));
}

#[test]
fn what_is_not_there_says_why() {
    check("/none", Err("cannot be fetched: its host answers 404"));
    check("/large", Err("it has more than 1 MB"));
    check("/endless", Err("it has more than 1 MB"));
    check("/round", Err("it is more than 5 redirections away"));
    for path in ["/cut", "/noise", "/file"] {
        check(path, Err("cannot be fetched: "));
    }
}

#[test]
fn a_silent_host_is_waited_for_three_times() {
    let host = Faulty::start();
    let fetcher = Fetcher::new(bounds(), |_| true);
    let reason = |number| {
        fetcher
            .fetch(&format!("{}/silent{number}", host.address))
            .unwrap_err()
    };
    for number in 0..3 {
        assert_eq!(reason(number), "cannot be fetched: its host takes too long");
    }
    assert_eq!(
        reason(3),
        "is not fetched: 127.0.0.1 did not answer 3 times"
    );
    assert_eq!(host.connections(), 3);
}

#[test]
fn a_host_gives_so_many_pictures_and_no_more() {
    let host = Faulty::start();
    let few = Bounds {
        per_host: 2,
        ..Bounds::default()
    };
    let fetcher = Fetcher::new(few, |_| true);
    let good = format!("{}/good", host.address);
    assert!(fetcher.fetch(&good).is_ok() && fetcher.fetch(&good).is_ok());
    assert_eq!(
        fetcher.fetch(&good).unwrap_err(),
        "is not fetched: 2 pictures of 127.0.0.1 were asked for"
    );
}

#[test]
fn who_is_redirected_to_is_counted_as_well() {
    let host = Faulty::start();
    let port = host.address.rsplit(':').next().unwrap();
    let one = Bounds {
        per_host: 1,
        ..Bounds::default()
    };
    let fetcher = Fetcher::new(one, |_| true);
    let first = format!("{}/to/localhost:{port}/good", host.address);
    assert_eq!(fetcher.fetch(&first).unwrap(), b"good");
    assert_eq!(
        fetcher
            .fetch(&format!("http://LOCALHOST:{port}/good"))
            .unwrap_err(),
        "is not fetched: 1 pictures of localhost were asked for"
    );
    assert_eq!(host.connections(), 2);
}

#[test]
fn who_is_silent_behind_a_redirection_is_blamed_alone() {
    let host = Faulty::start();
    let port = host.address.rsplit(':').next().unwrap();
    let fetcher = Fetcher::new(bounds(), |_| true);
    let silent = format!("{}/to/localhost:{port}/silent", host.address);
    for _ in 0..3 {
        fetcher.fetch(&silent).unwrap_err();
    }
    assert_eq!(
        fetcher.fetch(&silent).unwrap_err(),
        "is not fetched: localhost did not answer 3 times"
    );
    assert!(fetcher.fetch(&format!("{}/good", host.address)).is_ok());
}

#[test]
fn all_pictures_together_are_bounded_in_bytes() {
    let host = Faulty::start();
    let few = Bounds {
        bytes: 4,
        all_bytes: 8,
        ..Bounds::default()
    };
    let fetcher = Fetcher::new(few, |_| true);
    let fetch = |path| fetcher.fetch(&format!("{}{path}", host.address));
    assert!(fetch("/good").is_ok());
    assert!(fetch("/endless").is_err(), "what is too large counts, too");
    assert_eq!(
        fetch("/good").unwrap_err(),
        "is not fetched: 0 MB of pictures came already; import again for more"
    );
    assert_eq!(host.connections(), 2);
}

#[test]
fn all_pictures_together_are_bounded_in_time() {
    let host = Faulty::start();
    let short = Bounds {
        all_time: Duration::from_millis(200),
        ..Bounds::default()
    };
    let fetcher = Fetcher::new(short, |_| true);
    let fetch = |path| {
        fetcher
            .fetch(&format!("{}{path}", host.address))
            .unwrap_err()
    };
    assert_eq!(
        fetch("/silent"),
        "cannot be fetched: its host takes too long"
    );
    assert_eq!(
        fetch("/good"),
        "is not fetched: pictures took 0.2 s already; import again for more"
    );
    assert_eq!(host.connections(), 1);
}

#[test]
fn private_addresses_are_never_asked() {
    let host = Faulty::start();
    let port = host.address.rsplit(':').next().unwrap();
    let fetcher = Fetcher::new(Bounds::default(), is_public);
    for name in [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "2130706433",
    ] {
        let reason = fetcher
            .fetch(&format!("http://{name}:{port}/good"))
            .unwrap_err();
        assert!(reason.contains("cannot be fetched: "), "{name}: {reason}");
    }
    assert_eq!(host.connections(), 0);
}

#[test]
fn a_redirection_leads_to_no_private_address() {
    let host = Faulty::start();
    let first = |address: std::net::IpAddr| address.to_string() == "127.0.0.1";
    let reason = Fetcher::new(Bounds::default(), first)
        .fetch(&format!("{}/inward", host.address))
        .unwrap_err();
    assert_eq!(reason, "cannot be fetched: its host has a private address");
}

#[test]
fn only_addresses_of_the_internet_are_public() {
    for public in ["1.1.1.1", "93.184.216.34", "2606:4700::1111"] {
        assert!(is_public(public.parse().unwrap()), "{public}");
    }
    for private in [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.1",
        "192.168.1.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "fc00::1",
        "fe80::1",
        "ff02::1",
        "2001:db8::1",
        "2002:a00:1::",
        "2001::1",
    ] {
        assert!(!is_public(private.parse().unwrap()), "{private}");
    }
}

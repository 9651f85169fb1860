//! What an import asks of the network.

use super::Bench;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::process::Command;

/// A source with pictures of a host that counts who comes.
fn with_pictures() -> (Bench, TcpListener) {
    let host = TcpListener::bind("127.0.0.1:0").unwrap();
    host.set_nonblocking(true).unwrap();
    let address = host.local_addr().unwrap();
    let note = format!(
        "---\ntitle: A\n---\n![x](http://{address}/x.png) <img src=\"//{address}/y.png\"> \
         <iframe src=\"http://{address}/z\"></iframe> <link rel=stylesheet href=\"http://{address}/s\">\n"
    );
    let feed = format!(
        "<!DOCTYPE rss SYSTEM \"http://{address}/rss.dtd\"><rss version='2.0'><channel><item><title>B</title>\
         <link>http://{address}/b</link><description>&lt;img src=z.png></description></item></channel></rss>"
    );
    (
        Bench::new().with("in/a.md", note).with("in/b.xml", feed),
        host,
    )
}

fn nobody_came(host: &TcpListener) {
    let came = host.accept();
    let nobody = came
        .as_ref()
        .is_err_and(|error| error.kind() == ErrorKind::WouldBlock);
    assert!(nobody, "{came:?}");
}

#[test]
fn nothing_is_fetched_unasked() {
    let (bench, host) = with_pictures();
    let outcome = bench.run(&["import", "in", "--into", "set"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(!outcome.stderr.contains("fetched"), "{}", outcome.stderr);
    nobody_came(&host);
}

#[test]
fn no_socket_is_opened_unasked() {
    if Command::new("strace").arg("--version").output().is_err() {
        eprintln!("skipped: strace is not there");
        return;
    }
    let (bench, _host) = with_pictures();
    let calls = |arguments: &[&str]| {
        let traced = Command::new("strace")
            .args(["-f", "-qq", "-e", "trace=%network", "-o", "calls.txt"])
            .arg(env!("CARGO_BIN_EXE_kiosque"))
            .args(["import", "in", "--into", "set"])
            .args(arguments)
            .current_dir(bench.path(""))
            .output()
            .unwrap();
        assert!(traced.status.success(), "{traced:?}");
        let calls = std::fs::read_to_string(bench.path("calls.txt")).unwrap();
        calls.matches("socket(").count()
    };
    assert_eq!(calls(&[]), 0);
    std::fs::write(
        bench.path("in/c.md"),
        "# C\n\n![x](http://kiosque.invalid/x.png)\n",
    )
    .unwrap();
    assert!(calls(&["--fetch-images"]) > 0);
}

#[test]
fn hosts_of_the_own_network_are_not_asked() {
    let (bench, host) = with_pictures();
    let outcome = bench.run(&["import", "in", "--into", "set", "--fetch-images"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let address = host.local_addr().unwrap();
    let told = format!(
        "the image `http://{address}/x.png` cannot be fetched: its host has a private address"
    );
    assert!(outcome.stderr.contains(&told), "{}", outcome.stderr);
    nobody_came(&host);
    let set = bench.tree("set");
    let written = String::from_utf8_lossy(&set["articles-0001.json"]);
    assert!(written.contains("remote-image"), "{written}");
}

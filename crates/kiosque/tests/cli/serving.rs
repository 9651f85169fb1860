//! The preview server, and what a publisher without anything else can do.

use crate::Bench;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A server that ends with the test.
struct Server {
    child: Child,
    /// With a slash at its end.
    address: String,
}

impl Server {
    fn of(bench: &Bench) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_kiosque"))
            .args(["serve", "site", "--listen", "127.0.0.1:0"])
            .current_dir(bench.path("."))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .split_whitespace()
            .find(|word| word.starts_with("http://"));
        let address = address.unwrap_or_default().to_owned();
        Self { child, address }
    }

    fn get(&self, path: &str, coding: &str) -> ureq::http::Response<ureq::Body> {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .build()
            .into();
        let address = self.address.clone() + path;
        agent
            .get(address)
            .header("Accept-Encoding", coding)
            .call()
            .unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn header<'a>(answer: &'a ureq::http::Response<ureq::Body>, name: &str) -> &'a str {
    answer
        .headers()
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

#[test]
fn the_preview_says_what_hosts_say() {
    let bench = Bench::new().with_set(2).with_viewer("one");
    let site = [
        "publish", "set", "--viewer", "viewer", "--out", "site", "--base", "/sous/",
    ];
    assert_eq!(bench.run(&site).code, 0);
    let server = Server::of(&bench);
    assert!(server.address.ends_with("/sous/"), "{}", server.address);
    let home = server.get("", "");
    assert_eq!(
        (home.status().as_u16(), header(&home, "content-type")),
        (200, "text/html")
    );
    let policy = header(&home, "content-security-policy").to_owned();
    assert!(
        policy.starts_with("default-src 'none'; ") && policy.ends_with("frame-ancestors 'none'"),
        "{policy}"
    );
    assert_eq!(header(&home, "x-content-type-options"), "nosniff");
    assert_eq!(header(&home, "cache-control"), "no-cache");

    let tree = bench.tree("site");
    let style = tree
        .keys()
        .find(|path| path.starts_with("app/") && path.ends_with(".css"))
        .unwrap();
    let mut answer = server.get(style, "br, gzip");
    assert_eq!(header(&answer, "content-encoding"), "br");
    assert_eq!(header(&answer, "content-type"), "text/css");
    assert_eq!(
        header(&answer, "cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(
        answer.body_mut().read_to_vec().unwrap(),
        tree[&format!("{style}.br")]
    );
    assert_eq!(
        header(&server.get(style, "identity"), "content-encoding"),
        ""
    );

    // What has no sibling is compressed on its way.
    assert!(!tree.contains_key("archive/root.json.gz"));
    for (coding, expected) in [("br", "br"), ("gzip", "gzip"), ("identity", "")] {
        let root = server.get("archive/root.json", coding);
        assert_eq!(header(&root, "content-encoding"), expected);
    }

    let mut unknown = server.get("a/2026/no-such-article/", "");
    assert_eq!(unknown.status().as_u16(), 404);
    assert_eq!(unknown.body_mut().read_to_vec().unwrap(), tree["404.html"]);
    let folder = server.get("archive", "");
    assert_eq!(header(&folder, "location"), "/sous/archive/");
}

#[test]
fn only_a_site_is_served() {
    let bench = Bench::new().with_set(1);
    let outcome = bench.run(&["serve", "set"]);
    let expected = "kiosque: set holds no _headers, so it is no site of Kiosque; publish one with --out and serve that\n";
    assert_eq!((outcome.code, outcome.stderr.as_str()), (2, expected));
}

#[test]
fn a_new_set_is_published_without_problems_and_without_any_other_program() {
    let bench = Bench::new().with_viewer("one");
    let run = |arguments: &[&str]| {
        let tool = Command::new(env!("CARGO_BIN_EXE_kiosque"))
            .args(arguments)
            .current_dir(bench.path("."))
            .env_clear()
            .env("PATH", "")
            .output()
            .unwrap();
        assert!(tool.status.success(), "{tool:?}");
        String::from_utf8(tool.stderr).unwrap()
    };
    assert_eq!(run(&["new", "press"]), "");
    let said = run(&["publish", "press", "--viewer", "viewer", "--out", "site"]);
    assert!(
        said.starts_with("kiosque: site.toml does not say where the site will be")
            && said.lines().count() == 1,
        "{said}"
    );
    assert_eq!(run(&["verify", "site/archive"]), "");
    let again = bench.run(&["new", "press"]);
    let expected = "kiosque: press is not empty, and a new set takes a new or empty folder; nothing was written\n";
    assert_eq!((again.code, again.stderr.as_str()), (2, expected));
}

/// Every line of the new settings that is switched off can be switched on.
#[test]
fn the_settings_of_a_new_set_are_true_in_every_line() {
    let bench = Bench::new().with_viewer("one");
    assert_eq!(bench.run(&["new", "press"]).code, 0);
    let toml = std::fs::read_to_string(bench.path("press/site.toml")).unwrap();
    let is_setting = |line: &str| line.contains(" = ") || line.starts_with("# [");
    let lines = toml
        .lines()
        .filter(|line| !line.contains("images/") && !line.contains("parent"));
    let on: Vec<&str> = lines
        .map(|line| {
            line.strip_prefix("# ")
                .filter(|_| is_setting(line))
                .unwrap_or(line)
        })
        .collect();
    let bench = bench.with("press/site.toml", on.join("\n"));
    let outcome = bench.run(&["publish", "press", "--viewer", "viewer", "--out", "site"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
}

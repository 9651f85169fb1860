#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What it gives as `/picture`, whatever it says that is.
const PICTURE: &[u8] = include_bytes!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../public/articles/images/usine-dessalement.png"
));

/// What it gives as `/pixel`: a dot that counts who reads.
const PIXEL: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x01D\0;";

/// A host that answers each path in its own wrong way.
pub struct Faulty {
    /// `http://` and where it listens.
    pub address: String,
    connections: Arc<AtomicUsize>,
}

impl Faulty {
    /// Opens it, for as long as the test runs.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let connections = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&connections);
        thread::spawn(move || {
            // Those that get no answer are kept open.
            let mut silent = Vec::new();
            for connection in listener.incoming().map_while(Result::ok) {
                counted.fetch_add(1, Ordering::SeqCst);
                silent.extend(answer(connection));
            }
        });
        Self {
            address,
            connections,
        }
    }

    /// How often somebody came.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

/// Answers one request; gives the connection back where it does not.
fn answer(connection: TcpStream) -> Option<TcpStream> {
    let mut lines = BufReader::new(&connection).lines().map_while(Result::ok);
    let first = lines.next()?;
    lines.find(|line| line.is_empty())?;
    let path = first.split(' ').nth(1)?;
    let told = |status: &str, head: &str, body: &str| {
        format!("HTTP/1.1 {status}\r\n{head}Connection: close\r\n\r\n{body}")
    };
    let image = |kind: &str, bytes: &[u8]| {
        let length = bytes.len();
        let head = format!("Content-Type: {kind}\r\nContent-Length: {length}\r\n");
        [told("200 OK", &head, "").as_bytes(), bytes].concat()
    };
    let text = match path {
        "/picture" => return send(connection, &image("text/html", PICTURE)),
        "/pixel" => return send(connection, &image("image/gif", PIXEL)),
        "/page" => return send(connection, &image("image/png", b"<svg onload=alert(1)>")),
        "/good" => told("200 OK", "Content-Length: 4\r\n", "good"),
        "/none" => told("404 Not Found", "Content-Length: 0\r\n", ""),
        "/large" => told("200 OK", "Content-Length: 99999999\r\n", "x"),
        "/endless" => told("200 OK", "", &"x".repeat(3 << 20)),
        "/cut" => told("200 OK", "Content-Length: 10\r\n", "x"),
        "/noise" => "what is it?\r\n\r\n".to_owned(),
        "/round" => told("302 Found", "Location: /round\r\nContent-Length: 0\r\n", ""),
        "/once" => told("302 Found", "Location: /good\r\nContent-Length: 0\r\n", ""),
        "/inward" => told(
            "302 Found",
            "Location: http://127.0.0.2:1/x\r\nContent-Length: 0\r\n",
            "",
        ),
        "/file" => told(
            "302 Found",
            "Location: file:///etc/passwd\r\nContent-Length: 0\r\n",
            "",
        ),
        _ => match path.strip_prefix("/to/") {
            Some(elsewhere) => told(
                "302 Found",
                &format!("Location: http://{elsewhere}\r\nContent-Length: 0\r\n"),
                "",
            ),
            None => return Some(connection),
        },
    };
    send(connection, text.as_bytes())
}

fn send(mut connection: TcpStream, answer: &[u8]) -> Option<TcpStream> {
    // Who asks may have hung up.
    let _ = connection.write_all(answer);
    None
}

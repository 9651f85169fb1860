use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use axum::body::{Body, Bytes};
use axum::extract::{Request as HttpRequest, State};
use axum::http::{HeaderMap, Method, Response, StatusCode, Uri, header};
use futures_util::stream::{self, StreamExt};
use percent_encoding::percent_decode_str;
use tokio::sync::watch;

use super::compression::{compressed, is_compressible};
use super::fault::FaultKind;
use super::files::{Target, content_type};
use super::{OFFLINE, Request, Shared, lock};

const HTML: &str = "text/html; charset=utf-8";
const PLAIN: &str = "text/plain; charset=utf-8";
const HOTEL_PAGE: &str = "<!doctype html><html lang=en><title>Welcome</title>\
    <h1>Welcome to the hotel network</h1><p>Please accept the conditions.</p></html>";

/// An answer on its way out.
#[derive(Debug)]
struct Reply {
    status: u16,
    content_type: &'static str,
    body: Bytes,
    location: Option<String>,
    held: Option<Duration>,
    cut: bool,
}

impl Reply {
    fn new(status: u16, content_type: &'static str, body: impl Into<Bytes>) -> Self {
        Self {
            status,
            content_type,
            body: body.into(),
            location: None,
            held: None,
            cut: false,
        }
    }

    fn status(status: u16) -> Self {
        Self::new(status, PLAIN, format!("status {status}\n"))
    }
}

pub(super) async fn answer(
    State(shared): State<Arc<Shared>>,
    request: HttpRequest,
) -> Response<Body> {
    let (method, uri) = (request.method(), request.uri());
    let (asked, at) = (Instant::now(), SystemTime::now());
    // Subscribed before the log shows the request: a release that follows it counts.
    let released = shared.released.subscribe();
    let mut reply = shared.reply(method, uri).await;
    let encoded = shared.encode(request.headers(), &mut reply).await;
    let sent = encoded.as_ref().unwrap_or(&reply.body).len();
    shared.record(method, uri, &reply, sent, at);
    let arrival = lock(&shared.line).arrival(asked, sent);
    if let Some(arrival) = arrival {
        tokio::time::sleep_until(arrival.into()).await;
    }
    if let Some(limit) = reply.held {
        hold(released, limit).await;
    }
    respond(reply, encoded)
}

impl Shared {
    async fn reply(&self, method: &Method, uri: &Uri) -> Reply {
        if !matches!(*method, Method::GET | Method::HEAD) {
            return Reply::status(405);
        }
        let honest = self.honest(uri).await;
        let inside = self.site.inside(uri.path()).map(decoded);
        if self.options.no_offline && inside.as_deref() == Some(OFFLINE) {
            return self.not_found().await;
        }
        let fault = inside.and_then(|path| lock(&self.faults).next(&path));
        match fault {
            Some(fault) => self.spoiled(honest, fault, uri).await,
            None => honest,
        }
    }

    async fn honest(&self, uri: &Uri) -> Reply {
        match self.site.find(uri.path()) {
            Target::File(file) => file_reply(&file).await,
            Target::Folder(location) => Reply {
                location: Some(with_query(location, uri)),
                ..Reply::new(301, PLAIN, "")
            },
            Target::Missing => self.not_found().await,
            Target::Outside => Reply::status(404),
        }
    }

    async fn not_found(&self) -> Reply {
        match tokio::fs::read(self.site.not_found_page()).await {
            Ok(page) => Reply::new(404, HTML, page),
            Err(_) => Reply::status(404),
        }
    }

    async fn spoiled(&self, honest: Reply, fault: FaultKind, uri: &Uri) -> Reply {
        match fault {
            FaultKind::NotFound => self.not_found().await,
            FaultKind::Status(status) | FaultKind::StatusThenGood(status, _) => {
                Reply::status(status)
            }
            FaultKind::Truncated => Reply {
                body: honest.body.slice(..honest.body.len() / 2),
                ..honest
            },
            FaultKind::FlippedByte => Reply {
                body: flipped(&honest.body),
                ..honest
            },
            FaultKind::WrongType => Reply {
                content_type: "application/octet-stream",
                ..honest
            },
            FaultKind::HtmlInstead => Reply::new(200, HTML, HOTEL_PAGE),
            FaultKind::Slow(limit) => Reply {
                held: Some(limit),
                ..honest
            },
            FaultKind::Reset => Reply {
                cut: true,
                ..honest
            },
            FaultKind::Replace(bytes) => {
                Reply::new(200, content_type(Path::new(uri.path())), bytes)
            }
        }
    }

    /// The body in brotli where it is to be sent so.
    async fn encode(&self, headers: &HeaderMap, reply: &mut Reply) -> Option<Bytes> {
        let wanted = self.options.brotli && accepts_brotli(headers);
        if !wanted || !is_compressible(reply.content_type) {
            return None;
        }
        let body = reply.body.clone();
        tokio::task::spawn_blocking(move || compressed(&body))
            .await
            .ok()
    }

    fn record(&self, method: &Method, uri: &Uri, reply: &Reply, whole: usize, at: SystemTime) {
        let inside = self.site.inside(uri.path());
        lock(&self.log).record(Request {
            method: method.to_string(),
            path: inside.map_or_else(|| decoded(uri.path()), |path| format!("/{}", decoded(path))),
            query: uri.query().map(str::to_owned),
            outside: inside.is_none(),
            status: reply.status,
            bytes: match (method == Method::HEAD, reply.cut) {
                (true, _) => 0,
                (false, true) => whole / 2,
                (false, false) => whole,
            },
            content_type: reply.content_type.to_owned(),
            at,
            body: reply.body.clone(),
        });
    }
}

/// Returns when the server releases slow answers, or ends, or at the limit.
async fn hold(mut released: watch::Receiver<u64>, limit: Duration) {
    let _elapsed = tokio::time::timeout(limit, released.changed()).await;
}

async fn file_reply(file: &PathBuf) -> Reply {
    match tokio::fs::read(file).await {
        Ok(body) => Reply::new(200, content_type(file), body),
        Err(_) => Reply::status(500),
    }
}

fn respond(reply: Reply, encoded: Option<Bytes>) -> Response<Body> {
    let is_encoded = encoded.is_some();
    let body = encoded.unwrap_or(reply.body);
    let mut response = Response::builder()
        .status(reply.status)
        .header(header::CONTENT_TYPE, reply.content_type)
        .header(header::CONTENT_LENGTH, body.len())
        .header(header::VARY, "accept-encoding");
    if is_encoded {
        response = response.header(header::CONTENT_ENCODING, "br");
    }
    if let Some(location) = reply.location {
        response = response.header(header::LOCATION, location);
    }
    let body = if reply.cut { cut(&body) } else { body.into() };
    response.body(body).unwrap_or_else(|error| {
        let mut failed = Response::new(Body::from(error.to_string()));
        *failed.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        failed
    })
}

/// Half of the body, then an error, on which the connection is closed. The pause
/// between them lets the half out first.
fn cut(body: &Bytes) -> Body {
    let half = body.slice(..body.len() / 2);
    let broken = stream::once(async {
        tokio::task::yield_now().await;
        Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset))
    });
    Body::from_stream(stream::iter([Ok(half)]).chain(broken))
}

fn flipped(body: &Bytes) -> Bytes {
    let mut bytes = body.to_vec();
    let middle = bytes.len() / 2;
    if let Some(byte) = bytes.get_mut(middle) {
        *byte ^= 1;
    }
    bytes.into()
}

fn with_query(path: String, uri: &Uri) -> String {
    match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path,
    }
}

fn decoded(path: &str) -> String {
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}

fn accepts_brotli(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| {
            coding
                .split(';')
                .next()
                .is_some_and(|name| name.trim() == "br")
        })
}

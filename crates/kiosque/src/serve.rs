//! A server to look at a site before it is uploaded: what hosts send, with the
//! headers they send with it.

use crate::arguments::ServeArguments;
use crate::failure::Failure;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::{self, Next};
use axum::response::Response;
use fs_err as fs;
use kiosque_publish::finish::{HEADERS, Headers};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use tower_http::compression::CompressionLayer;
use tower_http::services::{ServeDir, ServeFile};

/// Serves a site until it is interrupted.
///
/// # Errors
/// [`Failure::NotASite`] where the folder is none; [`Failure::Unserved`] where
/// the address cannot be listened at.
pub fn run(arguments: &ServeArguments) -> Result<(), Failure> {
    let folder = &arguments.site;
    let text = fs::read_to_string(folder.join(HEADERS)).ok();
    let headers = text.map(|text| Headers::parse(&text));
    let headers = headers.filter(|headers| headers.base().is_some());
    let headers = headers.ok_or_else(|| Failure::NotASite(folder.clone()))?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failure::Unserved)?;
    runtime
        .block_on(serve(&arguments.listen, folder, headers))
        .map_err(Failure::Unserved)
}

async fn serve(listen: &str, folder: &Path, headers: Headers) -> io::Result<()> {
    let named = |error: io::Error| io::Error::new(error.kind(), format!("{listen}: {error}"));
    let listener = tokio::net::TcpListener::bind(listen).await.map_err(named)?;
    let address = listener.local_addr()?;
    let base = headers.base().unwrap_or("/").to_owned();
    let shown = folder.display();
    writeln!(
        io::stdout(),
        "Serving {shown} on http://{address}{base} (Ctrl-C ends it)"
    )?;
    axum::serve(listener, site(folder, &base, headers)).await
}

/// The files of a site below its base path, and nothing elsewhere; what stands there
/// uncompressed is compressed on its way, as hosts do.
fn site(folder: &Path, base: &str, headers: Headers) -> Router {
    let unknown = ServeFile::new(folder.join("404.html"))
        .precompressed_br()
        .precompressed_gzip();
    let files = ServeDir::new(folder)
        .precompressed_br()
        .precompressed_gzip()
        .not_found_service(unknown);
    let router = match base.trim_end_matches('/') {
        "" => Router::new().fallback_service(files),
        base => Router::new().nest_service(base, files),
    };
    router
        .layer(middleware::from_fn_with_state(Arc::new(headers), complete))
        .layer(CompressionLayer::new())
}

/// Adds to an answer what the site's `_headers` say of its path.
async fn complete(State(headers): State<Arc<Headers>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let said = response.headers_mut();
    // The server of files does not know that it stands in a folder.
    if let (Some(base), Some(Ok(place))) =
        (headers.base(), said.get(LOCATION).map(HeaderValue::to_str))
        && let Ok(place) = HeaderValue::try_from(base.trim_end_matches('/').to_owned() + place)
    {
        said.insert(LOCATION, place);
    }
    for (name, value) in headers.of(&path) {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            said.insert(name, value);
        }
    }
    response
}

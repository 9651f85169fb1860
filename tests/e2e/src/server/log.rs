use std::time::SystemTime;

use axum::body::Bytes;

use super::compression::{compressed, is_compressible};

/// One answer of the server.
#[derive(Debug, Clone)]
pub struct Request {
    /// `GET` or `HEAD`, or another that was refused.
    pub method: String,
    /// The path below the base, percent-decoded, with a leading slash; the whole path
    /// where [`Self::outside`] is set.
    pub path: String,
    /// What followed `?`, as sent.
    pub query: Option<String>,
    /// Whether the path lay outside the base path.
    pub outside: bool,
    /// The HTTP status sent.
    pub status: u16,
    /// Bytes of the body as sent, after compression; a connection cut half-way counts
    /// its half.
    pub bytes: usize,
    /// The content type sent.
    pub content_type: String,
    /// When it came.
    pub at: SystemTime,
    pub(super) body: Bytes,
}

impl Request {
    /// Bytes of the body in brotli 11 where the type is one that hosts compress, else
    /// as it is, whatever was sent. Computed on the first call, kept by content.
    #[must_use]
    pub fn brotli_bytes(&self) -> usize {
        if is_compressible(&self.content_type) {
            compressed(&self.body).len()
        } else {
            self.body.len()
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Log(Vec<Request>);

impl Log {
    pub(super) fn record(&mut self, request: Request) {
        self.0.push(request);
    }

    pub(super) fn requests(&self) -> Vec<Request> {
        self.0.clone()
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

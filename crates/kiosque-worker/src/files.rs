//! Fetches files of the index, checks them against their names and unpacks them.

use js_sys::Uint8Array;
use kiosque_search::SearchError;
use kiosque_search::format::{Envelope, SearchFile, envelope};
use kiosque_web::{Job, sha256, side_by_side};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableWritablePair, RequestCache, RequestInit, Response, WorkerGlobalScope,
};

/// Why a file is not there.
pub enum Trouble {
    /// No answer came.
    Offline {
        /// Path in the archive.
        file: String,
    },
    /// The server answered otherwise than with the file.
    Refused {
        /// Path in the archive.
        file: String,
        /// Of the answer.
        status: u16,
    },
    /// It is not what its name says.
    Unreadable(SearchError),
}

/// A file and its content, unpacked.
pub type Fetched = (SearchFile, Vec<u8>);

/// The archive's folder, for one question.
pub struct Source {
    archive: String,
    abort: Option<AbortController>,
}

impl Source {
    /// `archive` is the folder's address, with its slash.
    pub fn new(archive: &str) -> Self {
        Self {
            archive: archive.to_owned(),
            abort: AbortController::new().ok(),
        }
    }

    /// Calls off what is on its way.
    pub fn call_off(&self) {
        if let Some(abort) = &self.abort {
            abort.abort();
        }
    }

    /// Fetches files side by side.
    pub async fn fetch(&self, wanted: &[SearchFile]) -> Result<Vec<Fetched>, Trouble> {
        let jobs = wanted
            .iter()
            .map(|file| Box::pin(self.obtain(file)) as Job<'_, Fetched, Trouble>);
        side_by_side(jobs.collect()).await
    }

    async fn obtain(&self, file: &SearchFile) -> Result<Fetched, Trouble> {
        let mut trouble = None;
        // A damaged file may come from the browser's cache: the second time it is asked afresh.
        for cache in [RequestCache::Default, RequestCache::Reload] {
            let bytes = self.bytes(file, cache).await?;
            match open(file, &bytes).await {
                Ok(content) => return Ok((file.clone(), content)),
                Err(error) => trouble = Some(Trouble::Unreadable(error)),
            }
        }
        Err(trouble.unwrap_or(Trouble::Offline { file: file.path() }))
    }

    async fn bytes(&self, file: &SearchFile, cache: RequestCache) -> Result<Vec<u8>, Trouble> {
        let path = file.path();
        let request = RequestInit::new();
        request.set_cache(cache);
        let signal = self.abort.as_ref().map(AbortController::signal);
        request.set_signal(signal.as_ref());
        let offline = || Trouble::Offline { file: path.clone() };
        let worker = scope().ok_or_else(offline)?;
        let address = self.archive.clone() + &path;
        let answer = JsFuture::from(worker.fetch_with_str_and_init(&address, &request)).await;
        let answer: Response = answer.map_err(|_| offline())?.unchecked_into();
        if !answer.ok() {
            let status = answer.status();
            return Err(Trouble::Refused { file: path, status });
        }
        let body = answer.array_buffer().map_err(|_| offline())?;
        let body = JsFuture::from(body).await.map_err(|_| offline())?;
        Ok(Uint8Array::new(&body).to_vec())
    }
}

/// Checks a file and unpacks its content.
async fn open(file: &SearchFile, bytes: &[u8]) -> Result<Vec<u8>, SearchError> {
    let damaged = |reason| SearchError::Damaged {
        file: file.path(),
        reason,
    };
    let opened = envelope(file, bytes)?;
    if !is_sound(file, bytes, &opened).await {
        return Err(damaged("its hash is not that of its name"));
    }
    let content = unpack(opened.packed).await;
    content.ok_or_else(|| damaged("its content is no gzip"))
}

/// Whether the bytes are those of the file's name, so far as a page without a
/// secure context can tell.
async fn is_sound(file: &SearchFile, bytes: &[u8], opened: &Envelope<'_>) -> bool {
    match file {
        SearchFile::Directory(name) => {
            bytes.len() == name.length()
                && sha256(bytes)
                    .await
                    .is_none_or(|digest| name.matches(&digest))
        }
        SearchFile::Part(name) => {
            let Some(mut proof) = opened.proof(*name) else {
                return false;
            };
            let Some(mut digest) = sha256(opened.packed).await else {
                return true;
            };
            while let Some(bytes) = proof.next(&digest) {
                let Some(above) = sha256(&bytes).await else {
                    return true;
                };
                digest = above;
            }
            proof.holds(*name, &digest)
        }
    }
}

async fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let unpacker = DecompressionStream::new("gzip").ok()?;
    let bytes = Uint8Array::from(packed);
    let packed = Response::new_with_opt_js_u8_array(Some(&bytes)).ok()?;
    let stream = packed.body()?.pipe_through(&unpacker);
    let unpacked = Response::new_with_opt_readable_stream(Some(&stream)).ok()?;
    let content = JsFuture::from(unpacked.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&content).to_vec())
}

#[wasm_bindgen]
extern "C" {
    /// Unpacks what flows through it; web-sys does not have it.
    #[wasm_bindgen(extends = ReadableWritablePair)]
    type DecompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

fn scope() -> Option<WorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

use kiosque_model::wire::{FileName, Kind};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The files of an archive in the making, by path.
#[derive(Debug, Default)]
pub(super) struct Files {
    by_path: BTreeMap<String, Vec<u8>>,
}

impl Files {
    /// Adds an immutable file; the same content twice is one file.
    pub(super) fn add<T: Serialize>(
        &mut self,
        kind: Kind,
        content: &T,
    ) -> Result<FileName, serde_json::Error> {
        let bytes = serde_json::to_vec(content)?;
        let name = FileName::of(&Sha256::digest(&bytes).into(), bytes.len());
        self.by_path.insert(name.path(kind), bytes);
        Ok(name)
    }

    pub(super) fn add_images(&mut self, images: BTreeMap<String, Vec<u8>>) {
        self.by_path.extend(
            images
                .into_iter()
                .map(|(name, bytes)| (format!("images/{name}"), bytes)),
        );
    }

    /// Every path, in order, one a line.
    pub(super) fn paths(&self) -> String {
        self.by_path
            .keys()
            .flat_map(|path| [path.as_str(), "\n"])
            .collect()
    }

    pub(super) fn into_map(self) -> BTreeMap<String, Vec<u8>> {
        self.by_path
    }
}

/// Bytes `value` takes as JSON.
pub(super) fn json_size<T: Serialize>(value: &T) -> Result<usize, serde_json::Error> {
    serde_json::to_vec(value).map(|bytes| bytes.len())
}

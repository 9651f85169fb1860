//! Parts on their way to the files they become.

use crate::format::{Content, Directory, GROUP, Grove, PartName, SearchFile, Section, seal};
use flate2::Compression;
use flate2::write::GzEncoder;
use kiosque_model::wire::FileName;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::io::Write;

/// Takes a file: its path in the archive's folder and its bytes. The same path
/// comes twice only with the same bytes.
pub type Output<'o, E> = dyn FnMut(String, Vec<u8>) -> Result<(), E> + 'o;

/// The parts of one section, put out group by group.
pub(super) struct Parts<'p, 'o, E> {
    output: &'p mut Output<'o, E>,
    section: Section,
    waiting: Vec<Content>,
}

impl<'p, 'o, E> Parts<'p, 'o, E> {
    pub(super) fn new(output: &'p mut Output<'o, E>) -> Self {
        Self {
            output,
            section: Section::default(),
            waiting: Vec::new(),
        }
    }

    /// Position of the next part.
    pub(super) fn position(&self) -> usize {
        self.section.parts
    }

    /// Adds a part that is found by number.
    pub(super) fn add(&mut self, content: Content) -> Result<(), E> {
        self.section.parts += 1;
        self.waiting.push(content);
        if self.waiting.len() == GROUP {
            self.put_group()?;
        }
        Ok(())
    }

    /// Adds a part that is found by its first key.
    pub(super) fn add_keyed(&mut self, first: String, content: Content) -> Result<(), E> {
        self.section.firsts.push(first);
        self.add(content)
    }

    pub(super) fn finish(mut self) -> Result<Section, E> {
        let length = self.section.last_groups();
        while !self.waiting.is_empty() {
            let later = self.waiting.split_off(length.min(self.waiting.len()));
            self.put_group()?;
            self.waiting = later;
        }
        Ok(self.section)
    }

    fn put_group(&mut self) -> Result<(), E> {
        let contents = std::mem::take(&mut self.waiting);
        let packed: Vec<Vec<u8>> = contents.par_iter().map(pack).collect();
        let digests: Vec<[u8; 32]> = packed
            .iter()
            .map(|packed| Sha256::digest(packed).into())
            .collect();
        let grove = Grove::of(&digests);
        self.section.groups.push(grove.group);
        for (place, packed) in (0..).zip(&packed) {
            let group = grove.group;
            let file = SearchFile::Part(PartName { group, place });
            let proof = grove.proof(usize::from(place));
            (self.output)(file.path(), seal(Some((place, &proof)), packed))?;
        }
        Ok(())
    }
}

/// Puts out a directory; the name to find it by.
pub(super) fn put_directory<E>(
    directory: &Directory,
    output: &mut Output<'_, E>,
) -> Result<FileName, E> {
    let bytes = seal(None, &pack(&directory.to_content()));
    let name = FileName::of(&Sha256::digest(&bytes).into(), bytes.len());
    output(SearchFile::Directory(name.clone()).path(), bytes)?;
    Ok(name)
}

/// Columns share a code or have one each, whichever is shorter.
fn pack(content: &Content) -> Vec<u8> {
    let mut columns = Vec::new();
    let mut rest = content.bytes.as_slice();
    for (start, end) in std::iter::once(&0).chain(&content.ends).zip(&content.ends) {
        let (column, others) = rest.split_at_checked(end - start).unwrap_or((rest, &[]));
        columns.push(column);
        rest = others;
    }
    columns.push(rest);
    columns.retain(|column| !column.is_empty());
    gzip(&columns)
}

/// Compresses `columns`, each with a code of its own.
fn gzip(columns: &[&[u8]]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing into memory does not fail.
    for (at, column) in columns.iter().enumerate() {
        if at > 0 {
            let _ = encoder.flush();
        }
        let _ = encoder.write_all(column);
    }
    encoder.finish().unwrap_or_default()
}

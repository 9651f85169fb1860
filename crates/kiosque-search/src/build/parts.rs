//! Parts on their way to the files they become.

use crate::format::{Directory, GROUP, Group, PartName, SearchFile, Section, seal, table_of};
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
    waiting: Vec<Vec<u8>>,
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
    pub(super) fn add(&mut self, content: Vec<u8>) -> Result<(), E> {
        self.section.parts += 1;
        self.waiting.push(content);
        if self.waiting.len() == GROUP {
            self.put_group()?;
        }
        Ok(())
    }

    /// Adds a part that is found by its first key.
    pub(super) fn add_keyed(&mut self, first: String, content: Vec<u8>) -> Result<(), E> {
        self.section.firsts.push(first);
        self.add(content)
    }

    pub(super) fn finish(mut self) -> Result<Section, E> {
        if !self.waiting.is_empty() {
            self.put_group()?;
        }
        Ok(self.section)
    }

    fn put_group(&mut self) -> Result<(), E> {
        let contents = std::mem::take(&mut self.waiting);
        let packed: Vec<Vec<u8>> = contents.par_iter().map(|content| pack(content)).collect();
        let digests: Vec<[u8; 32]> = packed
            .iter()
            .map(|packed| Sha256::digest(packed).into())
            .collect();
        let table = table_of(&digests);
        let group = Group::of(&Sha256::digest(&table).into());
        self.section.groups.push(group);
        for (place, packed) in (0..).zip(&packed) {
            let file = SearchFile::Part(PartName { group, place });
            (self.output)(file.path(), seal(&table, place, packed))?;
        }
        Ok(())
    }
}

/// Puts out a directory; the name to find it by.
pub(super) fn put_directory<E>(
    directory: &Directory,
    output: &mut Output<'_, E>,
) -> Result<FileName, E> {
    let bytes = seal(&[], 0, &pack(&directory.to_bytes()));
    let name = FileName::of(&Sha256::digest(&bytes).into(), bytes.len());
    output(SearchFile::Directory(name.clone()).path(), bytes)?;
    Ok(name)
}

fn pack(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing into memory does not fail.
    let _ = encoder.write_all(content);
    encoder.finish().unwrap_or_default()
}

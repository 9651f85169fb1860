//! What made sets are like, learnt from the bundled articles alone and, where
//! they are there, from the collections beside the project.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

mod likeness;
mod publishing;
mod repetition;

use kiosque_corpus::{Corpus, Texts};
use std::path::{Path, PathBuf};

/// The bundled articles.
fn bundled() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/articles")
}

/// Where collections would be.
fn collections() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora")
}

/// A corpus made after the bundled articles alone, which all machines have.
fn small(size: usize, seed: u64) -> Corpus {
    let texts = Texts::read(&bundled(), Path::new("nowhere")).unwrap();
    Corpus::new(&texts, size, seed)
}

/// The texts to learn from: the bundled ones, and all there are.
fn all_texts() -> Vec<Texts> {
    let alone = Texts::read(&bundled(), Path::new("nowhere")).unwrap();
    let all = Texts::read(&bundled(), &collections()).unwrap();
    if !all.missing.is_empty() {
        eprintln!("skipped: no {}", all.missing.join(", no "));
        return vec![alone];
    }
    vec![alone, all]
}

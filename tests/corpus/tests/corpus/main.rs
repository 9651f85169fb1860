//! What made sets are like, learnt from the bundled articles alone and, where
//! they are there, from the collections beside the project.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test may stop at the first surprise, and says what it skips"
)]

mod likeness;
mod publishing;
mod repetition;

use kiosque_corpus::{Corpus, Model, Texts};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The bundled articles.
fn bundled() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/articles")
}

/// Where collections would be.
fn collections() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora")
}

/// Learnt from the bundled articles alone, which are always there.
static ALONE: LazyLock<Model> = LazyLock::new(|| {
    let texts = Texts::read(&bundled(), Path::new("nowhere")).unwrap();
    Model::learn(&texts)
});

/// Learnt from all texts, where they are all there.
static ALL: LazyLock<Option<(Texts, Model)>> = LazyLock::new(|| {
    let texts = Texts::read(&bundled(), &collections()).unwrap();
    if !texts.missing.is_empty() {
        eprintln!("skipped: no {}", texts.missing.join(", no "));
        return None;
    }
    let model = Model::learn(&texts);
    Some((texts, model))
});

/// A corpus made after the bundled articles alone.
fn small(size: usize, seed: u64) -> Corpus<'static> {
    Corpus::new(&ALONE, size, seed)
}

/// Checks sets made after the bundled articles alone and after all there are.
fn each(check: impl Fn(&'static Model)) {
    check(&ALONE);
    if let Some((_, all)) = ALL.as_ref() {
        check(all);
    }
}

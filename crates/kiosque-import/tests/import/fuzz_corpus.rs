use crate::{case, files_below};
use kiosque_import::Format;
use std::path::Path;

/// The targets of the fuzz folder, each with the format it is about.
const TARGETS: [(&str, Option<Format>); 8] = [
    ("json_feed", Some(Format::JsonFeed)),
    ("feed", Some(Format::Feed)),
    ("wordpress", Some(Format::WordPress)),
    ("markdown", Some(Format::Markdown)),
    ("page", Some(Format::Page)),
    ("table", Some(Format::Table)),
    ("review", Some(Format::Review)),
    ("sanitise", None),
];

fn try_case(format: Option<Format>, bytes: &[u8]) {
    match format {
        Some(format) => case::import(format, bytes),
        None => case::sanitise(bytes),
    }
}

#[test]
fn the_fuzz_corpus_holds() {
    for (target, format) in TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("fuzz/corpus")
            .join(target);
        let files = files_below(&folder);
        assert!(
            files.len() >= 3,
            "{} has {} cases",
            folder.display(),
            files.len()
        );
        for path in files {
            try_case(format, &std::fs::read(path).unwrap());
        }
    }
}

/// Every case cut short at every few bytes, and read as every other format.
#[test]
fn the_fuzz_corpus_holds_in_pieces() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    for path in files_below(&corpus) {
        let bytes = std::fs::read(path).unwrap();
        let step = bytes.len() / 12 + 1;
        for end in (0..bytes.len()).step_by(step) {
            for (_, format) in TARGETS {
                try_case(format, &bytes[..end]);
            }
        }
    }
}

/// Every case with bytes changed, dropped and doubled, the same ones each time.
#[test]
fn the_fuzz_corpus_holds_with_bytes_changed() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    // Knuth's generator (MMIX).
    let mut state = 7_u64;
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below.max(1)
    };
    for (target, format) in TARGETS {
        for path in files_below(&corpus.join(target)) {
            let case = std::fs::read(path).unwrap();
            for _ in 0..12 {
                let mut bytes = case.clone();
                for _ in 0..=random(6) {
                    let at = random(bytes.len());
                    match random(4) {
                        0 => bytes[at] = u8::try_from(random(256)).unwrap(),
                        1 => drop(bytes.remove(at)),
                        2 => bytes.insert(at, b"<>&\"'[]{}=;\n\0"[random(13)]),
                        _ => {
                            let end = (at + random(40)).min(bytes.len());
                            let piece = bytes[at..end].to_vec();
                            let to = random(bytes.len());
                            bytes.splice(to..to, piece);
                        }
                    }
                }
                try_case(format, &bytes);
            }
        }
    }
}

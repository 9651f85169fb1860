use super::small;
use kiosque_corpus::{Corpus, Failure, write_set};
use rayon::ThreadPoolBuilder;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

type Files = BTreeMap<String, Vec<u8>>;

fn written(corpus: &Corpus<'_>, folder: &Path, threads: usize) -> Files {
    let pool = ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .unwrap();
    pool.install(|| write_set(corpus, folder)).unwrap();
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn the_same_seed_gives_the_same_bytes_whatever_the_threads() {
    let folders = [(); 3].map(|()| tempfile::tempdir().unwrap());
    let one = written(&small(2_300, 7), folders[0].path(), 1);
    let again = written(&small(2_300, 7), folders[1].path(), 3);
    let other = written(&small(2_300, 8), folders[2].path(), 3);
    let names: Vec<&str> = one.keys().map(String::as_str).collect();
    assert_eq!(names, ["0000.json", "0001.json", "0002.json", "site.toml"]);
    assert!(one == again);
    let is_feed = |name: &&&str| name.ends_with(".json");
    assert!(
        names
            .iter()
            .filter(is_feed)
            .all(|name| one[*name] != other[*name])
    );
}

#[test]
fn another_seed_gives_other_tags_and_other_texts() {
    let (one, other) = (small(500, 7), small(500, 8));
    let same = (0..500).filter(|number| {
        let (one, other) = (one.article(*number), other.article(*number));
        assert_ne!(one.content_html, other.content_html);
        one.tags == other.tags
    });
    assert!(same.count() < 50);
}

#[test]
fn a_smaller_set_takes_the_place_of_a_larger_one() {
    let folder = tempfile::tempdir().unwrap();
    written(&small(1_001, 1), folder.path(), 2);
    let files = written(&small(10, 1), folder.path(), 2);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["0000.json", "site.toml"]);
}

#[test]
fn nothing_else_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("site.toml");
    fs::write(&own, "title = \"Mine\"\n").unwrap();
    let refused = write_set(&small(1, 1), folder.path()).unwrap_err();
    assert!(matches!(&refused, Failure::Occupied(path) if path == folder.path()));
    assert_eq!(fs::read_to_string(&own).unwrap(), "title = \"Mine\"\n");
}

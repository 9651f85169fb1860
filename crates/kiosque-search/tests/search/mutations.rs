//! A damaged index is an error, never a panic.

use crate::site::{Text, bundled};
use kiosque_model::wire::FileName;
use kiosque_search::format::{
    Directory, SearchFile, Terms, Titles, Vocabulary, envelope, read_spread, unpack,
};
use kiosque_search::{Engine, MemoryFiles, Options, Query, SearchError, Stop};
use proptest::prelude::*;
use std::sync::LazyLock;

use crate::site::Site;

/// Every file by path, unpacked, and the names of the directories.
type Contents = (Vec<(String, Vec<u8>)>, Vec<FileName>);

static CONTENTS: LazyLock<Contents> = LazyLock::new(|| {
    let frequent = (0..400).map(|at| Text::new("fr", "Maroc", &format!("économie {at}")));
    let texts: Vec<Text> = bundled().into_iter().chain(frequent).collect();
    let site = Site::publish(&[&texts]);
    let directory = SearchFile::Directory(site.directories[0].clone());
    let contents = site.files.iter();
    let contents = contents.map(|(path, bytes)| (path.clone(), unpack(&directory, bytes).unwrap()));
    (contents.collect(), site.directories)
});

fn alter(bytes: &mut Vec<u8>, at: usize, value: u8, kind: u8) {
    let at = at % bytes.len().max(1);
    match kind % 3 {
        0 if !bytes.is_empty() => bytes[at] = value,
        1 => bytes.truncate(at),
        _ => bytes.insert(at, value),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_damaged_file_is_an_error_or_another_answer(
        which in any::<usize>(),
        at in any::<usize>(),
        value in any::<u8>(),
        kind in any::<u8>(),
    ) {
        let (contents, directories) = &*CONTENTS;
        let mut files = MemoryFiles::default();
        let which = which % contents.len();
        for (position, (path, content)) in contents.iter().enumerate() {
            let mut content = content.clone();
            if position == which {
                alter(&mut content, at, value, kind);
            }
            files.insert(path.clone(), content);
        }
        for text in ["maroc", "marox economie", "المغرب -accord", "mar*"] {
            let exact = Options { is_exact: true, ..Options::default() };
            let opened = Engine::open(directories, &files);
            let answer = opened.and_then(|engine| engine.search(&Query::parse(text), &exact));
            if let Err(Stop::Failed(error)) = answer {
                prop_assert!(error.to_string().contains("damaged"), "{error}");
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let file = SearchFile::Directory(FileName::of(&[0; 32], 0));
        let _ = envelope(&file, &bytes);
        let _ = Directory::read(&bytes);
        let _ = Terms::read(&bytes, 1_000);
        let _ = Titles::read(&bytes);
        let _ = Vocabulary::read(&bytes);
        let _ = read_spread(&bytes, 3, 20, 1_000);
    }
}

#[test]
fn an_index_of_another_version_says_to_publish_again() {
    let site = Site::publish(&[&bundled()]);
    let name = &site.directories[0];
    let file = SearchFile::Directory(name.clone());
    let mut bytes = site.files[&file.path()].clone();
    bytes[5] = 99;
    let error = envelope(&file, &bytes).unwrap_err();
    assert!(matches!(error, SearchError::Republish { .. }));
    assert_eq!(
        error.to_string(),
        "the search index has versions 3.99.20261016, this reader needs 3.2.20261016: publish the archive again"
    );
    bytes[0] = b'x';
    let error = envelope(&file, &bytes).unwrap_err().to_string();
    assert!(
        error.ends_with("damaged: it is no file of a search index"),
        "{error}"
    );
}

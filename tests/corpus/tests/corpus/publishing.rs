use super::each;
use kiosque_corpus::{Corpus, LATER, write_feed, write_set};
use kiosque_publish::intake::{SetFile, check_newest, read_set};
use std::fs;

#[test]
fn every_item_is_accepted_without_a_problem() {
    each(|model| {
        let corpus = Corpus::new(model, 1_500, 11);
        let folder = tempfile::tempdir().unwrap();
        write_set(&corpus, folder.path()).unwrap();
        let later = corpus.size()..corpus.size() + LATER;
        write_feed(&corpus, later, &folder.path().join("later.json")).unwrap();
        let entries = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap());
        let files = entries.map(|entry| SetFile {
            path: entry.file_name().into_string().unwrap(),
            bytes: fs::read(entry.path()).unwrap(),
        });
        let set = read_set(files.collect()).unwrap();
        assert_eq!(set.problems, []);
        assert_eq!(set.articles.len(), corpus.size() + LATER);
        check_newest(&set.articles, false).unwrap();
    });
}

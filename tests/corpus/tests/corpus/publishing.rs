use super::each;
use kiosque_corpus::{Corpus, LATER, write_feed, write_set};
use kiosque_publish::intake::{IntakeError, take_in};
use std::borrow::Cow;
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
        let mut names: Vec<String> = entries
            .map(|entry| entry.file_name().into_string().unwrap())
            .collect();
        names.sort();
        let paths: Vec<&str> = names.iter().map(String::as_str).collect();
        let read = |at: usize| {
            let bytes = fs::read(folder.path().join(paths[at])).unwrap();
            Ok::<_, IntakeError>(Cow::Owned(bytes))
        };
        let mut kept = 0;
        let keep = |_| {
            kept += 1;
            Ok(())
        };
        let inventory = take_in(&paths, read, keep).unwrap();
        assert_eq!(inventory.problems, []);
        assert_eq!(kept, corpus.size() + LATER);
        inventory.check_newest().unwrap();
    });
}

use crate::set::{Set, item};
use kiosque_publish::archive::{Options, PublishError, ROOT, Sink, Spool, publish};
use kiosque_publish::intake::{IntakeError, Inventory, SetArticle, take_in};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::sync::Mutex;

/// Articles that may each be taken once.
struct OnceOnly(Vec<Mutex<Option<SetArticle>>>);

impl Spool for OnceOnly {
    fn article(&self, number: usize) -> io::Result<SetArticle> {
        let article = self
            .0
            .get(number)
            .and_then(|article| article.lock().unwrap().take());
        article.ok_or_else(|| io::Error::other("gone"))
    }
}

/// Files that may each come once, and so many.
struct Limited {
    files: BTreeMap<String, Vec<u8>>,
    room: usize,
}

impl Sink for Limited {
    fn put(&mut self, path: &str, bytes: Vec<u8>) -> io::Result<()> {
        if self.files.len() == self.room {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let before = self.files.insert(path.to_owned(), bytes);
        assert!(before.is_none(), "{path} came twice");
        Ok(())
    }
}

fn set() -> Set {
    let articles = (0..120).map(|number: usize| {
        let dated = format!("2026-{:02}-{:02}", 1 + number % 3, 1 + number % 28);
        let text = format!("Ship {} entered the port. ", number % 7).repeat(30);
        let tags = ["Ports", ["Eau", "Mer"][number % 2]];
        item(&format!("{number}"))
            .dated(&dated)
            .tagged(&tags)
            .saying(&text)
    });
    Set::of(articles)
}

fn taken_in(set: &Set) -> (Inventory, OnceOnly) {
    let files = set.feeds();
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let mut kept = Vec::new();
    let inventory = take_in(
        &paths,
        |position| Ok::<_, IntakeError>(Cow::Borrowed(files[position].bytes.as_slice())),
        |article| {
            kept.push(Mutex::new(Some(article)));
            Ok(())
        },
    );
    (inventory.unwrap(), OnceOnly(kept))
}

#[test]
fn a_stream_gives_the_same_files_each_once() {
    let (inventory, spool) = taken_in(&set().shuffled(3));
    let mut sink = Limited {
        files: BTreeMap::new(),
        room: usize::MAX,
    };
    let edition = publish(inventory, &spool, &mut sink, &Options::default()).unwrap();
    let mut expected = set().publish().archive;
    assert_eq!(edition.name, expected.edition);
    assert!(expected.files.remove(ROOT) == Some(edition.root));
    assert!(sink.files == expected.files);
    let paths: Vec<&str> = edition.paths.lines().collect();
    assert!(paths.iter().eq(expected.files.keys()), "{paths:?}");
}

#[test]
fn a_full_sink_and_a_broken_spool_end_the_publication() {
    let files = set().publish().archive.files.len() - 1;
    for room in 0..files {
        let (inventory, spool) = taken_in(&set());
        let mut sink = Limited {
            files: BTreeMap::new(),
            room,
        };
        let error = publish(inventory, &spool, &mut sink, &Options::default());
        assert!(matches!(error, Err(PublishError::Unwritable(_))), "{room}");
    }
    let (inventory, spool) = taken_in(&set());
    spool.0[17].lock().unwrap().take();
    let error = publish(inventory, &spool, &mut BTreeMap::new(), &Options::default());
    assert!(matches!(error, Err(PublishError::Spool(_))));
}

use crate::{corpus, files_below, import, import_as};
use kiosque_import::{Cost, Format};
use std::time::{Duration, Instant};

#[test]
fn feeds_of_feed_rs_are_read() {
    let Some(folder) = corpus("feed-rs") else {
        return;
    };
    let files = files_below(&folder);
    let (mut read, mut no_feeds, mut wrong) = (0, 0, Vec::new());
    for path in &files {
        let name = path.display().to_string();
        let imported = import(&name, &std::fs::read(path).unwrap());
        match imported.format {
            Some(Format::Feed | Format::JsonFeed) => read += 1,
            None if name.ends_with(".serde.json") || name.contains("xml_sample") => no_feeds += 1,
            other => wrong.push((name, other)),
        }
    }
    eprintln!("feed-rs: {read} feeds, {no_feeds} others, {wrong:?}");
    assert_eq!((read, no_feeds, files.len()), (66, 66, 132));
}

#[test]
fn no_case_of_the_feed_validator_stops_the_importer() {
    let Some(folder) = corpus("feedvalidator") else {
        return;
    };
    let files = files_below(&folder);
    let mut refused = 0;
    for path in &files {
        let started = Instant::now();
        let imported = import_as(Format::Feed, "v.xml", &std::fs::read(path).unwrap());
        assert!(
            started.elapsed() < Duration::from_secs(1),
            "{}",
            path.display()
        );
        refused += usize::from(
            imported.drafts.is_empty()
                && imported
                    .problems
                    .iter()
                    .any(|problem| problem.kind.cost() == Cost::Refused),
        );
    }
    eprintln!("feedvalidator: {} files, {refused} refused", files.len());
    assert!(files.len() > 2_000);
}

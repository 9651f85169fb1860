use crate::{corpus, files_below, import, import_as};
use kiosque_import::{Cost, Format};
use std::time::{Duration, Instant};

#[test]
fn feeds_of_feed_rs_are_read() {
    let Some(folder) = corpus("feed-rs") else {
        return;
    };
    let (mut read, mut not) = (0, Vec::new());
    for path in files_below(&folder) {
        let name = path.display().to_string();
        if name.ends_with(".serde.json") {
            continue;
        }
        let imported = import(&name, &std::fs::read(&path).unwrap());
        match imported.format {
            Some(Format::Feed | Format::JsonFeed) => read += 1,
            other => not.push((name, other)),
        }
    }
    eprintln!("feed-rs: {read} read, {not:?}");
    assert!(read > 60 && not.len() <= 2);
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

use crate::{corpus, files_below, import};
use kiosque_import::Format;

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

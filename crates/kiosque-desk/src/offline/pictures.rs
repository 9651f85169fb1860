//! The pictures of kept articles, which only the articles themselves name.

use super::store::{Part, Store};
use std::collections::BTreeSet;

/// Paths below the site's base path of the pictures in the packs of a part, in all
/// their widths.
pub(crate) async fn of(store: &Store, part: &Part) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in &part.files {
        if file.starts_with("archive/data/packs/")
            && let Some(pack) = store.text(file).await
        {
            found.extend(named_in(&pack));
        }
    }
    found
}

/// A pack is JSON: quotes of the HTML in it are escaped.
fn named_in(pack: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for attribute in ["data-file=\\\"", "data-srcset=\\\""] {
        for rest in pack.split(attribute).skip(1) {
            let value = rest.split('\\').next().unwrap_or_default();
            let names = value.split(", ").filter_map(|one| one.split(' ').next());
            let names = names.filter(|name| !name.is_empty() && !name.contains('/'));
            found.extend(names.map(|name| ["archive/images/", name].concat()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_found_in_all_their_widths() {
        let pack = r#"{"body":"<img data-file=\"a.png\" data-srcset=\"a-480.png 480w, a.png 960w\"><p>data-file=x</p><img data-file=\"b.jpg\">"}"#;
        let expected = ["a-480.png", "a.png", "b.jpg"].map(|name| format!("archive/images/{name}"));
        assert_eq!(named_in(pack), BTreeSet::from(expected));
        assert!(named_in(r#"{"body":"<img data-file=\"../x\">"}"#).is_empty());
    }
}

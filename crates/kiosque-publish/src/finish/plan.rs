use super::app::App;
use crate::archive::ROOT;

/// When a file is uploaded, so that a reader meets a whole edition at any time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Files that never change, which nothing names yet.
    Immutable = 1,
    /// Pages and what else stands at an address that stays.
    Pages = 2,
    /// The edition pointer.
    Pointer = 3,
}

/// When the file at `path` of the site's folder is uploaded.
pub fn stage_of(path: &str) -> Stage {
    let in_archive = path.strip_prefix(super::site::ARCHIVE);
    match in_archive {
        Some(ROOT) => Stage::Pointer,
        Some(_) => Stage::Immutable,
        None if path.starts_with(App::FOLDER) => Stage::Immutable,
        None => Stage::Pages,
    }
}

/// The plan of an upload: a line for each file, its stage and its path, in the
/// order in which they go.
pub fn plan<'a>(paths: impl Iterator<Item = &'a str>) -> String {
    let mut lines: Vec<(Stage, &str)> = paths.map(|path| (stage_of(path), path)).collect();
    lines.sort_unstable();
    lines.dedup();
    let lines = lines.into_iter();
    lines
        .map(|(stage, path)| format!("{} {path}\n", stage as u8))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_goes_before_what_names_it() {
        let paths = [
            "archive/root.json",
            "index.html",
            "app/a.js",
            "archive/data/packs/b",
            "feeds/atom.xml",
        ];
        let expected = "1 app/a.js\n1 archive/data/packs/b\n2 feeds/atom.xml\n2 index.html\n3 archive/root.json\n";
        assert_eq!(plan(paths.into_iter()), expected);
    }
}

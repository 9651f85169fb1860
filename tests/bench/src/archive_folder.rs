use crate::failure::Failure;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// The files of a folder, by their path in it.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Reads a published archive.
pub fn read(folder: &Path) -> Result<Files, Failure> {
    let mut files = Files::new();
    for entry in WalkDir::new(folder) {
        let entry = entry.map_err(|error| Failure::io(folder)(error.into()))?;
        if entry.file_type().is_file() {
            let path = entry.path();
            let inside = path.strip_prefix(folder).unwrap_or(path);
            let bytes = fs::read(path).map_err(Failure::io(path))?;
            files.insert(inside.to_string_lossy().into_owned(), bytes);
        }
    }
    Ok(files)
}

/// Paths that `before` has otherwise or not at all.
pub fn changed<'a>(files: &'a Files, before: &Files) -> impl Iterator<Item = (&'a str, usize)> {
    let differs = |path: &String, bytes: &Vec<u8>| before.get(path) != Some(bytes);
    let changed = files
        .iter()
        .filter(move |(path, bytes)| differs(path, bytes));
    changed.map(|(path, bytes)| (path.as_str(), bytes.len()))
}

/// Number and bytes.
pub fn sum<'a>(files: impl Iterator<Item = (&'a str, usize)>) -> (usize, usize) {
    files.fold((0, 0), |(count, bytes), (_, length)| {
        (count + 1, bytes + length)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Files {
        let owned = |(path, text): &(&str, &str)| ((*path).to_owned(), text.as_bytes().to_vec());
        list.iter().map(owned).collect()
    }

    #[test]
    fn new_and_altered_files_are_changed_ones() {
        let before = files(&[("a", "1"), ("b", "22"), ("gone", "3")]);
        let after = files(&[("a", "1"), ("b", "23"), ("c", "4444")]);
        let paths: Vec<_> = changed(&after, &before).collect();
        assert_eq!(paths, [("b", 2), ("c", 4)]);
        assert_eq!(sum(changed(&after, &before)), (2, 6));
        assert_eq!(sum(changed(&before, &after)), (2, 3));
    }
}

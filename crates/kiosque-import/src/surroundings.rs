/// What lies around the file being read, within its source and nowhere else.
///
/// Paths are relative to the source, with `/` between their parts, and were
/// checked: no `..`, nothing absolute, no reserved name.
pub trait Surroundings: Sync {
    /// The content of a file.
    fn file(&self, path: &str) -> Option<Vec<u8>>;

    /// The name in the archive of an image, which is taken along; `None` where
    /// there is no such file.
    ///
    /// # Errors
    /// Why there is a file but no image to take along, in words.
    fn image(&self, path: &str) -> Result<Option<String>, String>;
}

/// Nothing around.
pub struct Alone;

impl Surroundings for Alone {
    fn file(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn image(&self, _: &str) -> Result<Option<String>, String> {
        Ok(None)
    }
}

/// The names that an image was taken along under.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageNamesOf {
    /// Of its widest form.
    pub main: String,
    /// Of narrower ones, with their widths in pixels.
    pub narrower: Vec<(u32, String)>,
}

/// What lies around the file being read, within its source and nowhere else.
///
/// Paths are relative to the source, with `/` between their parts, and were
/// checked: no `..`, nothing absolute, no reserved name.
pub trait Surroundings: Sync {
    /// The content of a file.
    fn file(&self, path: &str) -> Option<Vec<u8>>;

    /// An image, which is taken along; `None` where there is no such file.
    ///
    /// # Errors
    /// Why there is a file but no image to take along, in words.
    fn image(&self, path: &str) -> Result<Option<ImageNamesOf>, String>;
}

/// Nothing around.
pub struct Alone;

impl Surroundings for Alone {
    fn file(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn image(&self, _: &str) -> Result<Option<ImageNamesOf>, String> {
        Ok(None)
    }
}

use kiosque_sanitise::ImageForms;

/// What lies around the file being read, within its source and nowhere else;
/// and, where the user wants that, on the web.
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
    fn image(&self, path: &str) -> Result<Option<ImageForms>, String>;

    /// The image of an http or https address, which is taken along; `None`
    /// where nothing is fetched, as here, or where it shows nothing.
    ///
    /// # Errors
    /// Why it is not taken along, in words.
    fn remote_image(&self, _address: &str) -> Result<Option<ImageForms>, String> {
        Ok(None)
    }
}

/// Nothing around.
pub struct Alone;

impl Surroundings for Alone {
    fn file(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn image(&self, _: &str) -> Result<Option<ImageForms>, String> {
        Ok(None)
    }
}

use super::IntakeError;

/// The text of a file, without a byte order mark.
///
/// # Errors
/// [`IntakeError::NotUtf8`], with the line and the byte it is not.
pub fn text_of<'a>(path: &str, bytes: &'a [u8]) -> Result<&'a str, IntakeError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let offset = error.valid_up_to();
        IntakeError::NotUtf8 {
            file: path.to_owned(),
            line: line_at(bytes, offset),
            offset,
        }
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// The line `offset` is in, counted from 1.
fn line_at(bytes: &[u8], offset: usize) -> usize {
    line_breaks(bytes.get(..offset).unwrap_or(bytes)) + 1
}

/// How many lines end in `bytes`.
pub fn line_breaks(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

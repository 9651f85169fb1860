use super::digest::sha256;
use super::{Place, Problem, ProblemKind, SetFile};
use kiosque_model::wire::FileName;
use kiosque_sanitise::ImageNames;
use std::collections::BTreeMap;

/// The folder of a set's images.
pub const FOLDER: &str = "images/";

/// A set's images.
#[derive(Default)]
pub struct SetImages {
    /// By the name in the archive.
    pub files: BTreeMap<String, Vec<u8>>,
    /// From paths in the set to names in the archive.
    pub names: BTreeMap<String, String>,
}

impl SetImages {
    /// Takes `file` in, or says why not.
    pub fn add(&mut self, file: SetFile) -> Option<Problem> {
        let Some(format) = format_of(&file.bytes) else {
            let place = Place::of_file(&file.path);
            return Some(Problem {
                place,
                field: None,
                kind: ProblemKind::UnknownImageFormat,
            });
        };
        let name = format!("{}.{format}", FileName::hash(&sha256(&file.bytes)));
        self.names.insert(file.path, name.clone());
        self.files.insert(name, file.bytes);
        None
    }

    /// As the sanitiser needs them.
    pub fn image_names(&self) -> ImageNames {
        ImageNames::new(self.names.clone())
    }
}

/// The image format by its first bytes; names lie.
fn format_of(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("png"),
        [0xff, 0xd8, 0xff, ..] => Some("jpg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("gif"),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => Some("webp"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_their_first_bytes() {
        for (bytes, expected) in [
            (&b"\x89PNG\r\n\x1a\nrest"[..], Some("png")),
            (b"\xff\xd8\xff\xe0", Some("jpg")),
            (b"GIF89a", Some("gif")),
            (b"RIFF\x01\x02\x03\x04WEBPVP8 ", Some("webp")),
            (b"RIFF\x01\x02\x03\x04WAVE", None),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
            (b"", None),
        ] {
            assert_eq!(format_of(bytes), expected);
        }
    }
}

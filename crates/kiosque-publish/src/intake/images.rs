use super::digest::sha256;
use super::{Place, Problem, ProblemKind};
use kiosque_model::wire::FileName;
use kiosque_sanitise::ImageNames;
use std::collections::BTreeMap;

/// The folder of a set's images.
pub const FOLDER: &str = "images/";

/// A set's images, without their bytes.
#[derive(Default)]
pub struct SetImages {
    /// From paths in the set to names in the archive.
    pub names: BTreeMap<String, String>,
}

impl SetImages {
    /// Takes an image in, or says why not.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> Option<Problem> {
        let Some(format) = format_of(bytes) else {
            return Some(Problem {
                place: Place::of_file(path),
                field: None,
                kind: ProblemKind::UnknownImageFormat,
            });
        };
        self.names.insert(
            path.to_owned(),
            format!("{}.{format}", FileName::hash(&sha256(bytes))),
        );
        None
    }

    /// The path of each image by its name in the archive.
    pub fn paths(&self) -> BTreeMap<String, String> {
        let by_name = self
            .names
            .iter()
            .map(|(path, name)| (name.clone(), path.clone()));
        by_name.collect()
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

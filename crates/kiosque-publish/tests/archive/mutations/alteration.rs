use super::seeded::Seeded;
use std::ops::Range;

/// What becomes of a file's bytes.
#[derive(Clone, Copy, Debug)]
pub enum Alteration {
    FlippedBit,
    Cut,
    Inserted,
    Deleted,
    Repeated,
    OtherNumber,
    OtherFile,
}

impl Alteration {
    pub const ALL: [Self; 7] = [
        Self::FlippedBit,
        Self::Cut,
        Self::Inserted,
        Self::Deleted,
        Self::Repeated,
        Self::OtherNumber,
        Self::OtherFile,
    ];

    /// `bytes` altered once or more often; `other` is another file.
    pub fn of(self, bytes: &[u8], other: &[u8], seeded: &mut Seeded) -> Vec<u8> {
        let mut altered = bytes.to_vec();
        for _ in 0..*seeded.one_of(&[1, 1, 4, 64]) {
            if !altered.is_empty() {
                altered = self.once(&altered, other, seeded);
            }
        }
        altered
    }

    fn once(self, bytes: &[u8], other: &[u8], seeded: &mut Seeded) -> Vec<u8> {
        let mut altered = bytes.to_vec();
        match self {
            Self::FlippedBit => altered[seeded.below(bytes.len())] ^= 1 << seeded.below(8),
            Self::Cut => altered.truncate(seeded.below(bytes.len())),
            Self::Inserted => {
                let at = seeded.below(bytes.len() + 1);
                altered.splice(at..at, piece(seeded));
            }
            Self::Deleted => drop(altered.drain(stretch(bytes, seeded))),
            Self::Repeated => {
                let stretch = stretch(bytes, seeded);
                altered.splice(stretch.end..stretch.end, bytes[stretch].to_vec());
            }
            Self::OtherNumber => drop(altered.splice(number(bytes, seeded), figures(seeded))),
            Self::OtherFile => other.clone_into(&mut altered),
        }
        altered
    }
}

/// A few bytes more often than many.
fn stretch(bytes: &[u8], seeded: &mut Seeded) -> Range<usize> {
    let start = seeded.below(bytes.len());
    let longest = *seeded.one_of(&[2, 16, 256, 4096]);
    start..(start + 1 + seeded.below(longest)).min(bytes.len())
}

/// What JSON may and may not have anywhere.
fn piece(seeded: &mut Seeded) -> Vec<u8> {
    const PIECES: [&[u8]; 14] = [
        b"[",
        b"]",
        b"{",
        b"}",
        b"\"",
        b",",
        b":",
        b"\\",
        b"\0",
        b"\xff",
        b"0",
        b"null,",
        b"{}",
        b"\xd9\x85",
    ];
    seeded.one_of(&PIECES).repeat(1 + seeded.below(200))
}

/// A run of digits; nothing where the file has none.
fn number(bytes: &[u8], seeded: &mut Seeded) -> Range<usize> {
    let starts: Vec<usize> = (0..bytes.len())
        .filter(|at| bytes[*at].is_ascii_digit() && b"[,:".contains(&bytes[at.saturating_sub(1)]))
        .collect();
    if starts.is_empty() {
        return 0..0;
    }
    let start = *seeded.one_of(&starts);
    let digits = bytes[start..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit());
    start..start + digits.count()
}

/// Numbers at which sums and differences go wrong.
fn figures(seeded: &mut Seeded) -> Vec<u8> {
    const FIGURES: [&str; 7] = [
        "0",
        "1",
        "63",
        "64",
        "2147483648",
        "4294967294",
        "4294967295",
    ];
    seeded.one_of(&FIGURES).as_bytes().to_vec()
}

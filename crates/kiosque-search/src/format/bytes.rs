//! Numbers and texts as bytes.

use super::Damage;

/// Bytes being written.
#[derive(Default)]
pub struct Writer {
    bytes: Vec<u8>,
    #[cfg(feature = "authoring")]
    ends: Vec<usize>,
}

/// What a file holds before it is packed.
#[cfg(feature = "authoring")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// All of it.
    pub bytes: Vec<u8>,
    /// Where columns end that are unlike each other, but for the last: each
    /// may have a code of its own.
    pub ends: Vec<usize>,
}

impl Writer {
    /// Seven bits a byte, the lowest first.
    pub fn number(&mut self, value: u32) {
        write_number(&mut self.bytes, value);
    }

    pub fn count(&mut self, count: usize) {
        self.number(u32::try_from(count).unwrap_or(u32::MAX));
    }

    pub fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    pub fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub fn text(&mut self, text: &str) {
        self.count(text.len());
        self.raw(text.as_bytes());
    }

    /// Ends a column.
    #[cfg(feature = "authoring")]
    pub fn end_column(&mut self) {
        self.ends.push(self.bytes.len());
    }

    #[cfg(feature = "authoring")]
    pub fn into_content(self) -> Content {
        Content {
            bytes: self.bytes,
            ends: self.ends,
        }
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// Seven bits a byte, the lowest first.
pub fn write_number(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// Bytes being read: every step says whether they are what it expects.
#[derive(Clone, Copy)]
pub struct Reader<'b> {
    bytes: &'b [u8],
}

impl<'b> Reader<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes }
    }

    pub fn number(&mut self) -> Result<u32, Damage> {
        let mut value = 0_u64;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return u32::try_from(value).map_err(|_| Damage("a number is too large"));
            }
        }
        Err(Damage("a number does not end"))
    }

    /// How many things follow, each of `least` bytes or more: never more than
    /// there is room for.
    pub fn count(&mut self, least: usize) -> Result<usize, Damage> {
        let count = self.number()? as usize;
        if count.saturating_mul(least) > self.bytes.len() {
            return Err(Damage("it ends early"));
        }
        Ok(count)
    }

    pub fn byte(&mut self) -> Result<u8, Damage> {
        let (first, rest) = self.bytes.split_first().ok_or(Damage("it ends early"))?;
        self.bytes = rest;
        Ok(*first)
    }

    pub fn raw(&mut self, length: usize) -> Result<&'b [u8], Damage> {
        let (taken, rest) = self
            .bytes
            .split_at_checked(length)
            .ok_or(Damage("it ends early"))?;
        self.bytes = rest;
        Ok(taken)
    }

    pub fn text(&mut self) -> Result<&'b str, Damage> {
        let length = self.count(1)?;
        as_text(self.raw(length)?)
    }

    pub fn rest(&self) -> &'b [u8] {
        self.bytes
    }

    pub fn is_at_end(&self) -> bool {
        self.bytes.is_empty()
    }
}

pub fn as_text(bytes: &[u8]) -> Result<&str, Damage> {
    std::str::from_utf8(bytes).map_err(|_| Damage("it is no text"))
}

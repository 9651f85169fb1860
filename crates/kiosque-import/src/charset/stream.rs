use super::decode::decode_utf32;
use super::{Charset, STEP};
use encoding_rs::Decoder;
use std::io::{self, BufRead, Read};

/// A file as text while it is read.
pub struct TextStream<R> {
    bytes: R,
    decoding: Decoding,
    /// Bytes not yet decoded, from `at`.
    raw: Vec<u8>,
    /// Text not yet read, from `at`.
    text: Vec<u8>,
    at: usize,
    at_end: bool,
    /// Whether characters had to be replaced.
    pub errors: bool,
}

enum Decoding {
    Web(Box<Decoder>),
    Utf32 { big_endian: bool },
}

impl<R: Read> TextStream<R> {
    /// The text of `bytes`, whose byte order mark was read.
    pub fn new(bytes: R, charset: Charset) -> Self {
        let decoding = match charset {
            Charset::Web(encoding) => {
                Decoding::Web(Box::new(encoding.new_decoder_without_bom_handling()))
            }
            Charset::Utf32 { big_endian } => Decoding::Utf32 { big_endian },
        };
        Self {
            bytes,
            decoding,
            raw: Vec::new(),
            text: Vec::new(),
            at: 0,
            at_end: false,
            errors: false,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        while self.at >= self.text.len() && !self.at_end {
            let kept = self.raw.len();
            self.raw.resize(kept + STEP, 0);
            let read = self
                .bytes
                .read(self.raw.get_mut(kept..).unwrap_or_default())?;
            self.raw.truncate(kept + read);
            self.at_end = read == 0;
            self.decode();
        }
        Ok(())
    }

    fn decode(&mut self) {
        self.at = 0;
        match &mut self.decoding {
            Decoding::Web(decoder) => {
                let room = decoder
                    .max_utf8_buffer_length(self.raw.len())
                    .unwrap_or(self.raw.len() * 4);
                self.text.resize(room.max(16), 0);
                let (_, read, written, errors) =
                    decoder.decode_to_utf8(&self.raw, &mut self.text, self.at_end);
                self.text.truncate(written);
                self.raw.drain(..read);
                self.errors |= errors;
            }
            Decoding::Utf32 { big_endian } => {
                let whole = match self.at_end {
                    true => self.raw.len(),
                    false => self.raw.len() / 4 * 4,
                };
                let units = self.raw.get(..whole).unwrap_or_default();
                let (text, errors) = decode_utf32(units, *big_endian);
                self.text = text.into_bytes();
                self.raw.drain(..whole);
                self.errors |= errors;
            }
        }
    }
}

impl<R: Read> BufRead for TextStream<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.fill()?;
        Ok(self.text.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.at = self.text.len().min(self.at + amount);
    }
}

impl<R: Read> Read for TextStream<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

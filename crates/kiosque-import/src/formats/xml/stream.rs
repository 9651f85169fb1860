//! The parts of a document, one after another.

use super::namespace::Space;
use crate::limits::Limits;
use encoding_rs::WINDOWS_1252;
use quick_xml::Reader;
use quick_xml::escape::{resolve_html5_entity, unescape_with};
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::io::{self, BufRead, Read};

/// Text that counts the lines that were read, and of which no part is held that nobody
/// reads: of a text, tag or comment of more than `most` bytes only the signs go on, for
/// some of them end it, with a space for what stood between; twice as much ends all.
pub(crate) struct Lines<R> {
    text: R,
    line: usize,
    /// Bytes of the part that is being read.
    part: usize,
    most: usize,
    /// Whether the next byte is a space for what was left out.
    is_gap: bool,
    /// Whether a part has ended all.
    is_over: bool,
}

/// Whether a byte is one that markup is made of, besides names.
fn is_sign(byte: u8) -> bool {
    matches!(
        byte,
        b'<' | b'>' | b'&' | b';' | b'\'' | b'"' | b'[' | b']' | b'!' | b'?' | b'/' | b'-'
    )
}

impl<R: BufRead> Lines<R> {
    fn new(text: R, most: usize) -> Self {
        Self {
            text,
            line: 1,
            part: 0,
            most,
            is_gap: false,
            is_over: false,
        }
    }

    /// Another part begins.
    fn begin(&mut self) {
        self.part = 0;
        self.is_gap = false;
    }

    /// What is wrong with a part that ended all.
    fn excess(&self) -> Option<String> {
        let limit = (2 * self.most) >> 20;
        self.is_over
            .then(|| format!("more than {limit} MB in one text, tag or comment"))
    }

    fn pass(&mut self, amount: usize) {
        // What is consumed was filled before, so that this reads nothing.
        let passed = self.text.fill_buf().unwrap_or_default();
        let passed = passed.get(..amount).unwrap_or(passed);
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.text.consume(amount);
    }

    /// The next signs, or a space for what stands before them.
    fn signs(&mut self) -> io::Result<&[u8]> {
        loop {
            let text = self.text.fill_buf()?;
            let others = text.iter().take_while(|byte| !is_sign(**byte)).count();
            if others == 0 {
                break;
            }
            self.pass(others);
            self.is_gap = true;
        }
        if self.is_gap {
            return Ok(b" ");
        }
        let text = self.text.fill_buf()?;
        let signs = text.iter().take_while(|byte| is_sign(**byte)).count();
        Ok(text.get(..signs).unwrap_or_default())
    }
}

impl<R: BufRead> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Lines<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.part / self.most.max(1) {
            0 => self.text.fill_buf(),
            1 => self.signs(),
            _ => {
                self.is_over = true;
                Ok(&[])
            }
        }
    }

    fn consume(&mut self, amount: usize) {
        self.part += amount;
        match self.is_gap {
            true => self.is_gap = amount == 0,
            false => self.pass(amount),
        }
    }
}

/// An element's start.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Start {
    /// The name as it is written, with its prefix.
    pub(crate) written: String,
    /// Names and values, without those that declare namespaces.
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) is_empty: bool,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    Start(Start),
    End(String),
    Text(String),
    /// The end, with what is wrong where the document just stops.
    Finish(Option<String>),
}

/// The parts of a document.
pub(crate) struct Stream<R> {
    reader: Reader<Lines<R>>,
    buffer: Vec<u8>,
    /// What stands behind the text that was given last.
    pending: Option<Part>,
    limits: Limits,
    /// Prefixes that open elements declare, each with the depth it holds from.
    declared: Vec<(usize, String, Space)>,
    depth: usize,
}

impl<R: BufRead> Stream<R> {
    pub(crate) fn new(text: R, limits: &Limits) -> Self {
        // Enough to see that it is more than an article may hold.
        let most = limits.item + 1024;
        let mut reader = Reader::from_reader(Lines::new(text, most));
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        config.expand_empty_elements = false;
        Self {
            reader,
            buffer: Vec::new(),
            pending: None,
            limits: *limits,
            declared: Vec::new(),
            depth: 0,
        }
    }

    /// The line that was read last.
    pub(crate) fn line(&self) -> usize {
        self.reader.get_ref().line
    }

    /// Reads the next part.
    ///
    /// # Errors
    /// What the file answers; what is wrong with its XML only ends it.
    pub(crate) fn next(&mut self) -> io::Result<Part> {
        if let Some(part) = self.pending.take() {
            return Ok(part);
        }
        let mut text = String::new();
        let part = self.part_behind(&mut text)?;
        if text.is_empty() {
            return Ok(part);
        }
        self.pending = Some(part);
        Ok(Part::Text(text))
    }

    /// The next part that is no text, with the text before it: references and
    /// sections part text into many pieces.
    fn part_behind(&mut self, text: &mut String) -> io::Result<Part> {
        loop {
            self.buffer.clear();
            self.reader.get_mut().begin();
            let event = match self.reader.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(quick_xml::Error::Io(error)) => {
                    return Err(io::Error::new(error.kind(), error));
                }
                Err(error) => {
                    let excess = self.reader.get_ref().excess();
                    let reason = excess.unwrap_or_else(|| error.to_string());
                    return Ok(Part::Finish(Some(reason)));
                }
            };
            match event {
                Event::Start(tag) => return Ok(Part::Start(start_of(&tag, false, &self.limits))),
                Event::Empty(tag) => return Ok(Part::Start(start_of(&tag, true, &self.limits))),
                Event::End(tag) => return Ok(Part::End(tag.name().as_ref().trim_end().to_owned())),
                Event::Eof => return Ok(Part::Finish(self.reader.get_ref().excess())),
                // More than an article may hold is enough to see that.
                _ if text.len() > self.limits.item => (),
                Event::Text(piece) => push_mended(text, &piece),
                Event::CData(piece) => push_mended(text, &piece),
                Event::GeneralRef(reference) => push_character(text, &reference),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => (),
            }
        }
    }

    /// Enters an element whose start was read: takes its declarations.
    pub(crate) fn enter(&mut self, start: &mut Start) {
        self.depth += 1;
        let depth = self.depth;
        let declared = &mut self.declared;
        start.attributes.retain(|(name, value)| {
            let prefix = match name.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) if rest.starts_with(':') => rest.trim_start_matches(':'),
                _ => return true,
            };
            declared.push((depth, prefix.to_owned(), Space::of_address(value)));
            false
        });
    }

    /// Leaves the element that was entered last.
    pub(crate) fn leave(&mut self) {
        let depth = self.depth;
        while self
            .declared
            .last()
            .is_some_and(|(since, ..)| *since >= depth)
        {
            self.declared.pop();
        }
        self.depth = depth.saturating_sub(1);
    }

    /// The vocabulary and the local name, in lower case, of a name.
    pub(crate) fn resolve(&self, written: &str) -> (Option<Space>, String) {
        let (prefix, local) = written.split_once(':').unwrap_or(("", written));
        let declared = self
            .declared
            .iter()
            .rev()
            .find(|(_, name, _)| name == prefix);
        let space = match (declared, prefix) {
            (Some((_, _, space)), _) => Some(*space),
            (None, "") => None,
            (None, prefix) => Some(Space::of_prefix(&prefix.to_ascii_lowercase())),
        };
        (space, local.to_ascii_lowercase())
    }
}

fn start_of(tag: &BytesStart<'_>, is_empty: bool, limits: &Limits) -> Start {
    let mut written = tag.html_attributes();
    let attributes = written
        .with_checks(false)
        .take(limits.attributes)
        .filter_map(Result::ok)
        .map(|attribute| {
            let value = unescape_with(&attribute.value, resolve_html5_entity)
                .map_or_else(|_| attribute.value.to_string(), |value| value.into_owned());
            (attribute.key.as_ref().to_owned(), value)
        });
    Start {
        written: tag.name().as_ref().to_owned(),
        attributes: attributes.collect(),
        is_empty,
    }
}

/// What a reference stands for: a character, an entity of HTML, or itself,
/// for nothing that a document type declares is expanded.
fn push_character(text: &mut String, reference: &BytesRef<'_>) {
    let name: &str = reference;
    match reference.resolve_char_ref() {
        Ok(Some(c)) => text.push(as_windows_1252(c)),
        Ok(None) => match resolve_html5_entity(name) {
            Some(entity) => text.push_str(entity),
            None => text.extend(["&", name, ";"]),
        },
        Err(_) => (),
    }
}

/// Text in which controls that no text has are the letters they were meant as.
fn push_mended(text: &mut String, piece: &str) {
    let is_control = |c: char| ('\u{80}'..='\u{9f}').contains(&c);
    match piece.contains(is_control) {
        true => text.extend(piece.chars().map(as_windows_1252)),
        false => text.push_str(piece),
    }
}

/// Numbers of controls mean letters of windows-1252, as in HTML.
fn as_windows_1252(c: char) -> char {
    match u8::try_from(u32::from(c)) {
        Ok(byte @ 0x80..=0x9f) => WINDOWS_1252.decode(&[byte]).0.chars().next().unwrap_or(c),
        _ => c,
    }
}

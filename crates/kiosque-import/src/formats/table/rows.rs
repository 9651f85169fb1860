use super::columns::Header;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// How often a table may be read in vain, looking for the ends of quotes; then each
/// row ends with its line.
const IN_VAIN: usize = 2;

/// The rows of a table, behind its header.
pub(super) struct Rows<'a> {
    text: &'a str,
    columns: usize,
    /// Making a reader takes as long as reading some hundred rows.
    quoting: Reader,
    literal: Reader,
    /// Where the next row starts.
    at: usize,
    /// The line it starts in, counted from 1.
    line: usize,
    /// Bytes read looking for the ends of quotes that have none.
    in_vain: usize,
}

/// A row.
pub(super) struct Row {
    /// The line it starts in, counted from 1.
    pub(super) line: usize,
    pub(super) values: Vec<String>,
    /// Whether its quotes are read as they stand, because one has no end.
    pub(super) is_mended: bool,
    /// Why its values cannot be told apart.
    pub(super) complaint: Option<String>,
}

impl<'a> Rows<'a> {
    pub(super) fn behind_header(text: &'a str, header: Header<'_>, columns: usize) -> Self {
        let mut rows = Self {
            text,
            columns,
            quoting: reader(header.delimiter, true),
            literal: reader(header.delimiter, false),
            at: 0,
            line: 1,
            in_vain: 0,
        };
        for _ in 0..=header.above {
            rows.skip_blank_lines();
            rows.skip_line();
        }
        rows
    }

    pub(super) fn next(&mut self) -> Option<Row> {
        self.skip_blank_lines();
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let line = self.line;
        let first = rest.split_inclusive('\n').next().unwrap_or(rest);
        let rest = match self.in_vain > IN_VAIN * self.text.len() {
            true => first,
            false => rest,
        };
        let (values, length) = record(&mut self.quoting, self.columns, rest);
        let read = rest.get(..length).unwrap_or_default();
        if self.is_unclosed(rest, length) || self.swallows(read, &values) {
            self.in_vain += length;
            let (values, _) = record(&mut self.literal, self.columns, first);
            self.skip_line();
            return Some(self.row(values, line, true));
        }
        self.at += length;
        self.line += read.matches('\n').count();
        Some(self.row(values, line, false))
    }

    /// A row whose quotes mean nothing is kept where its columns are whole.
    fn row(&self, mut values: Vec<String>, line: usize, unquoted: bool) -> Row {
        let complaint = (unquoted && values.len() != self.columns).then(|| {
            format!(
                "a quote that is not closed, and {} columns instead of {}",
                values.len(),
                self.columns
            )
        });
        if unquoted {
            for value in &mut values {
                *value = value.trim_matches('"').to_owned();
            }
        }
        Row {
            line,
            values,
            is_mended: unquoted,
            complaint,
        }
    }

    /// Whether the record goes to the end of the text inside a quote.
    fn is_unclosed(&self, rest: &str, length: usize) -> bool {
        length == rest.len() && !rest.matches('"').count().is_multiple_of(2)
    }

    /// Whether a record of several lines is what a quote without an end makes of
    /// them: too many columns, or a quote that ends where no value does.
    fn swallows(&self, read: &str, values: &[String]) -> bool {
        if read.trim_end().lines().nth(1).is_none() {
            return false;
        }
        let is_quoted = |value: &&String| {
            let value = value.trim_end().replace('"', "\"\"");
            read.contains(&format!("\"{value}\""))
        };
        let mut of_lines = values.iter().filter(|value| value.contains('\n'));
        values.len() > self.columns || !of_lines.all(|value| is_quoted(&value))
    }

    fn skip_line(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at += rest.split_inclusive('\n').next().map_or(0, str::len);
        self.line += 1;
    }

    fn skip_blank_lines(&mut self) {
        while let Some(rest) = self.text.get(self.at..).filter(|rest| !rest.is_empty()) {
            let line = rest.split_inclusive('\n').next().unwrap_or_default();
            let is_blank = line
                .bytes()
                .all(|byte| matches!(byte, b'\r' | b'\n' | b' '));
            if !is_blank {
                return;
            }
            self.skip_line();
        }
    }
}

fn reader(delimiter: u8, quoting: bool) -> Reader {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter).quoting(quoting).build()
}

/// The values of the first record of `text`, and how much of the text it takes.
fn record(reader: &mut Reader, columns: usize, text: &str) -> (Vec<String>, usize) {
    reader.reset();
    let (mut values, mut ends) = (vec![0; 256], vec![0; columns + 8]);
    let (mut at, mut written, mut ended) = (0, 0, 0);
    loop {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        let room = values.get_mut(written..).unwrap_or_default();
        let (result, read, wrote, ends_written) =
            reader.read_record(rest, room, ends.get_mut(ended..).unwrap_or_default());
        at += read;
        written += wrote;
        ended += ends_written;
        match result {
            // Behind the last byte the reader is asked once more.
            ReadRecordResult::InputEmpty => (),
            ReadRecordResult::OutputFull => values.resize(values.len() * 2, 0),
            ReadRecordResult::OutputEndsFull => ends.resize(ends.len() * 2, 0),
            ReadRecordResult::Record | ReadRecordResult::End => break,
        }
    }
    let ends = ends.get(..ended).unwrap_or_default();
    (parted(&values, ends), at)
}

/// The values that end at these places.
fn parted(values: &[u8], ends: &[usize]) -> Vec<String> {
    let starts = std::iter::once(&0).chain(ends);
    let value = |(start, end): (&usize, &usize)| {
        let value = values.get(*start..*end).unwrap_or_default();
        String::from_utf8_lossy(value).into_owned()
    };
    starts.zip(ends).map(value).collect()
}

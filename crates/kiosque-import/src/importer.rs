//! One file in, drafts and problems out, in the file's order.

use crate::adapt::Adapter;
use crate::charset::{Charset, TextStream, choose, decode};
use crate::detect::detect;
use crate::draft::Draft;
use crate::format::Format;
use crate::formats;
use crate::formats::wordpress::Attachments;
use crate::found::{Emit, Found, RawArticle};
use crate::limits::Limits;
use crate::problem::{Place, Problem, ProblemKind};
use crate::settings::Settings;
use crate::surroundings::Surroundings;
use kiosque_sanitise::Sanitiser;
use rayon::prelude::*;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

/// How much of a file its format is known by, in bytes.
const BEGINNING: u64 = 64 << 10;

/// Articles adapted together.
const TOGETHER: usize = 256;

/// Bytes of articles adapted together.
const TOGETHER_BYTES: usize = 4 << 20;

/// A file of a source.
#[derive(Clone, Copy, Debug)]
pub struct SourceFile<'a> {
    /// The name of the source, as it was given.
    pub source: &'a str,
    /// The file's path in the source, with `/` between its parts; empty where
    /// the source is the file.
    pub path: &'a str,
}

impl SourceFile<'_> {
    /// What the file is called in reports.
    pub fn label(&self) -> String {
        match self.path {
            "" => self.source.to_owned(),
            path => format!("{}/{path}", self.source),
        }
    }

    /// The path its own name is the end of.
    pub(crate) fn name(&self) -> &str {
        if self.path.is_empty() {
            self.source
        } else {
            self.path
        }
    }
}

/// A file's bytes, which some formats are read from twice.
pub trait Content: Read + Seek {}

impl<T: Read + Seek> Content for T {}

/// What comes of a file, article by article.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// An article for the set.
    Draft(Box<Draft>),
    /// That a tag is narrower than another.
    WiderTag {
        /// The tag.
        tag: String,
        /// The wider one.
        wider: String,
    },
    /// What could not be imported as it is.
    Problem(Problem),
}

/// Imports files, one at a time or several side by side.
pub struct Importer {
    settings: Settings,
    limits: Limits,
    sanitiser: Sanitiser,
}

impl Importer {
    /// With what the user says, within limits.
    pub fn new(settings: Settings, limits: Limits) -> Self {
        Self {
            sanitiser: Sanitiser::new(limits.body),
            settings,
            limits,
        }
    }

    /// Reads a file. `sink` gets its articles and problems in their order.
    /// Gives the format it was read as, `None` where it is of none and nothing
    /// was said.
    ///
    /// # Errors
    /// What `content` answers; the articles before it are with the sink.
    pub fn import(
        &self,
        file: &SourceFile<'_>,
        content: &mut dyn Content,
        around: &dyn Surroundings,
        sink: &mut dyn FnMut(Outcome),
    ) -> io::Result<Option<Format>> {
        let mut beginning = Vec::new();
        (&mut *content)
            .take(BEGINNING)
            .read_to_end(&mut beginning)?;
        let (sample, _) = decode(&beginning, self.settings.charset.as_deref());
        let detected = || detect(&sample, file.name());
        let Some(format) = self.settings.format.or_else(detected) else {
            return Ok(None);
        };
        let adapter = Adapter {
            settings: &self.settings,
            limits: &self.limits,
            sanitiser: &self.sanitiser,
            around,
            source: file.source,
            path: file.path,
        };
        let label: Arc<str> = file.label().into();
        let mut batch = Batch {
            adapter: &adapter,
            found: Vec::new(),
            bytes: 0,
            sink,
        };
        match format {
            Format::Feed | Format::WordPress => {
                self.stream(format, &label, &beginning, content, &mut batch)?;
            }
            _ => self.whole(format, file, &label, beginning, content, around, &mut batch)?,
        }
        batch.flush();
        Ok(Some(format))
    }
}

impl Importer {
    /// Reads XML as it streams.
    fn stream(
        &self,
        format: Format,
        label: &Arc<str>,
        beginning: &[u8],
        content: &mut dyn Content,
        batch: &mut Batch<'_>,
    ) -> io::Result<()> {
        let choice = choose(beginning, self.settings.charset.as_deref());
        let context = formats::xml::Context {
            file: label,
            limits: &self.limits,
        };
        let start = beginning.get(choice.mark..).unwrap_or_default();
        let attachments = match format {
            Format::WordPress => attachments(start, content, choice.charset, &context)?,
            _ => Attachments::default(),
        };
        let mut text = TextStream::new(start.chain(content), choice.charset);
        let whole = Place::of_file(label);
        if let Some(kind) = choice.remark {
            batch.take(Found::Problem(Problem::new(&whole, None, kind)));
        }
        let mut emit = |found| batch.take(found);
        match format {
            Format::WordPress => {
                formats::wordpress::read(&mut text, &attachments, &context, &mut emit)?;
            }
            _ => formats::feed::read(&mut text, &context, &mut emit)?,
        }
        if text.errors {
            let charset = choice.charset.name();
            let kind = ProblemKind::Undecodable { charset };
            batch.take(Found::Problem(Problem::new(&whole, None, kind)));
        }
        Ok(())
    }

    /// Reads a file whose format needs all of it at once.
    #[expect(
        clippy::too_many_arguments,
        reason = "each is one thing of the file being read"
    )]
    fn whole(
        &self,
        format: Format,
        file: &SourceFile<'_>,
        label: &Arc<str>,
        mut bytes: Vec<u8>,
        content: &mut dyn Read,
        around: &dyn Surroundings,
        batch: &mut Batch<'_>,
    ) -> io::Result<()> {
        let limit = self.limits.file;
        let room = (limit + 1).saturating_sub(bytes.len());
        content
            .take(u64::try_from(room).unwrap_or(u64::MAX))
            .read_to_end(&mut bytes)?;
        let whole = Place::of_file(label);
        if bytes.len() > limit {
            let kind = ProblemKind::FileTooLarge { limit };
            batch.take(Found::Problem(Problem::new(&whole, None, kind)));
            return Ok(());
        }
        let (text, problems) = decode(&bytes, self.settings.charset.as_deref());
        for kind in problems {
            batch.take(Found::Problem(Problem::new(&whole, None, kind)));
        }
        let mut emit = |found| batch.take(found);
        self.read_text(format, &text, file, label, around, &mut emit);
        Ok(())
    }

    fn read_text(
        &self,
        format: Format,
        text: &str,
        file: &SourceFile<'_>,
        label: &Arc<str>,
        around: &dyn Surroundings,
        emit: &mut Emit<'_>,
    ) {
        let limits = &self.limits;
        match format {
            Format::JsonFeed => formats::json_feed::read(text, label, file.path, limits, emit),
            Format::Markdown => formats::markdown::read(text, label, file, limits, emit),
            Format::Page => formats::page::read(text, label, file, limits, emit),
            Format::Table => formats::table::read(text, label, file, limits, around, emit),
            Format::Review => formats::review::read(text, label, file, emit),
            // Read as they stream.
            Format::Feed | Format::WordPress => (),
        }
    }
}

/// The files of an export, which may stand behind the posts that show them: it is
/// read to its end and then again, unless it comes through a pipe.
fn attachments(
    start: &[u8],
    content: &mut dyn Content,
    charset: Charset,
    context: &formats::xml::Context<'_>,
) -> io::Result<Attachments> {
    let Ok(place) = content.stream_position() else {
        return Ok(Attachments::default());
    };
    let text = TextStream::new(start.chain(&mut *content), charset);
    let attachments = Attachments::of(text, context)?;
    content.seek(SeekFrom::Start(place))?;
    Ok(attachments)
}

/// What was found and not yet adapted: articles are adapted side by side, and
/// leave in their order.
struct Batch<'a> {
    adapter: &'a Adapter<'a>,
    found: Vec<Found>,
    bytes: usize,
    sink: &'a mut dyn FnMut(Outcome),
}

impl Batch<'_> {
    fn take(&mut self, found: Found) {
        self.bytes += match &found {
            Found::Article(raw) => size_of(raw),
            Found::Problem(_) | Found::WiderTag { .. } => 0,
        };
        self.found.push(found);
        if self.found.len() >= TOGETHER || self.bytes >= TOGETHER_BYTES {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let found = std::mem::take(&mut self.found);
        self.bytes = 0;
        let adapter = self.adapter;
        let adapted: Vec<_> = found
            .into_par_iter()
            .map(|found| adapted(adapter, found))
            .collect();
        adapted.into_iter().flatten().for_each(&mut *self.sink);
    }
}

/// What becomes of one thing that was found: problems, then what they are about.
fn adapted(adapter: &Adapter<'_>, found: Found) -> Vec<Outcome> {
    match found {
        Found::Article(raw) => {
            let (draft, problems) = adapter.adapt(*raw);
            let problems = problems.into_iter().map(Outcome::Problem);
            let draft = draft.map(|draft| Outcome::Draft(Box::new(draft)));
            problems.chain(draft).collect()
        }
        Found::WiderTag { tag, wider } => vec![Outcome::WiderTag { tag, wider }],
        Found::Problem(problem) => vec![Outcome::Problem(problem)],
    }
}

/// About what an article takes, in bytes.
fn size_of(raw: &RawArticle) -> usize {
    let body = [&raw.item.content_html, &raw.item.content_text];
    let length = |text: &Option<String>| text.as_ref().map_or(0, String::len);
    body.into_iter().map(length).sum::<usize>() + 500
}

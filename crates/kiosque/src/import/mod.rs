//! `kiosque import`: sources in, an article set out.

mod around;
mod fetch;
mod fetched;
mod images;
mod intake;
mod report;
mod set;
mod settings;
mod sources;
mod spool;
#[cfg(test)]
mod tests;

use crate::arguments::ImportArguments;
use crate::failure::Failure;
use crate::progress::{Phase, Progress};
use around::Around;
use fetch::{Bounds, Fetcher};
use images::Images;
use intake::Intake;
use kiosque_import::{Importer, Limits, Outcome, Settings};
use rayon::prelude::*;
use set::SetFolder;
use sources::{FoundSource, Sources};
use std::net::IpAddr;
use std::time::Instant;

/// Bytes of files that are read side by side; a larger file is read alone.
const TOGETHER: u64 = 16 << 20;

/// Files that are read side by side.
const TOGETHER_FILES: usize = 128;

/// Imports sources into a set.
///
/// # Errors
/// Where nothing could be read, where a part was refused, and where the set
/// cannot be read or written.
pub fn run(arguments: &ImportArguments) -> Result<(), Failure> {
    import(arguments, fetch::is_public)
}

/// Imports; pictures are fetched from addresses that are `allowed` only.
fn import(arguments: &ImportArguments, allowed: fn(IpAddr) -> bool) -> Result<(), Failure> {
    let started = Instant::now();
    let progress = Progress::new(arguments.quiet);
    let set = SetFolder::open(&arguments.into)?;
    let sources = sources::find(&arguments.sources, &arguments.into);
    let fetcher = arguments
        .fetch_images
        .then(|| Fetcher::new(Bounds::default(), allowed));
    let images = Images::new(&arguments.into, arguments.dry_run, fetcher)?;
    let mut intake = Intake::new(&set, arguments.report.is_some())?;
    take_sources(&sources, arguments, &images, &mut intake, &progress)?;
    progress.step("writing the set");
    let report = intake.finish(&set, &sources.names, arguments)?;
    images.finish()?;
    progress.done();
    report.tell(arguments, started.elapsed())
}

fn take_sources(
    sources: &Sources,
    arguments: &ImportArguments,
    images: &Images,
    intake: &mut Intake,
    progress: &Progress,
) -> Result<(), Failure> {
    let importer = Importer::new(settings(arguments), Limits::default());
    let phase = progress.reading(sources.files.iter().map(|file| file.length).sum());
    for problem in &sources.problems {
        intake.take(Outcome::Problem(problem.clone()))?;
    }
    for passed_over in &sources.passed_over {
        intake.passed_over(passed_over.clone());
    }
    let mut rest = sources.files.as_slice();
    while !rest.is_empty() {
        let (together, after) = rest.split_at(how_many_together(rest));
        match together {
            [file] => alone(&importer, file, images, intake, &phase)?,
            files => side_by_side(&importer, files, images, intake, &phase)?,
        }
        rest = after;
    }
    Ok(())
}

fn settings(arguments: &ImportArguments) -> Settings {
    Settings {
        format: arguments.format,
        tags: arguments.tags.clone(),
        source: arguments.source.clone(),
        language: arguments.lang.clone(),
        date_order: arguments.date_format.map(Into::into),
        charset: arguments.charset.clone(),
    }
}

/// As many files as fit together, and one at least.
fn how_many_together(files: &[FoundSource]) -> usize {
    let mut bytes = 0;
    let fits = |file: &&FoundSource| {
        bytes += file.length;
        bytes <= TOGETHER
    };
    files
        .iter()
        .take(TOGETHER_FILES)
        .take_while(fits)
        .count()
        .max(1)
}

/// Reads one file, whose articles go on as they come.
fn alone(
    importer: &Importer,
    file: &FoundSource,
    images: &Images,
    intake: &mut Intake,
    phase: &Phase<'_>,
) -> Result<(), Failure> {
    let mut failed = None;
    let around = Around::new(file, images);
    let read = &|bytes| phase.bytes(bytes);
    let reading = file.import(importer, &around, read, &mut |outcome| {
        if matches!(outcome, Outcome::Draft(_)) {
            phase.article();
        }
        if failed.is_none() {
            failed = intake.take(outcome).err();
        }
    });
    intake.note_format(file, reading);
    failed.map_or(Ok(()), Err)
}

fn side_by_side(
    importer: &Importer,
    files: &[FoundSource],
    images: &Images,
    intake: &mut Intake,
    phase: &Phase<'_>,
) -> Result<(), Failure> {
    let read = |file: &FoundSource| {
        let mut outcomes = Vec::new();
        let around = Around::new(file, images);
        let read = &|bytes| phase.bytes(bytes);
        let reading = file.import(importer, &around, read, &mut |outcome| {
            outcomes.push(outcome)
        });
        phase.article();
        (reading, outcomes)
    };
    let read: Vec<_> = files.par_iter().map(read).collect();
    for (file, (reading, outcomes)) in files.iter().zip(read) {
        intake.note_format(file, reading);
        outcomes
            .into_iter()
            .try_for_each(|outcome| intake.take(outcome))?;
    }
    Ok(())
}

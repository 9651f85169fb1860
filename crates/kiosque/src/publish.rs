use crate::arguments::PublishArguments;
use crate::failure::Failure;
use crate::output::{Output, Written};
use crate::problems::{counted, describe};
use crate::progress::Progress;
use crate::set_folder::read_sets;
use kiosque_publish::archive::{Archive, Options, build_archive};
use kiosque_publish::intake::{ArticleSet, check_newest, read_set};
use std::time::Instant;

/// Publishes sets as an archive.
///
/// # Errors
/// Before anything is written where the input or the folder is at fault.
pub fn run(arguments: &PublishArguments) -> Result<(), Failure> {
    let started = Instant::now();
    let progress = Progress::new(arguments.quiet);
    let output = Output::open(&arguments.out)?;
    progress.step("reading".to_owned());
    let (set, complaints) = take_in(arguments)?;
    progress.step(format!(
        "publishing {}",
        counted(set.articles.len(), "article")
    ));
    let archive = build_archive(
        set,
        &Options {
            as_of: arguments.as_of.clone(),
        },
    )?;
    let total = archive.files.len();
    let written = output.write(&archive, |files| {
        progress.step(format!("writing file {files} of {total}"))
    })?;
    progress.done();
    eprint!("{complaints}");
    if !arguments.quiet {
        println!(
            "{}",
            summary(&archive, written, started.elapsed().as_secs_f64())
        );
    }
    Ok(())
}

/// The set, and what is wrong with parts of it, in words.
fn take_in(arguments: &PublishArguments) -> Result<(ArticleSet, String), Failure> {
    let found = read_sets(&arguments.sets, &arguments.out)?;
    let set = read_set(found.files)?;
    check_newest(
        &set.articles,
        arguments.accept_future || arguments.as_of.is_some(),
    )?;
    let mut complaints: String = found
        .skipped
        .iter()
        .map(|skipped| format!("  passed over {skipped}\n"))
        .collect();
    if !set.problems.is_empty() {
        let problems = counted(set.problems.len(), "problem");
        complaints += &format!(
            "kiosque: {problems} in the set; the rest was published\n{}",
            describe(&set.problems)
        );
    }
    Ok((set, complaints))
}

fn summary(archive: &Archive, written: Written, seconds: f64) -> String {
    let count =
        |number: u32, noun: &str| counted(usize::try_from(number).unwrap_or(usize::MAX), noun);
    format!(
        "Published {}, {}, as edition {}: {} of {:.1} MB, {} of them new, in {seconds:.1} s.",
        count(archive.report.articles, "article"),
        count(archive.report.tags, "tag"),
        archive.edition,
        counted(written.files, "file"),
        written.bytes as f64 / 1_000_000.0,
        written.new_files,
    )
}

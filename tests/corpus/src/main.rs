//! `kiosque-corpus N [--seed S] [--into DIR] [--later K]`: writes a set of N made
//! articles into DIR, and into DIR-later.json the K that come after, in its last
//! month: what a later edition adds.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command speaks on its standard streams"
)]

use kiosque_corpus::{Corpus, Failure, LATER, Model, Texts, write_feed, write_set};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

const USAGE: &str = "cargo xtask corpus N [--seed S] [--into DIR] [--later K]";

/// What to make.
#[derive(Debug, PartialEq, Eq)]
struct Order {
    size: usize,
    seed: u64,
    into: PathBuf,
    later: usize,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let order = match order(&words) {
        Ok(order) => order,
        Err(reason) => {
            eprintln!("corpus: {reason}; {USAGE}");
            return ExitCode::from(2);
        }
    };
    match make(&order) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("corpus: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn make(order: &Order) -> Result<(), Failure> {
    let started = Instant::now();
    let top = workspace();
    let corpora = top.join("../shared/corpora");
    let texts = Texts::read(&top.join("public/articles"), &corpora)?;
    for missing in &texts.missing {
        println!("skipped: no {missing} to learn from");
    }
    let model = Model::learn(&texts);
    drop(texts);
    let corpus = Corpus::new(&model, order.size, order.seed);
    write_set(&corpus, &order.into)?;
    if order.later > 0 {
        let mut path = order.into.clone().into_os_string();
        path.push("-later.json");
        write_feed(
            &corpus,
            order.size..order.size + order.later,
            Path::new(&path),
        )?;
    }
    let (into, seconds) = (order.into.display(), started.elapsed().as_secs_f64());
    println!("{into}: {} articles in {seconds:.1} s", order.size);
    Ok(())
}

fn workspace() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).unwrap_or(package)
}

fn order(words: &[String]) -> Result<Order, String> {
    let (mut size, mut seed, mut into, mut later) = (None, 1, None, 0);
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(format!("`{word}` wants a value"));
        match word.as_str() {
            "--seed" => seed = number(value()?)?,
            "--later" => later = number(value()?)?,
            "--into" => into = Some(PathBuf::from(value()?)),
            count if size.is_none() => size = Some(number(count)?),
            other => return Err(format!("`{other}` is not known")),
        }
    }
    let size = size.ok_or("how many articles?")?;
    let made = || workspace().join(format!("target/corpus/{size}-{seed}"));
    Ok(Order {
        size: usize::try_from(size).map_err(|error| error.to_string())?,
        seed,
        into: into.unwrap_or_else(made),
        later: usize::try_from(later)
            .ok()
            .filter(|later| *later <= LATER)
            .ok_or(format!("at most {LATER} come later"))?,
    })
}

/// `100k` and `1M` are numbers, too.
fn number(word: &str) -> Result<u64, String> {
    let (digits, unit) = match word.trim_end_matches(['k', 'M']) {
        digits if word.ends_with('k') => (digits, 1_000),
        digits if word.ends_with('M') => (digits, 1_000_000),
        digits => (digits, 1),
    };
    let number = digits.replace('_', "").parse::<u64>().ok();
    let number = number.and_then(|number| number.checked_mul(unit));
    number.ok_or_else(|| format!("`{word}` is no number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Result<(usize, u64), &str>) {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        let found = order(&words).map(|order| (order.size, order.seed));
        assert_eq!(found, expected.map_err(str::to_owned), "{line}");
    }

    #[test]
    fn what_to_make_is_read_from_the_command_line() {
        check("10000", Ok((10_000, 1)));
        check("100k --seed 7", Ok((100_000, 7)));
        check("--into x 1M", Ok((1_000_000, 1)));
        check("", Err("how many articles?"));
        check("many", Err("`many` is no number"));
        check("1 2", Err("`2` is not known"));
        check("1 --later 1001", Err("at most 1000 come later"));
        check("1 --seed", Err("`--seed` wants a value"));
    }
}

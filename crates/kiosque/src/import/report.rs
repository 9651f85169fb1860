use crate::arguments::ImportArguments;
use crate::failure::Failure;
use crate::problems::counted;
use fs_err as fs;
use kiosque_import::{Cost, Format, Place, Problem, ProblemKind};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::time::Duration;

/// Examples of one kind that are told in full.
const EXAMPLES: usize = 3;

/// What became of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It is in the set now.
    New,
    /// It was in the set, and is as the source has it now.
    Changed,
    /// It was in the set and is as it was.
    Same,
    /// The source does not have it any more; the set keeps it.
    Vanished,
    /// The source does not have it any more, nor has the set.
    Pruned,
}

/// What an import did, and could not do.
#[derive(Default)]
pub struct Report {
    /// All of it, for the report file.
    lines: Option<Vec<u8>>,
    fates: BTreeMap<Fate, Tally>,
    problems: BTreeMap<(Cost, String), Tally>,
    formats: BTreeMap<Format, usize>,
    /// What was not looked at, one sentence each.
    passed_over: Vec<String>,
}

/// How many of one kind, and the first of them.
#[derive(Default)]
struct Tally {
    count: usize,
    examples: Vec<String>,
}

impl Tally {
    fn add(&mut self, example: impl FnOnce() -> String) {
        self.count += 1;
        if self.examples.len() < EXAMPLES {
            self.examples.push(example());
        }
    }
}

#[derive(Serialize)]
struct ProblemLine<'a> {
    problem: &'static str,
    cost: Cost,
    #[serde(flatten)]
    place: &'a kiosque_import::Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    reason: String,
}

#[derive(Serialize)]
struct ArticleLine<'a> {
    article: Fate,
    title: &'a str,
    id: &'a str,
    #[serde(flatten)]
    place: Option<&'a Place>,
}

#[derive(Serialize)]
struct PassedOverLine<'a> {
    passed_over: &'a str,
}

impl Report {
    /// A report that keeps every line, for a file, or only what a terminal shows.
    pub fn new(keeps_all: bool) -> Self {
        Self {
            lines: keeps_all.then(Vec::new),
            ..Self::default()
        }
    }

    /// Notes a problem.
    pub fn problem(&mut self, problem: Problem) {
        let kind = &problem.kind;
        self.line(&ProblemLine {
            problem: kind.name(),
            cost: kind.cost(),
            place: &problem.place,
            field: problem.field.as_deref(),
            reason: kind.to_string(),
        });
        let tally = self
            .problems
            .entry((kind.cost(), sort_of(kind)))
            .or_default();
        tally.add(|| problem.to_string());
    }

    /// Notes what became of an article, which stands at `place` unless it is in
    /// the set alone.
    pub fn article(&mut self, fate: Fate, title: &str, id: &str, place: Option<&Place>) {
        self.line(&ArticleLine {
            article: fate,
            title,
            id,
            place,
        });
        let tally = self.fates.entry(fate).or_default();
        tally.add(|| match place {
            Some(place) => format!("{title} ({place})"),
            None => format!("{title} ({id})"),
        });
    }

    /// Notes what was not looked at.
    pub fn passed_over(&mut self, sentence: String) {
        self.line(&PassedOverLine {
            passed_over: &sentence,
        });
        self.passed_over.push(sentence);
    }

    /// Notes that a file was read.
    pub fn format(&mut self, format: Format) {
        *self.formats.entry(format).or_default() += 1;
    }

    fn line(&mut self, line: &impl Serialize) {
        if let Some(lines) = &mut self.lines {
            // Writing to memory fails never, and values of ours are JSON.
            let _ = serde_json::to_writer(&mut *lines, line);
            lines.push(b'\n');
        }
    }

    /// Tells the user, and ends with what exit code that means.
    ///
    /// # Errors
    /// [`Failure::Refused`] and [`Failure::NothingRead`], and where the report
    /// file cannot be written.
    pub fn tell(&self, arguments: &ImportArguments, took: Duration) -> Result<(), Failure> {
        if let Some(path) = &arguments.report {
            self.write(path).map_err(Failure::ReportUnwritable)?;
        }
        // The set stands whether or not anybody can be told.
        let _ = write!(io::stderr(), "{}", self.problems_in_words());
        if arguments.dry_run || !arguments.quiet {
            let _ = write!(io::stdout(), "{}", self.fates_in_words(arguments, took));
        }
        let refused = self.count_of(Cost::Refused);
        if self.articles() == 0 {
            return Err(Failure::NothingRead);
        }
        match refused {
            0 => Ok(()),
            refused => Err(Failure::Refused(counted(refused, "part"))),
        }
    }

    fn write(&self, path: &Path) -> io::Result<()> {
        let mut file = BufWriter::new(fs::File::create(path)?);
        file.write_all(self.lines.as_deref().unwrap_or_default())?;
        file.flush()
    }

    fn count(&self, fate: Fate) -> usize {
        self.fates.get(&fate).map_or(0, |tally| tally.count)
    }

    fn count_of(&self, cost: Cost) -> usize {
        let of_cost = self.problems.iter().filter(|((of, _), _)| *of == cost);
        of_cost.map(|(_, tally)| tally.count).sum()
    }

    /// Articles that were read.
    fn articles(&self) -> usize {
        [Fate::New, Fate::Changed, Fate::Same]
            .map(|fate| self.count(fate))
            .iter()
            .sum::<usize>()
            + self.count_of(Cost::LeftOut)
    }

    fn problems_in_words(&self) -> String {
        let mut words = String::new();
        for ((cost, name), tally) in &self.problems {
            let sort = match cost {
                Cost::Refused => "refused",
                Cost::LeftOut => "left out",
                Cost::Remark => "remarks",
            };
            words += &format!("{sort}, {name}: {}\n", tally.count);
            words += &examples(tally);
        }
        if !self.passed_over.is_empty() {
            let tally = Tally {
                count: self.passed_over.len(),
                examples: self.passed_over.iter().take(EXAMPLES).cloned().collect(),
            };
            words += &format!("passed over: {}\n{}", tally.count, examples(&tally));
        }
        words
    }

    fn fates_in_words(&self, arguments: &ImportArguments, took: Duration) -> String {
        let mut words = String::new();
        for (fate, told) in [
            (Fate::New, arguments.dry_run),
            (Fate::Changed, arguments.dry_run),
            (Fate::Vanished, true),
            (Fate::Pruned, true),
        ] {
            let name = format!("{fate:?}").to_lowercase();
            if let Some(tally) = self.fates.get(&fate).filter(|_| told) {
                words += &format!("{name}: {}\n{}", tally.count, examples(tally));
            }
        }
        let formats: Vec<String> = self
            .formats
            .iter()
            .map(|(format, count)| format!("{count} {format}"))
            .collect();
        words
            + &format!(
                "{} {} into {}: {} new, {} changed, {} as before; {} left out, {} refused. Read {}, in {:.1} s.\n",
                if arguments.dry_run {
                    "Would import"
                } else {
                    "Imported"
                },
                counted(self.articles() - self.count_of(Cost::LeftOut), "article"),
                arguments.into.display(),
                self.count(Fate::New),
                self.count(Fate::Changed),
                self.count(Fate::Same),
                self.count_of(Cost::LeftOut),
                self.count_of(Cost::Refused),
                if formats.is_empty() {
                    "nothing".to_owned()
                } else {
                    formats.join(", ")
                },
                took.as_secs_f64(),
            )
    }
}

/// What problems are counted by: what exports hold besides articles, by what it is.
fn sort_of(kind: &ProblemKind) -> String {
    match kind {
        ProblemKind::NotPublished(what) => what.clone(),
        kind => kind.name().replace('-', " "),
    }
}

fn examples(tally: &Tally) -> String {
    let told: String = tally
        .examples
        .iter()
        .map(|example| format!("  {}\n", kiosque_import::one_line(example)))
        .collect();
    match tally.count.saturating_sub(tally.examples.len()) {
        0 => told,
        more => format!("{told}  and {more} more\n"),
    }
}

use super::report::{Fate, Report};
use super::set::{Changes, SetFolder};
use super::settings::NewSettings;
use super::sources::{FoundSource, Reading};
use crate::arguments::ImportArguments;
use crate::failure::Failure;
use kiosque_import::{Catalogue, Draft, Outcome, Place, Problem, ProblemKind, Verdict};
use std::collections::BTreeMap;

/// What an import has brought so far.
pub struct Intake {
    catalogue: Catalogue,
    changes: Changes,
    report: Report,
    /// The first outlet's name, for the title of a new set.
    title: Option<String>,
    /// The wider tag of each that has one.
    hierarchy: BTreeMap<String, String>,
}

impl Intake {
    /// An intake into a set, whose articles are known first.
    ///
    /// # Errors
    /// Where the set cannot be read.
    pub fn new(set: &SetFolder, reports_all: bool) -> Result<Self, Failure> {
        let mut catalogue = Catalogue::default();
        set.read_into(&mut catalogue)?;
        Ok(Self {
            catalogue,
            changes: Changes::new()?,
            report: Report::new(reports_all),
            title: None,
            hierarchy: BTreeMap::new(),
        })
    }

    /// Takes what comes of a file.
    ///
    /// # Errors
    /// Where there is no room to keep it.
    pub fn take(&mut self, outcome: Outcome) -> Result<(), Failure> {
        match outcome {
            Outcome::Problem(problem) => self.report.problem(problem),
            Outcome::Draft(mut draft) => self.draft(&mut draft)?,
            Outcome::WiderTag { tag, wider } => {
                self.hierarchy.insert(tag, wider);
            }
        }
        Ok(())
    }

    fn draft(&mut self, draft: &mut Draft) -> Result<(), Failure> {
        let (verdict, remark) = self.catalogue.judge(draft);
        if let Some(kind) = remark {
            self.report
                .problem(Problem::new(&draft.place, Some("id"), kind));
        }
        let fate = match verdict {
            Verdict::New => {
                self.changes.add(&draft.item)?;
                Fate::New
            }
            Verdict::Changed => {
                self.changes.replace(&draft.item)?;
                Fate::Changed
            }
            Verdict::Same => Fate::Same,
            Verdict::Copy { of, problem } => {
                self.changes.gain(of, &draft.item);
                self.report
                    .problem(Problem::new(&draft.place, None, problem));
                return Ok(());
            }
            Verdict::Out(kind) => {
                self.report.problem(Problem::new(&draft.place, None, kind));
                return Ok(());
            }
        };
        if self.title.is_none() {
            self.title = outlet_of(draft);
        }
        let title = draft.item.title.as_deref().unwrap_or_default();
        let id = draft.item.id.as_deref().unwrap_or_default();
        self.report.article(fate, title, id, Some(&draft.place));
        Ok(())
    }

    /// Notes what was not looked at.
    pub fn passed_over(&mut self, sentence: String) {
        self.report.passed_over(sentence);
    }

    /// Notes the format a file was read as. In a folder, files of no format
    /// are expected: pictures, styles.
    pub fn note_format(&mut self, file: &FoundSource, reading: Reading) {
        match reading {
            Reading::As(format) => self.report.format(format),
            Reading::OfNoFormat if file.is_named() => {
                let place = Place::of_file(&file.label().into());
                let kind = ProblemKind::UnknownFormat;
                self.report.problem(Problem::new(&place, None, kind));
            }
            Reading::Failed => (),
            Reading::OfNoFormat => {
                self.passed_over(format!("{}: of no format that is read", file.label()))
            }
        }
    }

    /// Writes the set, unless this is a dry run.
    ///
    /// # Errors
    /// Where the set cannot be written.
    pub fn finish(
        mut self,
        set: &SetFolder,
        sources: &[String],
        arguments: &ImportArguments,
    ) -> Result<Report, Failure> {
        for (id, title) in self.catalogue.vanished(sources) {
            let fate = if arguments.prune {
                Fate::Pruned
            } else {
                Fate::Vanished
            };
            self.report.article(fate, title, id, None);
            if arguments.prune {
                self.changes.remove(id);
            }
        }
        if !arguments.dry_run {
            let settings = NewSettings {
                title: self.title,
                hierarchy: self.hierarchy,
            };
            set.write(self.changes, &settings)?;
        }
        Ok(self.report)
    }
}

fn outlet_of(draft: &Draft) -> Option<String> {
    draft.item.kiosque.as_ref()?.source.as_ref()?.name.clone()
}

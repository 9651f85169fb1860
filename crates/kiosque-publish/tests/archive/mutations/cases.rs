use super::alteration::Alteration;
use super::questions::{Question, questions};
use super::seeded::Seeded;
use super::store::{Store, settle};
use crate::edition::Edition;
use kiosque_model::wire::{Kind, Root};
use kiosque_publish::archive::ROOT;
use kiosque_reader::{ReadError, decode_root};
use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::mpsc::Sender;

/// Altered archives a set.
pub const CASES: usize = 1_200;

/// Questions put to one of them at most.
const QUESTIONS: usize = 2;

/// An archive, what to ask of it, and which questions read each file.
pub struct Cases {
    root: Rc<Root>,
    whole: Rc<Store>,
    questions: Vec<Question>,
    readers: BTreeMap<String, Vec<usize>>,
}

/// What the questions came to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Answers from altered files that were not held against their names.
    pub answers: usize,
    /// Errors in place of answers.
    pub errors: usize,
    /// Panics, and altered files that went unnoticed.
    pub failures: Vec<String>,
}

/// A file and what it holds instead.
struct Altered {
    path: String,
    bytes: Vec<u8>,
}

impl Cases {
    pub fn of(edition: &Edition) -> Self {
        let mut cases = Self {
            root: Rc::new(edition.root.clone()),
            whole: Rc::new(Store::new(&edition.archive.files)),
            questions: questions(edition),
            readers: BTreeMap::new(),
        };
        for at in 0..cases.questions.len() {
            let answer = settle(&cases.root, &cases.whole, &cases.questions[at]);
            assert!(answer.is_ok(), "{:?}: {answer:?}", cases.questions[at]);
            for path in cases.whole.take_used() {
                cases.readers.entry(path).or_default().push(at);
            }
        }
        let all = (0..cases.questions.len()).collect();
        cases.readers.insert(ROOT.to_owned(), all);
        cases
    }

    pub fn run(&self, tell: &Sender<String>) -> Outcome {
        let mut outcome = Outcome::default();
        for number in 0..CASES {
            // A seed of its own, so that a case can be told again alone.
            let mut seeded = Seeded::new(number as u64);
            let alteration = Alteration::ALL[number % Alteration::ALL.len()];
            let altered = self.altered(alteration, &mut seeded);
            let case = format!("case {number}: {alteration:?} in {}", altered.path);
            tell.send(case.clone()).unwrap();
            let judge = || self.judge(&altered, &mut seeded, &mut outcome);
            if let Err(panic) = catch_unwind(AssertUnwindSafe(judge)) {
                let failure = format!("{case}: panics: {}", words_of(panic.as_ref()));
                outcome.failures.push(failure);
            }
        }
        outcome
    }

    /// Folders of files that no question reads.
    pub fn unread(&self) -> Vec<String> {
        let is_read = |place: &String| self.readers.keys().any(|path| path.starts_with(place));
        let places = Kind::ALL.map(folder).into_iter();
        places.filter(|place| !is_read(place)).collect()
    }

    /// A file of a kind by chance, or the root.
    fn altered(&self, alteration: Alteration, seeded: &mut Seeded) -> Altered {
        let mut places = Kind::ALL.map(folder).to_vec();
        let unread = self.unread();
        places.retain(|place| !unread.contains(place));
        places.push(ROOT.to_owned());
        let place = seeded.one_of(&places);
        let paths: Vec<&String> = self
            .readers
            .keys()
            .filter(|path| path.starts_with(place))
            .collect();
        let path = (*seeded.one_of(&paths)).clone();
        let others: Vec<&String> = self.whole.paths().collect();
        let bytes = self.whole.bytes(&path);
        loop {
            let other = self.whole.bytes(seeded.one_of::<&String>(&others));
            let altered = alteration.of(bytes, other, seeded);
            if altered != bytes {
                return Altered {
                    path,
                    bytes: altered,
                };
            }
        }
    }

    fn judge(&self, altered: &Altered, seeded: &mut Seeded, outcome: &mut Outcome) {
        let readers = &self.readers[&altered.path];
        let questions = (0..QUESTIONS).map(|_| &self.questions[*seeded.one_of(readers)]);
        let questions: Vec<&Question> = questions.collect();
        if altered.path == ROOT {
            match decode_root(&altered.bytes) {
                Ok(root) => self.ask(&Rc::new(root), &self.whole, &questions, outcome),
                Err(error) => outcome.refused(ROOT, &error),
            }
            return;
        }
        let store = |checks| Rc::new(self.whole.altered(&altered.path, &altered.bytes, checks));
        self.ask(&self.root, &store(false), &questions, outcome);
        match settle(&self.root, &store(true), questions[0]) {
            Ok(_) => outcome.miss(&altered.path, "was used"),
            Err(error) => outcome.refused(&altered.path, &error),
        }
    }

    fn ask(
        &self,
        root: &Rc<Root>,
        store: &Rc<Store>,
        questions: &[&Question],
        outcome: &mut Outcome,
    ) {
        for question in questions {
            match settle(root, store, question) {
                Ok(_) => outcome.answers += 1,
                Err(_) => outcome.errors += 1,
            }
        }
    }
}

impl Outcome {
    /// The error must name the file that is altered.
    fn refused(&mut self, path: &str, error: &ReadError) {
        self.errors += 1;
        let names = match error {
            ReadError::Damaged { file, .. } => file == path,
            ReadError::TooNew { .. } => path == ROOT,
            _ => false,
        };
        if !names {
            self.miss(path, &format!("was refused as {error}"));
        }
    }

    fn miss(&mut self, path: &str, what: &str) {
        self.failures.push(format!("{path}, altered, {what}"));
    }
}

fn folder(kind: Kind) -> String {
    format!("data/{}/", kind.folder())
}

fn words_of(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("without words")
}

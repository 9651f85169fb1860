//! Answers to questions.

mod column;
mod correct;
mod files;
mod lookup;
mod order;
mod parsed;
mod rank;
mod results;
mod slips;

pub use files::{Files, MemoryFiles};
pub use parsed::Parsed;
pub use results::{Correction, Hit, Options, Order, Results, Total};

use crate::format::Damage;
use crate::format::{Card, Directory, SearchFile, Titles};
use crate::query::SENTENCE;
use crate::{Answer, Query, SearchError};
use column::Asked;
use files::{Desk, Step, all};
use kiosque_model::wire::FileName;
use rank::{Ranked, Ranking};
use std::rc::Rc;

/// An index opened for questions.
pub struct Engine<'f> {
    /// Newest first.
    generations: Vec<Rc<Directory>>,
    desk: Desk<'f>,
    parsed: Rc<Parsed>,
}

impl<'f> Engine<'f> {
    /// Opens the index of the generations, newest first, by the directories that
    /// the root names.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop), as any question.
    pub fn open(directories: &[FileName], files: &'f dyn Files) -> Answer<Self> {
        Self::open_again(directories, files, &Rc::default())
    }

    /// The same, with what earlier questions have read: see [`Parsed`].
    ///
    /// # Errors
    /// [`Stop`](crate::Stop), as any question.
    pub fn open_again(
        directories: &[FileName],
        files: &'f dyn Files,
        parsed: &Rc<Parsed>,
    ) -> Answer<Self> {
        let desk = Desk::new(files);
        let open = |name: &FileName| {
            let file = SearchFile::Directory(name.clone());
            parsed
                .directories
                .get(&file, || desk.load(&file, Directory::read))
        };
        let generations = desk.answer(all(directories.iter().map(open)))?;
        Ok(Self {
            generations,
            desk,
            parsed: Rc::clone(parsed),
        })
    }

    /// Documents in all.
    pub fn articles(&self) -> u32 {
        let articles = self
            .generations
            .iter()
            .map(|generation| generation.articles);
        articles.fold(0, u32::saturating_add)
    }

    /// Answers a question.
    ///
    /// # Errors
    /// [`Stop::Wanting`](crate::Stop::Wanting) names files to fetch before the
    /// question is put again.
    pub fn search(&self, query: &Query, options: &Options<'_>) -> Answer<Results> {
        if query.words.is_empty() {
            return Ok(Results::default());
        }
        self.desk.answer(self.results(query, options))
    }

    fn results(&self, query: &Query, options: &Options<'_>) -> Step<Results> {
        let ranking = self.ranked(query, options)?;
        let page = ranking.page(options);
        let cards = self.cards(&page)?;
        Ok(ranking.into_results(query, options, page, cards))
    }

    /// Words as asked; where that finds nothing, as they may have been meant.
    fn ranked(&self, query: &Query, options: &Options<'_>) -> Step<Ranking> {
        let asked = query.words.iter().map(Asked::as_written);
        let mut asked = all(asked.map(|asked| self.look_up(asked)))?;
        let unknown = |asked: &Asked| asked.count() == 0;
        // So many words need no help, and a wrong guess would outweigh them.
        let has_enough = asked.iter().filter(|asked| !unknown(asked)).count() >= SENTENCE;
        if !has_enough
            && asked
                .iter()
                .any(|asked| unknown(asked) && asked.is_correctable())
        {
            let corrected = asked.into_iter().map(|asked| {
                if unknown(&asked) {
                    self.corrected(asked)
                } else {
                    Ok(asked)
                }
            });
            asked = all(corrected)?;
        }
        let ranking = self.rank(asked, query, options)?;
        if ranking.finds_all() || has_enough || !ranking.asked.iter().any(Asked::is_correctable) {
            return Ok(ranking);
        }
        let corrected = ranking
            .asked
            .iter()
            .cloned()
            .map(|asked| self.corrected(asked));
        let second = self.rank(all(corrected)?, query, options)?;
        Ok(if second.finds_all() { second } else { ranking })
    }

    fn cards(&self, page: &[Ranked]) -> Step<Vec<Card>> {
        all(page
            .iter()
            .map(|hit| self.card(hit.generation, hit.document)))
    }

    /// What a result shows.
    fn card(&self, generation: usize, document: u32) -> Step<Card> {
        let found = self.generations.get(generation);
        let (at, cards) = (
            document as usize,
            Titles::cards(found.map_or(0, |found| found.articles)),
        );
        let part = found.and_then(|found| found.sections.titles.part(at / cards));
        let missing = || SearchError::Damaged {
            file: String::new(),
            reason: "a document has no title",
        };
        let part = part.ok_or_else(missing)?;
        let titles = self
            .parsed
            .titles
            .get(&part, || self.desk.load(&part, Titles::read))?;
        let card = titles.cards.get(at % cards).cloned();
        card.ok_or_else(|| SearchError::damaged(&part, Damage("a document has no title")).into())
    }
}

use super::question::{read_documents, write_documents};
use super::{read_marks, texts, write_marks};
use crate::engine::Total;
use crate::format::bytes::{Reader, Writer};
use crate::format::{Card, Damage};
use crate::{Highlighter, Query, Results};
use kiosque_model::wire::FileName;
use kiosque_model::{ArticleDate, ShortId};
use std::ops::Range;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Articles that match.
    pub total: u32,
    /// Whether `total` is exact; there may be more otherwise.
    pub is_total_exact: bool,
    /// The page asked for.
    pub cards: Vec<Card>,
    /// Where the titles of the cards have what was searched, in bytes.
    pub marks: Vec<Vec<Range<usize>>>,
    /// What was typed, and what was searched in its place.
    pub corrections: Vec<(String, String)>,
    /// The question with its corrections.
    pub searched: String,
    /// Whether an article must have words that follow each other, which the index
    /// does not tell.
    pub has_phrases: bool,
    /// Whether some lack some of the words.
    pub is_relaxed: bool,
    /// Words that nothing has.
    pub unknown: Vec<String>,
    /// All that match, ascending, generation by generation, where they are known
    /// and at most [`Results::MOST_MATCHES`].
    pub matches: Option<Vec<Vec<u32>>>,
    /// Names of the other script that may be meant, too; looked for where the whole
    /// is asked.
    pub also: Vec<String>,
}

impl Found {
    /// What the page shows of the answer to a question, typed as `words`.
    pub fn of(words: &str, query: &Query, results: Results) -> Self {
        let highlighter = Highlighter::new(query, &results);
        let (total, is_total_exact) = match results.total {
            Total::Exactly(total) => (total, true),
            Total::AtLeast(total) => (total, false),
            Total::None => (0, true),
        };
        let marks = results.hits.iter();
        let marks = marks.map(|hit| highlighter.marks(&hit.card.title, &hit.card.language));
        let marks = marks.collect();
        let searched = searched(words, query, &results);
        let corrections = results.corrections.into_iter();
        Self {
            total,
            is_total_exact,
            marks,
            cards: results.hits.into_iter().map(|hit| hit.card).collect(),
            corrections: corrections
                .map(|correction| (correction.typed, correction.searched))
                .collect(),
            searched,
            has_phrases: !query.phrases.is_empty(),
            is_relaxed: results.is_relaxed,
            unknown: results.unknown,
            matches: results.matches,
            also: Vec::new(),
        }
    }

    pub(super) fn write(&self, out: &mut Writer) {
        out.number(self.total);
        for flag in [
            self.is_total_exact,
            self.is_relaxed,
            self.has_phrases,
            self.matches.is_some(),
        ] {
            out.byte(flag.into());
        }
        out.text(&self.searched);
        out.count(self.corrections.len());
        for (typed, searched) in &self.corrections {
            out.text(typed);
            out.text(searched);
        }
        for words in [&self.unknown, &self.also] {
            out.count(words.len());
            words.iter().for_each(|word| out.text(word));
        }
        write_documents(out, self.matches.as_deref().unwrap_or_default());
        out.count(self.cards.len());
        for (card, marks) in self.cards.iter().zip(&self.marks) {
            write_card(out, card);
            write_marks(out, marks);
        }
    }

    pub(super) fn read(from: &mut Reader<'_>) -> Result<Self, Damage> {
        let total = from.number()?;
        let mut flag = || from.byte().map(|byte| byte != 0);
        let (is_total_exact, is_relaxed) = (flag()?, flag()?);
        let (has_phrases, has_matches) = (flag()?, flag()?);
        let searched = from.text()?.to_owned();
        let mut corrections = Vec::new();
        for _ in 0..from.count(2)? {
            corrections.push((from.text()?.to_owned(), from.text()?.to_owned()));
        }
        let (unknown, also) = (texts(from)?, texts(from)?);
        let matches = read_documents(from)?;
        let (mut cards, mut marks) = (Vec::new(), Vec::new());
        for _ in 0..from.count(8)? {
            cards.push(read_card(from)?);
            marks.push(read_marks(from)?);
        }
        Ok(Self {
            total,
            is_total_exact,
            cards,
            marks,
            corrections,
            searched,
            has_phrases,
            is_relaxed,
            unknown,
            matches: has_matches.then_some(matches),
            also,
        })
    }
}

/// The question with what was searched in the place of what was typed.
fn searched(words: &str, query: &Query, results: &Results) -> String {
    let mut searched = words.to_owned();
    // From the last on, so that the places of the others stay true.
    for (at, word) in query.words.iter().enumerate().rev() {
        let correction = results.corrections.iter().find(|found| found.word == at);
        if let Some(correction) = correction
            && searched.get(word.place.clone()).is_some()
        {
            searched.replace_range(word.place.clone(), &correction.searched);
        }
    }
    searched
}

// A file of the index has no slug that its title makes: making it takes Unicode's
// tables, which the worker has and the page has not.
fn write_card(out: &mut Writer, card: &Card) {
    let date = card.date.as_ref().map_or("", ArticleDate::as_str);
    let texts = [
        card.id.as_str(),
        &card.slug,
        &card.title,
        &card.language,
        date,
        &card.source,
        card.pack.as_str(),
    ];
    texts.into_iter().for_each(|text| out.text(text));
}

fn read_card(from: &mut Reader<'_>) -> Result<Card, Damage> {
    let no_card = Damage("a card is none");
    let mut text = || from.text().map(str::to_owned);
    let id = ShortId::try_from(text()?).map_err(|_| no_card)?;
    let (slug, title, language) = (text()?, text()?, text()?);
    let date = Some(text()?).filter(|date| !date.is_empty());
    let date = date.map(ArticleDate::try_from).transpose();
    Ok(Card {
        id,
        slug,
        title,
        language,
        date: date.map_err(|_| no_card)?,
        source: text()?,
        pack: FileName::try_from(text()?).map_err(|_| no_card)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Correction;

    #[test]
    fn corrections_stand_where_the_words_were_typed() {
        let words = "le prot \"de la mer\" tagner";
        let query = Query::parse(words);
        let correction = |word, searched: &str| Correction {
            word,
            typed: String::new(),
            searched: searched.to_owned(),
        };
        let last = query.words.len() - 1;
        let results = Results {
            corrections: vec![correction(0, "port"), correction(last, "tanger")],
            ..Results::default()
        };
        let found = Found::of(words, &query, results);
        assert_eq!(found.searched, "le port \"de la mer\" tanger");
        assert!(found.has_phrases);
    }
}

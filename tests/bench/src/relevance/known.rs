//! Articles that a reader remembers some words of.

use super::index::Index;
use crate::failure::Failure;
use kiosque_corpus::Seeded;
use kiosque_publish::intake::SetArticle;
use kiosque_search::{Options, Query, fold, is_function_word};

/// Articles looked for in each case.
const QUESTIONS: usize = 300;
/// Letters of a word that is edited, at least.
const EDITED: usize = 5;

/// What a reader does to the words of a title.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Change {
    None,
    /// One letter added, left out, changed, or two exchanged.
    Edit,
    /// Other forms of Arabic letters, no vowel marks.
    LetterForms,
    /// No Arabic article.
    NoArticle,
    /// No accents.
    NoAccents,
}

/// Language, change and the least share found.
pub const CASES: [(&str, Change, f64); 9] = [
    ("fr", Change::None, 0.97),
    ("ar", Change::None, 0.97),
    ("en", Change::None, 0.97),
    ("fr", Change::Edit, 0.85),
    ("ar", Change::Edit, 0.85),
    ("en", Change::Edit, 0.85),
    ("ar", Change::LetterForms, 0.95),
    ("ar", Change::NoArticle, 0.93),
    ("fr", Change::NoAccents, 0.99),
];

impl Change {
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "as written",
            Self::Edit => "one edit in a word",
            Self::LetterForms => "other letter forms",
            Self::NoArticle => "without the article",
            Self::NoAccents => "without accents",
        }
    }

    /// The words changed; `None` where the change changes none.
    pub fn apply(self, words: &[String], numbers: &mut Seeded) -> Option<Vec<String>> {
        let changed: Vec<String> = match self {
            Self::None => return Some(words.to_vec()),
            Self::Edit => return edit_one(words, numbers),
            Self::LetterForms => words
                .iter()
                .map(|word| letter_forms(word, numbers))
                .collect(),
            Self::NoArticle => words.iter().map(|word| without_article(word)).collect(),
            Self::NoAccents => words.iter().map(|word| without_accents(word)).collect(),
        };
        let lower = |words: &[String]| words.join(" ").to_lowercase();
        (lower(&changed) != lower(words)).then_some(changed)
    }
}

/// What came of looking for articles.
pub struct Found {
    /// The share that was found.
    pub share: f64,
    /// What each question read, as a reader's first.
    pub bytes: Vec<usize>,
}

/// The share of articles that are among the first ten of a question made of
/// words of their titles; `None` where too few can be asked for.
pub fn found_share(
    index: &Index,
    articles: &[(usize, &SetArticle)],
    change: Change,
) -> Result<Option<Found>, Failure> {
    let mut numbers = Seeded::at(&[7, change as u64]);
    let (mut found, mut bytes) = (0, Vec::new());
    for _ in 0..QUESTIONS * 40 {
        let Some((document, article)) = numbers.pick(articles) else {
            break;
        };
        let words = some_words(&article.title, &mut numbers);
        let Some(words) = words.and_then(|words| change.apply(&words, &mut numbers)) else {
            continue;
        };
        let results = index.ask(&Query::parse(&words.join(" ")), &Options::default())?;
        let is_it = |document: usize| {
            articles
                .iter()
                .any(|(other, same)| *other == document && same.title == article.title)
        };
        let hits = results.hits.iter().map(|hit| hit.document as usize);
        found += u32::from(hits.into_iter().any(|hit| hit == *document || is_it(hit)));
        bytes.push(index.take_bytes());
        if bytes.len() == QUESTIONS {
            break;
        }
    }
    let share = f64::from(found) / QUESTIONS as f64;
    Ok((bytes.len() == QUESTIONS).then_some(Found { share, bytes }))
}

/// Two or three different words of a title.
pub fn some_words(title: &str, numbers: &mut Seeded) -> Option<Vec<String>> {
    let is_outside =
        |letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '\u{64b}'..='\u{652}');
    let words = title.split(is_outside).map(str::to_owned);
    let is_telling =
        |word: &String| word.chars().count() >= 3 && !is_function_word(&fold(&word.to_lowercase()));
    let words: Vec<String> = words.filter(is_telling).collect();
    let mut chosen: Vec<String> = Vec::new();
    for _ in 0..2 + numbers.below(2) {
        let word = numbers.pick(&words)?.clone();
        if !chosen.contains(&word) {
            chosen.push(word);
        }
    }
    (chosen.len() > 1).then_some(chosen)
}

fn edit_one(words: &[String], numbers: &mut Seeded) -> Option<Vec<String>> {
    let long = |at: &usize| {
        words
            .get(*at)
            .is_some_and(|word| word.chars().count() >= EDITED)
    };
    let long: Vec<usize> = (0..words.len()).filter(long).collect();
    let at = *numbers.pick(&long)?;
    let mut words = words.to_vec();
    let word = words.get_mut(at)?;
    *word = edited(&word.to_lowercase(), numbers);
    Some(words)
}

/// A word with one random edit.
fn edited(word: &str, numbers: &mut Seeded) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let alphabet = if word.is_ascii() || !word.contains(['ا', 'ل', 'م', 'ن', 'ي', 'و']) {
        "abcdefghijklmnopqrstuvwxyz"
    } else {
        "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    };
    let alphabet: Vec<char> = alphabet.chars().collect();
    let at = numbers.below(letters.len());
    let other = numbers.pick(&alphabet).copied().unwrap_or('a');
    match numbers.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, other),
        2 => letters.swap(at, if at == 0 { 1 } else { at - 1 }),
        _ => letters
            .iter_mut()
            .skip(at)
            .take(1)
            .for_each(|letter| *letter = other),
    }
    letters.into_iter().collect()
}

fn letter_forms(word: &str, numbers: &mut Seeded) -> String {
    let letters = word
        .chars()
        .filter(|letter| !matches!(letter, '\u{64b}'..='\u{652}'));
    let other = letters.map(|letter| match letter {
        'أ' | 'إ' | 'آ' => 'ا',
        'ة' => 'ه',
        'ى' | 'ئ' => 'ي',
        'ؤ' => 'و',
        'ا' if numbers.chance(0.25) => 'أ',
        _ => letter,
    });
    other.collect()
}

fn without_article(word: &str) -> String {
    let rest = word.strip_prefix("ال");
    rest.filter(|rest| rest.chars().count() >= 3)
        .unwrap_or(word)
        .to_owned()
}

/// Apostrophes stay: a reader who types no accents types them.
fn without_accents(word: &str) -> String {
    let parts: Vec<String> = word.to_lowercase().split('\'').map(fold).collect();
    parts.join("'")
}

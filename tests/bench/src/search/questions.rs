use super::pages::{LANGUAGES, feeds, items};
use crate::failure::Failure;
use crate::relevance::known::{Change, some_words};
use kiosque_corpus::Seeded;
use std::path::Path;

/// Questions of a language.
const QUESTIONS: usize = 20;

/// Titles tried for each.
const TRIES: usize = 40;

/// What is asked in one language: two or three words of a title each.
pub struct Questions {
    /// The language's code.
    pub language: &'static str,
    /// As written in titles.
    pub right: Vec<String>,
    /// With one edit in a word.
    pub misspelt: Vec<String>,
}

impl Questions {
    /// The questions of every language, the same for the same set.
    pub fn of_languages(set: &Path) -> Result<Vec<Self>, Failure> {
        let mut articles = Vec::new();
        for path in feeds(set)? {
            let of_file = items(&path)?.into_iter();
            articles.extend(of_file.map(|item| (item.language, item.title)));
        }
        let of_language = |language: &'static str| {
            let same = articles.iter().filter(|(other, _)| other == language);
            let titles: Vec<&str> = same.map(|(_, title)| title.as_str()).collect();
            Self::of_titles(language, &titles)
        };
        LANGUAGES.into_iter().map(of_language).collect()
    }

    fn of_titles(language: &'static str, titles: &[&str]) -> Result<Self, Failure> {
        Ok(Self {
            language,
            right: draw(language, titles, Change::None)?,
            misspelt: draw(language, titles, Change::Edit)?,
        })
    }
}

fn draw(language: &str, titles: &[&str], change: Change) -> Result<Vec<String>, Failure> {
    let mut numbers = Seeded::at(&[11, change as u64]);
    let mut drawn = Vec::new();
    for _ in 0..QUESTIONS * TRIES {
        let title = numbers.pick(titles).copied().unwrap_or_default();
        let words = some_words(title, &mut numbers);
        if let Some(words) = words.and_then(|words| change.apply(&words, &mut numbers)) {
            drawn.push(words.join(" "));
        }
        if drawn.len() == QUESTIONS {
            return Ok(drawn);
        }
    }
    let reason = format!("fewer than {QUESTIONS} titles to ask for");
    Err(Failure::unexpected(
        format!("articles in {language}"),
        reason,
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    #[test]
    fn questions_are_words_of_titles_and_the_same_each_time() {
        let titles = ["Drought reaches the southern valleys"];
        let asked = Questions::of_titles("en", &titles).unwrap();
        assert_eq!(asked.right, draw("en", &titles, Change::None).unwrap());
        for question in &asked.right {
            assert!(
                question
                    .split(' ')
                    .all(|word| titles.concat().contains(word))
            );
        }
        let is_written = |question: &String| {
            let title = titles.concat().to_lowercase();
            question
                .split(' ')
                .all(|word| title.contains(&word.to_lowercase()))
        };
        assert!(!asked.misspelt.iter().all(is_written));
    }

    #[test]
    fn too_few_titles_are_told() {
        let reason = Questions::of_titles("ar", &[]).err().unwrap().to_string();
        assert_eq!(reason, "articles in ar: fewer than 20 titles to ask for");
    }
}

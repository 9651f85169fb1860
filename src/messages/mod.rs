//! The interface's words. A language that lacks one does not compile.

mod ar;
mod en;
mod fr;

use crate::browser::plural::{self, Category};
use kiosque_model::{ArticleDate, Direction, Precision};
use std::cell::Cell;

thread_local! {
    static ARABIC_DIGITS: Cell<bool> = const { Cell::new(false) };
}

/// Whether numbers and dates are written ٠١٢ where the interface is Arabic.
pub(crate) fn write_arabic_digits(are_wanted: bool) {
    ARABIC_DIGITS.set(are_wanted);
}

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// French.
    #[default]
    French,
    /// Arabic.
    Arabic,
    /// English.
    English,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::French, Self::Arabic, Self::English];

    /// Its words.
    pub fn messages(self) -> &'static Messages {
        match self {
            Self::French => &fr::MESSAGES,
            Self::Arabic => &ar::MESSAGES,
            Self::English => &en::MESSAGES,
        }
    }

    /// The language of a BCP 47 tag, by its primary subtag.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| language.messages().code == primary)
    }
}

/// The forms of a phrase by number; `{n}` stands for it.
pub struct Plural {
    zero: &'static str,
    one: &'static str,
    two: &'static str,
    few: &'static str,
    many: &'static str,
    other: &'static str,
}

impl Plural {
    /// French and English: two forms.
    const fn two_forms(one: &'static str, other: &'static str) -> Self {
        Self {
            zero: other,
            one,
            two: other,
            few: other,
            many: other,
            other,
        }
    }
}

/// The order of a date's parts when written in figures.
#[derive(Clone, Copy)]
enum DateStyle {
    /// `04/07/2019`
    Figures,
    /// `4 July 2019`
    MonthName,
}

/// The words of one language. `{}` stands for what the method's argument names.
pub struct Messages {
    /// BCP 47 tag.
    pub code: &'static str,
    /// Its own name.
    pub name: &'static str,
    /// Direction of the interface.
    pub direction: Direction,
    date_style: DateStyle,
    date_line: &'static str,
    /// Where an article was.
    pub withdrawn: &'static str,
    updated_line: &'static str,
    months: [&'static str; 12],
    thousands: &'static str,
    languages: [(&'static str, &'static str); 10],

    pub(crate) kept_edition: &'static str,
    pub(crate) newer_edition: &'static str,
    pub(crate) show_edition: &'static str,
    pub(crate) keeping: &'static str,
    pub(crate) skip_to_content: &'static str,
    pub(crate) home: &'static str,
    /// The index of tags.
    pub tags: &'static str,
    /// What the archive is.
    pub about: &'static str,
    pub(crate) navigation: &'static str,
    pub(crate) breadcrumb: &'static str,
    pub(crate) interface_language: &'static str,
    pub(crate) loading: &'static str,

    pub(crate) newest: &'static str,
    pub(crate) selection: &'static str,
    pub(crate) articles: Plural,
    pub(crate) undated: &'static str,
    pub(crate) minutes: Plural,
    pub(crate) also_in: &'static str,
    source_line: &'static str,
    pub(crate) original: &'static str,
    pub(crate) tags_in_relation: &'static str,
    pub(crate) articles_in_relation: &'static str,
    pub(crate) no_relation: &'static str,

    pub(crate) translation: &'static str,
    shared_tags: Plural,
    shared_words: &'static str,
    pub(crate) same_week: &'static str,

    pub(crate) filter: &'static str,
    pub(crate) tap_adds: &'static str,
    pub(crate) with: &'static str,
    pub(crate) or: &'static str,
    pub(crate) without: &'static str,
    pub(crate) one_of: &'static str,
    pub(crate) sources: &'static str,
    pub(crate) content_languages: &'static str,
    pub(crate) dates: &'static str,
    pub(crate) from: &'static str,
    pub(crate) to: &'static str,
    pub(crate) apply: &'static str,
    pub(crate) clear: &'static str,
    remove: &'static str,
    pub(crate) all_tags: &'static str,
    pub(crate) find_tag: &'static str,
    pub(crate) next_tags: &'static str,
    pub(crate) no_tag_left: &'static str,

    pub(crate) search: &'static str,
    pub(crate) search_hint: &'static str,
    results_for: &'static str,
    at_least: &'static str,
    searched_instead: &'static str,
    search_exactly: &'static str,
    unknown_words: &'static str,
    pub(crate) relaxed: &'static str,
    pub(crate) nothing_found: &'static str,
    search_for: &'static str,
    pub(crate) without_filter: &'static str,
    pub(crate) near_tags: &'static str,
    pub(crate) also: &'static str,
    with_phrase: &'static str,
    hits: Plural,
    hit_of: &'static str,
    pub(crate) next_hit: &'static str,
    pub(crate) previous_hit: &'static str,
    pub(crate) unmark: &'static str,
    pub(crate) by_relevance: &'static str,
    pub(crate) by_date: &'static str,

    years_old: Plural,
    pub(crate) comfort: &'static str,
    pub(crate) saved_articles: &'static str,
    pub(crate) tools: &'static str,
    pub(crate) save: &'static str,
    pub(crate) saved: &'static str,
    pub(crate) to_dossier: &'static str,
    pub(crate) dossier: &'static str,
    pub(crate) cite: &'static str,
    pub(crate) cite_list: &'static str,
    pub(crate) share: &'static str,
    pub(crate) listen: &'static str,
    pub(crate) resume: &'static str,
    pub(crate) contents: &'static str,
    pub(crate) previous_article: &'static str,
    pub(crate) next_article: &'static str,
    pub(crate) keyboard: &'static str,
    pub(crate) no_desk: &'static str,

    pub(crate) newer: &'static str,
    pub(crate) older: &'static str,
    page_of: &'static str,

    pub(crate) article: &'static str,
    pub(crate) list: &'static str,
    pub(crate) retry: &'static str,
    /// Names a link to the newest articles.
    pub back_home: &'static str,
    pub(crate) offline: &'static str,
    pub(crate) missing: &'static str,
    pub(crate) refused: &'static str,
    pub(crate) damaged: &'static str,
    pub(crate) too_new: &'static str,
    pub(crate) reload: &'static str,
    pub(crate) not_found: &'static str,
    pub(crate) no_such_page: &'static str,
    pub(crate) no_such_article: &'static str,
    pub(crate) no_such_tag: &'static str,
    pub(crate) nothing_matches: &'static str,
    pub(crate) empty_archive: &'static str,
    pub(crate) meanwhile: &'static str,

    pub(crate) about_archive: &'static str,
    pub(crate) about_privacy: &'static str,
    pub(crate) about_kiosque: &'static str,
    period: &'static str,
    edition: &'static str,
}

impl Messages {
    /// `12 articles`
    pub fn articles(&self, count: u32) -> String {
        self.plural(&self.articles, count)
    }

    /// `3 min de lecture`, at 200 words a minute.
    pub(crate) fn reading_time(&self, words: u32) -> String {
        self.plural(&self.minutes, words.div_ceil(200).max(1))
    }

    /// `Cet article a 6 ans.`
    pub(crate) fn years_old(&self, years: u32) -> String {
        self.plural(&self.years_old, years)
    }

    /// `2 étiquettes rares en commun`
    pub(crate) fn shared_tags(&self, count: usize) -> String {
        self.plural(&self.shared_tags, u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// `mots en commun : dessalement, nappe`
    pub(crate) fn shared_words(&self, words: &[String]) -> String {
        self.shared_words.replace("{}", &words.join(self.comma()))
    }

    /// `Résultats pour « eau »`
    pub(crate) fn results_for(&self, words: &str) -> String {
        self.results_for.replace("{}", words)
    }

    /// `au moins 12 articles`
    pub(crate) fn at_least(&self, articles: &str) -> String {
        self.at_least.replace("{}", articles)
    }

    /// `Recherche de « port » au lieu de « prot ».`
    pub(crate) fn searched_instead(&self, searched: &str, typed: &str) -> String {
        let parts = self.searched_instead.split_once("{a}").unwrap_or_default();
        let (between, end) = parts.1.split_once("{b}").unwrap_or_default();
        [parts.0, searched, between, typed, end].concat()
    }

    /// `Chercher exactement « prot »`
    pub(crate) fn search_exactly(&self, typed: &str) -> String {
        self.search_exactly.replace("{}", typed)
    }

    /// `Mots absents de l’archive : xyz`
    pub(crate) fn unknown_words(&self, words: &[String]) -> String {
        self.unknown_words.replace("{}", &words.join(self.comma()))
    }

    /// `Chercher « eau »`
    pub(crate) fn search_for(&self, words: &str) -> String {
        self.search_for.replace("{}", words)
    }

    /// `3 articles, parmi les 20 premiers lus sur 245`
    pub(crate) fn with_phrase(&self, articles: &str, read: u32, all: u32) -> String {
        self.with_phrase
            .replace("{a}", articles)
            .replace("{r}", &self.number(read))
            .replace("{n}", &self.number(all))
    }

    /// `7 passages trouvés pour « eau »`
    pub(crate) fn hits(&self, count: u32, words: &str) -> String {
        self.plural(&self.hits, count).replace("{}", words)
    }

    /// `Passage 2 sur 7`
    pub(crate) fn hit_of(&self, hit: u32, all: u32) -> String {
        self.hit_of
            .replace("{p}", &self.number(hit))
            .replace("{n}", &self.number(all))
    }

    /// What stands between the parts of an enumeration.
    pub(crate) fn comma(&self) -> &'static str {
        match self.direction {
            Direction::Rtl => "، ",
            Direction::Ltr => ", ",
        }
    }

    /// What stands before and after the name in `Source web Par Hespress`.
    pub(crate) fn around_source(&self) -> (&'static str, &'static str) {
        self.source_line
            .split_once("{}")
            .unwrap_or((self.source_line, ""))
    }

    /// `Le 04/07/2019`
    pub fn date_line(&self, date: &ArticleDate) -> String {
        match date.precision() {
            Precision::Year | Precision::Month => self.date(date),
            _ => self.date_line.replace("{}", &self.date(date)),
        }
    }

    /// `Mis à jour le 04/07/2019`
    pub(crate) fn updated_line(&self, date: &ArticleDate) -> String {
        self.updated_line.replace("{}", &self.date(date))
    }

    /// `04/07/2019`, `07/2019` or `2019`, as far as the date is known.
    pub(crate) fn date(&self, date: &ArticleDate) -> String {
        self.in_digits(self.plain_date(date))
    }

    fn plain_date(&self, date: &ArticleDate) -> String {
        let parts = [date.day_of_month(), date.month(), Some(date.year())];
        let known = parts.into_iter().flatten();
        match (
            self.date_style,
            date.month().and_then(|month| self.month_name(month)),
        ) {
            (DateStyle::MonthName, Some(name)) => {
                let day = date
                    .day_of_month()
                    .map(|day| day.trim_start_matches('0').to_owned() + " ");
                day.unwrap_or_default() + name + " " + date.year()
            }
            _ => known.collect::<Vec<_>>().join("/"),
        }
    }

    /// `2019`, or `juillet 2019` of the number `201907`.
    pub fn period_name(&self, period: u32) -> String {
        let month = period.to_string();
        let name = month.get(4..).and_then(|month| self.month_name(month));
        self.in_digits(match (name, month.get(..4)) {
            (Some(name), Some(year)) => [name, " ", year].concat(),
            _ => month,
        })
    }

    fn month_name(&self, month: &str) -> Option<&'static str> {
        let at = month.parse::<usize>().ok()?.checked_sub(1)?;
        self.months.get(at).copied()
    }

    /// The name of a BCP 47 language, or the tag itself.
    pub(crate) fn language_name<'a>(&self, tag: &'a str) -> &'a str {
        let primary = tag.split('-').next().unwrap_or(tag);
        self.languages
            .iter()
            .find(|(code, _)| *code == primary)
            .map_or(tag, |(_, name)| name)
    }

    /// `Retirer Maroc`
    pub(crate) fn remove(&self, label: &str) -> String {
        self.remove.replace("{}", label)
    }

    /// `Page 2 sur 7`
    pub(crate) fn page_of(&self, page: u32, pages: u32) -> String {
        self.page_of
            .replace("{p}", &self.number(page))
            .replace("{n}", &self.number(pages))
    }

    /// `Du 04/07/2019 au 02/10/2026`
    pub(crate) fn period(&self, first: &str, last: &str) -> String {
        let written = |day: &str| {
            ArticleDate::try_from(day.to_owned())
                .map(|date| self.date(&date))
                .unwrap_or_default()
        };
        self.period
            .replace("{a}", &written(first))
            .replace("{b}", &written(last))
    }

    /// `Édition 2026-10-02-1a2b3c4d`
    pub(crate) fn edition(&self, edition: &str) -> String {
        self.edition.replace("{}", edition)
    }

    /// A number with its thousands apart.
    pub(crate) fn number(&self, number: u32) -> String {
        let digits = number.to_string();
        let mut written = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                written.push_str(self.thousands);
            }
            written.push(digit);
        }
        self.in_digits(written)
    }

    /// The same text with the digits that the reader likes.
    fn in_digits(&self, text: String) -> String {
        if self.code != "ar" || !ARABIC_DIGITS.get() {
            return text;
        }
        let digit = |letter: char| {
            let value = letter.to_digit(10);
            let arabic = value.and_then(|value| char::from_u32(0x660 + value));
            arabic.unwrap_or(letter)
        };
        text.chars().map(digit).collect()
    }

    fn plural(&self, plural: &Plural, number: u32) -> String {
        let form = match plural::category(self.code, number) {
            Category::Zero => plural.zero,
            Category::One => plural.one,
            Category::Two => plural.two,
            Category::Few => plural.few,
            Category::Many => plural.many,
            Category::Other => plural.other,
        };
        form.replace("{n}", &self.number(number))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    fn check_date(language: Language, date: &str, line: &str) {
        let date = ArticleDate::try_from(date.to_owned()).unwrap();
        assert_eq!(language.messages().date_line(&date), line);
    }

    #[test]
    fn dates_are_written_as_far_as_they_are_known() {
        check_date(Language::French, "2019-07-04", "Le 04/07/2019");
        check_date(
            Language::French,
            "2019-07-04T23:30:00-05:00",
            "Le 04/07/2019",
        );
        check_date(Language::French, "2019-07", "07/2019");
        check_date(Language::French, "2019", "2019");
        check_date(Language::English, "2019-07-04", "On 4 July 2019");
        check_date(Language::English, "2019-07", "July 2019");
        check_date(Language::Arabic, "2019-07-04", "بتاريخ 04/07/2019");
    }

    #[test]
    fn digits_are_the_readers() {
        let m = Language::Arabic.messages();
        let date = ArticleDate::try_from("2019-07-04".to_owned()).unwrap();
        write_arabic_digits(true);
        assert_eq!(m.articles(5), "٥ مقالات");
        assert_eq!(m.date_line(&date), "بتاريخ ٠٤/٠٧/٢٠١٩");
        assert_eq!(Language::French.messages().articles(5), "5 articles");
        write_arabic_digits(false);
        assert_eq!(m.articles(5), "5 مقالات");
    }

    #[test]
    fn numbers_agree_with_their_nouns() {
        for (language, count, expected) in [
            (Language::French, 0, "0 article"),
            (Language::French, 1, "1 article"),
            (Language::French, 19_043, "19\u{202f}043 articles"),
            (Language::English, 0, "0 articles"),
            (Language::English, 1, "1 article"),
            (Language::English, 1_000, "1,000 articles"),
            (Language::Arabic, 0, "لا مقالات"),
            (Language::Arabic, 1, "مقال واحد"),
            (Language::Arabic, 2, "مقالان"),
            (Language::Arabic, 5, "5 مقالات"),
            (Language::Arabic, 11, "11 مقالًا"),
            (Language::Arabic, 100, "100 مقال"),
        ] {
            assert_eq!(language.messages().articles(count), expected);
        }
    }

    #[test]
    fn a_tag_finds_its_language_by_its_primary_subtag() {
        assert_eq!(Language::of_tag("ar-MA"), Some(Language::Arabic));
        assert_eq!(Language::of_tag("de"), None);
        assert_eq!(
            Language::French.messages().language_name("en-GB"),
            "anglais"
        );
        assert_eq!(Language::French.messages().language_name("zxx"), "zxx");
    }
}

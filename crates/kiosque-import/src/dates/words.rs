//! Dates of words and numbers, read word by word.

use super::months::month_of;
use super::{DateOrder, Parts};
use jiff::civil::Time;
use jiff::tz::Offset;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that say nothing about the day, as `Le jeudi … à …`; more is prose.
const WORDS_BETWEEN: usize = 5;

/// Zones that mail and feeds name, in hours (RFC 822, and those of Europe).
const ZONES: [(&str, i8); 21] = [
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("bst", 1),
    ("west", 1),
    ("cet", 1),
    ("met", 1),
    ("cest", 2),
    ("eet", 2),
    ("eest", 3),
    ("msk", 3),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
];

/// Arabic-Indic digits as ASCII.
pub fn latin_digits(text: &str) -> String {
    let digit = |c: char| match u32::from(c) {
        code @ 0x660..=0x669 => char::from_digit(code - 0x660, 10).unwrap_or(c),
        code @ 0x6f0..=0x6f9 => char::from_digit(code - 0x6f0, 10).unwrap_or(c),
        _ => c,
    };
    text.chars().map(digit).collect()
}

/// The date that the words of `written` make up: a year at least, with a month.
pub fn parts_of(written: &str, order: Option<DateOrder>) -> Option<Parts> {
    let folded = folded(written);
    let words: Vec<&str> = folded
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '،' | '(' | ')' | '|'))
        .map(|word| word.trim_matches(['.', ';']))
        .filter(|word| !word.is_empty())
        .collect();
    let mut reading = Reading {
        order,
        ..Reading::default()
    };
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let pair = words.get(at + 1).map(|next| format!("{word} {next}"));
        match pair.as_deref().and_then(month_of) {
            Some(month) => {
                reading.month(month)?;
                at += 2;
            }
            None => {
                reading.word(word)?;
                at += 1;
            }
        }
    }
    reading.finish()
}

/// Lower case, without accents and hamzas, spaces of every kind as one.
pub(crate) fn folded(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c) && *c != '\u{640}')
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'ة' => 'ه',
            'ى' => 'ي',
            c => c,
        })
        .collect()
}

#[derive(Default)]
struct Reading {
    order: Option<DateOrder>,
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    time: Option<Time>,
    offset: Option<Offset>,
    afternoon: Option<bool>,
    ambiguous: bool,
    unknown: usize,
}

impl Reading {
    /// Reads a word; `None` where this is no date after all.
    fn word(&mut self, word: &str) -> Option<()> {
        if let Some(month) = month_of(word) {
            return self.month(month);
        }
        if let Some(time) = clock(word) {
            return put(&mut self.time, time);
        }
        if let Some(offset) = zone(word) {
            self.offset = Some(offset);
            return Some(());
        }
        match word {
            "am" | "a.m" => put(&mut self.afternoon, false),
            "pm" | "p.m" => put(&mut self.afternoon, true),
            _ if word.starts_with(|c: char| c.is_ascii_digit()) => self.numbers(word),
            _ => {
                self.unknown += 1;
                (self.unknown <= WORDS_BETWEEN).then_some(())
            }
        }
    }

    fn month(&mut self, month: i8) -> Option<()> {
        put(&mut self.month, month)
    }

    fn numbers(&mut self, word: &str) -> Option<()> {
        let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
        match parts.as_slice() {
            [one] => self.number(one),
            [month, year] if year.len() == 4 && year.parse::<i16>().is_ok() => {
                match month_of(month) {
                    Some(month) => put(&mut self.month, month)?,
                    None => put(&mut self.month, month.parse().ok()?)?,
                }
                put(&mut self.year, year.parse().ok()?)
            }
            [first, second, third] => self.three(first, second, third),
            _ => None,
        }
    }

    /// `2019`, `4`, `1er`, `4th`.
    fn number(&mut self, word: &str) -> Option<()> {
        let end = word
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(word.len());
        let (digits, rest) = word.split_at(end);
        match (digits.len(), rest) {
            (4, "") => put(&mut self.year, digits.parse().ok()?),
            (1 | 2, "" | "er" | "st" | "nd" | "rd" | "th" | "e") => {
                put(&mut self.day, digits.parse().ok()?)
            }
            _ => None,
        }
    }

    fn three(&mut self, first: &str, second: &str, third: &str) -> Option<()> {
        if let Some(month) = month_of(second) {
            self.number(first)?;
            self.month(month)?;
            return put(&mut self.year, year_of(third)?);
        }
        if first.len() == 4 {
            return self.all(first, second, third, false);
        }
        let is_over = |part: &str| part.parse::<u8>().is_ok_and(|number| number > 12);
        let differ = first.trim_start_matches('0') != second.trim_start_matches('0');
        let open = differ && !is_over(first) && !is_over(second) && third.len() == 4;
        match self.order {
            Some(DateOrder::YearFirst) if third.len() <= 2 => self.all(first, second, third, false),
            Some(DateOrder::MonthFirst) if !is_over(first) => self.all(third, first, second, false),
            Some(_) if !is_over(second) => self.all(third, second, first, false),
            None if !is_over(second) => self.all(third, second, first, open || third.len() < 4),
            _ => self.all(third, first, second, false),
        }
    }

    fn all(&mut self, year: &str, month: &str, day: &str, ambiguous: bool) -> Option<()> {
        put(&mut self.year, year_of(year)?)?;
        put(&mut self.month, month.parse().ok()?)?;
        self.ambiguous = ambiguous;
        put(&mut self.day, day.parse().ok()?)
    }

    fn finish(self) -> Option<Parts> {
        let month = self.month?;
        let time = match (self.time, self.afternoon) {
            (Some(time), Some(afternoon)) => Some(on_dial(time, afternoon)?),
            (time, _) => time,
        };
        Some(Parts {
            year: self.year?,
            month: Some(month),
            day: self.day,
            time: time.filter(|_| self.day.is_some()),
            offset: self.offset,
            ambiguous: self.ambiguous,
        })
    }
}

/// Puts a value where there is none yet: two years are no date.
fn put<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

/// Two digits are of the century that RFC 2822 says.
fn year_of(written: &str) -> Option<i16> {
    let year: i16 = written.parse().ok()?;
    match written.len() {
        4 => Some(year),
        2 if year < 50 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

/// `10:30`, `10:30:05`, `10h30`, `10h`, `3:05pm`.
fn clock(word: &str) -> Option<Time> {
    let (word, afternoon) = match word {
        _ if word.ends_with("pm") => (word.trim_end_matches("pm"), Some(true)),
        _ if word.ends_with("am") => (word.trim_end_matches("am"), Some(false)),
        _ => (word, None),
    };
    let (hour, rest) = word.split_once([':', 'h'])?;
    let (minute, second) = rest.split_once(':').unwrap_or((rest, "0"));
    let second = second.split(['.', 'z']).next().unwrap_or_default();
    let number = |text: &str| match text {
        "" => Some(0),
        _ => text.parse::<i8>().ok(),
    };
    let time = Time::new(hour.parse().ok()?, number(minute)?, number(second)?, 0).ok()?;
    match afternoon {
        Some(afternoon) => on_dial(time, afternoon),
        None => Some(time),
    }
}

fn on_dial(time: Time, afternoon: bool) -> Option<Time> {
    let hour = match (time.hour(), afternoon) {
        (12, false) => 0,
        (hour @ 1..=11, true) => hour + 12,
        (hour, _) => hour,
    };
    time.with().hour(hour).build().ok()
}

fn zone(word: &str) -> Option<Offset> {
    if let Some((_, hours)) = ZONES.iter().find(|(name, _)| *name == word) {
        return Offset::from_hours(*hours).ok();
    }
    let word = word.trim_start_matches("gmt").trim_start_matches("utc");
    let (sign, digits) = match word.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, word.strip_prefix('-')?),
    };
    let digits = digits.replace(':', "");
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.as_str(), "0"),
        4 => digits.split_at(2),
        _ => return None,
    };
    let seconds = (hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok()?) * 60;
    Offset::from_seconds(sign * seconds).ok()
}

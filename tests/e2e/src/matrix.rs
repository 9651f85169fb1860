//! Which combinations of engine, base path, language and colour scheme a story runs
//! in: each value once, or all of them.

use std::collections::BTreeSet;
use std::fmt::{self, Display};
use std::sync::{Mutex, PoisonError};

use crate::{Base, Engine, Options};

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// French.
    Fr,
    /// Arabic.
    Ar,
    /// English.
    En,
}

impl Lang {
    /// The language tag: `fr`, `ar`, `en`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::Ar => "ar",
            Self::En => "en",
        }
    }
}

/// A colour scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Scheme {
    /// `light` or `dark`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// One combination.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Case {
    /// The browser engine.
    pub engine: Engine,
    /// Where the site lives on its host.
    pub base: Base,
    /// The browser's language.
    pub lang: Lang,
    /// The preferred colour scheme.
    pub scheme: Scheme,
}

impl Case {
    /// Options to start the case's engine with.
    #[must_use]
    pub fn options(&self) -> Options<'static> {
        Options {
            languages: self.lang.tag(),
            dark: self.scheme == Scheme::Dark,
            ..Options::default()
        }
    }
}

impl Display for Case {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            engine,
            base,
            lang,
            scheme,
        } = self;
        let (base, lang, scheme) = (base.path(), lang.tag(), scheme.name());
        write!(to, "{engine} {base} {lang} {scheme}")
    }
}

/// Whether all combinations are wanted: `KIOSQUE_FULL=1`.
#[must_use]
pub fn is_full() -> bool {
    std::env::var_os("KIOSQUE_FULL").is_some_and(|value| value == "1")
}

/// The cases of a story. By a fixed rule each value appears, the longest list once
/// and shorter ones in turn; with `KIOSQUE_FULL=1` all combinations. The choice is
/// printed, once a process for each set of lists.
#[must_use]
pub fn cases(engines: &[Engine], bases: &[Base], langs: &[Lang], schemes: &[Scheme]) -> Vec<Case> {
    let full = is_full();
    let sizes = [engines.len(), bases.len(), langs.len(), schemes.len()];
    let chosen: Vec<Case> = rows(sizes, full)
        .into_iter()
        .filter_map(|[engine, base, lang, scheme]| {
            Some(Case {
                engine: *engines.get(engine)?,
                base: *bases.get(base)?,
                lang: *langs.get(lang)?,
                scheme: *schemes.get(scheme)?,
            })
        })
        .collect();
    announce(&chosen, sizes.iter().product(), full);
    chosen
}

/// Which cells of a table of `rows` and `columns` are tried in `engine`: in Chromium
/// and with `KIOSQUE_FULL=1` all; else each row and each column, the longer once. The
/// choice, where there is one, is printed as that of [`cases`].
#[must_use]
pub fn cells(engine: Engine, rows: usize, columns: usize) -> Vec<[usize; 2]> {
    let full = engine == Engine::Chromium || is_full();
    let chosen = self::rows([rows, columns], full);
    if engine != Engine::Chromium || is_full() {
        let possible = rows * columns;
        print_once(
            full,
            &format!("{} of {possible} cells in {engine}", chosen.len()),
        );
    }
    chosen
}

/// Indices into lists of these sizes: all combinations, or the diagonal that goes
/// round the shorter lists while it goes once through the longest.
fn rows<const N: usize>(sizes: [usize; N], full: bool) -> Vec<[usize; N]> {
    if sizes.contains(&0) {
        return Vec::new();
    }
    if full {
        return (0..sizes.iter().product())
            .map(|number| digits(number, sizes))
            .collect();
    }
    let longest = sizes.iter().copied().max().unwrap_or(0);
    (0..longest)
        .map(|step| sizes.map(|size| step % size))
        .collect()
}

/// `number` written with these bases, lowest first.
fn digits<const N: usize>(number: usize, sizes: [usize; N]) -> [usize; N] {
    let mut rest = number;
    sizes.map(|size| {
        let digit = rest % size;
        rest /= size;
        digit
    })
}

static ANNOUNCED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

fn announce(chosen: &[Case], possible: usize, full: bool) {
    let list: Vec<String> = chosen.iter().map(Case::to_string).collect();
    let list = list.join("; ");
    print_once(full, &format!("{} of {possible}: {list}", chosen.len()));
}

#[expect(
    clippy::print_stdout,
    reason = "a thinned matrix says so in the test's output"
)]
fn print_once(full: bool, choice: &str) {
    let rule = if full {
        "all combinations (KIOSQUE_FULL=1)"
    } else {
        "each value once (KIOSQUE_FULL=1 for all combinations)"
    };
    let text = format!("{rule}: {choice}");
    let mut announced = ANNOUNCED.lock().unwrap_or_else(PoisonError::into_inner);
    if announced.insert(text.clone()) {
        println!("{text}");
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::indexing_slicing,
        reason = "a test may stop at the first surprise"
    )]

    use super::*;

    #[test]
    fn the_diagonal_covers_each_value_and_no_more_cases_than_the_longest_list() {
        for sizes in [[3, 2, 3, 2], [1, 1, 1, 1], [2, 5, 1, 3], [7, 2, 3, 4]] {
            let rows = rows(sizes, false);
            assert_eq!(Some(rows.len()), sizes.into_iter().max());
            for (list, size) in sizes.into_iter().enumerate() {
                let seen: BTreeSet<usize> = rows.iter().map(|row| row[list]).collect();
                assert_eq!(seen, (0..size).collect(), "list {list} of {sizes:?}");
            }
        }
    }

    #[test]
    fn in_full_all_combinations_come_once() {
        let sizes = [3, 2, 3, 2];
        let rows = rows(sizes, true);
        let distinct: BTreeSet<_> = rows.iter().copied().collect();
        assert_eq!((rows.len(), distinct.len()), (36, 36));
        let within = |row: &[usize; 4]| row.iter().zip(sizes).all(|(at, size)| *at < size);
        assert!(rows.iter().all(within));
    }

    #[test]
    fn an_empty_list_leaves_no_case() {
        assert!(rows([3, 0, 1], false).is_empty());
        assert!(rows([3, 0, 1], true).is_empty());
    }

    #[test]
    fn names_a_case_in_one_line() {
        let (engine, base, lang, scheme) = (Engine::Firefox, Base::Sub, Lang::Ar, Scheme::Dark);
        let case = Case {
            engine,
            base,
            lang,
            scheme,
        };
        assert_eq!(case.to_string(), "Firefox /sous/dossier/ ar dark");
    }
}

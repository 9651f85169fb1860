use kiosque_model::{Direction, months};

/// The language a citation is written in, with its conventions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Convention {
    /// As French newspapers and libraries cite: `« Titre », Source, 4 juillet 2019`.
    French,
    /// The same order with Arabic punctuation: `«العنوان»، المصدر، 4 يوليو 2019`.
    Arabic,
    /// After the Chicago Manual of Style: `“Title.” Source, July 4, 2019.`
    English,
}

impl Convention {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::French, Self::Arabic, Self::English];

    /// The convention of a BCP 47 tag, by its primary subtag.
    pub fn of_tag(tag: &str) -> Option<Self> {
        match tag.split('-').next().unwrap_or_default() {
            "fr" => Some(Self::French),
            "ar" => Some(Self::Arabic),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// The direction its text runs in.
    pub fn direction(self) -> Direction {
        match self {
            Self::Arabic => Direction::Rtl,
            Self::French | Self::English => Direction::Ltr,
        }
    }

    pub(crate) fn words(self) -> &'static Words {
        match self {
            Self::French => &FRENCH,
            Self::Arabic => &ARABIC,
            Self::English => &ENGLISH,
        }
    }
}

/// The words and signs of a convention.
pub(crate) struct Words {
    pub months: &'static [&'static str; 12],
    /// Around a title or a passage.
    pub quotes: (&'static str, &'static str),
    /// Around what is quoted within a title or a passage.
    pub inner_quotes: (&'static str, &'static str),
    pub comma: &'static str,
    /// Before the second of two authors.
    pub and: &'static str,
    /// Before the last of three authors.
    pub last_and: &'static str,
    /// After the first of more than three.
    pub others: &'static str,
    pub undated: &'static str,
    /// That the text is read on the web.
    pub online: &'static str,
    pub consulted: &'static str,
    /// Before our own address.
    pub archived: &'static str,
}

static FRENCH: Words = Words {
    months: &months::FRENCH,
    quotes: ("«\u{a0}", "\u{a0}»"),
    inner_quotes: ("“", "”"),
    comma: ", ",
    and: " et ",
    last_and: " et ",
    others: " et al.",
    undated: "s. d.",
    online: "[en ligne]",
    consulted: "consulté le ",
    archived: "archivé\u{a0}: ",
};

static ARABIC: Words = Words {
    months: &months::ARABIC,
    quotes: ("«", "»"),
    inner_quotes: ("“", "”"),
    comma: "، ",
    and: " و",
    last_and: " و",
    others: " وآخرون",
    undated: "د. ت.",
    online: "[على الإنترنت]",
    consulted: "اطُّلع عليه في ",
    archived: "نسخة محفوظة: ",
};

static ENGLISH: Words = Words {
    months: &months::ENGLISH,
    quotes: ("“", "”"),
    inner_quotes: ("‘", "’"),
    comma: ", ",
    and: " and ",
    last_and: ", and ",
    others: " et al.",
    undated: "n.d.",
    online: "",
    consulted: "accessed ",
    archived: "Archived at ",
};

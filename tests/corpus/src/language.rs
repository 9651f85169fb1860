use crate::seeded::Seeded;

/// The languages articles are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// French.
    French,
    /// Arabic.
    Arabic,
    /// English.
    English,
}

impl Language {
    /// Every language, with its share of the articles.
    pub const SHARES: [(Self, f64); 3] = [
        (Self::French, 0.45),
        (Self::Arabic, 0.30),
        (Self::English, 0.25),
    ];

    /// A language, as often as articles are written in it.
    pub fn draw(numbers: &mut Seeded) -> Self {
        let mut share = numbers.share();
        for (language, own) in Self::SHARES {
            if share < own {
                return language;
            }
            share -= own;
        }
        Self::French
    }

    /// BCP 47.
    pub fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::Arabic => "ar",
            Self::English => "en",
        }
    }

    /// Something of each language.
    pub fn each<T>(make: impl FnMut(Self) -> T) -> OfEach<T> {
        OfEach(Self::SHARES.map(|(language, _)| language).map(make))
    }
}

/// A value for each language.
#[derive(Clone, Debug, Default)]
pub struct OfEach<T>([T; 3]);

impl<T> OfEach<T> {
    /// The one of `language`.
    pub fn of(&self, language: Language) -> &T {
        let [french, arabic, english] = &self.0;
        match language {
            Language::French => french,
            Language::Arabic => arabic,
            Language::English => english,
        }
    }
}

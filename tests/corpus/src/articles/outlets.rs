use crate::language::{Language, OfEach};
use crate::model::Model;
use crate::seeded::Seeded;
use crate::weighted::Weighted;
use kiosque_model::feed::Author;

/// Where articles were first published: dozens in a small corpus, hundreds in
/// a large one, a few of them much more often than the others.
#[derive(Debug)]
pub struct Outlets {
    of_language: OfEach<Weighted<Outlet>>,
}

/// A newspaper, an agency.
#[derive(Clone, Debug)]
pub struct Outlet {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub host: String,
    /// Who writes there.
    writers: Vec<String>,
}

/// Outlets of a corpus of one article, and the exponent they grow with.
const FEW: f64 = 8.0;
const GROWTH: f64 = 0.25;

/// People who write for an outlet.
const WRITERS: usize = 24;

/// Salt.
const NAMES: u64 = 0x6f75_746c;

impl Outlets {
    /// The outlets of a corpus of `size` articles.
    pub fn new(model: &Model, size: usize) -> Self {
        let all = FEW * (size as f64).powf(GROWTH);
        let of_language = |language: Language| {
            let share = Language::SHARES.iter().find(|(own, _)| *own == language);
            let own = (all * share.map_or(0.0, |(_, share)| *share)).max(1.0) as u32;
            let weighed =
                (0..own).map(|place| (outlet(model, language, place), 1.0 / f64::from(place + 2)));
            weighed.collect()
        };
        Self {
            of_language: Language::each(of_language),
        }
    }

    /// One that publishes in `language`.
    pub fn draw(&self, language: Language, numbers: &mut Seeded) -> Option<&Outlet> {
        self.of_language.of(language).draw(numbers)
    }
}

impl Outlet {
    /// Someone who writes there.
    pub fn writer(&self, numbers: &mut Seeded) -> Author {
        Author {
            name: numbers.pick(&self.writers).cloned(),
            ..Author::default()
        }
    }
}

fn outlet(model: &Model, language: Language, place: u32) -> Outlet {
    let speech = model.speech.of(language);
    let mut numbers = Seeded::at(&[NAMES, language as u64, u64::from(place)]);
    let mut full_name = || [speech.name(&mut numbers), speech.name(&mut numbers)].join(" ");
    Outlet {
        name: full_name(),
        host: format!("{}{place}.example", language.code()),
        writers: (0..WRITERS).map(|_| full_name()).collect(),
    }
}

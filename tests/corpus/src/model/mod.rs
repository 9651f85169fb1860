//! What was learnt from real texts, in the form that articles are made from.

mod letters;
mod rare_words;
mod speech;
mod successors;
mod topics;

pub use letters::Letters;
pub use rare_words::RareWords;
pub use speech::{ChunkId, Speech};
pub use topics::{Topic, Topics};

use crate::language::{Language, OfEach};
use crate::texts::{Text, Texts};
use crate::weighted::Weighted;

/// Bytes of HTML of an article, on average.
pub const MEAN_LENGTH: f64 = 2_600.0;

/// What was learnt.
#[derive(Debug)]
pub struct Model {
    /// How each language is written.
    pub speech: OfEach<Speech>,
    /// What articles are about, and the tags that go with it.
    pub topics: Topics,
    /// Bytes of HTML of an article; [`MEAN_LENGTH`] on average.
    pub lengths: Weighted<f64>,
}

impl Model {
    /// Learns from texts.
    pub fn learn(texts: &Texts) -> Self {
        let speech = Language::each(|language| Speech::learn(&texts.texts, language));
        let topics = Topics::learn(texts, &speech);
        Self {
            topics,
            lengths: lengths(&texts.texts),
            speech,
        }
    }
}

/// The real lengths of articles, all stretched by the same factor.
fn lengths(texts: &[Text]) -> Weighted<f64> {
    let real = |text: &Text| text.length.map(|length| (length as f64, text.weight));
    let real: Vec<(f64, f64)> = texts.iter().filter_map(real).collect();
    let weights: f64 = real.iter().map(|(_, weight)| weight).sum();
    let mean = real
        .iter()
        .map(|(length, weight)| length * weight)
        .sum::<f64>()
        / weights;
    let stretched = |(length, weight): (f64, f64)| (length * MEAN_LENGTH / mean, weight);
    real.into_iter().map(stretched).collect()
}

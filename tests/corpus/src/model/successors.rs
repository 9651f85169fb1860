use super::ChunkId;
use crate::seeded::Seeded;

/// Which chunk follows which in real text.
#[derive(Clone, Debug, Default)]
pub struct Successors {
    /// Where the pairs of each chunk start.
    starts: Vec<usize>,
    /// A successor, and how often it or one before it in the row follows.
    pairs: Vec<(ChunkId, u32)>,
}

impl Successors {
    /// Counts pairs of neighbours, of `chunks` kinds.
    pub fn learn(mut neighbours: Vec<(ChunkId, ChunkId)>, chunks: usize) -> Self {
        neighbours.sort_unstable();
        let mut learnt = Self::default();
        let mut rest = neighbours.as_slice();
        for chunk in 0..chunks {
            learnt.starts.push(learnt.pairs.len());
            let own = rest.partition_point(|(first, _)| *first as usize <= chunk);
            let (own, others) = rest.split_at(own);
            learnt.push_counts(own);
            rest = others;
        }
        learnt.starts.push(learnt.pairs.len());
        learnt
    }

    fn push_counts(&mut self, own: &[(ChunkId, ChunkId)]) {
        let mut upto = 0;
        for same in own.chunk_by(|one, other| one == other) {
            upto += u32::try_from(same.len()).unwrap_or(u32::MAX);
            self.pairs
                .extend(same.first().map(|(_, next)| (*next, upto)));
        }
    }

    /// What follows `chunk`. `None` as often as text would have something new
    /// there: the estimate of Witten and Bell (1991).
    pub fn draw(&self, chunk: ChunkId, numbers: &mut Seeded) -> Option<ChunkId> {
        let chunk = chunk as usize;
        let (from, to) = (self.starts.get(chunk)?, self.starts.get(chunk + 1)?);
        let own = self.pairs.get(*from..*to)?;
        let seen = own.last()?.1 as usize;
        let place = numbers.below(seen + own.len());
        let at = own.partition_point(|(_, upto)| *upto as usize <= place);
        own.get(at).map(|(next, _)| *next)
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
    fn what_follows_always_comes_most_often() {
        let pairs = [(0, 1), (0, 1), (0, 1), (1, 0), (0, 2)].to_vec();
        let learnt = Successors::learn(pairs, 3);
        let mut numbers = Seeded::new(1);
        let mut count = [0; 4];
        for _ in 0..6_000 {
            let next = learnt.draw(0, &mut numbers).map_or(3, |next| next as usize);
            count[next] += 1;
        }
        assert_eq!(count[0], 0);
        assert!(
            (2_800..3_200).contains(&count[1]) && (1_800..2_200).contains(&count[3]),
            "{count:?}"
        );
        assert_eq!(learnt.draw(2, &mut numbers), None);
    }
}

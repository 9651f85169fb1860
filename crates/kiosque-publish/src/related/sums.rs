use super::DocumentNumber;
use super::vocabulary::position;
use std::cell::RefCell;

thread_local! {
    /// Kept from one article to the next: clearing what was touched costs less
    /// than room for every article each time.
    static SUMS: RefCell<Sums> = RefCell::default();
}

/// Sums by article, of numbers above 0.
#[derive(Default)]
pub(super) struct Sums {
    by_document: Vec<f32>,
    /// Articles whose sum is not 0, in the order they were met, then room.
    met: Vec<DocumentNumber>,
    count: usize,
}

/// Lends the thread's sums, all 0.
pub(super) fn with_sums<T>(add: impl FnOnce(&mut Sums) -> T) -> T {
    SUMS.with_borrow_mut(add)
}

impl Sums {
    /// Room for the articles below `documents`.
    pub(super) fn reach(&mut self, documents: DocumentNumber) {
        let needed = position(documents);
        if needed > self.by_document.len() {
            self.by_document.resize(needed, 0.0);
        }
    }

    /// Adds numbers to the sums of articles that there is room for.
    pub(super) fn add(&mut self, numbers: impl ExactSizeIterator<Item = (DocumentNumber, f32)>) {
        self.met.resize(self.count + numbers.len(), 0);
        for (document, number) in numbers {
            let place = self.met.get_mut(self.count);
            if let (Some(place), Some(sum)) = (place, self.by_document.get_mut(position(document)))
            {
                // Without a branch, which would be guessed wrong half of the time.
                *place = document;
                self.count += usize::from(*sum == 0.0);
                *sum += number;
            }
        }
    }

    /// The sums that are at least `least`, in the order in which articles were
    /// met; all are 0 again.
    pub(super) fn take(&mut self, least: f32) -> Vec<(DocumentNumber, f32)> {
        let Self {
            by_document, met, ..
        } = self;
        met.truncate(std::mem::take(&mut self.count));
        let taken = met.drain(..).filter_map(|document| {
            let sum = by_document.get_mut(position(document))?;
            let sum = std::mem::take(sum);
            (sum >= least).then_some((document, sum))
        });
        taken.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_taken_once() {
        let taken = |least: f32| {
            with_sums(|sums| {
                sums.reach(10);
                sums.add([(7, 0.5), (3, 1.0), (7, 0.25), (10, 9.0)].into_iter());
                sums.add([(3, 0.5), (2, 0.125)].into_iter());
                sums.take(least)
            })
        };
        assert_eq!(taken(0.0), [(7, 0.75), (3, 1.5), (2, 0.125)]);
        assert_eq!(taken(0.5), [(7, 0.75), (3, 1.5)]);
        assert_eq!(taken(0.0), [(7, 0.75), (3, 1.5), (2, 0.125)]);
    }
}

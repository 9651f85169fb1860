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
    touched: Vec<DocumentNumber>,
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

    /// Adds to the sum of an article that there is room for.
    #[inline]
    pub(super) fn add(&mut self, document: DocumentNumber, number: f32) {
        if let Some(sum) = self.by_document.get_mut(position(document)) {
            if *sum == 0.0 {
                self.touched.push(document);
            }
            *sum += number;
        }
    }

    /// The sums that are not 0, in the order in which articles were met; all
    /// are 0 again.
    pub(super) fn take(&mut self) -> Vec<(DocumentNumber, f32)> {
        let Self {
            by_document,
            touched,
        } = self;
        let taken = touched.drain(..).filter_map(|document| {
            let sum = by_document.get_mut(position(document))?;
            Some((document, std::mem::take(sum)))
        });
        taken.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_taken_once() {
        let taken = || {
            with_sums(|sums| {
                sums.reach(10);
                for (document, number) in [(7, 0.5), (3, 1.0), (7, 0.25), (10, 9.0)] {
                    sums.add(document, number);
                }
                sums.take()
            })
        };
        assert_eq!(taken(), [(7, 0.75), (3, 1.0)]);
        assert_eq!(taken(), [(7, 0.75), (3, 1.0)]);
    }
}

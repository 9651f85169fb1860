use crate::seeded::Seeded;

/// Things drawn in proportion to their weights, in time logarithmic in their number.
#[derive(Clone, Debug, Default)]
pub struct Weighted<T> {
    things: Vec<T>,
    /// Sum of the weights up to and with each thing.
    sums: Vec<f64>,
}

impl<T> Weighted<T> {
    /// Whether nothing can be drawn.
    pub fn is_empty(&self) -> bool {
        self.things.is_empty()
    }

    /// One of them, `None` of none.
    pub fn draw(&self, numbers: &mut Seeded) -> Option<&T> {
        let all = self.sums.last()?;
        self.at(numbers.share() * all)
    }

    fn at(&self, sum: f64) -> Option<&T> {
        let place = self.sums.partition_point(|upto| *upto <= sum);
        self.things.get(place).or(self.things.last())
    }
}

impl<T> FromIterator<(T, f64)> for Weighted<T> {
    fn from_iter<I: IntoIterator<Item = (T, f64)>>(pairs: I) -> Self {
        let (mut things, mut sums, mut sum) = (Vec::new(), Vec::new(), 0.0);
        for (thing, weight) in pairs {
            sum += weight;
            things.push(thing);
            sums.push(sum);
        }
        Self { things, sums }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_come_as_often_as_they_weigh() {
        let table: Weighted<char> = [('a', 3.0), ('b', 0.0), ('c', 1.0)].into_iter().collect();
        let mut numbers = Seeded::new(5);
        let drawn: Vec<char> = (0..4_000)
            .filter_map(|_| table.draw(&mut numbers).copied())
            .collect();
        let count = |wanted| drawn.iter().filter(|drawn| **drawn == wanted).count();
        assert_eq!(count('b'), 0);
        assert!((2_900..3_100).contains(&count('a')), "{}", count('a'));
        assert_eq!(Weighted::<char>::default().draw(&mut numbers), None);
    }
}

use std::collections::BinaryHeap;

/// Values in ascending order of a number of each, equal ones as they come. The one
/// place that sorts, and by a heap: sorting as the library does is 3 kB of code for
/// each type, which a reader downloads.
pub(super) fn in_order<T>(values: Vec<T>, number: impl Fn(&T) -> u128) -> Vec<T> {
    let numbers = values.iter().map(number).zip(0_u32..);
    let numbers = sorted(numbers.collect());
    let mut values: Vec<Option<T>> = values.into_iter().map(Some).collect();
    let places = numbers.into_iter().map(|(_, at)| at as usize);
    places.filter_map(|at| values.get_mut(at)?.take()).collect()
}

fn sorted(numbers: Vec<(u128, u32)>) -> Vec<(u128, u32)> {
    BinaryHeap::from(numbers).into_sorted_vec()
}

/// A number that grows as a text's first letters come later in the alphabet.
pub(super) fn alphabetical(text: &str) -> u128 {
    let bytes = text.bytes().chain(std::iter::repeat(0)).take(12);
    bytes.fold(0, |number, byte| number << 8 | u128::from(byte))
}

/// A number that grows as a weight falls; weights are no less than 0.
pub(super) fn falling(weight: f32) -> u128 {
    u128::from(!weight.max(0.0).to_bits())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_the_library_sorts(weights in prop::collection::vec(0_f32..9.0, 0..40), texts in prop::collection::vec("[a-cé]{0,4}", 0..40)) {
            let mut sorted = weights.clone();
            sorted.sort_by(|a, b| b.total_cmp(a));
            prop_assert_eq!(in_order(weights, |weight| falling(*weight)), sorted);
            let mut sorted = texts.clone();
            sorted.sort();
            prop_assert_eq!(in_order(texts, |text| alphabetical(text)), sorted);
        }
    }

    #[test]
    fn equal_ones_stay_as_they_come() {
        assert_eq!(
            in_order(vec![(1, 'b'), (0, 'c'), (1, 'a')], |(at, _)| *at),
            [(0, 'c'), (1, 'b'), (1, 'a')]
        );
    }
}

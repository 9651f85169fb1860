/// The values in the order of their keys. Sorting instances of many types cost
/// the viewer 20 kB of code; this one sorts the same two for all of them.
pub fn in_order<T>(values: Vec<T>, key: impl Fn(&T) -> String) -> Vec<T> {
    let mut keys: Vec<(String, usize)> = values.iter().map(key).zip(0..).collect();
    keys.sort_unstable();
    let mut values: Vec<Option<T>> = values.into_iter().map(Some).collect();
    let take = |(_, at): (String, usize)| values.get_mut(at).and_then(Option::take);
    keys.into_iter().filter_map(take).collect()
}

/// A key that puts the larger number first.
pub(crate) fn falling(number: u32) -> String {
    format!("{:010}", u32::MAX - number)
}

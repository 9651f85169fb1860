/// The values in the order of their keys, equal ones as they came. Sorting
/// instances of many types cost the viewer 20 kB of code; this inserts into one
/// list of keys, which is quick enough for the thousand values of a page.
pub fn in_order<T>(values: Vec<T>, key: impl Fn(&T) -> String) -> Vec<T> {
    let mut keys: Vec<(String, usize)> = Vec::new();
    for (position, value) in values.iter().enumerate() {
        let key = key(value);
        let at = keys.partition_point(|(other, _)| *other <= key);
        keys.insert(at, (key, position));
    }
    let mut values: Vec<Option<T>> = values.into_iter().map(Some).collect();
    let take = |(_, at): (String, usize)| values.get_mut(at).and_then(Option::take);
    keys.into_iter().filter_map(take).collect()
}

/// A key that puts the larger number first.
pub(crate) fn falling(number: u32) -> String {
    format!("{:010}", u32::MAX - number)
}

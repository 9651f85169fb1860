//! Where a section is cut into parts.

use kiosque_model::wire::separator;

/// Cuts things in the order of their `keys`, each of so many bytes, into parts
/// of about `size`: the end of each part. Within a quarter more or less, it cuts
/// where the shortest key tells the parts apart, as all these keys stand in
/// the directory.
pub(super) fn cuts(keys: &[&str], bytes: &[usize], size: usize) -> Vec<usize> {
    let mut ends = Vec::new();
    let (mut sum, mut best): (usize, Option<(usize, usize)>) = (0, None);
    let mut at = 0;
    while let (Some(key), Some(length)) = (keys.get(at), bytes.get(at)) {
        sum += length;
        at += 1;
        let cost = keys.get(at).map(|next| separator(key, next).len());
        if let Some(cost) = cost.filter(|_| sum >= size * 3 / 4)
            && best.is_none_or(|(_, least)| cost < least)
        {
            best = Some((at, cost));
        }
        if let Some((end, _)) = best.filter(|_| sum >= size * 5 / 4) {
            ends.push(end);
            (at, sum, best) = (end, 0, None);
        }
    }
    if ends.last().copied().unwrap_or_default() < keys.len() {
        ends.push(keys.len());
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_cut_where_keys_differ_early() {
        let keys = ["abaa", "abab", "abac", "b", "baaa", "baab"];
        assert_eq!(cuts(&keys, &[1; 6], 3), [3, 5, 6]);
        assert_eq!(cuts(&keys, &[9; 6], 3), [1, 2, 3, 4, 5, 6]);
        assert_eq!(cuts(&[], &[], 3), [] as [usize; 0]);
    }
}

use kiosque_publish::intake::Problem;
use std::mem::discriminant;

/// Problems of one kind that are told in full.
const EXAMPLES: usize = 3;

/// The problems by kind, in the order the kinds are met: how many of each and
/// the first few.
pub fn describe(problems: &[Problem]) -> String {
    let mut kinds: Vec<Vec<&Problem>> = Vec::new();
    for problem in problems {
        let same = |kind: &&mut Vec<&Problem>| {
            kind.first()
                .is_some_and(|first| discriminant(&first.kind) == discriminant(&problem.kind))
        };
        match kinds.iter_mut().find(same) {
            Some(kind) => kind.push(problem),
            None => kinds.push(vec![problem]),
        }
    }
    kinds.iter().map(|kind| describe_kind(kind)).collect()
}

fn describe_kind(kind: &[&Problem]) -> String {
    let examples: String = kind
        .iter()
        .take(EXAMPLES)
        .map(|problem| format!("  {problem}\n"))
        .collect();
    match kind.len().saturating_sub(EXAMPLES) {
        0 => examples,
        more => format!("{examples}  and {more} more like these\n"),
    }
}

/// `1 article`, `2 articles`.
pub fn counted(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

//! Functions stay short. Rustfmt's indentation says where one ends: at the first closing
//! brace as far in as its `fn`.

use super::{Findings, Source, at};

/// Lines from `fn` to the closing brace, both counted.
const LIMIT: usize = 60;

/// Path, function, and why it may be longer.
const MAY_BE_LONGER: &[(&str, &str, &str)] = &[];

/// Every function over the limit.
pub fn check(sources: &[Source]) -> Findings {
    sources
        .iter()
        .filter(|source| source.path.ends_with(".rs"))
        .flat_map(|source| {
            long_functions(source)
                .into_iter()
                .filter(|long| !is_excused(source, long))
                .map(|long| at(source, long.line, &reason(&long)))
                .collect::<Findings>()
        })
        .collect()
}

struct Long<'a> {
    line: usize,
    name: &'a str,
    length: usize,
}

fn reason(long: &Long<'_>) -> String {
    format!(
        "fn {} has {} lines; split it (at most {LIMIT})",
        long.name, long.length
    )
}

fn is_excused(source: &Source, long: &Long<'_>) -> bool {
    MAY_BE_LONGER
        .iter()
        .any(|(path, name, _)| *path == source.path && *name == long.name)
}

fn long_functions(source: &Source) -> Vec<Long<'_>> {
    let lines: Vec<&str> = source.text.lines().collect();
    let functions = lines.iter().enumerate().filter_map(|(index, line)| {
        let name = function_name(line)?;
        let length = length(&lines, index)?;
        Some(Long {
            line: index + 1,
            name,
            length,
        })
    });
    functions
        .filter(|function| function.length > LIMIT)
        .collect()
}

/// The name, if the line starts a function's definition.
fn function_name(line: &str) -> Option<&str> {
    let (before, after) = line.trim_start().split_once("fn ")?;
    let qualifier = |word: &str| {
        matches!(word, "async" | "const" | "default" | "extern" | "unsafe")
            || word.starts_with("pub")
            || word.starts_with('"')
            || word.ends_with(')')
    };
    if !before.split_whitespace().all(qualifier) {
        return None;
    }
    let end = after.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
    after
        .get(..end.unwrap_or(after.len()))
        .filter(|name| !name.is_empty())
}

/// Lines up to the end of the function that starts at `first`; `None` for a declaration without body.
fn length(lines: &[&str], first: usize) -> Option<usize> {
    let indent = indent(lines.get(first)?);
    for (offset, line) in lines.iter().skip(first).enumerate() {
        let ends = line.ends_with(';') || line.ends_with('}');
        if offset == 0 && ends {
            return line.ends_with('}').then_some(1);
        }
        let back = offset > 0 && !line.trim().is_empty() && self::indent(line) == indent;
        if back && line.trim_start().starts_with('}') {
            return Some(offset + 1);
        }
        if back && line.ends_with(';') {
            return None;
        }
    }
    None
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::check;

    fn found(text: &str) -> Vec<String> {
        check(&[source("src/app.rs", text)])
    }

    fn body(lines: usize) -> String {
        "        step();\n".repeat(lines)
    }

    #[test]
    fn one_line_over_the_limit_is_found() {
        let function = |lines| {
            format!(
                "impl A {{\n    pub(crate) async fn walk(\n{}    }}\n}}\n",
                body(lines)
            )
        };
        assert!(found(&function(58)).is_empty());
        assert_eq!(
            found(&function(59)),
            ["src/app.rs:2: fn walk has 61 lines; split it (at most 60)"]
        );
    }

    #[test]
    fn where_clauses_and_inner_braces_belong_to_the_function() {
        let text = format!(
            "fn a<T>(\n    t: T,\n) -> T\nwhere\n    T: B,\n{{\n    if t {{\n{}    }}\n}}\n",
            body(60)
        );
        assert_eq!(found(&text).len(), 1);
    }

    #[test]
    fn declarations_comments_and_short_ones_are_none() {
        let text = format!(
            "trait A {{\n    fn a(&self);\n    fn b(\n        x: u8,\n    ) -> u8;\n}}\n// fn c() {{\nfn d() {{}}\nstruct S {{\n{}}}\n",
            body(70)
        );
        assert!(found(&text).is_empty());
    }
}

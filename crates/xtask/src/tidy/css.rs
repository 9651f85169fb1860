//! Style sheets mirror by themselves: logical properties only, and no shouting.

use std::mem;

use super::{Findings, Source, at};

const SIDES: [&str; 2] = ["left", "right"];

/// Properties whose values may name a side of the text.
const WITH_SIDES: [&str; 3] = ["text-align", "float", "clear"];

/// Where a rule must win over everything else: what the reader's device asks for.
const MAY_SHOUT: [&str; 3] = ["print", "prefers-reduced-motion", "forced-colors"];

/// Every declaration that names a physical side, or is `!important` without need.
pub fn check(sources: &[Source]) -> Findings {
    sources
        .iter()
        .filter(|source| source.path.starts_with("public/") && source.path.ends_with(".css"))
        .flat_map(check_sheet)
        .collect()
}

struct Declaration {
    line: usize,
    text: String,
    /// Whether a rule around it is in `MAY_SHOUT`.
    may_shout: bool,
}

fn check_sheet(sheet: &Source) -> Findings {
    declarations(&sheet.text)
        .iter()
        .filter_map(|declaration| Some(at(sheet, declaration.line, fault(declaration)?)))
        .collect()
}

fn fault(declaration: &Declaration) -> Option<&'static str> {
    let (property, value) = declaration.text.split_once(':')?;
    let property = property.trim();
    if property.starts_with("--") {
        return None;
    }
    if property.split('-').any(|part| SIDES.contains(&part)) {
        return Some("a physical side; take the logical property (inline-start, inline-end)");
    }
    let names_side = value.split_whitespace().any(|word| SIDES.contains(&word));
    if WITH_SIDES.contains(&property) && names_side {
        return Some("a physical side; take start, end, inline-start or inline-end");
    }
    let shouts = value.contains("!important") && !declaration.may_shout;
    shouts.then_some("!important outside print, reduced motion and forced colours; use a layer")
}

/// Every `property: value` of the sheet.
fn declarations(text: &str) -> Vec<Declaration> {
    let mut scan = Scan::default();
    for letter in without_comments(text).chars() {
        scan.read(letter);
        scan.lines += usize::from(letter == '\n');
    }
    scan.found
}

/// A walk through a sheet, letter by letter. A piece that ends in `{` is a selector or an
/// at-rule, and is kept to know what surrounds the declarations up to its `}`.
#[derive(Default)]
struct Scan {
    found: Vec<Declaration>,
    around: Vec<String>,
    piece: String,
    /// Lines before the letter that is read, and before the piece's first letter.
    lines: usize,
    start: usize,
    quote: Option<char>,
    parentheses: usize,
}

impl Scan {
    fn read(&mut self, letter: char) {
        let inside = self.is_inside(letter);
        match letter {
            '{' if !inside => self.around.push(mem::take(&mut self.piece)),
            ';' if !inside => self.end_declaration(),
            '}' if !inside => {
                self.end_declaration();
                self.around.pop();
            }
            _ if self.piece.is_empty() && letter.is_whitespace() => {}
            _ => {
                if self.piece.is_empty() {
                    self.start = self.lines;
                }
                self.piece.push(letter);
            }
        }
    }

    /// Whether the letter belongs to a string or stands in parentheses.
    fn is_inside(&mut self, letter: char) -> bool {
        match (self.quote, letter) {
            (Some(open), _) if open == letter => self.quote = None,
            (None, '"' | '\'') => self.quote = Some(letter),
            (None, '(') => self.parentheses += 1,
            (None, ')') => self.parentheses = self.parentheses.saturating_sub(1),
            _ => {}
        }
        self.quote.is_some() || self.parentheses > 0
    }

    fn end_declaration(&mut self) {
        let shouts = |rule: &String| MAY_SHOUT.iter().any(|word| rule.contains(word));
        self.found.push(Declaration {
            line: self.start + 1,
            text: mem::take(&mut self.piece),
            may_shout: self.around.iter().any(shouts),
        });
    }
}

/// The sheet with comments blanked, its lines where they were.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        let (comment, after) = after.split_once("*/").unwrap_or((after, ""));
        kept.extend(comment.chars().filter(|letter| *letter == '\n'));
        rest = after;
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::check;

    fn lines(text: &str) -> Vec<String> {
        check(&[source("public/site.css", text)])
            .iter()
            .filter_map(|finding| finding.split(':').nth(1).map(str::to_owned))
            .collect()
    }

    #[test]
    fn physical_sides_are_found_with_their_lines() {
        let sheet = ".a {\n  margin-left: 1em;\n  padding-inline: 2em;\n  border-top-right-radius: 1px;\n}\n\
                     .b { /* left: 0;\n */ right: 0 }\n.c { text-align: right; float: left }\n";
        assert_eq!(lines(sheet), ["2", "4", "7", "8", "8"]);
    }

    #[test]
    fn words_that_merely_hold_a_side_pass() {
        let sheet = ".left a:hover { color: red; --from-left: 1; text-align: start }\n\
                     .d { background: url(\"left:0;right:1\"); content: 'left:'; transition: left-ish 1s }";
        assert!(lines(sheet).is_empty(), "{:?}", lines(sheet));
    }

    #[test]
    fn shouting_is_for_print_and_reduced_motion() {
        let sheet = "@media print {\n  a { color: black !important; }\n}\nb { color: red !important; }\n\
                     @media (prefers-reduced-motion: reduce) { * { transition: none !important } }";
        assert_eq!(lines(sheet), ["4"]);
    }

    #[test]
    fn other_sheets_are_left_alone() {
        assert!(check(&[source("docs/a.css", "a { left: 0 }")]).is_empty());
    }
}

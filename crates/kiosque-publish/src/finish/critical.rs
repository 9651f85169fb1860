//! The part of a style sheet that a page needs before its first paint, to stand in
//! the page itself: no request is waited for.

/// Between these, a sheet has what nothing shows at first.
const LATER: &str = "/* later: */";
const AGAIN: &str = "/* :later */";

/// The sheet without what comes later, comments and blanks that say nothing.
pub(super) fn critical(sheet: &str) -> String {
    let mut parts = sheet.split(LATER);
    let first = parts.next().unwrap_or_default().to_owned();
    let others = parts.map(|part| part.split_once(AGAIN).map_or("", |(_, rest)| rest));
    let needed = others.fold(first, |all, part| all + part);
    shorten(&without_comments(&needed))
}

fn without_comments(sheet: &str) -> String {
    let mut parts = sheet.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    let others = parts.map(|part| part.split_once("*/").map_or("", |(_, rest)| rest));
    others.fold(first, |all, part| all + part)
}

/// Blanks are one at most, and none beside what parts rules and values; in quotes
/// they stay.
fn shorten(sheet: &str) -> String {
    let mut short = String::with_capacity(sheet.len());
    for (at, part) in sheet.split('"').enumerate() {
        if at > 0 {
            short.push('"');
        }
        if at % 2 == 1 {
            short.push_str(part);
            continue;
        }
        for letter in part.chars() {
            let letter = if letter.is_whitespace() { ' ' } else { letter };
            let after_mark = short.ends_with([' ', '{', '}', ';', ',', ':']) || short.is_empty();
            if letter == ' ' && after_mark {
                continue;
            }
            if matches!(letter, '{' | '}' | ';' | ',') && short.ends_with(' ') {
                short.pop();
            }
            short.push(letter);
        }
    }
    short
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    #[test]
    fn what_says_nothing_is_left_out() {
        let sheet = "/* a */ @layer a, b;\n.x :is(a, b) {\n  color: red;\n  content: \" ,  \";\n}\n\
            /* later: */ .desk { top: 0 } /* :later */\n.y > .z { margin: calc(1px + 2px) }\n";
        let expected =
            "@layer a,b;.x :is(a,b){color:red;content:\" ,  \";}.y > .z{margin:calc(1px + 2px)}";
        assert_eq!(critical(sheet).trim(), expected);
    }

    /// It is part of every page.
    #[test]
    fn the_viewers_own_is_small() {
        let sheet = critical(include_str!("../../../../public/kiosque.css"));
        let parameters = brotli::enc::BrotliEncoderParams::default();
        let mut packed = Vec::new();
        brotli::BrotliCompress(&mut sheet.as_bytes(), &mut packed, &parameters).unwrap();
        assert!(packed.len() <= 5_000, "{} bytes", packed.len());
    }
}

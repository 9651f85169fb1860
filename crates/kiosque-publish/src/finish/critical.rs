//! The part of a style sheet that a page needs before its first paint, to stand in
//! the page itself: no request is waited for.

/// Between these, a sheet has what nothing shows at first.
const LATER: &str = "/* later: */";
const AGAIN: &str = "/* :later */";

/// The viewer's own sheet without what comes later and comments.
pub(super) fn critical(sheet: &str) -> String {
    let needed = without(sheet, LATER, AGAIN);
    without(&needed, "/*", "*/")
}

/// A text without what stands between `start` and `end`, and without these.
fn without(text: &str, start: &str, end: &str) -> String {
    let mut parts = text.split(start);
    let first = parts.next().unwrap_or_default().to_owned();
    let others = parts.map(|part| part.split_once(end).map_or("", |(_, rest)| rest));
    others.fold(first, |all, part| all + part)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    #[test]
    fn what_says_nothing_is_left_out() {
        let sheet =
            "/* a */a { top: 0 } /* later: */ .desk { top: 0 } /* x */ /* :later */b { top: 1px }";
        assert_eq!(critical(sheet), "a { top: 0 } b { top: 1px }");
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

//! The part of a style sheet that a page needs before its first paint, to stand in
//! the page itself: no request is waited for.

/// What a page shows at first, and so needs the rules of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An article.
    Article,
    /// A list, of articles or tags.
    List,
}

/// What marks rules that nothing shows at first.
const LATER: &str = "later";

impl Kind {
    /// What marks the rules of pages of the other kind.
    fn others(self) -> &'static str {
        match self {
            Self::Article => "lists",
            Self::List => "articles",
        }
    }
}

/// The viewer's own sheet for a kind of page, without what comes later, comments and
/// indentation.
pub(super) fn critical(sheet: &str, kind: Kind) -> String {
    let unmarked = |sheet: &str, mark: &str| {
        without(sheet, &format!("/* {mark}: */"), &format!("/* :{mark} */"))
    };
    let needed = unmarked(&unmarked(sheet, LATER), kind.others());
    let needed = without(&needed, "/*", "*/");
    let lines = needed.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
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
        let sheet = "/* a */a { top: 0 } /* later: */ .desk { top: 0 } /* x */ /* :later */\n  b { top: 1px }\n\n\
            /* lists: */ .card { top: 0 } /* :lists */ /* articles: */\n.body { top: 0 }\n/* :articles */";
        let base = "a { top: 0 }\nb { top: 1px }\n";
        let of_article = critical(sheet, Kind::Article);
        assert_eq!(of_article, [base, ".body { top: 0 }"].concat());
        let of_list = critical(sheet, Kind::List);
        assert_eq!(of_list, [base, ".card { top: 0 }"].concat());
    }

    /// It is part of every page.
    #[test]
    fn the_viewers_own_is_small() {
        let sheet = include_str!("../../../../public/kiosque.css");
        for kind in [Kind::Article, Kind::List] {
            let sheet = critical(sheet, kind);
            let parameters = brotli::enc::BrotliEncoderParams::default();
            let mut packed = Vec::new();
            brotli::BrotliCompress(&mut sheet.as_bytes(), &mut packed, &parameters).unwrap();
            assert!(packed.len() <= 5_000, "{kind:?}: {} bytes", packed.len());
        }
    }
}

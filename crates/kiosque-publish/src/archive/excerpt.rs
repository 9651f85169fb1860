use crate::intake::SetArticle;

/// Characters of an excerpt, about.
const EXCERPT: usize = 180;

/// What a card says below the title: the publisher's summary or the first
/// words of the text. None where there is neither.
pub(crate) fn excerpt_of(article: &SetArticle) -> Option<String> {
    let text = article.summary.as_deref().unwrap_or(&article.text);
    let words: Vec<&str> = text.split_whitespace().take(EXCERPT).collect();
    let excerpt = shorten(&words.join(" "));
    (!excerpt.is_empty()).then_some(excerpt)
}

/// The first [`EXCERPT`] characters, cut between words where there are any.
fn shorten(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(EXCERPT) else {
        return text.to_owned();
    };
    let head = text.get(..end).unwrap_or(text);
    let whole_words = if text.get(end..).is_some_and(|rest| rest.starts_with(' ')) {
        Some(end)
    } else {
        head.rfind(' ')
    };
    let kept = head.get(..whole_words.unwrap_or(end)).unwrap_or(head);
    format!(
        "{}…",
        kept.trim_end_matches([' ', ',', ';', ':', '.', '،', '؛'])
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_ends_between_words() {
        let text = "mot ".repeat(60);
        let excerpt = shorten(text.trim());
        assert!(excerpt.ends_with("mot…"), "{excerpt}");
        assert!(excerpt.chars().count() <= EXCERPT + 1);
        assert_eq!(shorten("Court."), "Court.");
        assert_eq!(shorten(&"字".repeat(200)).chars().count(), EXCERPT + 1);
    }
}

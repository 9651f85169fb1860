use crate::intake::SetArticle;
use kiosque_model::ArticleDate;
use kiosque_model::wire::ONE_GENERATION;

/// The generation of the current month.
pub(super) const MONTH: &str = "month";

/// The articles of one generation, oldest first.
pub(super) struct Part {
    pub(super) name: &'static str,
    /// By period, oldest first; none is empty.
    pub(super) periods: Vec<Period>,
}

/// The articles of a calendar month, or the undated ones.
pub(super) struct Period {
    /// `YYYY-MM`; empty for undated articles.
    pub(super) name: String,
    pub(super) articles: Vec<SetArticle>,
}

/// The day a list files the article under; empty where it is undated, so that
/// undated articles come before all others.
pub(super) fn day_of(article: &SetArticle) -> String {
    article
        .date
        .as_ref()
        .map(ArticleDate::first_day)
        .unwrap_or_default()
}

/// Cuts the articles into generations, oldest first, without empty ones.
///
/// The day comes before the instant: where offsets differ, pages, periods and
/// ranges of days still follow each other.
pub(super) fn parts(mut articles: Vec<SetArticle>, as_of: Option<&ArticleDate>) -> Vec<Part> {
    articles.sort_by_cached_key(|article| (day_of(article), article.instant, article.id.clone()));
    let newest = articles.last().map(day_of).unwrap_or_default();
    let current = as_of.map_or(newest, ArticleDate::first_day);
    let single = articles.len() < ONE_GENERATION;
    let mut parts: Vec<Part> = Vec::new();
    for period in periods(articles) {
        let name = if single {
            "all"
        } else {
            generation_of(&period.name, &current)
        };
        match parts.last_mut() {
            Some(part) if part.name == name => part.periods.push(period),
            _ => parts.push(Part {
                name,
                periods: vec![period],
            }),
        }
    }
    parts
}

fn periods(articles: Vec<SetArticle>) -> Vec<Period> {
    let mut periods: Vec<Period> = Vec::new();
    for article in articles {
        let name = article
            .date
            .as_ref()
            .map(ArticleDate::period)
            .unwrap_or_default();
        match periods.last_mut() {
            Some(period) if period.name == name => period.articles.push(article),
            _ => periods.push(Period {
                name,
                articles: vec![article],
            }),
        }
    }
    periods
}

/// The generation of a period, when the current day is `YYYY-MM-DD`. What is
/// dated after the current month belongs to it.
fn generation_of(period: &str, current: &str) -> &'static str {
    let year = current.get(..4).unwrap_or_default();
    let month = current.get(..7).unwrap_or_default();
    match period {
        "" => "undated",
        _ if period < year => "before",
        _ if period < month => "year",
        _ => MONTH,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_current_day_decides_the_generation() {
        for (period, expected) in [
            ("", "undated"),
            ("2025-12", "before"),
            ("2026-01", "year"),
            ("2026-10", "year"),
            ("2026-11", "month"),
            ("2027-02", "month"),
        ] {
            assert_eq!(generation_of(period, "2026-11-03"), expected, "{period}");
        }
    }
}

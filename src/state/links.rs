use crate::ListQuery;
use kiosque_model::wire::{Article, Related, Summary};
use kiosque_model::{ArticleDate, ShortId};

/// The addresses of the site's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Links {
    base: &'static str,
    /// Where nothing but finished pages can be opened: the month, as the number
    /// `YYYYMM`, whose pages go on after the newest articles.
    newest_month: Option<u32>,
}

impl Links {
    /// For a site served from `base`, which starts and ends with a slash.
    pub fn new(base: String) -> Self {
        // One site a page: the text lives as long as the page does.
        Self {
            base: Box::leak(base.into_boxed_str()),
            newest_month: None,
        }
    }

    /// The same for a page that is read without script, too: what follows the newest
    /// articles is the month of the newest.
    pub fn without_script(self, newest_month: Option<u32>) -> Self {
        Self {
            newest_month,
            ..self
        }
    }

    /// The site's base path, with its slashes.
    pub fn base(self) -> &'static str {
        self.base
    }

    /// A list.
    pub fn list(self, query: &ListQuery) -> String {
        match self.newest_month {
            Some(month) if query.page > 0 && *query == ListQuery::default().at_page(query.page) => {
                self.month(month)
            }
            _ => self.base.to_owned() + &query.address(),
        }
    }

    /// The list of a month.
    pub fn month(self, month: u32) -> String {
        self.base.to_owned() + &ListQuery::of_month(month).address()
    }

    /// The list of the newest articles.
    pub fn home(self) -> String {
        self.base.to_owned()
    }

    /// The index of tags.
    pub fn tags(self) -> String {
        format!("{}tags/", self.base)
    }

    /// The index of tags from a key on.
    pub fn tags_from(self, key: &str) -> String {
        format!(
            "{}tags/?start={}",
            self.base,
            super::list_query::encode(key)
        )
    }

    /// What the archive is.
    pub fn about(self) -> String {
        format!("{}about/", self.base)
    }

    /// The articles kept on this device.
    pub fn saved(self) -> String {
        format!("{}saved/", self.base)
    }

    /// The folder of the archive's pictures.
    pub fn images(self) -> String {
        format!("{}archive/images/", self.base)
    }

    /// An article of a list.
    pub fn summary(self, summary: &Summary) -> String {
        self.address(summary.date.as_ref(), &summary.slug, &summary.id)
    }

    /// An article that a search for `words` found, which are marked in it.
    pub fn hit(self, summary: &Summary, words: &str) -> String {
        let address = self.summary(summary);
        if words.is_empty() {
            return address;
        }
        address + "?q=" + &super::list_query::encode(words)
    }

    /// An article near another.
    pub fn related(self, related: &Related) -> String {
        self.address(related.date.as_ref(), &related.slug, &related.id)
    }

    /// An article itself.
    pub fn article(self, article: &Article) -> String {
        self.address(article.date.as_ref(), &article.slug, &article.id)
    }

    /// `a/<year or 0>/<slug>-<short id>/`
    fn address(self, date: Option<&ArticleDate>, slug: &str, id: &ShortId) -> String {
        let year = date.map_or("0", ArticleDate::year);
        format!("{}a/{year}/{slug}-{}/", self.base, id.as_str())
    }
}

/// Year and short id of an article's address, from its path below the base.
pub fn article_of_path(path: &str) -> Option<(String, ShortId)> {
    let mut segments = path.trim_matches('/').rsplit('/');
    let name = segments.next()?;
    let year = segments.next()?;
    let at = name.len().checked_sub(ShortId::LENGTH)?;
    let id = ShortId::try_from(name.get(at..)?.to_owned()).ok()?;
    Some((year.to_owned(), id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_found_by_the_end_of_its_address() {
        let found = |path| article_of_path(path).map(|(year, id)| (year, String::from(id)));
        let expected = Some(("2019".to_owned(), "abcdefghijklm".to_owned()));
        assert_eq!(found("/a/2019/le-dialogue-abcdefghijklm/"), expected);
        assert_eq!(found("/sous/a/2019/abcdefghijklm"), expected);
        for path in ["/a/2019/", "/a/2019/court", "/a/2019/-0123456789012/", "/"] {
            assert_eq!(found(path), None, "{path}");
        }
    }
}

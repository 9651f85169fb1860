use kiosque_model::wire::{Facet, FacetKind};
use kiosque_model::{ArticleDate, Filter, KeySet, Precision};

/// The state of a list, which is its address:
/// `?tag=a&tag=b&or=c&or=d&not=e&source=f&lang=ar&from=2019-07-01&to=2019-07-31&q=eau&page=2`.
/// A list of one tag alone has an address of its own, `tags/<id>/`, and so has that of
/// one month, `months/2019-07/`, with its further pages, `months/2019-07/2/`: these are
/// pages of their own for who reads without script.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// What it is narrowed to.
    pub filter: Filter,
    /// From 0; the address counts from 1.
    pub page: usize,
    /// What is searched; empty where nothing is.
    pub words: String,
    /// Whether the words are searched as they are written, without corrections.
    pub is_exact: bool,
    /// Whether the newest of what is found comes first.
    pub by_date: bool,
}

/// What choosing a tag does to the filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowMode {
    /// The tag must be there.
    #[default]
    With,
    /// One of these tags must be there.
    Or,
    /// The tag must not be there.
    Without,
}

impl ListQuery {
    /// Reads name and value pairs; unknown names and unreadable values narrow nothing.
    pub fn parse(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut query = Self::default();
        for (name, value) in pairs {
            query.read(&name, value.trim());
        }
        query
    }

    fn read(&mut self, name: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        match name {
            "q" => self.words = value.to_owned(),
            "exact" => self.is_exact = true,
            "sort" => self.by_date = value == "date",
            "page" => self.page = value.parse::<usize>().unwrap_or(1).saturating_sub(1),
            "from" => self.filter.days.from = day(value, "-01", "-01-01"),
            "to" => self.filter.days.to = day(value, "-31", "-12-31"),
            _ => {
                if let Some(ids) = self.ids(name) {
                    ids.insert(value.to_owned());
                }
            }
        }
    }

    fn ids(&mut self, name: &str) -> Option<&mut KeySet> {
        match name {
            "tag" => Some(&mut self.filter.all),
            "or" => Some(&mut self.filter.any),
            "not" => Some(&mut self.filter.none),
            "source" => Some(&mut self.filter.sources),
            "lang" => Some(&mut self.filter.languages),
            _ => None,
        }
    }

    /// The list of the articles that carry `tag`.
    pub fn of_tag(tag: &str) -> Self {
        let mut query = Self::default();
        query.filter.all.insert(tag.to_owned());
        query
    }

    /// Its address below the site's base path.
    pub fn address(&self) -> String {
        if let Some(month) = self.month() {
            return month_address(month, self.page);
        }
        let mut pairs = self.pairs();
        let mut path = String::new();
        if let [("tag", tag), rest @ ..] = pairs.as_slice()
            && rest.iter().all(|(name, _)| *name == "page")
        {
            path = format!("tags/{}/", encode(tag));
            pairs.remove(0);
        }
        let query: Vec<String> = pairs
            .iter()
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        if query.is_empty() {
            path
        } else {
            path + "?" + &query.join("&")
        }
    }

    /// The list of a month, as the number `YYYYMM`.
    pub fn of_month(month: u32) -> Self {
        let name = format!("{:04}-{:02}", month / 100, month % 100);
        Self::parse(["from", "to"].map(|end| (end.to_owned(), name.clone())))
    }

    /// The month that is all it is narrowed to, as the number `YYYYMM`.
    pub fn month(&self) -> Option<u32> {
        let from = self.filter.days.from.as_deref()?;
        let (year, month) = (
            from.get(..4)?.parse::<u32>().ok()?,
            from.get(5..7)?.parse::<u32>().ok()?,
        );
        let whole = Self::of_month(year * 100 + month);
        (*self == whole.at_page(self.page)).then_some(year * 100 + month)
    }

    /// Takes the address of a month over, below `months/`: `2019-07/` or `2019-07/2/`.
    pub fn read_month(&mut self, below: &str) {
        let mut parts = below.trim_end_matches('/').split('/');
        let month = parts.next().unwrap_or_default();
        self.read("from", month);
        self.read("to", month);
        self.read("page", parts.next().unwrap_or_default());
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let filter = &self.filter;
        let sets = [
            ("tag", &filter.all),
            ("or", &filter.any),
            ("not", &filter.none),
            ("source", &filter.sources),
            ("lang", &filter.languages),
        ];
        let ids = sets
            .into_iter()
            .flat_map(|(name, ids)| ids.iter().map(move |id| (name, id.clone())));
        let from = filter.days.from.iter().map(|day| ("from", day.clone()));
        let to = filter.days.to.iter().map(|day| ("to", day.clone()));
        let page = (self.page > 0).then(|| ("page", (self.page + 1).to_string()));
        let words = Some(&self.words).filter(|words| !words.is_empty());
        let is_searched = words.is_some();
        let words = words.map(|words| ("q", words.clone()));
        let exact = (is_searched && self.is_exact).then(|| ("exact", "1".to_owned()));
        let sort = (is_searched && self.by_date).then(|| ("sort", "date".to_owned()));
        let search = words.into_iter().chain(exact).chain(sort);
        ids.chain(from)
            .chain(to)
            .chain(search)
            .chain(page)
            .collect()
    }

    /// The same list, searched for other words, from its first page on.
    pub fn searched_for(&self, words: &str) -> Self {
        Self {
            words: words.trim().to_owned(),
            is_exact: false,
            ..self.at_page(0)
        }
    }

    /// The same list, at another page.
    pub fn at_page(&self, page: usize) -> Self {
        Self {
            page,
            ..self.clone()
        }
    }

    /// Chooses a facet: a tag by `mode`, a source or language beside those
    /// already chosen. Starts again at the first page.
    pub fn with(&self, facet: &Facet, mode: RowMode) -> Self {
        let mut query = self.without(facet);
        let id = facet.id().to_owned();
        let filter = &mut query.filter;
        if facet.is(FacetKind::Source) {
            filter.sources.insert(id);
        } else if facet.is(FacetKind::Language) {
            filter.languages.insert(id);
        } else {
            match mode {
                RowMode::With => filter.all.insert(id),
                RowMode::Without => filter.none.insert(id),
                RowMode::Or => {
                    for lone in lone_requirement(filter).iter() {
                        filter.any.insert(lone.clone());
                    }
                    filter.any.insert(id)
                }
            };
        }
        query
    }

    /// Removes a facet wherever it stands. Starts again at the first page.
    pub fn without(&self, facet: &Facet) -> Self {
        let mut query = self.at_page(0);
        let filter = &mut query.filter;
        if facet.is(FacetKind::Source) {
            filter.sources.remove(facet.id());
        } else if facet.is(FacetKind::Language) {
            filter.languages.remove(facet.id());
        } else {
            for ids in [&mut filter.all, &mut filter.any, &mut filter.none] {
                ids.remove(facet.id());
            }
        }
        query
    }

    /// Whether a facet is chosen, in whatever way.
    pub fn names(&self, facet: &Facet) -> bool {
        self.without(facet) != self.at_page(0)
    }

    /// The filter whose remaining tags are those that can be chosen with "or":
    /// the alternatives themselves must not narrow the choice.
    pub fn before_alternatives(&self) -> Filter {
        let mut filter = self.filter.clone();
        let _ = lone_requirement(&mut filter);
        filter.any = KeySet::default();
        filter
    }
}

fn month_address(month: u32, page: usize) -> String {
    let folder = format!("months/{:04}-{:02}/", month / 100, month % 100);
    match page {
        0 => folder,
        page => format!("{folder}{}/", page + 1),
    }
}

/// "a", then "or b", means a or b: a single required tag becomes the first alternative.
fn lone_requirement(filter: &mut Filter) -> KeySet {
    if filter.any.is_empty() && filter.all.len() == 1 {
        std::mem::take(&mut filter.all)
    } else {
        KeySet::default()
    }
}

/// A partial date is its first day as a start, its last as an end. Days are
/// compared as text, so that the 31st ends every month.
fn day(value: &str, after_month: &str, after_year: &str) -> Option<String> {
    let date = ArticleDate::try_from(value.to_owned()).ok()?;
    match date.precision() {
        Precision::Year => Some(format!("{value}{after_year}")),
        Precision::Month => Some(format!("{value}{after_month}")),
        Precision::Day => Some(value.to_owned()),
        Precision::Instant => None,
    }
}

/// Percent-encodes for a path segment or a query value what ASCII has that is
/// not a letter, a digit or harmless. The browser encodes other scripts itself.
pub(super) fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() || !letter.is_ascii() || "-._~:".contains(letter) {
            encoded.push(letter);
        } else {
            encoded.push_str(&format!("%{:02X}", u32::from(letter)));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(pairs: &[(&str, &str)]) -> ListQuery {
        ListQuery::parse(
            pairs
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        )
    }

    fn tag(id: &str) -> Facet {
        Facet {
            key: FacetKind::Tag.key(id),
            ..Facet::default()
        }
    }

    fn check_address(pairs: &[(&str, &str)], expected: &str) {
        assert_eq!(query(pairs).address(), expected);
    }

    #[test]
    fn every_state_has_an_address() {
        check_address(&[], "");
        check_address(&[("page", "3")], "?page=3");
        check_address(&[("tag", "maroc")], "tags/maroc/");
        check_address(&[("tag", "maroc"), ("page", "2")], "tags/maroc/?page=2");
        check_address(&[("tag", "المغرب")], "tags/المغرب/");
        check_address(&[("tag", "b&c"), ("not", "a")], "?tag=b%26c&not=a");
        check_address(
            &[("tag", "b"), ("tag", "a"), ("lang", "ar")],
            "?tag=a&tag=b&lang=ar",
        );
        check_address(
            &[("from", "2019-07"), ("to", "2020")],
            "?from=2019-07-01&to=2020-12-31",
        );
        check_address(
            &[("source", "a b"), ("or", "x"), ("or", "y")],
            "?or=x&or=y&source=a%20b",
        );
        check_address(
            &[
                ("q", " l’eau & \"mer\" "),
                ("tag", "a"),
                ("exact", "1"),
                ("sort", "date"),
            ],
            "?tag=a&q=l’eau%20%26%20%22mer%22&exact=1&sort=date",
        );
        check_address(&[("exact", "1"), ("sort", "date")], "");
    }

    #[test]
    fn a_month_has_an_address_of_its_own() {
        for (page, address) in [(0, "months/2019-02/"), (2, "months/2019-02/3/")] {
            let query = ListQuery::of_month(201_902).at_page(page);
            assert_eq!(query.address(), address);
            let mut read = ListQuery::default();
            read.read_month(address.trim_start_matches("months/"));
            assert_eq!(read, query);
            assert_eq!(read.month(), Some(201_902));
        }
        check_address(&[("from", "2019-07"), ("to", "2019-07")], "months/2019-07/");
        check_address(
            &[("from", "2019-07"), ("to", "2019-07"), ("tag", "a")],
            "?tag=a&from=2019-07-01&to=2019-07-31",
        );
        check_address(
            &[("from", "2019-07-02"), ("to", "2019-07")],
            "?from=2019-07-02&to=2019-07-31",
        );
    }

    #[test]
    fn what_cannot_be_read_narrows_nothing() {
        assert_eq!(
            query(&[("page", "x"), ("from", "hier"), ("tag", " "), ("nope", "1")]),
            ListQuery::default()
        );
    }

    #[test]
    fn choosing_or_after_a_single_tag_makes_alternatives() {
        let chosen = ListQuery::of_tag("a").with(&tag("b"), RowMode::Or);
        assert_eq!(chosen.address(), "?or=a&or=b");
        let chosen = query(&[("tag", "a"), ("tag", "b")]).with(&tag("c"), RowMode::Or);
        assert_eq!(chosen.address(), "?tag=a&tag=b&or=c");
    }

    #[test]
    fn a_facet_stands_in_one_place() {
        let chosen = ListQuery::of_tag("a").with(&tag("a"), RowMode::Without);
        assert_eq!(chosen.address(), "?not=a");
        assert!(chosen.names(&tag("a")));
        assert_eq!(chosen.without(&tag("a")), ListQuery::default());
    }
}

use super::archive::{Archive, Fetched};
use super::bounds::Row;
use super::edition::Edition;
use super::samples::{Tags, addresses, of_tags, together};
use crate::failure::Failure;
use crate::figure::{Figure, median};
use kiosque_model::wire::{Facet, FacetKind};
use kiosque_model::{DayRange, Filter};

/// By how much a view may grow from a thousand articles to a hundred thousand.
pub const GROWTH: f64 = 0.10;
/// The same for several tags of which one is on many articles.
const GROWTH_OF_MANY: f64 = 0.40;
/// So many.
const MANY: u32 = 10_000;

/// The year of the lists that are narrowed to one.
const YEAR: &str = "2021";

/// Limits in requests and bytes, after the root.
type Limits = Option<(usize, usize)>;

const ROOT: usize = 16_000;
const HOME: usize = 6;
const ARTICLE: Limits = Some((3, 60_000));
const TAG_LIST: usize = 12_000;
const ONE_TAG: Limits = Some((3, 30_000));
const TWO_TAGS: Limits = Some((8, 150_000));
const WRONG_YEAR: usize = 7;

/// What a reader does who comes for the first time.
struct View {
    name: &'static str,
    /// Articles of a list.
    total: Option<u32>,
    /// What was fetched, once for each of a sample.
    samples: Vec<Fetched>,
    requests: Option<usize>,
    bytes: Option<usize>,
    growth: Option<f64>,
}

/// Asks one archive for every view.
struct Tour<'a> {
    archive: &'a Archive,
    edition: &'a Edition,
    tags: Tags,
}

/// What every view costs. `viewer` is what is loaded of the viewer itself.
pub fn rows(archive: &Archive, edition: &Edition, viewer: Fetched) -> Result<Vec<Row>, Failure> {
    let tour = Tour {
        archive,
        edition,
        tags: Tags::read(archive)?,
    };
    let before = viewer.bytes + archive.root_bytes;
    let home = tour.list("home", Filter::default(), &[])?;
    let at_home = viewer.requests + 1 + home.most(|fetched| fetched.requests);
    let root = Figure::Bytes(archive.root_bytes);
    let mut rows = vec![
        Row::at_most("root", root, Figure::Bytes(ROOT)),
        Row::at_most(
            "home: requests, all",
            Figure::Count(at_home),
            Figure::Count(HOME),
        ),
    ];
    for view in std::iter::once(home).chain(tour.views()?) {
        rows.extend(view.rows(before));
    }
    Ok(rows)
}

impl Tour<'_> {
    fn views(&self) -> Result<Vec<View>, Failure> {
        let size = self.edition.size;
        let frequent = together(self.archive, &self.tags.frequent(size))?;
        let bounded = together(self.archive, &self.tags.frequent(size / 10))?;
        let middling = together(self.archive, &self.tags.around(size as f64 / 100.0))?;
        let (first, second) = (
            frequent.get(..1).unwrap_or_default(),
            frequent.get(1..).unwrap_or_default(),
        );
        let mut views = vec![
            self.articles("article, right year", false)?.within(ARTICLE),
            View {
                requests: Some(WRONG_YEAR),
                // It asks other generations: a small archive has none.
                growth: None,
                ..self.articles("article, wrong year", true)?
            },
            View {
                bytes: Some(TAG_LIST),
                ..self.tag_list()?
            },
            self.then_one_tag()?.within(ONE_TAG),
            self.list("frequent tag", of_tags(first), first)?,
            self.list("two most frequent tags", of_tags(&frequent), &frequent)?,
            self.list("two tags, each on up to 10 %", of_tags(&bounded), &bounded)?
                .within(TWO_TAGS),
            self.list("two tags, each on about 1 %", of_tags(&middling), &middling)?
                .within(TWO_TAGS),
            self.list("frequent tag, one year", in_year(of_tags(first)), first)?,
            self.list(
                "frequent tag, not the next",
                without(first, second),
                &frequent,
            )?,
        ];
        views.push(self.list(
            "two most frequent tags, one year",
            in_year(of_tags(&frequent)),
            &frequent,
        )?);
        Ok(views)
    }

    /// A list, of which `tags` are the tags.
    fn list(&self, name: &'static str, filter: Filter, tags: &[&Facet]) -> Result<View, Failure> {
        let visit = self.archive.visit();
        let listing = visit.ask(|reader| reader.list(&filter, 0))?;
        let many = tags.len() > 1 && tags.iter().any(|tag| tag.count > MANY);
        Ok(View {
            growth: Some(if many { GROWTH_OF_MANY } else { GROWTH }),
            total: Some(listing.total),
            ..View::of(name, vec![visit.fetched()?])
        })
    }

    fn articles(&self, name: &'static str, wrong: bool) -> Result<View, Failure> {
        let mut samples = Vec::new();
        for address in addresses(self.edition)? {
            let visit = self.archive.visit();
            let year = if wrong {
                &address.wrong_year
            } else {
                &address.year
            };
            let found = visit.ask(|reader| reader.article(year, &address.id))?;
            found.ok_or_else(|| Failure::unexpected(address.id.as_str(), "no such article"))?;
            samples.push(visit.fetched()?);
        }
        Ok(View::of(name, samples))
    }

    fn tag_list(&self) -> Result<View, Failure> {
        let visit = self.archive.visit();
        visit.ask(|reader| reader.dictionary(FacetKind::Tag.prefix()))?;
        Ok(View::of("tag list", vec![visit.fetched()?]))
    }

    /// From the list of tags to one, for tags that are frequent or less so.
    fn then_one_tag(&self) -> Result<View, Failure> {
        let mut samples = Vec::new();
        let less = self.tags.around(self.edition.size as f64 / 100.0);
        for tag in self.tags.frequent(self.edition.size).iter().chain(&less) {
            let visit = self.archive.visit();
            visit.ask(|reader| reader.dictionary(FacetKind::Tag.prefix()))?;
            visit.fetched()?;
            let filter = of_tags(&[tag]);
            visit.ask(|reader| reader.list(&filter, 0))?;
            samples.push(visit.fetched()?);
        }
        Ok(View::of("then one tag", samples))
    }
}

fn in_year(filter: Filter) -> Filter {
    let day = |rest: &str| Some(format!("{YEAR}-{rest}"));
    Filter {
        days: DayRange {
            from: day("01-01"),
            to: day("12-31"),
        },
        ..filter
    }
}

fn without(tags: &[&Facet], refused: &[&Facet]) -> Filter {
    Filter {
        none: refused.iter().map(|tag| tag.id().to_owned()).collect(),
        ..of_tags(tags)
    }
}

impl View {
    fn of(name: &'static str, samples: Vec<Fetched>) -> Self {
        Self {
            name,
            total: None,
            samples,
            requests: None,
            bytes: None,
            growth: Some(GROWTH),
        }
    }

    fn within(self, limits: Limits) -> Self {
        Self {
            requests: limits.map(|(requests, _)| requests),
            bytes: limits.map(|(_, bytes)| bytes),
            ..self
        }
    }

    /// The most of something that one of the sample takes.
    fn most(&self, count: fn(&Fetched) -> usize) -> usize {
        self.samples.iter().map(count).max().unwrap_or(0)
    }

    /// `before` is what is loaded before: the viewer and the root.
    fn rows(&self, before: usize) -> Vec<Row> {
        let what = |what: &str| format!("{}: {what}", self.name);
        let bytes: Vec<usize> = self.samples.iter().map(|fetched| fetched.bytes).collect();
        let total = self.total.map(|total| total as usize);
        let total = total.map(|total| Row::free(what("articles"), Figure::Count(total)));
        let requests = Figure::Count(self.most(|fetched| fetched.requests));
        let data = Figure::Bytes(self.most(|fetched| fetched.bytes));
        let all = Figure::Bytes(before + median(&bytes));
        let own = [
            Row {
                most: self.requests.map(Figure::Count),
                ..Row::free(what("requests"), requests)
            },
            Row {
                most: self.bytes.map(Figure::Bytes),
                ..Row::free(what("data"), data)
            },
            Row {
                growth: self.growth,
                ..Row::free(what("all"), all)
            },
        ];
        total.into_iter().chain(own).collect()
    }
}

use super::additions::write_additions;
use super::catalogue::{Carried, Catalogue};
use super::dictionary::{self, write_dictionary};
use super::excerpt::excerpt_of;
use super::files::{Files, Sink};
use super::ids::write_directory;
use super::lists::write_pages;
use super::order::{MONTH, Part, Period, day_of};
use super::outline::Outline;
use super::packs::{PackCutter, article_of, empty_pack, size_in_pack};
use super::pairs::write_pairs;
use super::postings::{self, write_postings};
use super::search::SearchIndex;
use super::shelf::{Card, PackTable, Shelf};
use super::tallies::Tallies;
use super::trees::plant;
use super::{PublishError, Spool};
use crate::intake::SetArticle;
use crate::related::{DocumentNumber, Link, Neighbours, Newcomer};
use kiosque_model::site::SiteSettings;
use kiosque_model::wire::{
    Article, Calendar, Facet, FacetKind, FileName, Generation, Kind, ListPage, Pack, PairTable,
    Postings, PostingsFile, Reasons, Related, Root, YEARS,
};
use rayon::prelude::*;

/// Prints an archive: generation by generation, oldest first, and in each pack
/// by pack. What is written at any time depends on nothing that comes later.
pub(super) struct Press<'s> {
    pub(super) files: Files<'s>,
    spool: &'s dyn Spool,
    catalogue: Catalogue,
    shelf: Shelf,
    /// Where each article of the shelf is in the spool.
    numbers: Vec<usize>,
    tallies: Tallies,
    neighbours: Neighbours,
    search: SearchIndex,
    /// Oldest first.
    generations: Vec<Generation>,
    pairs: Option<PairTable>,
    /// Articles from this one on keep an excerpt.
    newest_from: DocumentNumber,
}

/// Articles that are read from the spool together.
const READ_AHEAD: usize = 64;

impl<'s> Press<'s> {
    /// A press for `articles` articles in all, which are in `spool`.
    pub(super) fn new(
        site: &SiteSettings,
        articles: usize,
        spool: &'s dyn Spool,
        sink: &'s mut dyn Sink,
    ) -> Self {
        let newest_from = articles.saturating_sub(Root::NEWEST);
        Self {
            files: Files::new(sink),
            spool,
            catalogue: Catalogue::new(site),
            shelf: Shelf::default(),
            numbers: Vec::with_capacity(articles),
            tallies: Tallies::default(),
            neighbours: Neighbours::default(),
            search: SearchIndex::default(),
            generations: Vec::new(),
            pairs: None,
            newest_from: DocumentNumber::try_from(newest_from).unwrap_or(DocumentNumber::MAX),
        }
    }

    /// Prints one generation.
    pub(super) fn print(&mut self, part: &Part) -> Result<(), PublishError> {
        let start = self.shelf.documents();
        let mut pages = Vec::new();
        for period in &part.periods {
            let first = self.shelf.documents();
            self.print_period(period)?;
            pages.extend(write_pages(&mut self.files, &self.shelf, start, first)?);
        }
        let lists = plant(&mut self.files, pages)?;
        let generation = self.index_generation(part.name, start, lists)?;
        self.generations.push(generation);
        Ok(())
    }

    /// Writes the pairs of all that is printed, if anything is.
    pub(super) fn count_pairs(&mut self) -> Result<(), PublishError> {
        if !self.generations.is_empty() {
            let table = write_pairs(&mut self.files, &self.tallies, &self.shelf, &self.catalogue)?;
            self.pairs = Some(table);
        }
        Ok(())
    }

    fn print_period(&mut self, period: &Period) -> Result<(), PublishError> {
        self.numbers.extend(&period.articles);
        let mut cutter = PackCutter::default();
        for numbers in period.articles.chunks(READ_AHEAD) {
            for read in self.read(numbers) {
                let (article, size) = read?;
                if let Some(articles) = cutter.add(article, size) {
                    self.print_pack(&period.name, &articles)?;
                }
            }
        }
        self.print_pack(&period.name, &cutter.finish())
    }

    /// Articles from the spool, and the bytes they take in a pack.
    fn read(&self, numbers: &[usize]) -> Vec<Result<(SetArticle, usize), PublishError>> {
        let read = |number: &usize| {
            let article = self.spool.article(*number);
            let article = article.map_err(PublishError::Spool)?;
            let size = size_in_pack(&article)?;
            Ok((article, size))
        };
        numbers.par_iter().map(read).collect()
    }

    fn print_pack(&mut self, period: &str, articles: &[SetArticle]) -> Result<(), PublishError> {
        let mut pack = empty_pack(period);
        self.fill(&mut pack, articles)?;
        let name = self.files.add(Kind::Pack, &pack)?;
        self.shelf.close_pack(name);
        Ok(())
    }

    fn fill(&mut self, pack: &mut Pack, articles: &[SetArticle]) -> Result<(), PublishError> {
        let carried: Vec<Carried> = articles
            .iter()
            .map(|article| self.catalogue.learn(article))
            .collect();
        for (article, carried) in articles.iter().zip(&carried) {
            self.shelve(article, carried)?;
            self.search.add(article, carried, &self.catalogue);
        }
        let newcomers: Vec<Newcomer<'_>> = articles
            .iter()
            .zip(&carried)
            .map(|(article, carried)| Newcomer::new(article, &carried.shown))
            .collect();
        let links = self.neighbours.welcome(&newcomers);
        let mut tags: Vec<u32> = carried
            .iter()
            .flat_map(|carried| carried.shown.iter().copied())
            .collect();
        tags.sort_unstable_by_key(|number| self.catalogue.key(*number));
        tags.dedup();
        for ((article, carried), links) in articles.iter().zip(&carried).zip(&links) {
            pack.articles
                .push(self.article(article, &tags, &carried.shown, links));
        }
        pack.tags = tags
            .iter()
            .map(|number| self.catalogue.facet(*number, 0))
            .collect();
        Ok(())
    }

    fn shelve(&mut self, article: &SetArticle, carried: &Carried) -> Result<(), PublishError> {
        let is_newest = self.shelf.documents() >= self.newest_from;
        let card = Card {
            id: article.short_id.clone(),
            slug: article.slug.clone(),
            title: article.title.clone(),
            language: article.language.clone(),
            date: article.date.clone(),
            modified: article.modified.clone(),
            source: article.source.as_ref().map(|source| source.name.clone()),
            excerpt: if is_newest { excerpt_of(article) } else { None },
            day: day_of(article.date.as_ref()),
            pack: 0,
            facets: carried.all.clone(),
            wide: self.write_wide(&carried.all)?,
        };
        self.tallies.count(self.shelf.documents(), &card);
        self.shelf.add(card);
        Ok(())
    }

    /// Writes the facets of an article that carries too many for columns.
    fn write_wide(&mut self, facets: &[u32]) -> Result<Option<FileName>, PublishError> {
        if facets.len() <= Postings::COLUMNS {
            return Ok(None);
        }
        let facets = facets.iter();
        let file = PostingsFile {
            facets: facets
                .map(|number| self.catalogue.facet(*number, 0))
                .collect(),
            rows: Vec::new(),
            runs: Vec::new(),
        };
        Ok(Some(self.files.add(Kind::Postings, &file)?))
    }

    fn article(
        &self,
        article: &SetArticle,
        tags: &[u32],
        shown: &[u32],
        links: &[Link],
    ) -> Article {
        let position = |number: &u32| {
            let position = tags.iter().position(|tag| tag == number)?;
            u32::try_from(position).ok()
        };
        let related = links
            .iter()
            .filter_map(|link| related_of(&self.shelf, &self.catalogue, link));
        Article {
            tags: shown.iter().filter_map(position).collect(),
            related: related.collect(),
            ..article_of(article)
        }
    }

    fn index_generation(
        &mut self,
        name: &str,
        start: DocumentNumber,
        lists: kiosque_model::wire::Tree<kiosque_model::wire::PageStart>,
    ) -> Result<Generation, PublishError> {
        let Self {
            files,
            catalogue,
            shelf,
            tallies,
            neighbours,
            search,
            ..
        } = self;
        let ids = write_directory(files, shelf, start, name)?;
        let whole = name != MONTH || start == 0;
        write_postings(
            files,
            tallies,
            &postings::Scope {
                generation: name,
                start,
                shelf,
                catalogue,
            },
        )?;
        let dictionary = write_dictionary(
            files,
            tallies,
            &dictionary::Scope {
                start,
                whole,
                shelf,
                catalogue,
            },
        )?;
        let additions =
            write_additions(files, shelf, catalogue, neighbours.take_additions(), name)?;
        let (first_day, last_day) = days_since(shelf, start);
        Ok(Generation {
            name: name.to_owned(),
            articles: shelf.documents() - start,
            first_day,
            last_day,
            years: years_of(shelf, start),
            calendar: write_calendar(files, shelf, start)?,
            whole_dictionary: whole,
            ids,
            lists,
            dictionary,
            additions,
            search: search.write(files, shelf, start)?,
        })
    }

    /// The newest articles, with excerpts, newest first.
    pub(super) fn newest(&self) -> ListPage {
        let mut packs = PackTable::new(&self.shelf);
        let mut summaries = Vec::new();
        for (_, card) in self.shelf.since(self.newest_from).rev() {
            let summary = packs.summary(card);
            summaries.push(kiosque_model::wire::Summary {
                excerpt: card.excerpt.clone(),
                ..summary
            });
        }
        ListPage {
            packs: packs.into_names(),
            summaries,
        }
    }

    /// The facets on most articles.
    pub(super) fn top_facets(&self) -> Vec<Facet> {
        self.tallies.top(&self.catalogue, Root::FACETS)
    }

    /// Distinct facets of a kind.
    pub(super) fn distinct(&self, kind: FacetKind) -> u32 {
        self.catalogue.distinct(kind)
    }

    /// Articles printed.
    pub(super) fn articles(&self) -> u32 {
        self.shelf.documents()
    }

    /// Days of the oldest and the newest dated article.
    pub(super) fn days(&self) -> (String, String) {
        days_since(&self.shelf, 0)
    }

    /// The generations, newest first, the pairs, every file, and what a site
    /// tells of the articles.
    pub(super) fn finish(mut self) -> (Vec<Generation>, Option<PairTable>, Files<'s>, Outline) {
        self.generations.reverse();
        let top = self.tallies.top_numbers(&self.catalogue, Root::FACETS);
        let tags = top.into_iter().filter_map(|(number, count)| {
            let facet = self.catalogue.facet(number, count);
            let is_tag = facet.key.starts_with(FacetKind::Tag.prefix());
            is_tag.then_some((number, facet))
        });
        let outline = Outline::new(self.shelf, self.numbers, &self.tallies, tags.collect());
        (self.generations, self.pairs, self.files, outline)
    }
}

/// Where the years of the generation that starts at `start` start in it.
fn years_of(shelf: &Shelf, start: DocumentNumber) -> Vec<(u32, u32)> {
    let years = shelf.years_since(start);
    let earlier = years.len().saturating_sub(YEARS);
    let first = years.first().map(|(_, first)| *first).unwrap_or_default();
    let mut years: Vec<(u32, u32)> = years.into_iter().skip(earlier).collect();
    if let Some((_, of_oldest)) = years.first_mut() {
        *of_oldest = first;
    }
    for (_, document) in &mut years {
        *document -= start;
    }
    years
}

/// Writes where the months start, if there are several.
fn write_calendar(
    files: &mut Files,
    shelf: &Shelf,
    start: DocumentNumber,
) -> Result<Option<FileName>, PublishError> {
    let months = shelf.months_since(start);
    if months.len() < 2 {
        return Ok(None);
    }
    let calendar = Calendar {
        months: months
            .iter()
            .map(|(month, first)| (*month, first - start))
            .collect(),
    };
    files.add(Kind::Calendar, &calendar).map(Some)
}

fn days_since(shelf: &Shelf, start: DocumentNumber) -> (String, String) {
    let mut days = shelf
        .since(start)
        .map(|(_, card)| &card.day)
        .filter(|day| !day.is_empty());
    let first = days.next().cloned().unwrap_or_default();
    let last = days.next_back().cloned().unwrap_or_else(|| first.clone());
    (first, last)
}

/// A link as it is published; none where its article is not on the shelf.
pub(super) fn related_of(shelf: &Shelf, catalogue: &Catalogue, link: &Link) -> Option<Related> {
    let card = shelf.card(link.document)?;
    Some(Related {
        id: card.id.clone(),
        slug: card.slug.clone(),
        title: card.title.clone(),
        language: card.language.clone(),
        date: card.date.clone(),
        score: link.score,
        reasons: Reasons {
            translation: link.translation,
            tags: link
                .tags
                .iter()
                .map(|number| catalogue.key(*number).to_owned())
                .collect(),
            words: link.words().map(str::to_owned).collect(),
            same_week: link.same_week,
        },
    })
}

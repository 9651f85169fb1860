use super::PublishError;
use super::catalogue::{Catalogue, FacetNumber};
use super::files::Files;
use super::shelf::Shelf;
use super::tallies::Tallies;
use crate::related::DocumentNumber;
use kiosque_model::wire::{Kind, Postings, PostingsFile, PostingsPart};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Bytes of JSON in a file that holds more than one run, about. A run of
/// [`Postings::RUN`] articles with five facets each is of this size.
const FILE_BYTES: usize = 64 * 1024;

/// A generation whose postings are written.
pub(super) struct Scope<'a> {
    pub(super) generation: &'a str,
    /// Its first document.
    pub(super) start: DocumentNumber,
    pub(super) shelf: &'a Shelf,
    pub(super) catalogue: &'a Catalogue,
}

/// Articles of one facet, at most [`Postings::RUN`].
struct Run<'a> {
    facet: FacetNumber,
    documents: &'a [DocumentNumber],
}

/// Writes the postings of every facet of the generation and adds their parts
/// to the tallies.
pub(super) fn write_postings(
    files: &mut Files,
    tallies: &mut Tallies,
    scope: &Scope<'_>,
) -> Result<(), PublishError> {
    let mut parts: BTreeMap<FacetNumber, Vec<PostingsPart>> = BTreeMap::new();
    for group in group_runs(tallies, scope) {
        let name = files.add(Kind::Postings, &postings_file(&group, scope))?;
        for (list, run) in (0_u32..).zip(&group) {
            let local = |document: Option<&DocumentNumber>| {
                document.map_or(0, |number| number - scope.start)
            };
            let part = PostingsPart {
                generation: scope.generation.to_owned(),
                file: name.clone(),
                list,
                first: local(run.documents.first()),
                last: local(run.documents.last()),
            };
            parts.entry(run.facet).or_default().insert(0, part);
        }
    }
    for (facet, newest_first) in parts {
        tallies.add_parts(facet, newest_first);
    }
    Ok(())
}

/// The runs of all facets in the order of their keys, by file.
fn group_runs<'a>(tallies: &'a Tallies, scope: &Scope<'_>) -> Vec<Vec<Run<'a>>> {
    let mut groups: Vec<Vec<Run<'a>>> = Vec::new();
    let mut room = 0;
    for facet in tallies.since(scope.start, scope.catalogue) {
        let documents = tallies
            .tally(facet)
            .map_or([].as_slice(), |tally| tally.since(scope.start));
        for documents in documents.chunks(Postings::RUN) {
            let size = size_of_run(documents, scope.shelf);
            match groups.last_mut() {
                Some(group) if size <= room => group.push(Run { facet, documents }),
                _ => {
                    groups.push(vec![Run { facet, documents }]);
                    room = FILE_BYTES;
                }
            }
            room = room.saturating_sub(size);
        }
    }
    groups
}

/// Bytes of JSON, about: a number and its comma take three in most rows, and
/// so do a document's step and a row's brackets.
fn size_of_run(documents: &[DocumentNumber], shelf: &Shelf) -> usize {
    let facets =
        |document: &DocumentNumber| shelf.card(*document).map_or(0, |card| card.facets.len());
    documents
        .iter()
        .map(|document| 6 + 3 * facets(document))
        .sum()
}

fn postings_file(runs: &[Run<'_>], scope: &Scope<'_>) -> PostingsFile {
    let table = facet_table(runs, scope);
    let positions: HashMap<FacetNumber, u32> = table.iter().copied().zip(0..).collect();
    PostingsFile {
        facets: table
            .iter()
            .map(|number| scope.catalogue.facet(*number, 0))
            .collect(),
        lists: runs
            .iter()
            .map(|run| postings(run, &positions, scope))
            .collect(),
    }
}

/// The facets of the rows, the most frequent first so that they have the
/// shortest numbers.
fn facet_table(runs: &[Run<'_>], scope: &Scope<'_>) -> Vec<FacetNumber> {
    let mut frequencies: HashMap<FacetNumber, u32> = HashMap::new();
    let cards = runs
        .iter()
        .flat_map(|run| run.documents)
        .filter_map(|document| scope.shelf.card(*document));
    for number in cards.flat_map(|card| &card.facets) {
        *frequencies.entry(*number).or_default() += 1;
    }
    let mut table: Vec<_> = frequencies.into_iter().collect();
    table.sort_unstable_by_key(|(number, frequency)| {
        (Reverse(*frequency), scope.catalogue.key(*number))
    });
    table.into_iter().map(|(number, _)| number).collect()
}

fn postings(run: &Run<'_>, positions: &HashMap<FacetNumber, u32>, scope: &Scope<'_>) -> Postings {
    let mut postings = Postings::default();
    let mut last = scope.start;
    for document in run.documents {
        let facets = scope
            .shelf
            .card(*document)
            .map_or([].as_slice(), |card| card.facets.as_slice());
        let mut row: Vec<u32> = facets
            .iter()
            .filter_map(|number| positions.get(number).copied())
            .collect();
        row.sort_unstable();
        postings.documents.push(document - last);
        postings.rows.push(row);
        last = *document;
    }
    postings
}

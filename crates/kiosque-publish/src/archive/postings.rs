use super::PublishError;
use super::catalogue::{Catalogue, FacetNumber};
use super::files::Files;
use super::order::MONTH;
use super::rows::{Rows, RowsAt};
use super::runs::{Run, RunTable};
use super::shelf::Shelf;
use super::tallies::{KeptRun, Tallies};
use crate::related::DocumentNumber;
use kiosque_model::wire::{FileName, Kind, Postings, PostingsFile, PostingsPart};

/// Bytes of JSON in a file that holds more than one run, as [`size_of_run`]
/// estimates them: the runs of frequent facets stand alone, so that no filter
/// reads those of others.
const FILE_BYTES: usize = 24 * 1024;

/// Articles in the newest run of a facet that is on more: the next rows of a
/// list are found without reading all that the facet is on.
const NEWEST: usize = 256;

/// A generation whose postings are written.
pub(super) struct Scope<'a> {
    pub(super) generation: &'a str,
    /// Its first document.
    pub(super) start: DocumentNumber,
    pub(super) shelf: &'a Shelf,
    pub(super) catalogue: &'a Catalogue,
}

/// A run and where it stands among the generation's articles of its facet.
struct Placed<'a> {
    facet: FacetNumber,
    documents: &'a [DocumentNumber],
    rows: Option<RowsAt>,
}

impl Placed<'_> {
    fn run(&self, start: DocumentNumber) -> Run<'_> {
        Run {
            facet: self.facet,
            documents: self.documents,
            start,
            rows: self.rows.as_ref(),
        }
    }
}

/// Writes the postings of every facet of the generation, short ones apart,
/// which its record takes in, and adds the runs to the tallies.
pub(super) fn write_postings(
    files: &mut Files,
    tallies: &mut Tallies,
    scope: &Scope<'_>,
) -> Result<(), PublishError> {
    let facets = tallies.since(scope.start, scope.catalogue);
    let is_month = scope.generation == MONTH;
    let rows = Rows::write(
        files,
        scope.shelf,
        scope.catalogue,
        tallies,
        (scope.start, &facets),
        is_month,
    )?;
    // The month's runs stand beside the records, which change with it anyway.
    let short_run = if is_month {
        Postings::RUN
    } else {
        PostingsPart::SHORT
    };
    let (short, long): (Vec<Placed<'_>>, Vec<_>) = facets
        .iter()
        .flat_map(|facet| runs_of(tallies, &rows, scope.start, *facet))
        .partition(|run| run.documents.len() <= short_run);
    let mut kept: Vec<(FacetNumber, KeptRun)> = Vec::new();
    for group in groups(long, scope.shelf) {
        let mut table = RunTable::new(scope.shelf, scope.catalogue);
        for run in &group {
            table.add(run.run(scope.start));
        }
        let table = table.finish();
        let file = PostingsFile {
            facets: table.facets,
            rows: table.rows,
            runs: table.runs,
        };
        let name = files.add(Kind::Postings, &file)?;
        kept.extend(
            (0_u32..)
                .zip(group)
                .map(|(at, run)| (run.facet, keep(scope, run, Some((name.clone(), at))))),
        );
    }
    kept.extend(
        short
            .into_iter()
            .map(|run| (run.facet, keep(scope, run, None))),
    );
    for (facet, run) in kept {
        tallies.add_run(facet, run);
    }
    Ok(())
}

fn keep(scope: &Scope<'_>, run: Placed<'_>, place: Option<(FileName, u32)>) -> KeptRun {
    KeptRun {
        generation: scope.generation.to_owned(),
        start: scope.start,
        first: run.documents.first().copied().unwrap_or_default(),
        last: run.documents.last().copied().unwrap_or_default(),
        rows: run.rows.filter(|_| place.is_none()),
        place,
    }
}

/// The runs of a facet in the generation that starts at `start`, oldest first.
fn runs_of<'a>(
    tallies: &'a Tallies,
    rows: &Rows,
    start: DocumentNumber,
    facet: FacetNumber,
) -> Vec<Placed<'a>> {
    let documents = tallies
        .tally(facet)
        .map_or([].as_slice(), |tally| tally.since(start));
    let placed = |from: usize, documents: &'a [DocumentNumber]| Placed {
        facet,
        documents,
        rows: rows.at(facet, from, from + documents.len()),
    };
    let newest = documents.len() - documents.len().min(NEWEST);
    let newest = if newest < NEWEST { 0 } else { newest };
    let (older, latest) = documents.split_at_checked(newest).unwrap_or_default();
    let older = (0..)
        .step_by(Postings::RUN)
        .zip(older.chunks(Postings::RUN));
    let runs = older.chain((!latest.is_empty()).then_some((newest, latest)));
    runs.map(|(from, documents)| placed(from, documents))
        .collect()
}

/// The runs by file.
fn groups<'a>(runs: Vec<Placed<'a>>, shelf: &Shelf) -> Vec<Vec<Placed<'a>>> {
    let mut groups: Vec<Vec<Placed<'_>>> = Vec::new();
    let mut room = 0;
    for run in runs {
        let size = size_of_run(run.documents, shelf);
        match groups.last_mut() {
            Some(group) if size <= room => group.push(run),
            _ => {
                groups.push(vec![run]);
                room = FILE_BYTES;
            }
        }
        room = room.saturating_sub(size);
    }
    groups
}

/// Bytes of JSON, about, as a number and its comma take three; the facets that
/// a run names are half as much again or more.
pub(super) fn size_of_run(documents: &[DocumentNumber], shelf: &Shelf) -> usize {
    let facets = |document: &DocumentNumber| {
        let card = shelf.card(*document);
        card.map_or(0, |card| card.facets.len().min(Postings::COLUMNS))
    };
    documents.iter().map(|document| 3 * facets(document)).sum()
}

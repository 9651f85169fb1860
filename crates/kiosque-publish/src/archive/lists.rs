use super::PublishError;
use super::files::Files;
use super::shelf::{PackTable, Shelf};
use super::trees::Leaves;
use crate::related::DocumentNumber;
use kiosque_model::wire::{Branch, Kind, ListPage, PageStart};

/// Writes the pages of the articles from `first` on, which are of one period
/// of the generation that starts at `generation`. Pages are filled from the
/// oldest, so that later articles change the last one only.
pub(super) fn write_pages(
    files: &mut Files,
    shelf: &Shelf,
    generation: DocumentNumber,
    first: DocumentNumber,
) -> Result<Leaves<PageStart>, PublishError> {
    let cards: Vec<_> = shelf.since(first).collect();
    let mut leaves = Leaves::new();
    for group in cards.chunks(ListPage::ROWS) {
        let mut packs = PackTable::new(shelf);
        let summaries = group.iter().map(|(_, card)| packs.summary(card)).collect();
        let file = files.add(
            Kind::List,
            &ListPage {
                packs: packs.into_names(),
                summaries,
            },
        )?;
        leaves.extend(group.first().map(|(document, card)| {
            let first = PageStart {
                document: document.saturating_sub(generation),
                day: card.day.clone(),
            };
            Branch { first, file }
        }));
    }
    Ok(leaves)
}

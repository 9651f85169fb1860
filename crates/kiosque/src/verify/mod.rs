//! `kiosque verify`: every file that the root names, transitively, and every
//! count, against what it is said to be.

mod facets;
mod generation;
mod ledger;
mod packs;
mod pairs;
mod root;
mod search;
mod store;

use crate::arguments::VerifyArguments;
use crate::failure::Failure;
use crate::problems::counted;
use ledger::Ledger;
use store::Store;

/// Checks an archive and names each fault.
///
/// # Errors
/// [`Failure::Faults`] where there are any.
pub fn run(arguments: &VerifyArguments) -> Result<(), Failure> {
    let mut store = Store::new(&arguments.archive);
    let articles = inspect(&mut store);
    for fault in store.faults() {
        eprintln!("{fault}");
    }
    if store.faults().is_empty() {
        println!(
            "{} and {} verified.",
            counted(articles, "article"),
            counted(store.files_read(), "file")
        );
        return Ok(());
    }
    Err(Failure::Faults {
        faults: counted(store.faults().len(), "fault"),
        archive: arguments.archive.clone(),
    })
}

/// Gives the number of articles found.
fn inspect(store: &mut Store) -> usize {
    let Some(root) = store.read_root() else {
        return 0;
    };
    let mut ledger = Ledger::default();
    let mut pairs = root.pairs.as_ref();
    for generation in root.generations.iter().rev() {
        if let Some(table) = pairs.take_if(|_| !generation.whole_dictionary) {
            pairs::inspect(store, &mut ledger, table);
        }
        generation::inspect(store, &mut ledger, generation);
    }
    if let Some(table) = pairs {
        pairs::inspect(store, &mut ledger, table);
    }
    root::inspect(store, &mut ledger, &root);
    ledger.check_related(store);
    store.check_edition(&root.edition);
    ledger.documents.len()
}

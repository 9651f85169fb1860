//! Fetches the files of a part that are not there yet, a few at a time, until the
//! reader pauses it.

use super::store::{Part, Store, Trouble};
use std::cell::Cell;
use std::rc::Rc;

/// Files on their way at once.
const AT_ONCE: usize = 4;

/// What the reader can see of it, and stop.
#[derive(Default)]
pub(crate) struct Course {
    /// Files that are there.
    pub done: Cell<usize>,
    /// Whether the reader wants no more for now.
    pub is_paused: Cell<bool>,
}

/// Fetches what is missing of `part`; `told` hears of each step. True once all is there.
pub(crate) async fn fetch(
    store: &Store,
    part: &Part,
    course: &Rc<Course>,
    told: &dyn Fn(),
) -> Result<bool, Trouble> {
    let mut missing = Vec::new();
    for file in &part.files {
        if !store.holds(file).await {
            missing.push(file.as_str());
        }
    }
    course.done.set(part.files.len() - missing.len());
    told();
    for batch in missing.chunks(AT_ONCE) {
        if course.is_paused.get() {
            return Ok(false);
        }
        let jobs = batch
            .iter()
            .map(|file| Box::pin(store.fetch(file)) as kiosque_web::Job<'_, (), Trouble>);
        kiosque_web::side_by_side(jobs.collect()).await?;
        course.done.set(course.done.get() + batch.len());
        told();
    }
    Ok(true)
}

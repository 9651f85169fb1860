use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

/// Work whose type does not matter.
pub(super) type Job<'a, E> = Pin<Box<dyn Future<Output = Result<(), E>> + 'a>>;

/// Runs jobs at once and ends when all have; the first error in their order
/// counts.
pub(super) async fn side_by_side<E>(jobs: Vec<Job<'_, E>>) -> Result<(), E> {
    let mut jobs: Vec<Option<Job<'_, E>>> = jobs.into_iter().map(Some).collect();
    let mut failed = None;
    poll_fn(|context| {
        for place in &mut jobs {
            let Some(job) = place else { continue };
            if let Poll::Ready(outcome) = job.as_mut().poll(context) {
                *place = None;
                failed = failed.take().or(outcome.err());
            }
        }
        if jobs.iter().all(Option::is_none) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    failed.map_or(Ok(()), Err)
}

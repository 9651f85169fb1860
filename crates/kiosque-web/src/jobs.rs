use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

/// Work whose type does not matter.
pub type Job<'a, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + 'a>>;

/// Runs jobs at once and ends when all have: what they give, in their order.
///
/// # Errors
/// The first in their order.
pub async fn side_by_side<T, E>(jobs: Vec<Job<'_, T, E>>) -> Result<Vec<T>, E> {
    let mut done: Vec<Option<Result<T, E>>> = jobs.iter().map(|_| None).collect();
    let mut jobs: Vec<Option<Job<'_, T, E>>> = jobs.into_iter().map(Some).collect();
    poll_fn(|context| {
        for (place, done) in jobs.iter_mut().zip(&mut done) {
            let Some(job) = place else { continue };
            if let Poll::Ready(outcome) = job.as_mut().poll(context) {
                *place = None;
                *done = Some(outcome);
            }
        }
        if jobs.iter().all(Option::is_none) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    done.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::{Job, side_by_side};
    use std::task::{Context, Poll, Waker};

    /// Done when asked the `turns`th time.
    fn job(turns: u32, outcome: Result<u32, &str>) -> Job<'_, u32, &str> {
        let mut asked = 0;
        Box::pin(std::future::poll_fn(move |_| {
            asked += 1;
            if asked < turns {
                Poll::Pending
            } else {
                Poll::Ready(outcome)
            }
        }))
    }

    fn run<'j>(jobs: Vec<Job<'j, u32, &'j str>>) -> Result<Vec<u32>, &'j str> {
        let mut all = Box::pin(side_by_side(jobs));
        let mut context = Context::from_waker(Waker::noop());
        loop {
            if let Poll::Ready(outcome) = all.as_mut().poll(&mut context) {
                return outcome;
            }
        }
    }

    #[test]
    fn all_are_done_and_answer_in_order() {
        assert_eq!(run(vec![job(3, Ok(1)), job(1, Ok(2))]), Ok(vec![1, 2]));
        assert_eq!(run(vec![]), Ok(vec![]));
        let failing = vec![job(1, Ok(1)), job(4, Err("b")), job(2, Err("c"))];
        assert_eq!(run(failing), Err("b"));
    }
}

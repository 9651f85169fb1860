//! The one place that waits.

use std::time::{Duration, Instant};

/// How long every step of a story may take unless `KIOSQUE_WAIT` (whole seconds)
/// says otherwise: 15 seconds.
#[must_use]
pub fn limit() -> Duration {
    let seconds = std::env::var("KIOSQUE_WAIT")
        .ok()
        .and_then(|value| value.parse().ok());
    Duration::from_secs(seconds.unwrap_or(15))
}

/// Short enough to cost a story nothing, long enough not to keep a driver busy.
const INTERVAL: Duration = Duration::from_millis(20);

/// Asks `condition` again and again until it gives a value. `None` when `limit`
/// has passed; a question still unanswered then is dropped.
///
/// # Errors
/// The first error of `condition`, which ends the wait at once.
pub async fn wait_for<T, E>(
    mut condition: impl AsyncFnMut() -> Result<Option<T>, E>,
    limit: Duration,
) -> Result<Option<T>, E> {
    let asking = async {
        loop {
            if let Some(value) = condition().await? {
                return Ok(value);
            }
            tokio::time::sleep(INTERVAL).await;
        }
    };
    tokio::time::timeout(limit, asking)
        .await
        .map_or(Ok(None), |answer| answer.map(Some))
}

/// [`wait_for`] where nothing may be awaited, as in `drop`. False when `limit` has
/// passed.
pub(crate) fn wait_blocking(mut condition: impl FnMut() -> bool, limit: Duration) -> bool {
    let end = Instant::now() + limit;
    while !condition() {
        if Instant::now() >= end {
            return false;
        }
        std::thread::sleep(INTERVAL);
    }
    true
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    #[tokio::test]
    async fn stops_at_the_first_value_an_error_or_the_limit() {
        let mut asked = 0;
        let third = wait_for(
            async || {
                asked += 1;
                Ok::<_, ()>((asked == 3).then_some(asked))
            },
            Duration::from_secs(60),
        );
        assert_eq!(third.await, Ok(Some(3)));
        let failing = wait_for(async || Err::<Option<()>, _>("no"), Duration::from_secs(60));
        assert_eq!(failing.await, Err("no"));
        let short = Duration::from_millis(30);
        assert_eq!(
            wait_for(async || Ok::<Option<()>, ()>(None), short).await,
            Ok(None)
        );
        let unanswered = wait_for(std::future::pending::<Result<Option<()>, ()>>, short);
        assert_eq!(unanswered.await, Ok(None));
    }
}

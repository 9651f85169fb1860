use rustix::time::{ClockId, clock_gettime};
use std::time::Duration;

/// Processor time of this process so far, all threads together.
pub fn time() -> Duration {
    let clock = clock_gettime(ClockId::ProcessCPUTime);
    let seconds = u64::try_from(clock.tv_sec).unwrap_or_default();
    Duration::new(seconds, u32::try_from(clock.tv_nsec).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_process_counts() {
        let before = time();
        let sum = (0..10_000_000_u64).fold(0, |sum, number| std::hint::black_box(sum ^ number));
        std::hint::black_box(sum);
        assert!(time() > before && time() < Duration::from_secs(24 * 60 * 60));
    }
}

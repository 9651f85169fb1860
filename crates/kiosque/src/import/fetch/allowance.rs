use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How much is fetched at most.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Of one picture, in bytes.
    pub bytes: u64,
    /// Of all pictures, in bytes; what is under way then still comes.
    pub all_bytes: u64,
    /// Pictures of one host, and those it was asked for by way of others.
    pub per_host: usize,
    /// Pictures of one host that do not come at all before it is left alone.
    pub misses: usize,
    /// Redirections on the way to one picture.
    pub redirections: usize,
    /// Time for a connection.
    pub connecting: Duration,
    /// Time for one picture, all in all.
    pub altogether: Duration,
    /// Time for all pictures; what is fetched side by side counts each.
    pub all_time: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            bytes: 20 << 20,
            all_bytes: 4 << 30,
            per_host: 1_000,
            misses: 3,
            redirections: 5,
            connecting: Duration::from_secs(5),
            altogether: Duration::from_secs(20),
            all_time: Duration::from_secs(3_600),
        }
    }
}

/// What may still be fetched.
pub struct Allowance {
    bounds: Bounds,
    used: Mutex<Used>,
}

#[derive(Default)]
struct Used {
    bytes: u64,
    time: Duration,
    hosts: HashMap<String, Asked>,
}

/// What a host was asked for.
#[derive(Default)]
struct Asked {
    pictures: usize,
    misses: usize,
}

impl Allowance {
    /// All of `bounds`.
    pub fn new(bounds: Bounds) -> Self {
        Self {
            bounds,
            used: Mutex::default(),
        }
    }

    /// The time for one more picture.
    ///
    /// # Errors
    /// Why there is to be none, in words.
    pub fn time(&self) -> Result<Duration, String> {
        let used = self.used();
        let Bounds {
            all_bytes,
            all_time,
            ..
        } = self.bounds;
        if used.bytes >= all_bytes {
            return Err(format!(
                "is not fetched: {} MB of pictures came already; import again for more",
                all_bytes >> 20
            ));
        }
        let left = all_time.saturating_sub(used.time);
        if left.is_zero() {
            return Err(format!(
                "is not fetched: pictures took {} s already; import again for more",
                all_time.as_secs_f64()
            ));
        }
        Ok(left.min(self.bounds.altogether))
    }

    /// Counts a picture of `host`.
    ///
    /// # Errors
    /// That it has given enough, or nothing too often, in words.
    pub fn enter(&self, host: &str) -> Result<(), String> {
        let Bounds {
            per_host, misses, ..
        } = self.bounds;
        let mut used = self.used();
        let asked = used.hosts.entry(host.to_owned()).or_default();
        asked.pictures += 1;
        if asked.misses >= misses {
            return Err(format!(
                "is not fetched: {host} did not answer {misses} times"
            ));
        }
        if asked.pictures > per_host {
            return Err(format!(
                "is not fetched: {per_host} pictures of {host} were asked for"
            ));
        }
        Ok(())
    }

    /// Notes that `host` gave no answer.
    pub fn missed(&self, host: &str) {
        let mut used = self.used();
        used.hosts.entry(host.to_owned()).or_default().misses += 1;
    }

    /// Notes how many bytes came.
    pub fn came(&self, bytes: usize) {
        self.used().bytes += bytes as u64;
    }

    /// Notes how long a picture took.
    pub fn took(&self, time: Duration) {
        self.used().time += time;
    }

    fn used(&self) -> MutexGuard<'_, Used> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

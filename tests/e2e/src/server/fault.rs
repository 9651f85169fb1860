use std::time::Duration;

/// What goes wrong.
#[derive(Debug, Clone)]
pub enum FaultKind {
    /// The site's 404 page with status 404.
    NotFound,
    /// This status with a short plain text.
    Status(u16),
    /// This status the first times, then the file.
    StatusThenGood(u16, u32),
    /// The first half, its length honestly declared.
    Truncated,
    /// The byte in the middle with its lowest bit flipped.
    FlippedByte,
    /// The right bytes as `application/octet-stream`.
    WrongType,
    /// A page of HTML with status 200, as hotel networks answer.
    HtmlInstead,
    /// The answer held back until [`super::Server::release`], or this long.
    Slow(Duration),
    /// The connection closed after half of the body, the whole length declared.
    Reset,
    /// Other bytes with status 200, under the type of the path.
    Replace(Vec<u8>),
}

/// A rule: which paths, what, and how often.
#[derive(Debug, Clone)]
pub struct Fault {
    matcher: Matcher,
    pub(super) kind: FaultKind,
    times: Option<u32>,
    spared: u32,
}

#[derive(Debug, Clone)]
enum Matcher {
    Exact(String),
    Containing(String),
}

impl Fault {
    /// For exactly this path below the base, percent-decoded; a leading slash may be
    /// left out.
    #[must_use]
    pub fn path(path: &str, kind: FaultKind) -> Self {
        let exact = path.trim_start_matches('/').to_owned();
        Self::new(Matcher::Exact(exact), kind)
    }

    /// For every path below the base that contains this; all of them when empty.
    #[must_use]
    pub fn containing(part: &str, kind: FaultKind) -> Self {
        Self::new(Matcher::Containing(part.to_owned()), kind)
    }

    fn new(matcher: Matcher, kind: FaultKind) -> Self {
        Self {
            matcher,
            kind,
            times: None,
            spared: 0,
        }
    }

    /// Only after `count` matching requests were answered well.
    #[must_use]
    pub fn after(mut self, count: u32) -> Self {
        self.spared = count;
        self
    }

    /// For the next `count` matching requests only.
    #[must_use]
    pub fn times(mut self, count: u32) -> Self {
        self.times = Some(count);
        self
    }

    fn matches(&self, path: &str) -> bool {
        match &self.matcher {
            Matcher::Exact(exact) => path == exact,
            Matcher::Containing(part) => path.contains(part.as_str()),
        }
    }

    /// How many requests the rule meets in all, those it spares included.
    fn end(&self) -> u32 {
        let own = match self.kind {
            FaultKind::StatusThenGood(_, count) => count,
            _ => u32::MAX,
        };
        let acts = own.min(self.times.unwrap_or(u32::MAX));
        acts.saturating_add(self.spared)
    }
}

/// The rules in force, each with how many requests it met.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<(Fault, u32)>);

impl Faults {
    pub(super) fn add(&mut self, fault: Fault) {
        self.0.push((fault, 0));
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// The fault of one more request for `path`, given without its leading slash.
    pub(super) fn next(&mut self, path: &str) -> Option<FaultKind> {
        let (fault, met) = self
            .0
            .iter_mut()
            .find(|(fault, met)| *met < fault.end() && fault.matches(path))?;
        *met += 1;
        (*met > fault.spared).then(|| fault.kind.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statuses(faults: &mut Faults, path: &str, requests: usize) -> Vec<Option<u16>> {
        let status = |kind| match kind {
            FaultKind::Status(status) | FaultKind::StatusThenGood(status, _) => Some(status),
            _ => None,
        };
        (0..requests)
            .map(|_| faults.next(path).and_then(status))
            .collect()
    }

    #[test]
    fn rules_act_in_order_as_often_as_they_say() {
        let mut faults = Faults::default();
        faults.add(Fault::path("/root.json", FaultKind::Status(503)).times(2));
        faults.add(Fault::containing("root", FaultKind::StatusThenGood(500, 1)));
        let seen = statuses(&mut faults, "root.json", 4);
        assert_eq!(seen, [Some(503), Some(503), Some(500), None]);
        assert_eq!(statuses(&mut faults, "other.json", 1), [None]);
        faults.add(Fault::containing("", FaultKind::Status(502)));
        assert_eq!(statuses(&mut faults, "other.json", 2), [Some(502); 2]);
        let mut late = Faults::default();
        late.add(
            Fault::containing("", FaultKind::Status(503))
                .after(2)
                .times(1),
        );
        let seen = statuses(&mut late, "root.json", 4);
        assert_eq!(seen, [None, None, Some(503), None]);
    }
}

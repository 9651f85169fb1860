use kiosque_model::wire::FileName;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

/// Fetched files, the least recently used dropped first.
#[derive(Default)]
pub(super) struct Cache {
    files: BTreeMap<FileName, Rc<[u8]>>,
    order: VecDeque<FileName>,
    bytes: usize,
}

impl Cache {
    /// Bytes kept at most.
    const LIMIT: usize = 32 << 20;

    pub fn get(&mut self, name: &FileName) -> Option<Rc<[u8]>> {
        let found = self.files.get(name).cloned()?;
        self.order.retain(|other| other != name);
        self.order.push_back(name.clone());
        Some(found)
    }

    pub fn keep(&mut self, name: &FileName, bytes: Rc<[u8]>) {
        self.bytes += bytes.len();
        self.order.push_back(name.clone());
        if let Some(before) = self.files.insert(name.clone(), bytes) {
            self.bytes -= before.len();
        }
        while self.bytes > Self::LIMIT {
            let Some(oldest) = self.order.pop_front() else {
                return;
            };
            self.bytes -= self.files.remove(&oldest).map_or(0, |file| file.len());
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    fn name(seed: u8) -> FileName {
        FileName::of(&[seed; 32], 12 << 20)
    }

    #[test]
    fn what_was_used_last_is_kept() {
        let mut cache = Cache::default();
        let file: Rc<[u8]> = vec![0; 12 << 20].into();
        cache.keep(&name(1), Rc::clone(&file));
        cache.keep(&name(2), Rc::clone(&file));
        assert!(cache.get(&name(1)).is_some());
        cache.keep(&name(3), file);
        assert!(cache.get(&name(2)).is_none());
        assert!(cache.get(&name(1)).is_some());
        assert!(cache.get(&name(3)).is_some());
    }
}

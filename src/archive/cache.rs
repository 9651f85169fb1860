use kiosque_model::wire::FileName;
use std::rc::Rc;

/// Fetched files, the least recently used dropped first.
#[derive(Default)]
pub(super) struct Cache {
    /// The least recently used first.
    files: Vec<(FileName, Rc<[u8]>)>,
    bytes: usize,
}

impl Cache {
    /// Bytes kept at most: a phone has little, and the browser's own cache has the
    /// rest, for good.
    const LIMIT: usize = 12 << 20;

    pub fn get(&mut self, name: &FileName) -> Option<Rc<[u8]>> {
        let at = self.files.iter().position(|(other, _)| other == name)?;
        let file = self.files.remove(at);
        let bytes = Rc::clone(&file.1);
        self.files.push(file);
        Some(bytes)
    }

    pub fn keep(&mut self, name: &FileName, bytes: Rc<[u8]>) {
        if self.get(name).is_some() {
            return;
        }
        self.bytes += bytes.len();
        self.files.push((name.clone(), bytes));
        while self.bytes > Self::LIMIT && !self.files.is_empty() {
            let (_, oldest) = self.files.remove(0);
            self.bytes -= oldest.len();
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    fn name(seed: u8) -> FileName {
        FileName::of(&[seed; 32], 5 << 20)
    }

    #[test]
    fn what_was_used_last_is_kept() {
        let mut cache = Cache::default();
        let file: Rc<[u8]> = vec![0; 5 << 20].into();
        cache.keep(&name(1), Rc::clone(&file));
        cache.keep(&name(2), Rc::clone(&file));
        assert!(cache.get(&name(1)).is_some());
        cache.keep(&name(3), file);
        assert!(cache.get(&name(2)).is_none());
        assert!(cache.get(&name(1)).is_some());
        assert!(cache.get(&name(3)).is_some());
    }
}

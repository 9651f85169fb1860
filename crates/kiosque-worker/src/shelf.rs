use kiosque_search::Files;
use kiosque_search::format::SearchFile;
use std::cell::RefCell;
use std::rc::Rc;

/// The files of the index at hand, the least recently used dropped first.
#[derive(Default)]
pub struct Shelf {
    kept: RefCell<Kept>,
}

#[derive(Default)]
struct Kept {
    /// The least recently used first.
    files: Vec<(SearchFile, Rc<[u8]>)>,
    bytes: usize,
}

impl Shelf {
    /// Bytes kept at most, unpacked.
    const LIMIT: usize = 8 << 20;

    /// Keeps the content of a file, unpacked.
    pub fn keep(&self, file: SearchFile, content: Vec<u8>) {
        let mut kept = self.kept.borrow_mut();
        kept.bytes += content.len();
        kept.files.push((file, content.into()));
        while kept.bytes > Self::LIMIT && kept.files.len() > 1 {
            let (_, oldest) = kept.files.remove(0);
            kept.bytes -= oldest.len();
        }
    }
}

impl Files for Shelf {
    fn get(&self, file: &SearchFile) -> Option<Rc<[u8]>> {
        let mut kept = self.kept.borrow_mut();
        let at = kept.files.iter().position(|(other, _)| other == file)?;
        let found = kept.files.remove(at);
        let content = Rc::clone(&found.1);
        kept.files.push(found);
        Some(content)
    }
}

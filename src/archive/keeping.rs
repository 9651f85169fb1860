//! Which files of the archive a part of it takes, for a reader who keeps that part on
//! the device: found by asking what its pages ask, and noting what is read on the way.
//! Packs are named by lists and directories, so that none is fetched for this.

use super::{Archive, Client};
use crate::ListQuery;
use kiosque_model::ShortId;
use kiosque_model::wire::{FileName, Kind};
use kiosque_reader::{Answer, Files, ReadError, Reader, Wanted};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

/// The files at hand, and the paths of those that were read.
struct Noting {
    files: Rc<Client>,
    read: Rc<RefCell<BTreeSet<String>>>,
}

impl Files for Noting {
    fn get(&self, kind: Kind, name: &FileName) -> Option<Rc<[u8]>> {
        self.read.borrow_mut().insert(name.path(kind));
        self.files.get(kind, name)
    }

    fn wanted(&self) -> Vec<Wanted> {
        self.files.wanted()
    }
}

impl Archive {
    /// What the articles of some addresses take.
    pub async fn files_of(
        self,
        addresses: Vec<(String, ShortId)>,
    ) -> Result<Vec<String>, ReadError> {
        self.files(move |reader| {
            let rows = addresses
                .iter()
                .map(|(year, id)| (year.as_str(), id.clone()));
            packs_of(reader, rows)
        })
        .await
    }

    /// What a filtered list takes with all its articles.
    pub async fn files_of_list(self, query: ListQuery) -> Result<Vec<String>, ReadError> {
        self.files(move |reader| {
            let first = reader.list(&query.filter, 0);
            let rows = reader.all_rows(&query.filter)?;
            first?;
            let years = rows.iter().map(|(row, _)| {
                let year = row.date.as_ref().map_or("0", |date| date.year());
                (year, row.id.clone())
            });
            packs_of(reader, years)
        })
        .await
    }

    /// The list of all files of the edition on screen, and bytes of these.
    pub fn list_of_files(self) -> Result<Vec<String>, ReadError> {
        let Some(reader) = self.reader.get_untracked() else {
            return Ok(Vec::new());
        };
        let reader = reader?;
        let root = reader.root();
        let list = ["editions/", &root.edition, ".txt"].concat();
        let bytes = root.bytes.map(|bytes| bytes.to_string());
        Ok([list].into_iter().chain(bytes).collect())
    }

    async fn files(
        self,
        question: impl Fn(&Reader) -> Answer<Vec<FileName>> + 'static,
    ) -> Result<Vec<String>, ReadError> {
        let Some(reader) = self.reader.get_untracked() else {
            return Ok(Vec::new());
        };
        let read = Rc::new(RefCell::new(BTreeSet::new()));
        let noting = Noting {
            files: Rc::clone(&self.parts().client),
            read: Rc::clone(&read),
        };
        let reader = Reader::new(reader?.root_handle(), Rc::new(noting));
        let packs = self.answer(&Rc::new(reader), question).await?;
        let mut paths = read.take();
        paths.extend(packs.iter().map(|pack| pack.path(Kind::Pack)));
        Ok(paths.into_iter().collect())
    }
}

fn packs_of<'a>(
    reader: &Reader,
    articles: impl Iterator<Item = (&'a str, ShortId)>,
) -> Answer<Vec<FileName>> {
    let found = articles.map(|(year, id)| reader.pack_at(year, &id));
    super::works::all(found)
}

use super::pages;
use crate::failure::Failure;
use crate::tool::{Cost, Pagefind, Tool, make_corpus};
use std::fs;
use std::path::{Path, PathBuf};

/// Articles, published for both.
pub struct Shelf {
    /// How many.
    pub size: usize,
    /// The folder of the articles.
    pub set: PathBuf,
    /// The folder of the archive.
    pub archive: PathBuf,
    /// What publishing took, the index included.
    pub published: Cost,
    /// The folder of Pagefind's pages and index.
    pub pages: PathBuf,
    /// What indexing these took.
    pub indexed: Cost,
}

impl Shelf {
    /// Makes `size` articles in a folder, which is emptied before, and publishes
    /// them for both.
    pub fn fill(
        size: usize,
        tool: &Tool,
        pagefind: &Pagefind,
        folder: &Path,
    ) -> Result<Self, Failure> {
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(Failure::io(folder))?;
        }
        let [set, archive, pages] = ["set", "archive", "pages"].map(|name| folder.join(name));
        make_corpus(size, 0, &set)?;
        let published = tool.publish(&[&set], &archive)?;
        pages::write_articles(&set, &pages)?;
        let indexed = pagefind.index(&pages)?;
        pages::write_boxes(&pages)?;
        Ok(Self {
            size,
            set,
            archive,
            published,
            pages,
            indexed,
        })
    }
}

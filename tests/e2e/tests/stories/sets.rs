//! Sites with archives of other sets than the project's own.

use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use kiosque_e2e::{Base, built_site, with_archive};
use kiosque_model::wire::Kind;
use kiosque_publish::archive::{Options, build_archive};
use kiosque_publish::intake::{SetFile, read_set};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tempfile::TempDir;

/// An archive in a folder of its own.
pub struct OwnArchive {
    folder: TempDir,
}

impl OwnArchive {
    /// Publishes the files of a set.
    pub fn publish(files: Vec<SetFile>) -> Self {
        let set = read_set(files).unwrap();
        let archive = build_archive(set, &Options::default()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        for (path, bytes) in archive.files {
            let file = folder.path().join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, bytes).unwrap();
        }
        Self { folder }
    }

    /// Where its root lies.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Takes in what another has beside its root, as a later edition is published beside
    /// an older one.
    pub fn take_in(&self, other: &Self) {
        let kinds = std::fs::read_dir(other.path().join("data")).unwrap();
        for kind in kinds.map(|kind| kind.unwrap().path()) {
            let own = self.path().join("data").join(kind.file_name().unwrap());
            std::fs::create_dir_all(&own).unwrap();
            for file in std::fs::read_dir(&kind).unwrap() {
                let file = file.unwrap();
                std::fs::copy(file.path(), own.join(file.file_name())).unwrap();
            }
        }
    }

    /// Whether it has a file of this kind.
    pub fn has(&self, kind: Kind) -> bool {
        let folder = self.path().join("data").join(kind.folder());
        std::fs::read_dir(folder).is_ok_and(|mut files| files.next().is_some())
    }

    /// What its files of this kind hold.
    pub fn files<T: DeserializeOwned>(&self, kind: Kind) -> Vec<T> {
        let folder = self.path().join("data").join(kind.folder());
        let files = std::fs::read_dir(folder).unwrap();
        let bytes = files.map(|file| std::fs::read(file.unwrap().path()).unwrap());
        bytes
            .map(|bytes| serde_json::from_slice(&bytes).unwrap())
            .collect()
    }

    /// The viewer built for `base` with this archive in the place of its own.
    pub fn site(&self, base: Base) -> TempDir {
        with_archive(&built_site(base).unwrap(), self.path()).unwrap()
    }
}

/// A feed of these items.
pub fn feed(items: Vec<Value>) -> SetFile {
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Essais",
        "items": items,
    });
    SetFile {
        path: "feed.json".to_owned(),
        bytes: feed.to_string().into_bytes(),
    }
}

/// Articles in the long series: enough for all generations.
pub const SERIES: usize = 5_280;

/// A set with every kind of file: articles of 24 months, more list pages than a
/// root names, two tags on more than the floor of the pairs, and series that later
/// months go on with.
pub fn long_series() -> SetFile {
    feed((0..SERIES).map(part_of_series).collect())
}

fn part_of_series(number: usize) -> Value {
    let (month, series) = (number / (SERIES / 24), number % 97);
    let [year, month, day] = [2020 + month / 12, 1 + month % 12, 1 + number % 28];
    let frequent = if number.is_multiple_of(2) {
        "Pair"
    } else {
        "Impair"
    };
    json!({
        "id": format!("{number}"),
        "title": format!("Article {number} de la série {series}"),
        "content_html": format!("<p>Le navire{series} décharge au quai{series}.</p>").repeat(4),
        "date_published": format!("{year}-{month:02}-{day:02}T10:00:00Z"),
        "language": if number.is_multiple_of(3) { "ar" } else { "fr" },
        "tags": ["Commun", frequent, format!("Série {series}")],
    })
}

/// The feed of nineteen thousand articles, where the corpora lie beside the project.
pub fn reuters() -> Option<SetFile> {
    let file = corpus("news/reuters-21578.json.gz")?;
    let mut bytes = Vec::new();
    let packed = std::fs::File::open(file).unwrap();
    GzDecoder::new(packed).read_to_end(&mut bytes).unwrap();
    Some(SetFile {
        path: "feed.json".to_owned(),
        bytes,
    })
}

/// A file of the corpora that lie beside the project; `None`, and a word about it,
/// where it is missing.
pub fn corpus(file: &str) -> Option<PathBuf> {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora");
    let path = corpora.join(file);
    let found = path.is_file();
    if !found {
        println!("skipped: {} is missing", path.display());
    }
    found.then_some(path)
}

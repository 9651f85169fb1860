use fs_err as fs;
use kiosque_model::wire::{Branch, FORMAT, FileName, Kind, Node, Root, RootHeader, Tree, VERSION};
use kiosque_publish::archive::ROOT;
use kiosque_search::format::{SearchFile, envelope, unpack};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

/// Something wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    file: String,
    reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.reason)
    }
}

/// An archive on disk and what was found wrong with it.
pub struct Store {
    folder: PathBuf,
    faults: Vec<Fault>,
    read: BTreeSet<String>,
}

impl Store {
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            faults: Vec::new(),
            read: BTreeSet::new(),
        }
    }

    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    pub fn files_read(&self) -> usize {
        self.read.len()
    }

    /// Records a fault, once.
    pub fn fault(&mut self, file: impl Into<String>, reason: impl Into<String>) {
        let fault = Fault {
            file: file.into(),
            reason: reason.into(),
        };
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    /// Records a fault unless `found` is what is `expected`.
    pub fn compare<T: PartialEq + fmt::Debug>(
        &mut self,
        file: &str,
        what: &str,
        found: &T,
        expected: &T,
    ) {
        if found != expected {
            self.fault(
                file,
                format!("{what} is {found:?}, but the articles make it {expected:?}"),
            );
        }
    }

    pub fn read_root(&mut self) -> Option<Root> {
        let bytes = self.bytes(ROOT)?;
        let header: RootHeader = self.decode(ROOT, &bytes)?;
        if header.format != FORMAT {
            self.fault(
                ROOT,
                format!("its format is {:?}, not {FORMAT}", header.format),
            );
            return None;
        }
        if header.version != VERSION {
            self.fault(
                ROOT,
                format!(
                    "its version is {}, and this tool reads {VERSION}",
                    header.version
                ),
            );
            return None;
        }
        self.decode(ROOT, &bytes)
    }

    /// An immutable file; none where it is at fault.
    pub fn read<T: DeserializeOwned>(&mut self, kind: Kind, name: &FileName) -> Option<T> {
        let path = name.path(kind);
        let bytes = self.bytes(&path)?;
        if bytes.len() != name.length() {
            self.fault(
                path,
                format!("holds {} bytes instead of {}", bytes.len(), name.length()),
            );
            return None;
        }
        if !name.matches(&Sha256::digest(&bytes).into()) {
            self.fault(path, "its bytes are not those it is named after");
            return None;
        }
        self.decode(&path, &bytes)
    }

    /// The content of a file of a search index.
    pub fn read_search(&mut self, file: &SearchFile) -> Option<Vec<u8>> {
        let path = file.path();
        let bytes = self.bytes(&path)?;
        if !is_named_after(file, &bytes) {
            self.fault(path, "its bytes are not those it is named after");
            return None;
        }
        match unpack(file, &bytes) {
            Ok(content) => Some(content),
            Err(error) => {
                self.fault(path, error.to_string());
                None
            }
        }
    }

    fn bytes(&mut self, path: &str) -> Option<Vec<u8>> {
        self.read.insert(path.to_owned());
        match fs::read(self.folder.join(path)) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                self.fault(path, "missing");
                None
            }
            Err(error) => {
                self.fault(path, error.to_string());
                None
            }
        }
    }

    fn decode<T: DeserializeOwned>(&mut self, path: &str, bytes: &[u8]) -> Option<T> {
        match serde_json::from_slice(bytes) {
            Ok(content) => Some(content),
            Err(error) => {
                self.fault(path, format!("not what it is named as: {error}"));
                None
            }
        }
    }

    /// The leaves of a tree in order.
    pub fn leaves<K: DeserializeOwned + Clone>(&mut self, tree: &Tree<K>) -> Vec<Branch<K>> {
        let mut branches = tree.branches.clone();
        for _ in 0..tree.height {
            let nodes: Vec<Node<K>> = branches
                .iter()
                .filter_map(|branch| self.read(Kind::Node, &branch.file))
                .collect();
            branches = nodes.into_iter().flat_map(|node| node.branches).collect();
        }
        branches
    }

    /// Checks the edition's list of files, and the images in it against the
    /// hash in their names.
    pub fn check_edition(&mut self, edition: &str) {
        let list = format!("editions/{edition}.txt");
        let Some(bytes) = self.bytes(&list) else {
            return;
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let listed: BTreeSet<&str> = text.lines().collect();
        for image in listed
            .iter()
            .filter_map(|path| path.strip_prefix("images/"))
        {
            self.check_image(image);
        }
        let named: Vec<String> = self
            .read
            .iter()
            .filter(|path| *path != ROOT && **path != list)
            .cloned()
            .collect();
        for path in named.iter().filter(|path| !listed.contains(path.as_str())) {
            self.fault(&list, format!("does not name {path}"));
        }
    }

    pub fn check_image(&mut self, name: &str) {
        let path = format!("images/{name}");
        let Some(bytes) = self.bytes(&path) else {
            return;
        };
        let hash = FileName::hash(&Sha256::digest(&bytes).into());
        if name.split_once('.').is_none_or(|(stem, _)| stem != hash) {
            self.fault(path, "its bytes are not those it is named after");
        }
    }
}

/// Whether a file of a search index is the one of that name.
fn is_named_after(file: &SearchFile, bytes: &[u8]) -> bool {
    let sha = |bytes: &[u8]| -> [u8; 32] { Sha256::digest(bytes).into() };
    match file {
        SearchFile::Directory(name) => name.length() == bytes.len() && name.matches(&sha(bytes)),
        SearchFile::Part(name) => envelope(file, bytes).is_ok_and(|opened| {
            opened.proof(*name).is_some_and(|mut proof| {
                let mut digest = sha(opened.packed);
                while let Some(bytes) = proof.next(&digest) {
                    digest = sha(&bytes);
                }
                proof.holds(*name, &digest)
            })
        }),
    }
}

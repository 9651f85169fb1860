use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};

/// Articles on their way into the set, in a file that nobody else sees.
pub struct Spool {
    file: BufWriter<File>,
    length: u64,
}

/// Where in the spool an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spooled {
    at: u64,
    /// The length of its JSON, in bytes.
    pub length: usize,
}

impl Spool {
    /// An empty one.
    ///
    /// # Errors
    /// Where there is no room for temporary files.
    pub fn new() -> io::Result<Self> {
        Ok(Self {
            file: BufWriter::with_capacity(1 << 20, tempfile::tempfile()?),
            length: 0,
        })
    }

    /// Keeps the JSON of an article.
    ///
    /// # Errors
    /// Where the disk is full.
    pub fn keep(&mut self, json: &[u8]) -> io::Result<Spooled> {
        self.file.write_all(json)?;
        let spooled = Spooled {
            at: self.length,
            length: json.len(),
        };
        self.length += u64::try_from(json.len()).unwrap_or_default();
        Ok(spooled)
    }

    /// The JSON of an article.
    ///
    /// # Errors
    /// What the disk answers.
    pub fn read(&mut self, spooled: Spooled) -> io::Result<Vec<u8>> {
        self.file.flush()?;
        let file = self.file.get_mut();
        file.seek(SeekFrom::Start(spooled.at))?;
        let mut json = vec![0; spooled.length];
        file.read_exact(&mut json)?;
        file.seek(SeekFrom::End(0))?;
        Ok(json)
    }
}

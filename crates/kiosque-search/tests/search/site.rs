//! A published index, and a reader that fetches.

use kiosque_model::wire::FileName;
use kiosque_model::{ArticleDate, ShortId};
use kiosque_search::build::{Document, Earlier, IndexBuilder};
use kiosque_search::format::{Card, SearchFile, envelope, slug_of, unpack};
use kiosque_search::{Answer, Engine, Files, Options, Query, Results, SearchError, Stop};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

/// An article.
#[derive(Clone, Debug, Default)]
pub struct Text {
    pub title: String,
    pub tags: Vec<String>,
    pub body: String,
    pub language: String,
}

impl Text {
    pub fn new(language: &str, title: &str, body: &str) -> Self {
        Self {
            title: title.to_owned(),
            tags: Vec::new(),
            body: body.to_owned(),
            language: language.to_owned(),
        }
    }
}

/// An index on a host.
#[derive(Default)]
pub struct Site {
    pub files: BTreeMap<String, Vec<u8>>,
    pub directories: Vec<FileName>,
}

impl Site {
    /// Publishes the index of generations, oldest first.
    pub fn publish(generations: &[&[Text]]) -> Self {
        let mut site = Self::default();
        let mut earlier = Earlier::default();
        for texts in generations {
            let mut builder = IndexBuilder::default();
            for text in *texts {
                builder.add(&Document {
                    title: &text.title,
                    tags: &text.tags,
                    text: &text.body,
                    language: &text.language,
                });
            }
            let files = &mut site.files;
            let cards = texts.iter().zip(0_u32..).map(|(text, at)| card(text, at));
            let mut put = |path: String, bytes: Vec<u8>| -> Result<(), ()> {
                let before = files.insert(path.clone(), bytes.clone());
                assert!(before.is_none_or(|before| before == bytes), "{path} twice");
                Ok(())
            };
            let name = builder.finish(&mut earlier, cards, &mut put).unwrap();
            site.directories.insert(0, name);
        }
        site
    }

    /// Answers `query` as a cold reader: what each round of requests moves.
    pub fn ask(&self, query: &Query, options: &Options<'_>) -> (Results, Vec<usize>) {
        let reader = Visit::new(self);
        let results = reader.ask(query, options).unwrap();
        (results, reader.rounds.take())
    }

    pub fn find(&self, query: &str) -> Results {
        self.ask(&Query::parse(query), &Options::default()).0
    }
}

/// The files a reader has fetched.
pub struct Visit<'s> {
    site: &'s Site,
    at_hand: RefCell<BTreeMap<SearchFile, Rc<[u8]>>>,
    pub rounds: RefCell<Vec<usize>>,
}

impl<'s> Visit<'s> {
    pub fn new(site: &'s Site) -> Self {
        Self {
            site,
            at_hand: RefCell::default(),
            rounds: RefCell::default(),
        }
    }

    pub fn ask(&self, query: &Query, options: &Options<'_>) -> Result<Results, SearchError> {
        self.resume(|engine| engine.search(query, options))
    }

    /// Puts a question again and again until nothing is wanting.
    pub fn resume<T>(&self, question: impl Fn(&Engine<'_>) -> Answer<T>) -> Result<T, SearchError> {
        for _ in 0..20 {
            let opened = Engine::open(&self.site.directories, self);
            match opened.and_then(|engine| question(&engine)) {
                Ok(answer) => return Ok(answer),
                Err(Stop::Failed(error)) => return Err(error),
                Err(Stop::Wanting(files)) => self.fetch(&files)?,
            }
        }
        panic!("the question is never satisfied");
    }

    fn fetch(&self, files: &[SearchFile]) -> Result<(), SearchError> {
        let mut round = 0;
        for file in files {
            let bytes = self.site.files.get(&file.path()).expect("a published file");
            round += bytes.len();
            check_name(file, bytes);
            let content = unpack(file, bytes)?;
            let before = self
                .at_hand
                .borrow_mut()
                .insert(file.clone(), content.into());
            assert!(before.is_none(), "{} fetched twice", file.path());
        }
        self.rounds.borrow_mut().push(round);
        Ok(())
    }
}

/// Checks what a reader checks where it can.
fn check_name(file: &SearchFile, bytes: &[u8]) {
    let Ok(opened) = envelope(file, bytes) else {
        return;
    };
    let sha = |bytes: &[u8]| -> [u8; 32] { Sha256::digest(bytes).into() };
    let holds = match file {
        SearchFile::Directory(name) => name.matches(&sha(bytes)) && name.length() == bytes.len(),
        SearchFile::Part(name) => opened.proof(*name).is_some_and(|mut proof| {
            let mut digest = sha(opened.packed);
            while let Some(bytes) = proof.next(&digest) {
                digest = sha(&bytes);
            }
            proof.holds(*name, &digest)
        }),
    };
    assert!(holds, "{} is not what it is named after", file.path());
}

impl Files for Visit<'_> {
    fn get(&self, file: &SearchFile) -> Option<Rc<[u8]>> {
        self.at_hand.borrow().get(file).cloned()
    }
}

fn card(text: &Text, at: u32) -> Card {
    let digest: [u8; 32] = Sha256::digest(at.to_le_bytes()).into();
    Card {
        id: ShortId::from_digest(&digest),
        slug: slug_of(&text.title),
        title: text.title.clone(),
        language: text.language.clone(),
        date: ArticleDate::try_from(format!("{}-07-04", 1900 + at % 100)).ok(),
        source: format!("source {}", at % 3),
        pack: FileName::of(&Sha256::digest((at / 9).to_le_bytes()).into(), 20_000),
    }
}

/// The bundled press review.
pub fn bundled() -> Vec<Text> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/articles");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let mut files: Vec<_> = files
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    files.sort();
    let mut texts = Vec::new();
    for file in files {
        let feed: serde_json::Value =
            serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        for item in feed["items"].as_array().unwrap() {
            let string = |name: &str| item[name].as_str().unwrap_or_default().to_owned();
            let tags = item["tags"].as_array().cloned().unwrap_or_default();
            texts.push(Text {
                title: string("title"),
                tags: tags
                    .iter()
                    .filter_map(|tag| Some(tag.as_str()?.to_owned()))
                    .collect(),
                body: string("content_html").replace(['<', '>'], " "),
                language: string("language"),
            });
        }
    }
    assert!(texts.len() > 10);
    texts
}

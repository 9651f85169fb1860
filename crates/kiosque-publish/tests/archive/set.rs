use crate::edition::Edition;
use kiosque_model::ArticleDate;
use kiosque_publish::archive::{Options, build_archive};
use kiosque_publish::intake::{SetFile, read_set};
use serde_json::{Value, json};

/// An item of a feed in the making.
#[derive(Clone, Debug)]
pub struct Item(Value);

/// An item of this id, with a title and a text made from it.
pub fn item(id: &str) -> Item {
    Item(
        json!({ "id": id, "title": format!("Title of {id}"), "content_text": format!("Text of {id}.") }),
    )
}

impl Item {
    fn with(mut self, member: &str, value: impl Into<Value>) -> Self {
        self.0[member] = value.into();
        self
    }

    pub fn dated(self, date: &str) -> Self {
        self.with("date_published", date)
    }

    pub fn titled(self, title: &str) -> Self {
        self.with("title", title)
    }

    pub fn saying(self, text: &str) -> Self {
        self.with("content_text", text)
    }

    pub fn tagged(self, tags: &[&str]) -> Self {
        self.with(
            "tags",
            tags.iter().map(|tag| Value::from(*tag)).collect::<Vec<_>>(),
        )
    }

    pub fn in_language(self, language: &str) -> Self {
        self.with("language", language)
    }

    pub fn by(self, author: &str) -> Self {
        self.with("authors", json!([{ "name": author }]))
    }

    pub fn sourced(mut self, name: &str) -> Self {
        self.0["_kiosque"]["source"] = json!({ "name": name });
        self
    }

    pub fn translating(mut self, id: &str) -> Self {
        self.0["_kiosque"]["translation_of"] = json!(id);
        self
    }
}

/// An article set in the making.
#[derive(Clone, Debug, Default)]
pub struct Set {
    items: Vec<Item>,
    files: usize,
    site: String,
    as_of: Option<ArticleDate>,
}

impl Set {
    pub fn of(items: impl IntoIterator<Item = Item>) -> Self {
        Self {
            items: items.into_iter().collect(),
            files: 1,
            ..Self::default()
        }
    }

    pub fn and(mut self, items: impl IntoIterator<Item = Item>) -> Self {
        self.items.extend(items);
        self
    }

    /// With more lines in its `site.toml`.
    pub fn with_site(mut self, lines: &str) -> Self {
        self.site.push_str(lines);
        self
    }

    pub fn on_day(mut self, day: &str) -> Self {
        self.as_of = ArticleDate::try_from(day.to_owned()).ok();
        self
    }

    /// The same items in another order, dealt to so many files.
    pub fn shuffled(mut self, files: usize) -> Self {
        self.items.reverse();
        let middle = self.items.len() / 3;
        self.items.rotate_left(middle);
        self.files = files;
        self
    }

    pub fn feeds(&self) -> Vec<SetFile> {
        let site = format!(
            "title = \"Test\"\nlanguages = [\"fr\", \"en\"]\n{}",
            self.site
        );
        let mut files = vec![SetFile {
            path: "site.toml".to_owned(),
            bytes: site.into_bytes(),
        }];
        for number in 0..self.files {
            let items: Vec<&Value> = self
                .items
                .iter()
                .skip(number)
                .step_by(self.files)
                .map(|item| &item.0)
                .collect();
            let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Test", "items": items });
            files.push(SetFile {
                path: format!("{number}.json"),
                bytes: feed.to_string().into_bytes(),
            });
        }
        files.rotate_left(self.files / 2);
        files
    }

    pub fn publish(&self) -> Edition {
        let set = read_set(self.feeds()).unwrap();
        let articles = set.articles.clone();
        let archive = build_archive(
            set,
            &Options {
                as_of: self.as_of.clone(),
            },
        )
        .unwrap();
        Edition::new(archive, articles)
    }
}

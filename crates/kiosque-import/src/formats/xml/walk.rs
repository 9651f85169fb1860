//! Articles and their fields, put together of a document's parts.

use super::field::{Container, Field};
use super::stream::{Part, Start, Stream};
use crate::limits::Limits;
use quick_xml::escape::{escape, partial_escape};
use std::io::{self, BufRead};
use std::rc::Rc;
use url::Url;

/// What a walk meets.
pub(crate) enum Walk {
    /// The document's first element.
    Root(Field),
    /// A field outside all articles.
    Field(Field),
    /// An article.
    Article(Container),
    /// The end, with what is wrong where the document just stops.
    End(Option<String>),
}

/// Fields of one article that are kept.
const FIELDS: usize = 2_000;

/// Elements of one field that are kept by themselves.
const CHILDREN: usize = 50;

/// Elements outside articles that only hold others.
const TRANSPARENT: [&str; 5] = ["rss", "rdf", "feed", "channel", "items"];

/// Walks a document. `visit` gets its fields and articles in their order.
///
/// # Errors
/// What the file answers.
pub(crate) fn walk(
    text: impl BufRead,
    limits: &Limits,
    visit: &mut dyn FnMut(Walk),
) -> io::Result<()> {
    let mut walker = Walker {
        stream: Stream::new(text, limits),
        limits: *limits,
        open: Vec::new(),
        article: None,
        fields: Vec::new(),
        held: 0,
        deep: 0,
        has_root: false,
    };
    loop {
        match walker.stream.next()? {
            Part::Start(start) => walker.start(start, visit),
            Part::End(name) => walker.end(&name, visit),
            Part::Text(text) => walker.text(&text),
            Part::Finish(reason) => {
                walker.finish(visit);
                visit(Walk::End(reason));
                return Ok(());
            }
        }
    }
}

/// What an open element is.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    /// Around articles.
    Around,
    /// An article.
    Article,
    /// The outermost element that is read as one.
    Field,
    /// Inside a field.
    Inside,
}

struct Open {
    written: String,
    role: Role,
    base: Option<Rc<Url>>,
}

struct Walker<R> {
    stream: Stream<R>,
    limits: Limits,
    open: Vec<Open>,
    article: Option<Container>,
    /// The field being read; with it, its direct child.
    fields: Vec<Field>,
    /// Bytes of text in the article's fields so far.
    held: usize,
    /// How many elements are open beyond the deepest that is told from text.
    deep: usize,
    has_root: bool,
}

impl<R: BufRead> Walker<R> {
    fn start(&mut self, mut start: Start, visit: &mut dyn FnMut(Walk)) {
        if self.open.len() >= self.limits.depth {
            self.deep += usize::from(!start.is_empty);
            return;
        }
        self.stream.enter(&mut start);
        let (space, name) = self.stream.resolve(&start.written);
        let role = self.role_of(&name);
        let base = self.base_of(&start);
        let field = Field {
            space,
            name,
            base: base.as_ref().map(|base| base.to_string()),
            attributes: match role {
                Role::Inside => start.attributes.clone(),
                _ => lower(&start.attributes),
            },
            ..Field::default()
        };
        match role {
            Role::Around if !self.has_root => {
                self.has_root = true;
                visit(Walk::Root(field));
            }
            Role::Around => (),
            Role::Article => {
                self.held = 0;
                self.article = Some(Container {
                    start: field,
                    line: self.stream.line(),
                    ..Container::default()
                });
            }
            Role::Field => self.fields = vec![field],
            Role::Inside => self.open_inside(field, &start),
        }
        self.open.push(Open {
            written: start.written,
            role,
            base,
        });
        if start.is_empty {
            self.close(visit);
        }
    }

    fn role_of(&self, name: &str) -> Role {
        let outer = self.open.last().map_or(Role::Around, |open| open.role);
        match outer {
            Role::Article => Role::Field,
            Role::Field | Role::Inside => Role::Inside,
            Role::Around if matches!(name, "item" | "entry") => Role::Article,
            Role::Around if self.open.is_empty() || TRANSPARENT.contains(&name) => Role::Around,
            Role::Around => Role::Field,
        }
    }

    /// `xml:base`, resolved against that of the elements around.
    fn base_of(&self, start: &Start) -> Option<Rc<Url>> {
        let around = self.open.last().and_then(|open| open.base.clone());
        let own = start.attributes.iter().find(|(name, _)| name == "xml:base");
        match own {
            Some((_, own)) => {
                let resolved = Url::options().base_url(around.as_deref()).parse(own);
                resolved.ok().map(Rc::new).or(around)
            }
            None => around,
        }
    }

    /// Room for more of the article, in bytes.
    fn room(&self) -> usize {
        let field = self.fields.first();
        let taken = field.map_or(0, |field| field.text.len().max(field.html().len()));
        self.limits.item.saturating_sub(taken + self.held)
    }

    /// The start of an element inside a field, which is markup.
    fn open_inside(&mut self, child: Field, start: &Start) {
        if self.room() == 0 {
            return;
        }
        if let Some(field) = self.fields.first_mut() {
            let text = &field.text;
            let markup = field
                .markup
                .get_or_insert_with(|| partial_escape(text.as_str()).into_owned());
            markup.push('<');
            markup.push_str(&child.name);
            for (name, value) in &start.attributes {
                markup.push_str(&format!(" {name}=\"{}\"", escape(value.as_str())));
            }
            markup.push('>');
        }
        if self.fields.len() == 1 {
            self.fields.push(child);
        }
    }

    fn text(&mut self, text: &str) {
        if self.room() < text.len() {
            if let Some(article) = self.article.as_mut() {
                article.is_too_large = true;
            }
            return;
        }
        for field in &mut self.fields {
            field.text.push_str(text);
        }
        if let Some(markup) = self
            .fields
            .first_mut()
            .and_then(|field| field.markup.as_mut())
        {
            markup.push_str(&partial_escape(text));
        }
    }

    /// An end tag closes the element it names and those left open inside; what
    /// names none is passed over.
    fn end(&mut self, name: &str, visit: &mut dyn FnMut(Walk)) {
        if self.deep > 0 && !self.closes_field(name) {
            self.deep -= 1;
            return;
        }
        self.deep = 0;
        let Some(at) = self.open.iter().rposition(|open| open.written == name) else {
            return;
        };
        while self.open.len() > at {
            self.close(visit);
        }
    }

    /// Whether an end tag is that of a field, or of what is around one: what
    /// was left open deep inside is closed with it.
    fn closes_field(&self, name: &str) -> bool {
        let mut open = self.open.iter();
        open.any(|open| open.role != Role::Inside && open.written == name)
    }

    fn close(&mut self, visit: &mut dyn FnMut(Walk)) {
        let Some(open) = self.open.pop() else {
            return;
        };
        let (_, name) = self.stream.resolve(&open.written);
        self.stream.leave();
        match open.role {
            Role::Around => (),
            Role::Article => {
                if let Some(article) = self.article.take() {
                    visit(Walk::Article(article));
                }
            }
            Role::Field => self.close_field(visit),
            Role::Inside => self.close_inside(&name),
        }
    }

    fn close_field(&mut self, visit: &mut dyn FnMut(Walk)) {
        self.fields.truncate(1);
        let Some(field) = self.fields.pop() else {
            return;
        };
        let Some(article) = self.article.as_mut() else {
            return visit(Walk::Field(field));
        };
        self.held += field.text.len();
        if article.fields.len() < FIELDS {
            article.fields.push(field);
        } else {
            article.is_too_large = true;
        }
    }

    fn close_inside(&mut self, name: &str) {
        const VOID: [&str; 5] = ["br", "img", "hr", "wbr", "col"];
        let outside = self.open.last().is_none_or(|open| open.role == Role::Field);
        if outside && let [field, child] = self.fields.as_mut_slice() {
            if field.children.len() < CHILDREN {
                field
                    .children
                    .push((child.name.clone(), child.text.clone()));
            }
            self.fields.truncate(1);
        }
        let markup = self
            .fields
            .first_mut()
            .and_then(|field| field.markup.as_mut());
        if let Some(markup) = markup.filter(|_| !VOID.contains(&name)) {
            markup.push_str(&format!("</{name}>"));
        }
    }

    /// Closes what is open where the document stops.
    fn finish(&mut self, visit: &mut dyn FnMut(Walk)) {
        if let Some(article) = self.article.as_mut() {
            article.is_cut = true;
        }
        while !self.open.is_empty() {
            self.close(visit);
        }
    }
}

fn lower(attributes: &[(String, String)]) -> Vec<(String, String)> {
    let lower = |(name, value): &(String, String)| (name.to_ascii_lowercase(), value.clone());
    attributes.iter().map(lower).collect()
}

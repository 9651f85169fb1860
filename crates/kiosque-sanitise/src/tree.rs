use crate::limits::Limits;
use crate::note::SanitiseNote;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{TreeBuilderOpts, TreeSink};
use html5ever::{
    Attribute, ExpandedName, LocalName, ParseOpts, Parser, QualName, local_name, ns, parse_fragment,
};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// How much is parsed between two looks at the limits, in bytes.
const STEP: usize = 4096;

/// The tree of a body, in one arena: flat to drop, with siblings linked so
/// that every insertion takes constant time.
pub(crate) struct Tree {
    nodes: Vec<Node>,
    root: usize,
}

#[derive(Default)]
struct Node {
    content: Content,
    parent: Option<usize>,
    previous: Option<usize>,
    next: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    /// As of insertion; moving an ancestor does not update it.
    depth: usize,
}

#[derive(Default)]
pub(crate) enum Content {
    /// A comment, a doctype, a document.
    #[default]
    Nothing,
    Text(StrTendril),
    Element(Element),
}

pub(crate) struct Element {
    pub(crate) name: Rc<QualName>,
    attributes: Vec<Attribute>,
}

impl Element {
    /// The element's name, where it is an HTML element.
    pub(crate) fn html_name(&self) -> Option<&str> {
        (self.name.ns == ns!(html)).then_some(&*self.name.local)
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self
            .attributes
            .iter()
            .find(|attribute| &*attribute.name.local == name);
        found.map(|attribute| &*attribute.value)
    }
}

impl Tree {
    /// Parses `html` as the content of a `div`, as far as the limits allow.
    pub(crate) fn parse(html: &str, limits: &Limits) -> Result<Self, SanitiseNote> {
        let mut parser = fragment_parser(limits);
        let mut rest = html;
        while !rest.is_empty() {
            let (step, after) = rest.split_at(rest.ceil_char_boundary(STEP));
            parser.process(StrTendril::from_slice(step));
            parser.tokenizer.sink.sink.check()?;
            rest = after;
        }
        let arena = parser.finish();
        arena.check()?;
        Ok(arena.into_tree())
    }

    pub(crate) fn root(&self) -> usize {
        self.root
    }

    pub(crate) fn content(&self, node: usize) -> &Content {
        self.nodes
            .get(node)
            .map_or(&Content::Nothing, |node| &node.content)
    }

    pub(crate) fn children(&self, node: usize) -> impl Iterator<Item = usize> {
        let first = self.nodes.get(node).and_then(|node| node.first);
        std::iter::successors(first, |child| {
            self.nodes.get(*child).and_then(|node| node.next)
        })
    }

    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The text of a node and all below it.
    pub(crate) fn text_of(&self, node: usize) -> String {
        let mut text = String::new();
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            if let Content::Text(part) = self.content(node) {
                text.push_str(part);
            }
            let from = open.len();
            open.extend(self.children(node));
            if let Some(children) = open.get_mut(from..) {
                children.reverse();
            }
        }
        text
    }
}

fn fragment_parser(limits: &Limits) -> Parser<Arena> {
    let tree_builder = TreeBuilderOpts {
        scripting_enabled: false,
        ..TreeBuilderOpts::default()
    };
    let options = ParseOpts {
        tree_builder,
        ..ParseOpts::default()
    };
    let context = QualName::new(None, ns!(html), local_name!("div"));
    parse_fragment(Arena::new(*limits), options, context, Vec::new(), false)
}

/// The tree while it is built.
struct Arena {
    nodes: RefCell<Vec<Node>>,
    limits: Limits,
    too_deep: Cell<bool>,
}

/// A node as the tree builder holds it.
#[derive(Clone)]
struct Handle {
    node: usize,
    name: Rc<QualName>,
}

impl Arena {
    fn new(limits: Limits) -> Self {
        Self {
            nodes: RefCell::new(vec![Node::default()]),
            limits,
            too_deep: Cell::new(false),
        }
    }

    fn check(&self) -> Result<(), SanitiseNote> {
        if self.too_deep.get() {
            return Err(SanitiseNote::TooDeep {
                limit: self.limits.depth,
            });
        }
        if self.nodes.borrow().len() > self.limits.nodes {
            return Err(SanitiseNote::TooManyElements {
                limit: self.limits.nodes,
            });
        }
        Ok(())
    }

    /// A fragment's nodes hang from the document's only child.
    fn into_tree(self) -> Tree {
        let nodes = self.nodes.into_inner();
        let root = nodes
            .first()
            .and_then(|document| document.first)
            .unwrap_or_default();
        Tree { nodes, root }
    }

    fn add(&self, content: Content) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node {
            content,
            ..Node::default()
        });
        nodes.len() - 1
    }

    fn handle_of(&self, content: Content) -> Handle {
        Handle {
            node: self.add(content),
            name: nameless(),
        }
    }

    fn with<T>(&self, node: usize, change: impl FnOnce(&mut Node) -> T) -> Option<T> {
        self.nodes.borrow_mut().get_mut(node).map(change)
    }

    fn link(&self, node: Option<usize>, change: impl FnOnce(&mut Node)) {
        if let Some(node) = node {
            self.with(node, change);
        }
    }

    /// Takes a node out of its parent.
    fn detach(&self, node: usize) {
        let links = self.with(node, |node| {
            (node.parent.take(), node.previous.take(), node.next.take())
        });
        let Some((Some(parent), previous, next)) = links else {
            return;
        };
        match previous {
            Some(previous) => self.link(Some(previous), |node| node.next = next),
            None => self.link(Some(parent), |node| node.first = next),
        }
        match next {
            Some(next) => self.link(Some(next), |node| node.previous = previous),
            None => self.link(Some(parent), |node| node.last = previous),
        }
    }

    /// Puts `node` into `parent` before `next`, or last.
    fn insert(&self, parent: usize, next: Option<usize>, node: usize) {
        self.detach(node);
        let previous = self.previous_of(parent, next);
        let depth = self
            .with(parent, |parent| parent.depth + 1)
            .unwrap_or_default();
        // The document and the fragment's root are not the author's.
        if depth > self.limits.depth + 1 {
            self.too_deep.set(true);
        }
        self.with(node, |node| {
            (node.parent, node.previous, node.next, node.depth) =
                (Some(parent), previous, next, depth);
        });
        match previous {
            Some(previous) => self.link(Some(previous), |sibling| sibling.next = Some(node)),
            None => self.link(Some(parent), |parent| parent.first = Some(node)),
        }
        match next {
            Some(next) => self.link(Some(next), |sibling| sibling.previous = Some(node)),
            None => self.link(Some(parent), |parent| parent.last = Some(node)),
        }
    }

    fn previous_of(&self, parent: usize, next: Option<usize>) -> Option<usize> {
        match next {
            Some(next) => self.with(next, |next| next.previous).flatten(),
            None => self.with(parent, |parent| parent.last).flatten(),
        }
    }

    fn insert_child(&self, parent: usize, next: Option<usize>, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(child) => self.insert(parent, next, child.node),
            NodeOrText::AppendText(text) => {
                let previous = self.previous_of(parent, next);
                let merged =
                    previous.and_then(|previous| self.with(previous, |node| node.push_text(&text)));
                if merged != Some(true) {
                    let node = self.add(Content::Text(text));
                    self.insert(parent, next, node);
                }
            }
        }
    }
}

impl Node {
    fn push_text(&mut self, more: &StrTendril) -> bool {
        match &mut self.content {
            Content::Text(text) => {
                text.push_tendril(more);
                true
            }
            _ => false,
        }
    }
}

fn nameless() -> Rc<QualName> {
    Rc::new(QualName::new(None, ns!(), LocalName::from("")))
}

impl TreeSink for Arena {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle {
            node: 0,
            name: nameless(),
        }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _flags: ElementFlags,
    ) -> Handle {
        let name = Rc::new(name);
        let element = Element {
            name: Rc::clone(&name),
            attributes,
        };
        Handle {
            node: self.add(Content::Element(element)),
            name,
        }
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        self.handle_of(Content::Nothing)
    }

    fn create_pi(&self, _target: StrTendril, _content: StrTendril) -> Handle {
        self.handle_of(Content::Nothing)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert_child(parent.node, None, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        match self.with(element.node, |node| node.parent).flatten() {
            Some(parent) => self.insert_child(parent, Some(element.node), child),
            None => self.append(previous, child),
        }
    }

    fn append_doctype_to_document(
        &self,
        _name: StrTendril,
        _public: StrTendril,
        _system: StrTendril,
    ) {
    }

    /// Templates are never published; what they hold stays in a node of its own.
    fn get_template_contents(&self, _target: &Handle) -> Handle {
        self.handle_of(Content::Nothing)
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.node == other.node
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        if let Some(parent) = self.with(sibling.node, |node| node.parent).flatten() {
            self.insert_child(parent, Some(sibling.node), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        self.with(target.node, |node| {
            if let Content::Element(element) = &mut node.content {
                let missing = |new: &Attribute| element.attribute(&new.name.local).is_none();
                let new: Vec<_> = attributes.into_iter().filter(missing).collect();
                element.attributes.extend(new);
            }
        });
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.node);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        while let Some(child) = self.with(node.node, |node| node.first).flatten() {
            self.insert(new_parent.node, None, child);
        }
    }
}

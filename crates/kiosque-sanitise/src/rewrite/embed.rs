//! Embedded content: a link that names its host.

use super::{Scope, Writer, push_text};
use crate::address::Address;
use crate::attributes::{EMBED, EXTERNAL};
use crate::tree::{Content, Element, Tree};
use url::Url;

/// The web address an embedding element shows.
pub(super) struct Embedded {
    url: String,
    host: String,
}

impl Writer<'_> {
    pub(super) fn embed(&mut self, node: usize, element: &Element, name: &str, scope: Scope) {
        match embedded(self.tree, node, element, self.references.base) {
            Some(embedded) if scope.link => push_text(&mut self.out, &embedded.host),
            Some(embedded) => self.card(&embedded),
            None => {
                self.notes.lost_embed(name);
                if name == "object" {
                    self.children(node, scope);
                }
            }
        }
    }

    /// The embed a paragraph stands for since an earlier run.
    pub(super) fn embed_card(&self, node: usize, element: &Element) -> Option<Embedded> {
        element.attribute("class").filter(|class| *class == EMBED)?;
        let mut children = self.tree.children(node);
        let only = children.next().filter(|_| children.next().is_none())?;
        let Content::Element(link) = self.tree.content(only) else {
            return None;
        };
        let href = link
            .attribute("href")
            .filter(|_| link.html_name() == Some("a"))?;
        match Address::read(href, None) {
            Address::Web { url, host } if self.tree.text_of(only) == host => {
                Some(Embedded { url, host })
            }
            _ => None,
        }
    }

    pub(super) fn card(&mut self, embedded: &Embedded) {
        self.out.push_str("<p");
        self.attribute("class", EMBED);
        self.out.push_str("><a");
        self.attribute("href", &embedded.url);
        self.attribute("rel", EXTERNAL);
        self.out.push('>');
        push_text(&mut self.out, &embedded.host);
        self.close("a");
        self.close("p");
    }
}

fn embedded(tree: &Tree, node: usize, element: &Element, base: Option<&Url>) -> Option<Embedded> {
    let own = element.attribute("src").or(element.attribute("data"));
    let source = own.or_else(|| {
        tree.children(node)
            .find_map(|child| match tree.content(child) {
                Content::Element(source) if source.html_name() == Some("source") => {
                    source.attribute("src")
                }
                _ => None,
            })
    });
    match Address::read(source?, base) {
        Address::Web { url, host } => Some(Embedded { url, host }),
        _ => None,
    }
}

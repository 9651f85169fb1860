//! Links: to the web, to mail, to a place of the text, or nothing but their content.

use super::{Scope, Writer};
use crate::address::Address;
use crate::attributes::{EXTERNAL, is_allowed};
use crate::tree::Element;

impl Writer<'_> {
    pub(super) fn link(&mut self, node: usize, element: &Element, scope: Scope) {
        let href = element.attribute("href").filter(|_| !scope.link);
        let address = href.map(|href| (href, Address::read(href, self.references.base)));
        match address {
            Some((_, Address::Web { url, .. })) => {
                self.linked(node, element, &url, Some(EXTERNAL), scope)
            }
            Some((_, Address::Mail(url) | Address::Fragment(url))) => {
                self.linked(node, element, &url, None, scope)
            }
            Some((href, Address::Relative)) => {
                self.notes.relative_link(href);
                self.children(node, scope);
            }
            Some((href, Address::Forbidden | Address::Inline)) => {
                self.notes.forbidden_link(href);
                self.children(node, scope);
            }
            Some((_, Address::Nowhere)) | None => self.anchor(node, element, scope),
        }
    }

    fn linked(
        &mut self,
        node: usize,
        element: &Element,
        url: &str,
        rel: Option<&str>,
        scope: Scope,
    ) {
        self.open(element, "a");
        self.attribute("href", url);
        if let Some(rel) = rel {
            self.attribute("rel", rel);
        }
        self.out.push('>');
        self.children(node, scope.inside("a"));
        self.close("a");
    }

    /// A target of links, or nothing but its content.
    fn anchor(&mut self, node: usize, element: &Element, scope: Scope) {
        let id = element.attribute("id").or(element.attribute("name"));
        let Some(id) = id.filter(|id| is_allowed("a", "id", id) && !scope.link) else {
            return self.children(node, scope);
        };
        self.out.push_str("<a");
        self.id(id);
        self.out.push('>');
        self.children(node, scope.inside("a"));
        self.close("a");
    }
}

use super::namespace::Space;

/// An element inside an article or around it, with all that it holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Field {
    /// The vocabulary, [`Space::Rss`] where nothing says.
    pub(crate) space: Option<Space>,
    /// The local name, in lower case.
    pub(crate) name: String,
    /// As they are written; names in lower case.
    pub(crate) attributes: Vec<(String, String)>,
    /// The text inside, of all elements.
    pub(crate) text: String,
    /// The content as markup, where it holds elements.
    pub(crate) markup: Option<String>,
    /// The elements inside, by their local names, each with its text.
    pub(crate) children: Vec<(String, String)>,
    /// The address that relative ones inside refer to.
    pub(crate) base: Option<String>,
}

impl Field {
    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The text of the first child of this name.
    pub(crate) fn child(&self, name: &str) -> Option<&str> {
        let mut all = self.children.iter();
        all.find(|(known, _)| known == name)
            .map(|(_, text)| text.trim())
    }

    /// Whether it is `name` in the vocabulary `space`.
    pub(crate) fn is(&self, space: Space, name: &str) -> bool {
        self.space.unwrap_or(Space::Rss) == space && self.name == name
    }

    /// Its text, unless that is blank.
    pub(crate) fn filled(&self) -> Option<&str> {
        Some(self.text.trim()).filter(|text| !text.is_empty())
    }

    /// What it holds, as HTML.
    pub(crate) fn html(&self) -> &str {
        self.markup.as_deref().unwrap_or(&self.text)
    }
}

/// An article's element, or the document's.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Container {
    /// Its own name and attributes.
    pub(crate) start: Field,
    /// What stands in it.
    pub(crate) fields: Vec<Field>,
    /// The line its start ends in, counted from 1.
    pub(crate) line: usize,
    /// Whether there was more than one article may hold; the rest is missing.
    pub(crate) is_too_large: bool,
    /// Whether the document stops inside.
    pub(crate) is_cut: bool,
}

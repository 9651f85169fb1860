use crate::attributes::{EVERYWHERE, ID_PREFIX, authored, is_allowed, own};
use crate::elements::ALLOWED;
use ammonia::{Builder, UrlRelative};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// The last gate: what is not on the list does not pass, whoever wrote it.
pub(crate) fn allow_list() -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .tags(ALLOWED.iter().copied().collect())
        .generic_attributes(EVERYWHERE.iter().copied().collect())
        .tag_attributes(attributes_by_element())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        // Only fragments are relative by then; the filter below sees to it.
        .url_relative(UrlRelative::PassThrough)
        .id_prefix(Some(ID_PREFIX))
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(|element, attribute, value| {
            is_allowed(element, attribute, value).then_some(Cow::Borrowed(value))
        });
    builder
}

fn attributes_by_element() -> HashMap<&'static str, HashSet<&'static str>> {
    let of = |element: &&'static str| {
        authored(element)
            .iter()
            .chain(own(element))
            .copied()
            .collect()
    };
    ALLOWED
        .iter()
        .map(|element| (*element, of(element)))
        .collect()
}

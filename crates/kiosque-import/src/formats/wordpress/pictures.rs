//! Pictures that a post shows without their addresses.

use super::attachments::Attachments;
use super::post::Post;
use super::short_codes::attribute;
use std::collections::BTreeSet;

/// Most pictures of one post.
const MOST: usize = 500;

/// The files that a post may show.
pub(super) struct Pictures<'a> {
    attachments: &'a Attachments,
    post: Option<u64>,
    shown: usize,
    /// The numbers of files that were not found in the export.
    pub(super) missing: BTreeSet<u64>,
}

impl<'a> Pictures<'a> {
    /// Without those of a post.
    pub(super) fn among(attachments: &'a Attachments) -> Self {
        Self {
            attachments,
            post: None,
            shown: 0,
            missing: BTreeSet::new(),
        }
    }

    pub(super) fn of(post: &Post<'_>, attachments: &'a Attachments) -> Self {
        Self {
            post: post.number(),
            ..Self::among(attachments)
        }
    }

    /// The address of a file.
    pub(super) fn address(&self, number: u64) -> Option<&'a str> {
        let attachment = self.attachments.get(number)?;
        Some(attachment.address.as_str())
    }

    /// What a gallery shows: the pictures it numbers, or those of its post.
    pub(super) fn gallery(&mut self, attributes: &str) -> String {
        if self.shown >= MOST {
            return String::new();
        }
        let numbers = |name| attribute(attributes, name).map(numbers_in);
        let stated = numbers("ids").or_else(|| numbers("include"));
        let left_out = numbers("exclude").unwrap_or_default();
        let of_post = || {
            let other = numbers("id").and_then(|ids| ids.first().copied());
            let post = other.or(self.post)?;
            Some(self.attachments.pictures_of(post))
        };
        let mut shown = stated.or_else(of_post).unwrap_or_default();
        shown.retain(|number| !left_out.contains(number));
        shown.truncate(MOST - self.shown);
        self.shown += shown.len();
        shown
            .into_iter()
            .map(|number| self.figure(number))
            .collect()
    }

    /// A picture with its caption; nothing where the file is none, or is not there.
    pub(super) fn figure(&mut self, number: u64) -> String {
        let Some(attachment) = self.attachments.get(number) else {
            self.missing.insert(number);
            return String::new();
        };
        match attachment.is_picture() {
            true => attachment.figure(),
            false => String::new(),
        }
    }

    /// The picture that stands above a post, unless its text shows it.
    pub(super) fn lead(&mut self, number: u64, content: &str) -> String {
        let address = self.address(number).unwrap_or_default();
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let (stem, _) = path.rsplit_once('.').unwrap_or_default();
        let name = stem.rsplit('/').next().unwrap_or_default();
        // Large pictures are shown smaller, under names made of the first.
        let name = name.strip_suffix("-scaled").unwrap_or(name);
        match !name.is_empty() && content.contains(&format!("/{name}")) {
            true => String::new(),
            false => self.figure(number),
        }
    }
}

fn numbers_in(list: &str) -> Vec<u64> {
    let parts = list.split([',', ' ']).map(str::trim);
    parts.filter_map(|part| part.parse().ok()).collect()
}

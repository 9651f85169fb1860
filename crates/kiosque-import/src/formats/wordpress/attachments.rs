//! The files of an export. Posts name them by number; items of their own, before
//! the posts or behind them, say where they are.

use super::post::Post;
use crate::formats::xml::{Context, Walk, walk};
use kiosque_sanitise::escaped;
use std::collections::BTreeMap;
use std::io::{self, BufRead};

/// Most that is kept of all files together, in bytes.
const MOST: usize = 64 << 20;

/// Longest text that is kept of one file, in bytes.
const LONGEST: usize = 2_000;

/// How the names of pictures end.
const PICTURES: [&str; 9] = [
    "jpg", "jpeg", "jpe", "png", "gif", "webp", "avif", "bmp", "svg",
];

/// The files of an export.
#[derive(Default)]
pub(crate) struct Attachments {
    by_number: BTreeMap<u64, Attachment>,
    /// The numbers of a post's own pictures, behind their places in its gallery.
    of_post: BTreeMap<u64, Vec<(i64, u64)>>,
    /// Bytes kept.
    held: usize,
}

/// A file.
pub(super) struct Attachment {
    pub(super) address: String,
    /// What stands for a picture that is not seen.
    alt: String,
    caption: String,
}

impl Attachment {
    pub(super) fn is_picture(&self) -> bool {
        let path = self.address.split(['?', '#']).next().unwrap_or_default();
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        PICTURES.contains(&ending.to_ascii_lowercase().as_str())
    }

    /// The picture with its caption, on a line of its own.
    pub(super) fn figure(&self) -> String {
        let Self {
            address,
            alt,
            caption,
        } = self;
        let caption = match caption.as_str() {
            "" => String::new(),
            caption => format!("<figcaption>{}</figcaption>", escaped(caption)),
        };
        let [address, alt] = [address, alt].map(|text| escaped(text));
        format!("\n<figure><img src=\"{address}\" alt=\"{alt}\">{caption}</figure>\n")
    }
}

impl Attachments {
    /// The files of the export that `text` is.
    ///
    /// # Errors
    /// What the file answers.
    pub(crate) fn of(text: impl BufRead, context: &Context<'_>) -> io::Result<Self> {
        let mut all = Self::default();
        walk(text, context.limits, &mut |met| {
            if let Walk::Article(item) = met {
                all.add(&Post::of(&item));
            }
        })?;
        for pictures in all.of_post.values_mut() {
            pictures.sort_unstable();
        }
        Ok(all)
    }

    fn add(&mut self, post: &Post<'_>) {
        let Some((number, address)) = post.attachment() else {
            return;
        };
        let short = |text: &str| text.chars().take(LONGEST / 4).collect::<String>();
        let attachment = Attachment {
            address: address.to_owned(),
            alt: short(post.meta("_wp_attachment_image_alt").unwrap_or_default()),
            caption: short(&post.excerpt().unwrap_or_default()),
        };
        let size = address.len() + attachment.alt.len() + attachment.caption.len() + 64;
        if address.len() > LONGEST || self.held + size > MOST {
            return;
        }
        self.held += size;
        if let Some(parent) = post.parent().filter(|_| attachment.is_picture()) {
            let pictures = self.of_post.entry(parent).or_default();
            pictures.push((post.order(), number));
        }
        self.by_number.insert(number, attachment);
    }

    pub(super) fn get(&self, number: u64) -> Option<&Attachment> {
        self.by_number.get(&number)
    }

    /// The numbers of the pictures that belong to a post, in its order.
    pub(super) fn pictures_of(&self, post: u64) -> Vec<u64> {
        let pictures = self.of_post.get(&post).into_iter().flatten();
        pictures.map(|(_, number)| *number).collect()
    }
}

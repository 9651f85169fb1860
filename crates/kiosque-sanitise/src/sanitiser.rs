use crate::allow_list::allow_list;
use crate::images::ImageNames;
use crate::limits::{Limits, cap_attributes, escapes_of};
use crate::note::{Notes, SanitiseNote};
use crate::rewrite::{References, rewrite};
use crate::text::paragraphs_of;
use crate::tree::Tree;
use ammonia::Builder;
use kiosque_model::SafeHtml;
use std::borrow::Cow;
use url::Url;

/// How often misnested markup is parsed and written again before it is given
/// up. Three rounds settle every page of the test corpora.
const ROUNDS: usize = 8;

/// What a body's relative addresses and image paths refer to.
#[derive(Clone, Copy, Debug)]
pub struct BodyContext<'a> {
    /// The http or https address of the article's own page, where it has one.
    pub base: Option<&'a str>,
    /// The images of the set.
    pub images: &'a ImageNames,
}

/// Whether markup stays within limits, for whoever builds a tree of it
/// elsewhere: with parsers as slow as ours in the shapes that are limited.
///
/// # Errors
/// The limit it breaks.
pub fn check_shape(html: &str, limits: &Limits) -> Result<(), SanitiseNote> {
    if html.len() > limits.bytes {
        return Err(SanitiseNote::TooLong {
            bytes: html.len(),
            limit: limits.bytes,
        });
    }
    if matches!(cap_attributes(html, limits.attributes), Cow::Owned(_)) {
        return Err(SanitiseNote::TooManyAttributes {
            limit: limits.attributes,
        });
    }
    if escapes_of(html) > limits.escapes {
        return Err(SanitiseNote::TooManyEscapes);
    }
    Tree::parse(html, limits).map(drop)
}

/// Turns bodies from anywhere into [`SafeHtml`].
pub struct Sanitiser {
    limits: Limits,
    allow_list: Builder<'static>,
}

impl Default for Sanitiser {
    fn default() -> Self {
        Self::new(Limits::default())
    }
}

impl Sanitiser {
    /// A sanitiser that looks at no more than `limits`. Build one, use it often.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            allow_list: allow_list(),
        }
    }

    /// The body as safe HTML, and what was lost on the way. Sanitising the
    /// result again in the same context gives the result.
    pub fn body(&self, html: &str, context: &BodyContext<'_>) -> (SafeHtml, Vec<SanitiseNote>) {
        let mut notes = Notes::default();
        let base = context.base.and_then(|base| Url::parse(base).ok());
        let references = References {
            base: base.as_ref(),
            images: context.images,
        };
        let capped = cap_attributes(html, self.limits.attributes);
        if matches!(capped, Cow::Owned(_)) {
            notes.push(SanitiseNote::TooManyAttributes {
                limit: self.limits.attributes,
            });
        }
        let safe = self
            .settle(&capped, references, &mut notes)
            .unwrap_or_else(|note| {
                notes = Notes::default();
                notes.push(note);
                paragraphs_of(&capped, self.limits.bytes)
            });
        (SafeHtml::from_sanitiser(safe), notes.into_vec())
    }

    /// Rewrites and cleans until neither changes anything any more.
    fn settle(
        &self,
        html: &str,
        references: References<'_>,
        notes: &mut Notes,
    ) -> Result<String, SanitiseNote> {
        let mut current = Cow::Borrowed(html);
        let mut passed = false;
        for _ in 0..ROUNDS {
            let written = self.rewritten(&current, references, notes)?;
            if passed && written == current {
                return Ok(written);
            }
            let cleaned = self.allow_list.clean(&written).to_string();
            passed = cleaned == written;
            current = Cow::Owned(cleaned);
        }
        Err(SanitiseNote::Unsettled)
    }

    fn rewritten(
        &self,
        html: &str,
        references: References<'_>,
        notes: &mut Notes,
    ) -> Result<String, SanitiseNote> {
        self.check_length(html)?;
        let tree = Tree::parse(html, &self.limits)?;
        let written = rewrite(&tree, references, notes);
        self.check_length(&written)?;
        if escapes_of(&written) > self.limits.escapes {
            return Err(SanitiseNote::TooManyEscapes);
        }
        Ok(written)
    }

    fn check_length(&self, html: &str) -> Result<(), SanitiseNote> {
        if html.len() > self.limits.bytes {
            return Err(SanitiseNote::TooLong {
                bytes: html.len(),
                limit: self.limits.bytes,
            });
        }
        Ok(())
    }
}

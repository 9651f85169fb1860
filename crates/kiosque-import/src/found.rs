use crate::problem::{Place, Problem, ProblemKind};
use kiosque_model::feed::{Item, ItemExtension, SourceStatement};
use std::sync::Arc;

/// An article as its format's reader found it: every member as it is written,
/// nothing decoded, checked or made safe.
#[derive(Clone, Debug, Default)]
pub struct RawArticle {
    /// Where it stands.
    pub place: Option<Place>,
    /// Its members. Dates, languages and addresses are still as written.
    pub item: Item,
    /// What tells it from others where it has neither an id nor an address.
    pub identity: Option<String>,
    /// The address that its relative links refer to; its own unless given.
    pub base: Option<String>,
    /// The language of what it stands in.
    pub language: Option<String>,
    /// The name of what it stands in: a feed, a site.
    pub outlet: Option<String>,
    /// What its file is called, for a title where nothing else gives one.
    pub name: Option<String>,
    /// The folder its relative images refer to, within the source.
    pub folder: String,
}

impl RawArticle {
    /// Our own members, made where there are none.
    pub fn extension(&mut self) -> &mut ItemExtension {
        self.item.kiosque.get_or_insert_default()
    }

    /// The statement of where it comes from, made where there is none.
    pub fn source(&mut self) -> &mut SourceStatement {
        self.extension().source.get_or_insert_default()
    }
}

/// What a format's reader finds, in the order of the file.
#[derive(Clone, Debug)]
pub enum Found {
    /// An article.
    Article(Box<RawArticle>),
    /// That a tag is narrower than another.
    WiderTag {
        /// The tag.
        tag: String,
        /// The wider one.
        wider: String,
    },
    /// Something that is none, or not whole.
    Problem(Problem),
}

/// Takes what a reader finds.
pub type Emit<'a> = dyn FnMut(Found) + 'a;

/// Emits why a file's articles end early, if they do; or that it is not of the
/// format it was read as, which `foreign` says.
pub(crate) fn complain_of_end(
    emit: &mut Emit<'_>,
    file: &Arc<str>,
    broken: Option<String>,
    foreign: Option<&str>,
) {
    let kind = match (broken, foreign) {
        (Some(reason), _) => ProblemKind::BrokenOff(reason),
        (None, Some(reason)) => ProblemKind::UnreadableFile(reason.to_owned()),
        (None, None) => return,
    };
    complain(emit, &Place::of_file(file), None, kind);
}

/// Emits a problem of what stands at `place`.
pub(crate) fn complain(emit: &mut Emit<'_>, place: &Place, field: Option<&str>, kind: ProblemKind) {
    emit(Found::Problem(Problem::new(place, field, kind)));
}

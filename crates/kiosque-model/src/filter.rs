use crate::KeySet;
use crate::wire::FacetKind;

/// What a list is narrowed to. Empty parts narrow nothing.
///
/// An article matches when it carries every tag of `all`, one of `any`, none
/// of `none`, comes from one of `sources`, is in one of `languages`, and its
/// day lies in `days`. Undated articles match no range of days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Ids of tags that must all be there.
    pub all: KeySet,
    /// Ids of tags of which one must be there.
    pub any: KeySet,
    /// Ids of tags that must not be there.
    pub none: KeySet,
    /// Ids of sources.
    pub sources: KeySet,
    /// BCP 47 tags.
    pub languages: KeySet,
    /// Days, both ends included.
    pub days: DayRange,
}

/// A range of days, `YYYY-MM-DD`, both ends included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayRange {
    /// No earlier day.
    pub from: Option<String>,
    /// No later day.
    pub to: Option<String>,
}

impl DayRange {
    /// Whether it narrows nothing.
    pub fn is_open(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// The year it is from the first day to the last, if it is one.
    pub fn whole_year(&self) -> Option<u32> {
        let from = self.from.as_deref()?.strip_suffix("-01-01")?;
        let to = self.to.as_deref()?.strip_suffix("-12-31")?;
        from.parse().ok().filter(|_| from == to)
    }

    /// Whether `day` lies in it.
    pub fn contains(&self, day: &str) -> bool {
        let after = self.from.as_deref().is_none_or(|from| from <= day);
        after && self.to.as_deref().is_none_or(|to| day <= to)
    }
}

impl Filter {
    /// Whether it narrows nothing.
    pub fn is_empty(&self) -> bool {
        self.groups().is_empty() && self.none.is_empty() && self.days.is_open()
    }

    /// The requirements as groups of facet keys; an article must carry one
    /// facet of each group.
    pub fn groups(&self) -> Vec<Vec<String>> {
        let keys = |kind: FacetKind, ids: &KeySet| -> Vec<String> {
            ids.iter().map(|id| kind.key(id)).collect()
        };
        let alternatives = [
            keys(FacetKind::Tag, &self.any),
            keys(FacetKind::Source, &self.sources),
            keys(FacetKind::Language, &self.languages),
        ];
        let required = self.all.iter().map(|id| vec![FacetKind::Tag.key(id)]);
        required
            .chain(alternatives.into_iter().filter(|group| !group.is_empty()))
            .collect()
    }

    /// Keys of the tags that must not be there.
    pub fn refused(&self) -> Vec<String> {
        self.none.iter().map(|id| FacetKind::Tag.key(id)).collect()
    }

    /// Whether an article with these facet keys and this day (empty where
    /// undated) matches.
    pub fn matches(&self, carries: impl Fn(&str) -> bool, day: &str) -> bool {
        let groups = self.groups();
        let required = groups
            .iter()
            .all(|group| group.iter().any(|key| carries(key)));
        let refused = self.refused().iter().any(|key| carries(key));
        let dated = self.days.is_open() || (!day.is_empty() && self.days.contains(day));
        required && !refused && dated
    }
}

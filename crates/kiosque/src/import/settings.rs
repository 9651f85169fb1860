use kiosque_model::site::SiteSettings;
use std::collections::{BTreeMap, BTreeSet};

/// What a new set's `site.toml` says.
#[derive(Default)]
pub struct NewSettings {
    /// The title; the folder's name unless given.
    pub title: Option<String>,
    /// The wider tag of each that has one.
    pub hierarchy: BTreeMap<String, String>,
}

impl NewSettings {
    /// The text of `site.toml`. A hierarchy that cannot be declared, because
    /// it leads back to itself or has one name twice, is left out.
    pub fn text(&self, folder: &str) -> String {
        let title = quoted(self.title.as_deref().unwrap_or(folder));
        let plain = format!("title = {title}\n");
        let whole = plain.clone() + &self.tags();
        if SiteSettings::from_toml(&whole).is_ok() {
            whole
        } else {
            plain
        }
    }

    fn tags(&self) -> String {
        let tags: BTreeSet<&String> = self
            .hierarchy
            .iter()
            .flat_map(<[&String; 2]>::from)
            .collect();
        let declared = tags.into_iter().map(|tag| {
            let parent = self
                .hierarchy
                .get(tag)
                .map(|wider| format!("parent = {}\n", quoted(wider)));
            format!(
                "\n[[tags]]\nid = {}\n{}",
                quoted(tag),
                parent.unwrap_or_default()
            )
        });
        declared.collect()
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    fn settings(hierarchy: &[(&str, &str)]) -> NewSettings {
        let own = |(tag, wider): &(&str, &str)| ((*tag).to_owned(), (*wider).to_owned());
        NewSettings {
            title: None,
            hierarchy: hierarchy.iter().map(own).collect(),
        }
    }

    #[test]
    fn a_hierarchy_is_declared() {
        let text = settings(&[("Maroc", "Maghreb")]).text("my \"set\"");
        let site = SiteSettings::from_toml(&text).unwrap();
        assert_eq!(site.title, "my \"set\"");
        let tags: Vec<_> = site
            .tags
            .iter()
            .map(|tag| (tag.id.as_str(), tag.parent.as_deref()))
            .collect();
        assert_eq!(tags, [("Maghreb", None), ("Maroc", Some("Maghreb"))]);
    }

    #[test]
    fn a_hierarchy_that_leads_back_is_left_out() {
        assert_eq!(
            settings(&[("a", "b"), ("b", "a")]).text("x"),
            "title = \"x\"\n"
        );
    }
}

use super::FIRST;
use super::places::is_place;

/// Tells how much of a choice is about the same topics.
pub struct Judge<'a> {
    /// The topics of each article.
    topics: Vec<Vec<&'a str>>,
}

impl<'a> Judge<'a> {
    pub fn new(tags: &'a [Vec<String>]) -> Self {
        let topics = |tags: &'a Vec<String>| {
            let tags = tags.iter().map(String::as_str);
            tags.filter(|tag| !is_place(tag)).collect()
        };
        Self {
            topics: tags.iter().map(topics).collect(),
        }
    }

    /// Articles that have a topic.
    pub fn judged(&self) -> usize {
        self.topics
            .iter()
            .filter(|topics| !topics.is_empty())
            .count()
    }

    /// The share of the first [`FIRST`] places that hold an article with a
    /// common topic, over all articles that have one. A place left empty holds
    /// none.
    pub fn share(&self, choice: &[Vec<usize>]) -> f64 {
        let judged = self
            .topics
            .iter()
            .zip(choice)
            .filter(|(topics, _)| !topics.is_empty());
        let hits: usize = judged
            .map(|(topics, list)| {
                list.iter()
                    .take(FIRST)
                    .filter(|other| self.has_one(**other, topics))
                    .count()
            })
            .sum();
        hits as f64 / (FIRST * self.judged()).max(1) as f64
    }

    fn has_one(&self, article: usize, topics: &[&str]) -> bool {
        let own = self.topics.get(article);
        own.is_some_and(|own| own.iter().any(|topic| topics.contains(topic)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_topics_count_and_empty_places_count_as_wrong() {
        let tags = ["earn usa", "earn", "usa", "crude usa"];
        let tags = tags.map(|tags| tags.split(' ').map(str::to_owned).collect::<Vec<_>>());
        let judge = Judge::new(&tags);
        assert_eq!(judge.judged(), 3);
        let choice = [vec![1, 2, 3], vec![0], vec![0], vec![0, 1, 2]];
        assert_eq!(judge.share(&choice), 2.0 / 15.0);
    }
}

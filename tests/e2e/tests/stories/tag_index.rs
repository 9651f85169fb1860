//! The index of tags.

use kiosque_e2e::built_site;

use crate::published::Published;
use crate::story::{everywhere, in_each};

#[tokio::test]
async fn the_index_lists_all_tags_narrows_and_leads_to_them() {
    in_each(everywhere(), async |story| {
        let published = Published::bundled(&built_site(story.case.base).unwrap());
        let label = |tag: &str| published.label(tag, story.case.lang);
        let counts = published.counts(|_| true);
        story.open("tags/").await?;
        let labelled = counts
            .iter()
            .map(|(tag, count)| format!("{} {count}", label(tag)));
        let mut expected: Vec<String> = labelled.collect();
        expected.sort();
        let listed = async || {
            let mut texts = story.texts(".tags .tag").await?;
            texts.sort();
            Ok(texts)
        };
        story.wait_equal("tags", expected, listed).await;
        story
            .type_into("main [type=search]", label("detroit-de-gibraltar"))
            .await?;
        let count = counts["detroit-de-gibraltar"];
        let only = format!("{} {count}", label("detroit-de-gibraltar"));
        story.see(".tags .tag", &[&only]).await;
        story.click(".tags .tag").await?;
        story.see_address("tags/detroit-de-gibraltar/").await;
        story.see("h1", &[label("detroit-de-gibraltar")]).await;
        let count = story.words.articles(count);
        story.see(".count-line", &[&count]).await;
        Ok(())
    })
    .await;
}

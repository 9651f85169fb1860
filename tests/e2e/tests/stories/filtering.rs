//! The filter: every step has an exact count and an address of its own.

use kiosque_e2e::{Result, built_site};
use serde_json::json;

use crate::published::{Piece, Published};
use crate::story::{Story, everywhere, in_each};

/// An address below the base, and what the filter it states lets through.
type State = (&'static str, fn(&Piece) -> bool);

const ALL: State = ("", |_| true);
const MOROCCO: State = ("tags/maroc/", |piece| piece.has("maroc"));
const BOTH: State = ("?tag=afrique&tag=maroc", |piece| {
    piece.has("afrique") && piece.has("maroc")
});
const NO_FOOTBALL: State = ("?tag=afrique&tag=maroc&not=football", |piece| {
    piece.has("afrique") && piece.has("maroc") && !piece.has("football")
});
const WIDER: State = ("?tag=afrique&not=football", |piece| {
    piece.has("afrique") && !piece.has("football")
});
const ALGERIA: State = ("tags/algerie/", |piece| piece.has("algerie"));
const TWO: State = ("?or=algerie&or=tunisie", |piece| {
    piece.has("algerie") || piece.has("tunisie")
});
const THREE: State = ("?or=algerie&or=egypte&or=tunisie", |piece| {
    piece.has("algerie") || piece.has("egypte") || piece.has("tunisie")
});
const OTHER_TWO: State = ("?or=egypte&or=tunisie", |piece| {
    piece.has("egypte") || piece.has("tunisie")
});
const FRENCH: State = ("?lang=fr", |piece| piece.article.language == "fr");
const FRENCH_DAYS: State = ("?lang=fr&from=2021-01-01&to=2022-12-31", |piece| {
    piece.article.language == "fr" && is_within(piece)
});
const DAYS: State = ("?from=2021-01-01&to=2022-12-31", is_within);
const SOURCE_DAYS: State = (
    "?source=kiosque,-textes-de-demonstration&from=2021-01-01&to=2022-12-31",
    |piece| piece.source() == "Kiosque, textes de démonstration" && is_within(piece),
);
const NOTHING: State = ("?tag=football&tag=unesco", |_| false);

fn is_within(piece: &Piece) -> bool {
    ("2021-01-01".."2023").contains(&piece.day().as_str())
}

#[tokio::test]
async fn tags_combine_with_exact_counts_and_widen_again() {
    in_each(everywhere(), async |story| {
        let reader = Reader::new(story);
        story.open("/").await?;
        reader.sees(ALL).await?;
        reader.choose("maroc").await?;
        reader.sees(MOROCCO).await?;
        reader.choose("afrique").await?;
        reader.sees(BOTH).await?;
        reader.switch(Mode::Without).await?;
        reader.choose("football").await?;
        reader.sees(NO_FOOTBALL).await?;
        reader.removes("maroc").await?;
        reader.sees(WIDER).await?;
        story.click_text(".chips a", story.words.clear).await?;
        reader.sees(ALL).await?;
        for state in [WIDER, NO_FOOTBALL, BOTH, MOROCCO] {
            story.back().await?;
            reader.sees(state).await?;
        }
        story.forward().await?;
        reader.sees(BOTH).await
    })
    .await;
}

#[tokio::test]
async fn alternatives_widen() {
    in_each(everywhere(), async |story| {
        let reader = Reader::new(story);
        story.open("/").await?;
        reader.choose("algerie").await?;
        reader.sees(ALGERIA).await?;
        reader.switch(Mode::Or).await?;
        reader.offers(|_| true, &["algerie"]).await;
        reader.choose("tunisie").await?;
        reader.counts(TWO).await;
        reader.offers(|_| true, &["algerie", "tunisie"]).await;
        reader.choose("egypte").await?;
        reader.counts(THREE).await;
        reader.removes_alternative("algerie").await?;
        reader.counts(OTHER_TWO).await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn language_days_and_source_narrow_too() {
    in_each(everywhere(), async |story| {
        let reader = Reader::new(story);
        story.open("/").await?;
        story.click(".filter-panel a[href$='?lang=fr']").await?;
        reader.sees(FRENCH).await?;
        reader.chooses_days("2021-01-01", "2022-12-31").await?;
        reader.sees(FRENCH_DAYS).await?;
        story.click(".chip:not([href*='lang=fr'])").await?;
        reader.sees(DAYS).await?;
        story
            .click(".filter-panel a[href*='source=kiosque%2C-textes']")
            .await?;
        reader.sees(SOURCE_DAYS).await?;
        story.back().await?;
        reader.sees(DAYS).await
    })
    .await;
}

#[tokio::test]
async fn every_state_opens_by_its_address() {
    in_each(everywhere(), async |story| {
        let reader = Reader::new(story);
        let combined = [MOROCCO, BOTH, NO_FOOTBALL, WIDER, TWO, OTHER_TWO];
        for state in combined
            .into_iter()
            .chain([FRENCH, FRENCH_DAYS, SOURCE_DAYS])
        {
            story.open(state.0).await?;
            reader.sees(state).await?;
        }
        story.open(NOTHING.0).await?;
        reader.sees(NOTHING).await?;
        story
            .wait_text(".nothing", story.words.nothing_matches)
            .await?;
        reader.removes("football").await?;
        reader
            .sees(("tags/unesco/", |piece| piece.has("unesco")))
            .await
    })
    .await;
}

/// What choosing a tag does, by the position of its button.
#[derive(Clone, Copy)]
enum Mode {
    With,
    Or,
    Without,
}

/// A reader who narrows the list and holds what it says against the set.
struct Reader<'a> {
    story: &'a Story,
    published: Published,
    mode: std::cell::Cell<Mode>,
}

impl<'a> Reader<'a> {
    fn new(story: &'a Story) -> Self {
        Self {
            story,
            published: Published::bundled(&built_site(story.case.base).unwrap()),
            mode: Mode::With.into(),
        }
    }

    fn label(&self, tag: &str) -> &str {
        self.published.label(tag, self.story.case.lang)
    }

    async fn switch(&self, mode: Mode) -> Result<()> {
        self.mode.set(mode);
        self.story.click_text(".modes button", self.role()).await
    }

    fn role(&self) -> &'static str {
        let words = self.story.words;
        match self.mode.get() {
            Mode::With => words.with,
            Mode::Or => words.or,
            Mode::Without => words.without,
        }
    }

    /// Chooses an offered tag by the name that a screen reader says.
    async fn choose(&self, tag: &str) -> Result<()> {
        let name = format!("{} {} ", self.role(), self.label(tag));
        let link = format!(".offered a[aria-label^='{name}']");
        self.story.click(&link).await
    }

    async fn removes(&self, tag: &str) -> Result<()> {
        self.removes_named(self.label(tag)).await
    }

    async fn removes_alternative(&self, tag: &str) -> Result<()> {
        let one_of = self.story.words.one_of;
        self.removes_named(&format!("{one_of} {}", self.label(tag)))
            .await
    }

    /// Clicks a chip by the name that a screen reader says.
    async fn removes_named(&self, name: &str) -> Result<()> {
        let remove = self.story.words.remove;
        let chip = format!(".chip[aria-label='{remove} {name}']");
        self.story.click(&chip).await
    }

    async fn chooses_days(&self, from: &str, to: &str) -> Result<()> {
        let script = "document.querySelector('.days [name=from]').value = arguments[0];
            document.querySelector('.days [name=to]').value = arguments[1]";
        self.story.js(script, [json!(from), json!(to)]).await?;
        self.story.click(".days [type=submit]").await
    }

    /// The list is in this state: address, count, rows, remaining tags.
    async fn sees(&self, state: State) -> Result<()> {
        self.counts(state).await;
        let (address, matches) = state;
        let total = self.published.count(matches);
        let rows = total.min(12);
        let script = "return all('.count-line ~ .cards .card').length";
        self.story.see_js(script, json!(rows)).await;
        self.offers(matches, &chosen(address)).await;
        Ok(())
    }

    async fn counts(&self, (address, matches): State) {
        self.story.see_address(address).await;
        let count = self.story.words.articles(self.published.count(matches));
        self.story.see(".count-line", &[&count]).await;
    }

    /// The tags offered are those of the articles that match, the most frequent first,
    /// without those already chosen and those that would change nothing.
    async fn offers(&self, matches: fn(&Piece) -> bool, chosen: &[&str]) {
        const MOST: usize = 24;
        let total = self.published.count(matches);
        let changes = |count: usize| count < total || total == self.published.articles.len();
        let counts = self.published.counts(matches);
        let offered = counts
            .iter()
            .filter(|(tag, count)| !chosen.contains(&tag.as_str()) && changes(**count));
        let mut labelled: Vec<(usize, String)> = offered
            .map(|(tag, count)| (*count, format!("{} {count}", self.label(tag))))
            .collect();
        labelled.sort_by(|one, other| other.cmp(one));
        let expected = labelled
            .iter()
            .take(MOST)
            .map(|(count, _)| *count)
            .collect::<Vec<_>>();
        let counted = async || {
            let texts = self.story.texts(".offered .tag").await?;
            Ok(texts.iter().map(|text| count_of(text)).collect::<Vec<_>>())
        };
        self.story
            .wait_equal("counts of offered tags", expected, counted)
            .await;
        let texts = self.story.texts(".offered .tag").await.unwrap();
        let strange = |text: &&String| !labelled.iter().any(|(_, label)| label == *text);
        assert_eq!(texts.iter().find(strange), None, "is offered");
    }
}

/// The number at the end of a tag's text.
fn count_of(text: &str) -> usize {
    let number = text.rsplit(' ').next().unwrap_or_default();
    number.parse().unwrap_or(usize::MAX)
}

/// The tags an address names.
fn chosen(address: &'static str) -> Vec<&'static str> {
    let tag = address
        .strip_prefix("tags/")
        .map(|tag| tag.trim_end_matches('/'));
    let pairs = address.trim_start_matches('?').split('&');
    let named = pairs.filter_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        matches!(name, "tag" | "or" | "not").then_some(value)
    });
    tag.into_iter().chain(named).collect()
}

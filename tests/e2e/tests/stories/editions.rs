//! A host between two editions: what it sends next may be of the old one or of the new.

use kiosque_e2e::{Base, Case, Engine, Fault, FaultKind, Lang, Scheme, cases};
use serde_json::json;

use crate::sets::{OwnArchive, feed};
use crate::story::{Story, tell_troubled};

const LOADS: u32 = 200;

/// Enough for more than one page of a list.
const ARTICLES: usize = 70;

/// What is looked at, one after another.
const PAGES: [&str; 5] = [
    "",
    "tags/commun/",
    "?tag=commun&tag=pair",
    "tags/commun/?page=2",
    "months/2020-01/",
];

/// A page that shows something, or says why it does not.
const SHOWN: &str = "return all('main .card, main .notice[role=alert]').length > 0
    && document.querySelector('html[data-ready]')";

/// Of which editions the page's list is.
const EDITIONS: &str = "const text = all('main').map(words).join(' ').toLowerCase();
    return [1, 2].filter((number) => text.includes('mouture ' + number))";

/// An edition in which every title and a tag say which it is.
fn edition(number: usize) -> OwnArchive {
    let article = |at: usize| {
        json!({
            "id": at.to_string(),
            "title": format!("Article {at}, mouture {number}"),
            "content_html": format!("<p>Le navire {at} décharge au quai.</p>"),
            "date_published": format!("2020-01-{:02}T10:00:00Z", 1 + at % 28),
            "language": "fr",
            "tags": ["Commun", format!("Mouture {number}"), if at.is_multiple_of(2) { "Pair" } else { "Impair" }],
        })
    };
    OwnArchive::publish(vec![feed((0..ARTICLES).map(article).collect())])
}

/// Numbers without order, the same in each run (Knuth's MMIX).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u32) -> u32 {
        let next = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = next.wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(self.0 >> 33).unwrap() % bound
    }
}

#[tokio::test]
async fn no_page_is_blank_or_of_two_editions() {
    let (old, new) = (edition(1), edition(2));
    let roots =
        [&old, &new].map(|edition| std::fs::read(edition.path().join("root.json")).unwrap());
    new.take_in(&old);
    let cases = cases(
        &[Engine::Chromium],
        &[Base::Root],
        &[Lang::Fr],
        &[Scheme::Light],
    );
    let case: Case = cases.into_iter().next().unwrap();
    let site = new.site(case.base);
    let story = Story::start(case, site.path()).await;
    tell_troubled(&story, &async |story: &Story| {
        let (mut dice, mut seen) = (Dice(7), [0; 3]);
        for load in 0..LOADS {
            story.site.clear_faults();
            mix(story, &roots, &mut dice);
            let page = PAGES[load as usize % PAGES.len()];
            story.go(&story.site.url(page)).await?;
            story.wait_js("a list or a reason", SHOWN, []).await?;
            let editions = story.js(EDITIONS, []).await?;
            let editions = editions.as_array().unwrap().len();
            assert!(
                editions < 2,
                "load {load} of {page:?}: a list of two editions"
            );
            seen[editions] += 1;
        }
        println!("  {} lists of one edition, {} reasons", seen[1], seen[0]);
        assert!(seen[1] > LOADS as usize / 2);
        Ok(())
    })
    .await;
}

/// Sends the pointer of either edition, each time it is asked for; and some files, which
/// not every host of the site has yet, at the second time only.
fn mix(story: &Story, roots: &[Vec<u8>; 2], dice: &mut Dice) {
    for _ in 0..3 {
        let root = roots[dice.below(2) as usize].clone();
        let sent = Fault::path("archive/root.json", FaultKind::Replace(root));
        story.site.fault(sent.times(1));
    }
    if dice.below(2) == 0 {
        let missing = Fault::containing("archive/data/", FaultKind::NotFound);
        let missing = missing.after(dice.below(3)).times(1 + dice.below(2));
        story.site.fault(missing);
    }
}

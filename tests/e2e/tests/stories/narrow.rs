//! Small screens.

use kiosque_e2e::{Engine, Scheme, built_site, cases};

use crate::published::Published;
use crate::story::{BASES, LANGS, in_each};

#[tokio::test]
async fn nothing_is_wider_than_a_small_screen() {
    in_each(
        cases(&[Engine::Chromium], &BASES, &LANGS, &[Scheme::Light]),
        async |story| {
            story.set_window(320, 640).await?;
            let published = Published::bundled(&built_site(story.case.base).unwrap());
            let body = |piece: &crate::published::Piece| piece.article.body.as_str().len();
            let longest = published
                .articles
                .iter()
                .max_by_key(|piece| body(piece))
                .unwrap();
            let table = published.find(|piece| piece.article.body.as_str().contains("<table"));
            let picture = published.find(|piece| piece.article.body.as_str().contains("<img"));
            let searched = ["?q=Maghreb", "?q=xyzzyq"];
            let pages = ["", "tags/maroc/", "tags/", "about/", "nulle/part/"];
            let pages = [pages.as_slice(), &searched].concat();
            let pages: Vec<String> = pages.into_iter().map(str::to_owned).collect();
            let articles = [longest, table, picture].map(|piece| piece.path());
            for page in pages.iter().chain(&articles) {
                story.open(page).await?;
                let wide = "const width = document.documentElement.clientWidth;
                return all('body *').filter(e => e.getBoundingClientRect().right > width + 1
                    || e.getBoundingClientRect().left < -1)
                    .filter(e => !e.closest('table, pre, .visually-hidden, .skip'))
                    .map(e => e.outerHTML.slice(0, 120)).slice(0, 3)";
                let wide = story.js(wide, []).await?;
                let scrolls = "return [document.scrollingElement.scrollWidth, innerWidth]";
                let widths = story.js(scrolls, []).await?;
                assert!(
                    widths[0].as_f64() <= widths[1].as_f64(),
                    "{page} is {widths}: {wide}"
                );
            }
            Ok(())
        },
    )
    .await;
}

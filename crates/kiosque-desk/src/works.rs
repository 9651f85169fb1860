//! Articles, as the page has them of the archive.

use crate::page;
use js_sys::{Function, JSON, Object, Promise, Reflect};
use kiosque_cite::{SavedArticle, SavedList};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CustomEvent, CustomEventInit};

/// The event that asks the page for articles.
const WORKS: &str = "kiosque-works";

/// Letters of the id at the end of an article's address.
const ID: usize = 13;

/// The articles of addresses with spaces between, or of a list's query, which starts
/// with `?`; none where the archive cannot be read.
pub(crate) async fn works(of: &str) -> Option<Vec<SavedArticle>> {
    let found = asked(WORKS, of).await?;
    let list = Object::new();
    Reflect::set(&list, &"version".into(), &1.into()).ok()?;
    Reflect::set(&list, &"articles".into(), &found).ok()?;
    let (list, _) = SavedList::read(&String::from(JSON::stringify(&list).ok()?));
    Some(list.articles().to_vec())
}

/// What the page answers to an event; none where the archive cannot be read.
pub(crate) async fn asked(event: &str, of: &str) -> Option<JsValue> {
    let answer = Promise::new(&mut |give, _| ask(event, of, &give));
    let found = JsFuture::from(answer).await.ok()?;
    found.is_object().then_some(found)
}

fn ask(event: &str, of: &str, give: &Function) {
    let detail = Object::new();
    // Fails for no object of ours.
    let _ = Reflect::set(&detail, &"of".into(), &of.into());
    let _ = Reflect::set(&detail, &"give".into(), give);
    let options = CustomEventInit::new();
    options.set_detail(&detail);
    let event = CustomEvent::new_with_event_init_dict(event, &options);
    if let (Some(document), Ok(event)) = (page::document(), event) {
        // Fails for an event that is under way.
        let _ = document.dispatch_event(&event);
    }
}

/// The article of the page on screen; none where it shows none.
pub(crate) async fn on_screen() -> Option<SavedArticle> {
    works(&page::path()).await?.into_iter().next()
}

/// The id of the article on screen; empty where it shows none.
pub(crate) fn id_on_screen() -> String {
    let path = page::path();
    let path = path.trim_end_matches('/');
    let is_article = page::find("article.article").is_some();
    let id = path.len().checked_sub(ID).and_then(|at| path.get(at..));
    id.filter(|_| is_article).unwrap_or_default().to_owned()
}

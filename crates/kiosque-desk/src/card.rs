//! An article in the desk's lists.

use crate::node::{Node, node};
use crate::page;
use crate::words::Words;
use kiosque_cite::{Problem, SavedArticle};
use kiosque_model::direction_of_language;

/// Title, date and source, as lists elsewhere show them.
pub(crate) fn card(article: &SavedArticle, words: &'static Words) -> Node {
    let address = article.work(&page::base()).address;
    let direction = direction_of_language(&article.language);
    let title = node("h2")
        .attr("lang", &article.language)
        .attr("dir", direction.as_str())
        .child(node("a").attr("href", &address).text(&article.title));
    let date = article.date.as_ref();
    let date = date.map(|date| node("time").text(&words.date(date)));
    let source = article.source.as_ref();
    let source = source.map(|source| node("span").child(node("bdi").text(source)));
    let meta = node("p")
        .attr("class", "meta")
        .children(date)
        .children(source);
    node("li").child(node("div").attr("class", "card").child(title).child(meta))
}

/// What could not be read.
pub(crate) fn remarks(problems: &[Problem], words: &'static Words) -> Option<Node> {
    if problems.is_empty() {
        return None;
    }
    let items = problems.iter().map(|problem| {
        let words = problem.message(words.convention);
        node("li").child(node("bdi").text(&words))
    });
    let list = node("ul").children(items);
    let notice = node("div").attr("class", "notice").attr("role", "alert");
    Some(notice.child(node("p").text(words.not_all_read)).child(list))
}

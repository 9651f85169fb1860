//! Citations of articles, and of what is selected on the page.

use crate::dialog::{self, Stand};
use crate::node::{Node, button, node};
use crate::words::Words;
use crate::{file, page, share, works};
use kiosque_cite::{Convention, Format, Passage, SavedArticle, Work, cite, passage_address, quote};
use kiosque_model::ArticleDate;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlSelectElement;

/// Letters before and after a passage that tell it from others.
const AROUND: usize = 24;

/// Cites what is on screen: an article, or a list.
pub(crate) fn open_here(words: &'static Words) {
    let passage = selected();
    spawn_local(async move {
        let of = if works::id_on_screen().is_empty() {
            page::query()
        } else {
            page::path()
        };
        match works::works(&of).await {
            Some(works) if !works.is_empty() => open(works, passage, words),
            _ => page::tell(words.no_archive),
        }
    });
}

/// What is selected of an article's text.
fn selected() -> Option<String> {
    let selection = page::window()?.get_selection().ok()??;
    let inside = selection.anchor_node()?.parent_element()?;
    inside.closest("article .body").ok()??;
    let text = String::from(selection.to_string());
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(text).filter(|text| !text.is_empty())
}

/// Formats in the order they are offered, and what they are called.
fn formats(words: &'static Words) -> Vec<(Format, &'static str)> {
    let own = words.convention;
    let mut proses = Convention::ALL.to_vec();
    proses.sort_by_key(|convention| *convention != own);
    let proses = proses.into_iter().map(|convention| {
        let name = match convention {
            Convention::French => "Français",
            Convention::Arabic => "العربية",
            Convention::English => "English",
        };
        (Format::Prose(convention), name)
    });
    let others = [
        (Format::Bibtex, "BibTeX"),
        (Format::Ris, "RIS"),
        (Format::CslJson, "CSL-JSON"),
        (Format::Wikipedia(own), words.wikipedia),
    ];
    proses.chain(others).collect()
}

/// Opens the sheet of citations of some articles, or of a passage of the first.
pub(crate) fn open(articles: Vec<SavedArticle>, passage: Option<String>, words: &'static Words) {
    let Some(today) = page::today() else {
        return;
    };
    let site = page::site();
    let works: Vec<Work> = articles.iter().map(|article| article.work(&site)).collect();
    let quotation = passage.and_then(|passage| quotation(&passage, works.first()?, &today, words));
    let panel = node("div")
        .children(quotation)
        .child(citations(Rc::new(works), today, words));
    dialog::show(words, words.cite, Stand::Modal, panel);
}

fn citations(works: Rc<Vec<Work>>, today: ArticleDate, words: &'static Words) -> Node {
    let text = node("pre")
        .attr("class", "citation")
        .attr("tabindex", "0")
        .attr("dir", "auto");
    let shown = text.clone();
    let show = move |at: usize| {
        let chosen = formats(words).get(at).copied();
        let (format, _) = chosen.unwrap_or((Format::Bibtex, ""));
        let citation = cite(&works, format, &today);
        shown.set_text(&citation);
        (format, citation)
    };
    let show = Rc::new(show);
    show(0);
    let options = formats(words);
    let options = options
        .iter()
        .enumerate()
        .map(|(at, (_, name))| node("option").attr("value", &at.to_string()).text(name));
    let choose = Rc::clone(&show);
    let select = node("select")
        .attr("id", "desk-format")
        .children(options)
        .on("change", move |event| {
            let select = event
                .target()
                .and_then(|it| it.dyn_into::<HtmlSelectElement>().ok());
            let at = select.and_then(|select| usize::try_from(select.selected_index()).ok());
            choose(at.unwrap_or_default());
        });
    let chosen = select.clone();
    let at = Rc::new(move || {
        let select = chosen
            .element()
            .and_then(|it| it.dyn_ref::<HtmlSelectElement>());
        let at = select.and_then(|select| usize::try_from(select.selected_index()).ok());
        at.unwrap_or_default()
    });
    let (to_copy, copied) = (Rc::clone(&show), Rc::clone(&at));
    let copy = button(words.copy, move || {
        let (_, citation) = to_copy(copied());
        spawn_local(async move { share::copy(&citation, words.citation_copied, words).await });
    });
    let save = button(words.as_file, move || {
        let (format, citation) = show(at());
        let name = ["citation.", format.extension()].concat();
        file::offer(&name, format.media_type(), &citation);
    });
    let label = node("label").attr("for", "desk-format").text(words.format);
    node("div")
        .child(node("p").attr("class", "format").child(label).child(select))
        .child(text)
        .child(node("p").attr("class", "tools").child(copy).child(save))
}

/// The passage with its source, and a link to it.
fn quotation(
    passage: &str,
    work: &Work,
    today: &ArticleDate,
    words: &'static Words,
) -> Option<Node> {
    let text = quote(passage, work, words.convention, today);
    let body = page::find("article .body")?.text_content()?;
    let body = body.split_whitespace().collect::<Vec<_>>().join(" ");
    let at = body.find(passage)?;
    let before: String = body.get(..at)?.chars().rev().take(AROUND).collect();
    let before: String = before.chars().rev().collect();
    let after: String = body
        .get(at + passage.len()..)?
        .chars()
        .take(AROUND)
        .collect();
    let place = Passage {
        text: passage,
        before: &before,
        after: &after,
    };
    let address = passage_address(&work.address, place);
    let quoted = text.clone();
    let copy = button(words.copy_quotation, move || {
        let text = quoted.clone();
        spawn_local(async move { share::copy(&text, words.citation_copied, words).await });
    });
    let link = button(words.copy_passage_link, move || {
        let address = address.clone();
        spawn_local(async move { share::copy(&address, words.link_copied, words).await });
    });
    let shown = node("blockquote")
        .attr("class", "citation")
        .attr("dir", "auto")
        .text(&text);
    Some(
        node("div")
            .child(shown)
            .child(node("p").attr("class", "tools").child(copy).child(link)),
    )
}

//! Reads the article aloud, sentence by sentence, which are marked as they are read.

use crate::node::{button, node};
use crate::page;
use crate::words::Words;
use js_sys::{Array, Function, Object, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Range, SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

/// What is read.
const BLOCKS: &str = "article.article h1, article .body :is(p, li, h2, h3, h4, figcaption, td, th)";

const BAR: &str = "#desk-voice";

/// The name under which the style sheet knows what is being read.
const SPOKEN: &str = "spoken";

struct Sentence {
    text: String,
    place: Range,
}

struct Reading {
    synthesis: SpeechSynthesis,
    voice: SpeechSynthesisVoice,
    sentences: Vec<Sentence>,
    at: Cell<usize>,
    /// Whether it was ended; the last utterance may still say so.
    is_over: Cell<bool>,
    /// Held while it speaks: browsers drop it otherwise.
    current: RefCell<Option<SpeechSynthesisUtterance>>,
}

/// Starts, or ends what is being read.
pub(crate) fn listen(words: &'static Words) {
    if page::find(BAR).is_some() {
        return;
    }
    let Some(reading) = Reading::begin() else {
        return page::tell(words.no_voice);
    };
    let reading = Rc::new(reading);
    let (pause, end, unmark) = (Rc::clone(&reading), Rc::clone(&reading), words);
    let bar = node("div")
        .attr("id", "desk-voice")
        .attr("class", "hits")
        .attr("role", "region")
        .attr("aria-label", words.listening)
        .child(node("span").text(words.listening))
        .child(button(words.pause, move || pause.pause_or_go_on()))
        .child(button(unmark.stop, move || end.end()));
    let article = page::find("article.article");
    if let (Some(article), Some(bar)) = (article, bar.element()) {
        // Fails for no element of ours.
        let _ = article.append_child(bar);
    }
    reading.speak();
}

impl Reading {
    fn begin() -> Option<Self> {
        let synthesis = page::window()?.speech_synthesis().ok()?;
        let title = page::find("article.article h1")?;
        let language = title.get_attribute("lang").unwrap_or_default();
        let primary = language.split('-').next()?.to_owned();
        let voices = synthesis.get_voices();
        let voices = voices.iter().filter_map(|voice| voice.dyn_into().ok());
        let voice = { voices }.find(|voice: &SpeechSynthesisVoice| {
            voice.lang().split(['-', '_']).next() == Some(&primary)
        })?;
        let sentences = sentences(&language);
        Some(Self {
            synthesis,
            voice,
            sentences,
            at: Cell::new(0),
            is_over: Cell::new(false),
            current: RefCell::default(),
        })
    }

    /// Reads the sentence it is at, then the next.
    fn speak(self: &Rc<Self>) {
        // The reader may have gone to another page.
        let is_there = page::find(BAR).is_some();
        let Some(sentence) = self.sentences.get(self.at.get()).filter(|_| is_there) else {
            return self.end();
        };
        let Ok(utterance) = SpeechSynthesisUtterance::new_with_text(&sentence.text) else {
            return self.end();
        };
        utterance.set_voice(Some(&self.voice));
        utterance.set_lang(&self.voice.lang());
        let this = Rc::clone(self);
        let next = Closure::once_into_js(move || {
            if !this.is_over.get() {
                this.at.set(this.at.get() + 1);
                this.speak();
            }
        });
        utterance.set_onend(Some(next.unchecked_ref()));
        mark(&sentence.place);
        self.synthesis.speak(&utterance);
        self.current.replace(Some(utterance));
    }

    fn pause_or_go_on(&self) {
        if self.synthesis.paused() {
            self.synthesis.resume();
        } else {
            self.synthesis.pause();
        }
    }

    fn end(&self) {
        self.is_over.set(true);
        self.synthesis.cancel();
        if let Some(highlights) = highlights() {
            call(&highlights, "delete", &Array::of1(&SPOKEN.into()));
        }
        page::find(BAR).iter().for_each(|bar| bar.remove());
    }
}

/// The sentences of the article, as the browser cuts them.
fn sentences(language: &str) -> Vec<Sentence> {
    let blocks = page::document().and_then(|document| document.query_selector_all(BLOCKS).ok());
    let blocks = blocks.into_iter().flat_map(|blocks| {
        (0..blocks.length()).filter_map(move |at| blocks.get(at)?.dyn_into::<Element>().ok())
    });
    let mut sentences = Vec::new();
    for block in blocks {
        // A list in a list is read with the outer one.
        let is_inner = block.query_selector(":scope > :is(p, ul, ol)");
        if matches!(is_inner, Ok(Some(_))) {
            continue;
        }
        let text = block.text_content().unwrap_or_default();
        for (start, end) in cuts(&text, language) {
            sentences.extend(sentence(&block, start, end));
        }
    }
    sentences
}

/// Starts and ends of sentences, in UTF-16 units.
fn cuts(text: &str, language: &str) -> Vec<(u32, u32)> {
    let whole = u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    cut_by_browser(text, language).unwrap_or_else(|| vec![(0, whole)])
}

fn cut_by_browser(text: &str, language: &str) -> Option<Vec<(u32, u32)>> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let segmenter: Function = Reflect::get(&intl, &"Segmenter".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let options = Object::new();
    Reflect::set(&options, &"granularity".into(), &"sentence".into()).ok()?;
    let segmenter = Reflect::construct(&segmenter, &Array::of2(&language.into(), &options)).ok()?;
    let segments = call(&segmenter, "segment", &Array::of1(&text.into()))?;
    let mut starts = Vec::new();
    for segment in js_sys::try_iter(&segments).ok()?? {
        let index = Reflect::get(&segment.ok()?, &"index".into())
            .ok()?
            .as_f64()?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an index into a text"
        )]
        starts.push(index as u32);
    }
    let whole = u32::try_from(text.encode_utf16().count()).ok()?;
    let ends = starts.iter().skip(1).copied().chain([whole]);
    Some(starts.iter().copied().zip(ends).collect())
}

/// The part of a block's text, told in UTF-16 units, and its place in the page.
fn sentence(block: &Element, start: u32, end: u32) -> Option<Sentence> {
    let document = block.owner_document()?;
    let place = document.create_range().ok()?;
    let walker = document
        .create_tree_walker_with_what_to_show(block, 4)
        .ok()?;
    let (mut at, mut has_start) = (0, false);
    while let Ok(Some(node)) = walker.next_node() {
        let length = u32::try_from(node.text_content()?.encode_utf16().count()).ok()?;
        if !has_start && start < at + length {
            place.set_start(&node, start - at).ok()?;
            has_start = true;
        }
        if has_start && end <= at + length {
            place.set_end(&node, end - at).ok()?;
            break;
        }
        at += length;
    }
    let text = String::from(place.to_string());
    let text = text.trim().to_owned();
    (!text.is_empty()).then_some(Sentence { text, place })
}

/// Marks what is being read, without touching the text, where the browser can, and
/// brings it on screen.
fn mark(place: &Range) {
    if let Some(highlights) = highlights() {
        let highlight = Reflect::get(&js_sys::global(), &"Highlight".into());
        let highlight = highlight.ok().and_then(|it| it.dyn_into::<Function>().ok());
        let made = highlight.and_then(|it| Reflect::construct(&it, &Array::of1(place)).ok());
        if let Some(made) = made {
            call(&highlights, "set", &Array::of2(&SPOKEN.into(), &made));
        }
    }
    let block = place
        .start_container()
        .ok()
        .and_then(|node| node.parent_element());
    if let Some(block) = block {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        block.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

fn highlights() -> Option<JsValue> {
    let css = Reflect::get(&js_sys::global(), &"CSS".into()).ok()?;
    let highlights = Reflect::get(&css, &"highlights".into()).ok()?;
    highlights.is_object().then_some(highlights)
}

fn call(of: &JsValue, name: &str, arguments: &Array) -> Option<JsValue> {
    let function: Function = Reflect::get(of, &name.into()).ok()?.dyn_into().ok()?;
    function.apply(of, arguments).ok()
}

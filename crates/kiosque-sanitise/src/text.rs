//! The text of a body, read by the tokenizer alone: linear in its length,
//! whatever its nesting.

use crate::attributes::EMBED;
use crate::elements::{BLOCKS, Treatment, treatment_of};
use crate::limits::{Limits, cap_attributes};
use crate::line::one_line;
use crate::rewrite::push_escaped;
use html5ever::LocalName;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use kiosque_model::SafeHtml;
use std::cell::RefCell;

/// How much is read between two looks at the length, in bytes.
const STEP: usize = 1 << 16;

/// The visible text of a body: one line for each block and line break, white
/// space collapsed. Cards that stand for embedded content are left out.
pub fn plain_text(html: &SafeHtml) -> String {
    lines_of(html.as_str(), usize::MAX).join("\n")
}

/// The visible text of any HTML on one line, as titles and names need it, at
/// most about `limit` bytes.
pub fn text_of_markup(html: &str, limit: usize) -> String {
    let capped = cap_attributes(html, Limits::default().attributes);
    one_line(&lines_of(&capped, limit).join(" "))
}

/// The text of any HTML as paragraphs, at most `limit` bytes of markup.
pub(crate) fn paragraphs_of(html: &str, limit: usize) -> String {
    let mut paragraphs = String::new();
    for line in lines_of(html, limit) {
        let from = paragraphs.len();
        paragraphs.push_str("<p>");
        push_escaped(&mut paragraphs, &line, false);
        paragraphs.push_str("</p>");
        if paragraphs.len() > limit {
            paragraphs.truncate(from);
            push_cut(&mut paragraphs, &line, limit);
            break;
        }
    }
    paragraphs
}

/// As much of the last line as there is room for, cut between words.
fn push_cut(paragraphs: &mut String, line: &str, limit: usize) {
    let mut cut = String::from("<p>");
    let room = limit.saturating_sub(paragraphs.len() + "</p>".len());
    for word in line.split_inclusive(' ') {
        let before = cut.len();
        push_escaped(&mut cut, word, false);
        if cut.len() > room {
            cut.truncate(before);
            break;
        }
    }
    let cut = cut.trim_end();
    if cut != "<p>" {
        paragraphs.push_str(cut);
        paragraphs.push_str("</p>");
    }
}

/// Lines of text, until about `limit` bytes are found.
fn lines_of(html: &str, limit: usize) -> Vec<String> {
    let tokenizer = Tokenizer::new(TextSink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    let mut rest = html;
    while !rest.is_empty() && tokenizer.sink.text.borrow().length <= limit {
        let (step, after) = rest.split_at(rest.ceil_char_boundary(STEP));
        input.push_back(StrTendril::from_slice(step));
        // Nothing here answers with a script, so feeding stops at its end only.
        let _ = tokenizer.feed(&input);
        rest = after;
    }
    tokenizer.end();
    tokenizer.sink.text.into_inner().finish()
}

#[derive(Default)]
struct TextSink {
    text: RefCell<TextLines>,
}

#[derive(Default)]
struct TextLines {
    lines: Vec<String>,
    line: String,
    /// Bytes in all finished lines.
    length: usize,
    /// The element whose content is not text, until its end tag.
    skipped: Option<LocalName>,
    /// How many `pre` are open.
    preformatted: usize,
}

impl TextLines {
    fn push(&mut self, text: &str) {
        if self.skipped.is_some() {
            return;
        }
        for c in text.chars() {
            match c {
                '\n' if self.preformatted > 0 => self.end_line(),
                c if c.is_whitespace() => self.push_space(),
                c => self.line.push(c),
            }
        }
    }

    fn push_space(&mut self) {
        if !self.line.is_empty() && !self.line.ends_with(' ') {
            self.line.push(' ');
        }
    }

    fn end_line(&mut self) {
        let line = self.line.trim_end();
        if !line.is_empty() {
            self.length += line.len();
            self.lines.push(line.to_owned());
        }
        self.line.clear();
    }

    fn finish(mut self) -> Vec<String> {
        self.end_line();
        self.lines
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        if let Some(skipped) = &self.skipped {
            if tag.kind == TagKind::EndTag && tag.name == *skipped {
                self.skipped = None;
            }
            return TokenSinkResult::Continue;
        }
        self.boundary(&tag.name);
        match tag.kind {
            TagKind::StartTag => self.start(tag),
            TagKind::EndTag => self.end(&tag.name),
        }
    }

    fn boundary(&mut self, name: &LocalName) {
        match (&**name, treatment_of(name)) {
            ("td" | "th", _) => self.push_space(),
            ("br", _) | (_, Treatment::Group) => self.end_line(),
            (_, Treatment::Keep(name)) if BLOCKS.contains(&name) => self.end_line(),
            _ => (),
        }
    }

    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let is = |name: &str| &*tag.name == name;
        if is("pre") {
            self.preformatted += 1;
        }
        if is_embed_card(tag) {
            self.skipped = Some(tag.name.clone());
        }
        if is("plaintext") {
            return TokenSinkResult::Plaintext;
        }
        match raw_kind(&tag.name) {
            Some(kind) => {
                self.skipped = Some(tag.name.clone());
                TokenSinkResult::RawData(kind)
            }
            None => TokenSinkResult::Continue,
        }
    }

    fn end(&mut self, name: &LocalName) -> TokenSinkResult<()> {
        if &**name == "pre" {
            self.preformatted = self.preformatted.saturating_sub(1);
        }
        TokenSinkResult::Continue
    }
}

fn is_embed_card(tag: &Tag) -> bool {
    let is_class = |attribute: &html5ever::Attribute| {
        &*attribute.name.local == "class" && &*attribute.value == EMBED
    };
    &*tag.name == "p" && tag.attrs.iter().any(is_class)
}

fn raw_kind(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "style" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        "title" | "textarea" => Some(RawKind::Rcdata),
        _ => None,
    }
}

impl TokenSink for TextSink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => return self.text.borrow_mut().tag(&tag),
            Token::CharacterTokens(text) => self.text.borrow_mut().push(&text),
            _ => (),
        }
        TokenSinkResult::Continue
    }
}

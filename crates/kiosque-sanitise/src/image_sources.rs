//! The images a body names, read by the tokenizer alone, before it is
//! sanitised: whoever has the files brings them along.

use crate::limits::{Limits, cap_attributes};
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;

/// What the body's images name as their sources, each once, in order, at most
/// `limit` of them. Nothing is decoded but character references.
pub fn image_sources(html: &str, limit: usize) -> Vec<String> {
    if !html.contains("<img") && !html.contains("<IMG") {
        return Vec::new();
    }
    let capped = cap_attributes(html, Limits::default().attributes);
    let sink = SourceSink {
        limit,
        sources: RefCell::default(),
    };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(&capped));
    // Nothing here answers with a script, so feeding stops at its end only.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.sources.into_inner()
}

struct SourceSink {
    limit: usize,
    sources: RefCell<Vec<String>>,
}

impl SourceSink {
    fn image(&self, tag: &Tag) {
        let mut sources = self.sources.borrow_mut();
        for attribute in &tag.attrs {
            let names_source = matches!(&*attribute.name.local, "src" | "data-src");
            let source = attribute.value.trim();
            if names_source
                && sources.len() < self.limit
                && !source.is_empty()
                && !sources.iter().any(|known| known == source)
            {
                sources.push(source.to_owned());
            }
        }
    }
}

impl TokenSink for SourceSink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token
            && tag.kind == TagKind::StartTag
            && &*tag.name == "img"
        {
            self.image(&tag);
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_named_once_and_in_order() {
        let html = "<p><img src=' a.png '><IMG data-src='b&amp;c.png' src=''><img src=a.png></p>";
        assert_eq!(image_sources(html, 9), ["a.png", "b&c.png"]);
        assert_eq!(image_sources(html, 1), ["a.png"]);
        assert!(image_sources("<p>img src=x", 9).is_empty());
    }
}

//! Whether the browser can read aloud.

use super::window;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// Whether there is a voice for a language; it may take the browser a while to know.
pub(crate) fn has_voice(language: &str) -> RwSignal<bool> {
    let known = RwSignal::new(is_spoken(language));
    let synthesis = window().and_then(|window| window.speech_synthesis().ok());
    if let Some(synthesis) = synthesis {
        let language = language.to_owned();
        let hear = Closure::<dyn Fn()>::new(move || {
            // The page may be gone.
            let _ = known.try_set(is_spoken(&language));
        });
        synthesis.set_onvoiceschanged(Some(hear.into_js_value().unchecked_ref()));
    }
    known
}

fn is_spoken(language: &str) -> bool {
    let synthesis = window().and_then(|window| window.speech_synthesis().ok());
    let voices = synthesis.map(|synthesis| synthesis.get_voices());
    let primary = language.split('-').next().unwrap_or_default();
    voices.into_iter().flatten().any(|voice| {
        let voice = voice.dyn_into::<web_sys::SpeechSynthesisVoice>();
        voice.is_ok_and(|voice| voice.lang().split(['-', '_']).next() == Some(primary))
    })
}

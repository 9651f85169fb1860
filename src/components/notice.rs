use crate::Messages;
use crate::state::Links;
use kiosque_reader::ReadError;
use leptos::prelude::*;

/// What could not be read, in words the reader can act on, and the way out.
#[component]
pub fn Notice(
    /// Words of the interface.
    m: &'static Messages,
    /// Addresses.
    links: Links,
    /// What happened.
    error: ReadError,
    /// Asks again.
    retry: Callback<()>,
) -> impl IntoView {
    let way_out = match error {
        ReadError::TooNew { .. } => {
            view! { <a class="button" href=links.home() rel="external">{m.reload}</a> }.into_any()
        }
        _ => view! { <button type="button" on:click=move |_| retry.run(())>{m.retry}</button> }
            .into_any(),
    };
    view! {
        <div class="notice" role="alert">
            <p>{words_of(m, &error)}</p>
            <p class="notice-actions">{way_out}" "<a href=links.home()>{m.back_home}</a></p>
            <p class="notice-details" dir="ltr">{error.to_string()}</p>
        </div>
    }
    .into_any()
}

/// The sentence for an error.
fn words_of(m: &'static Messages, error: &ReadError) -> &'static str {
    match error {
        ReadError::Offline { .. } => m.offline,
        ReadError::Missing { .. } => m.missing,
        ReadError::Refused { .. } => m.refused,
        ReadError::Damaged { .. } => m.damaged,
        ReadError::TooNew { .. } => m.too_new,
    }
}

//! The least application of the framework: one element, in the browser.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    leptos::mount::mount_to_body(|| view! { <p id="first">"Kiosque"</p> });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}

//! The search worker: answers the page's questions with `kiosque-search`,
//! fetching what each wants of the index. One question at a time: a newer one
//! calls off what an older one fetches.

mod answer;
mod files;
mod shelf;

use answer::Desk;
use js_sys::Uint8Array;
use kiosque_search::message::Ask;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

// Two kilobytes smaller to download than the library's own.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let desk = Rc::new(Desk::default());
    let worker = scope.clone();
    let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let bytes = Uint8Array::new(&event.data()).to_vec();
        let Ok(ask) = Ask::read(&bytes) else {
            return;
        };
        let (desk, worker) = (Rc::clone(&desk), worker.clone());
        wasm_bindgen_futures::spawn_local(async move {
            if let Some(reply) = desk.answer(ask).await {
                // A page that is gone hears nothing.
                let _ = worker.post_message(&Uint8Array::from(reply.to_bytes().as_slice()));
            }
        });
    });
    scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    hear.forget();
    // What the page asked before the module was there waits until it hears this.
    let _ = scope.post_message(&JsValue::NULL);
}

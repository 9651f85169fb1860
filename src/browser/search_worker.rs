//! The worker that searches, started when it is first asked or announced.

use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Function, Promise, Uint8Array};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

/// Name of its script in the site's folder.
const SCRIPT: &str = "kiosque-worker.js";

/// A place to put questions; one question at a time.
#[derive(Default)]
pub(crate) struct SearchWorker {
    desk: Rc<RefCell<Desk>>,
}

#[derive(Default)]
struct Desk {
    worker: Option<Worker>,
    /// Whether its module has started.
    is_ready: bool,
    /// A question that waits for that.
    early: Option<Uint8Array>,
    /// Takes the answer to the last question.
    asker: Option<Function>,
}

/// What comes back.
pub(crate) enum Word {
    /// An answer.
    Reply(Vec<u8>),
    /// A newer question took its place.
    Superseded,
    /// The worker cannot start.
    Broken,
}

impl SearchWorker {
    /// Loads it, if that has not begun. `base` is the site's base path.
    pub fn start(&self, base: &str) {
        if self.desk.borrow().worker.is_some() {
            return;
        }
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&(base.to_owned() + SCRIPT), &options).ok();
        if let Some(worker) = &worker {
            let desk = Rc::clone(&self.desk);
            let hear = move |event: MessageEvent| Desk::hear(&desk, &event.data());
            let hear = Closure::<dyn Fn(MessageEvent)>::new(hear).into_js_value();
            worker.set_onmessage(Some(hear.unchecked_ref()));
            let desk = Rc::clone(&self.desk);
            let fail = Closure::<dyn Fn()>::new(move || Desk::give_up(&desk)).into_js_value();
            worker.set_onerror(Some(fail.unchecked_ref()));
        }
        self.desk.borrow_mut().worker = worker;
    }

    /// Puts a question.
    pub async fn ask(&self, question: &[u8]) -> Word {
        if self.desk.borrow().worker.is_none() {
            return Word::Broken;
        }
        let question = Uint8Array::from(question);
        let answer = Promise::new(&mut |take, _| {
            let older = self.desk.borrow_mut().asker.replace(take);
            call(older, &JsValue::NULL);
        });
        let mut desk = self.desk.borrow_mut();
        match &desk.worker {
            // Fails for what cannot be copied, which bytes can.
            Some(worker) if desk.is_ready => drop(worker.post_message(&question)),
            _ => desk.early = Some(question),
        }
        drop(desk);
        match JsFuture::from(answer).await {
            Ok(bytes) if bytes.is_instance_of::<Uint8Array>() => {
                Word::Reply(Uint8Array::new(&bytes).to_vec())
            }
            Ok(nothing) if nothing.is_null() => Word::Superseded,
            _ => Word::Broken,
        }
    }
}

impl Desk {
    fn hear(desk: &RefCell<Self>, said: &JsValue) {
        if said.is_null() {
            let mut desk = desk.borrow_mut();
            desk.is_ready = true;
            let early = desk.early.take();
            if let (Some(worker), Some(early)) = (&desk.worker, early) {
                // As above.
                let _ = worker.post_message(&early);
            }
            return;
        }
        let asker = desk.borrow_mut().asker.take();
        call(asker, said);
    }

    /// The next question starts another worker.
    fn give_up(desk: &RefCell<Self>) {
        let broken = desk.take();
        if let Some(worker) = broken.worker {
            worker.terminate();
        }
        call(broken.asker, &JsValue::FALSE);
    }
}

fn call(asker: Option<Function>, word: &JsValue) {
    if let Some(asker) = asker {
        // The browser's own function, which does not throw.
        let _ = asker.call1(&JsValue::NULL, word);
    }
}

//! The worker that searches, started when it is first asked or announced.

use super::document;
use kiosque_search::message::{Ask, Reply};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Function, Promise, Uint8Array};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

/// Its script in the site's folder, where the page names no other.
const SCRIPT: &str = "kiosque-worker.js";

/// A place to put questions; one search at a time.
#[derive(Default)]
pub(crate) struct SearchWorker {
    desk: Rc<RefCell<Desk>>,
}

#[derive(Default)]
struct Desk {
    worker: Option<Worker>,
    /// Whether its module has started.
    is_ready: bool,
    /// Questions that wait for that.
    early: Vec<Uint8Array>,
    askers: Vec<Asker>,
}

/// Who waits for an answer.
struct Asker {
    number: u32,
    is_search: bool,
    take: Function,
}

/// What comes back.
pub(crate) enum Word {
    /// An answer.
    Reply(Vec<u8>),
    /// A newer search took its place.
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
        let named = document::app().and_then(|app| app.get_attribute("data-worker"));
        let script = named.unwrap_or_else(|| base.to_owned() + SCRIPT);
        let worker = Worker::new_with_options(&script, &options).ok();
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
    pub async fn ask(&self, ask: &Ask) -> Word {
        if self.desk.borrow().worker.is_none() {
            return Word::Broken;
        }
        let (number, is_search) = match ask {
            Ask::Search(question) => (question.number, true),
            Ask::Mark(marking) => (marking.number, false),
        };
        let answer = Promise::new(&mut |take, _| {
            let older = self.desk.borrow_mut().wait(Asker {
                number,
                is_search,
                take,
            });
            older.iter().for_each(|older| call(older, &JsValue::NULL));
        });
        let question = Uint8Array::from(ask.to_bytes().as_slice());
        self.desk.borrow_mut().put(question);
        match JsFuture::from(answer).await {
            Ok(nothing) if nothing.is_null() => Word::Superseded,
            Ok(said) => match said.dyn_into::<Uint8Array>() {
                Ok(bytes) => Word::Reply(bytes.to_vec()),
                Err(_) => Word::Broken,
            },
            Err(_) => Word::Broken,
        }
    }
}

impl Desk {
    /// Adds one who waits; the searches whose place it takes.
    fn wait(&mut self, asker: Asker) -> Vec<Asker> {
        let is_replaced = |older: &mut Asker| older.is_search && asker.is_search;
        let replaced = self.askers.extract_if(.., is_replaced).collect();
        self.askers.push(asker);
        replaced
    }

    fn put(&mut self, question: Uint8Array) {
        match &self.worker {
            // Fails for what cannot be copied, which bytes can.
            Some(worker) if self.is_ready => drop(worker.post_message(&question)),
            _ => self.early.push(question),
        }
    }

    fn hear(desk: &RefCell<Self>, said: &JsValue) {
        if said.is_null() {
            let mut desk = desk.borrow_mut();
            desk.is_ready = true;
            for early in std::mem::take(&mut desk.early) {
                desk.put(early);
            }
            return;
        }
        let start = said.dyn_ref::<Uint8Array>().map(|said| said.subarray(0, 5));
        let number = start.and_then(|start| Reply::number_of(&start.to_vec()));
        let mut desk = desk.borrow_mut();
        let found = desk.askers.iter();
        let found = found
            .map(|asker| Some(asker.number))
            .position(|asked| asked == number);
        let asker = found.map(|at| desk.askers.remove(at));
        drop(desk);
        asker.iter().for_each(|asker| call(asker, said));
    }

    /// The next question starts another worker.
    fn give_up(desk: &RefCell<Self>) {
        let broken = desk.take();
        if let Some(worker) = broken.worker {
            worker.terminate();
        }
        let askers = broken.askers.iter();
        askers.for_each(|asker| call(asker, &JsValue::FALSE));
    }
}

fn call(asker: &Asker, word: &JsValue) {
    // The browser's own function, which does not throw.
    let _ = asker.take.call1(&JsValue::NULL, word);
}

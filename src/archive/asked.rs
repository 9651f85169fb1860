use kiosque_reader::ReadError;
use leptos::prelude::*;
use std::any::Any;
use std::marker::PhantomData;
use std::rc::Rc;

/// What was asked of the archive: nothing yet, its answer, or why there is none.
/// Keeps the answer before while a newer one is on its way.
pub(crate) struct Asked<T> {
    /// One type for all, since each would be a copy of what signals do.
    answer: RwSignal<Answered, LocalStorage>,
    of: PhantomData<fn() -> T>,
}

/// An answer of whatever type.
pub(crate) type Answered = Option<Result<Rc<dyn Any>, ReadError>>;

impl<T> Clone for Asked<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Asked<T> {}

impl<T: Clone + 'static> Asked<T> {
    /// With an answer, or nothing yet.
    pub fn new(answer: Option<T>) -> Self {
        let answer = answer.map(|answer| Ok(Rc::new(answer) as Rc<dyn Any>));
        Self {
            answer: RwSignal::new_local(answer),
            of: PhantomData,
        }
    }

    /// What there is now; who reads it follows it.
    pub fn get(self) -> Option<Result<T, ReadError>> {
        Self::typed(self.answer.get())
    }

    /// What there is now.
    pub fn get_untracked(self) -> Option<Result<T, ReadError>> {
        Self::typed(self.answer.get_untracked())
    }

    fn typed(answer: Answered) -> Option<Result<T, ReadError>> {
        answer.and_then(|answer| match answer {
            Ok(answer) => answer.downcast_ref().cloned().map(Ok),
            Err(error) => Some(Err(error)),
        })
    }

    /// Puts an answer there. Who asked may be gone.
    pub fn put(self, answer: Result<T, ReadError>) {
        let answer = answer.map(|answer| Rc::new(answer) as Rc<dyn Any>);
        self.answer.try_set(Some(answer));
    }

    /// Takes the answer away.
    pub fn clear(self) {
        self.answer.try_set(None);
    }

    /// Whether who asked is still there.
    pub fn is_awaited(self) -> bool {
        self.answer.try_with_untracked(|_| ()).is_some()
    }

    /// The answer, whatever type it has, and what `view` shows of it.
    pub fn with_view(
        self,
        view: impl Fn(T) -> AnyView + 'static,
    ) -> (RwSignal<Answered, LocalStorage>, Show) {
        let show = move |answer: &dyn Any| match answer.downcast_ref::<T>() {
            Some(answer) => view(answer.clone()),
            None => ().into_any(),
        };
        (self.answer, Box::new(show))
    }
}

/// Shows an answer.
pub(crate) type Show = Box<dyn Fn(&dyn Any) -> AnyView>;

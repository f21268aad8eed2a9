//! What the orders share beside their rules: the journal, the calls, being stopped, and news for the host.

use std::collections::VecDeque;

use crate::error::{Error, Failure, Misuse};
use crate::http::Response;
use crate::time::Timestamp;
use crate::workflow::calls::Ask;
use crate::workflow::engine::Engine;
use crate::workflow::journal::Journal;
use crate::workflow::order::{Fate, fate};
use crate::workflow::{Input, Output, Progress, RequestId, Setup, Stopped};

/// How many purchases in a row may never leave before an order stops.
const MAX_NEVER_LEFT: u32 = 3;

#[derive(Clone, Debug)]
pub(super) struct Desk<A> {
    pub(super) engine: Engine<A>,
    pub(super) journal: Journal,
    pub(super) stopped: Option<Stopped>,
    /// Slots that changed, and were not told of since.
    pub(super) untold: VecDeque<usize>,
    told: Option<Progress>,
    never_left: u32,
}

impl<A: Ask> Desk<A> {
    pub(super) fn new(setup: Setup, run: u32, journal: Journal, settled: impl Iterator<Item = usize>) -> Self {
        Self {
            engine: Engine::new(setup, run),
            journal,
            stopped: None,
            untold: settled.collect(),
            told: None,
            never_left: 0,
        }
    }

    /// Takes an input; an answer is handed back.
    pub(super) fn handle(&mut self, now: Timestamp, input: Input) -> Result<Option<Answered>, Misuse> {
        match input {
            Input::Response { id, response } => return Ok(Some((id, Ok(response)))),
            Input::Failed { id, failure } => return Ok(Some((id, Err(failure)))),
            Input::Saved { seq } => self.journal.saved(now, seq)?,
            Input::SaveFailed { seq, conflict } => self.journal.failed(now, seq, conflict)?,
            Input::Stop => self.engine.stop(),
        }
        Ok(None)
    }

    /// Whether nothing is under way, so that the caller may change what is to be done.
    pub(super) fn check_rest(&self, is_at_rest: bool) -> Result<(), Misuse> {
        let has_stopped = self.stopped.is_some() || self.engine.is_stopping();
        if is_at_rest && self.journal.is_at_rest() && !has_stopped {
            return Ok(());
        }
        Err(Misuse::new("not_finished", "the order is at work, or stopped early: drive it to its end first"))
    }

    /// Whether the order has to end: the journal is lost, something went wrong, or the caller wants it.
    pub(super) fn must_stop(&mut self, is_finished: bool) -> bool {
        // That the journal is lost outweighs every other reason: what the report says is written nowhere else.
        let lost = self.journal.lost().map(|lost| Stopped::ByError(lost.clone().into()));
        let by_caller = (self.engine.is_stopping() && !is_finished).then_some(Stopped::ByCaller);
        self.stopped = lost.or(self.stopped.take()).or(by_caller);
        self.stopped.is_some() || self.engine.is_stopping()
    }

    pub(super) fn stop(&mut self, error: impl Into<Error>) {
        self.stopped = Some(Stopped::ByError(error.into()));
    }

    /// A purchase succeeded.
    pub(super) fn note_success(&mut self) {
        self.never_left = 0;
    }

    /// A purchase came to nothing; whether the next one would meet the same.
    pub(super) fn note_failure(&mut self, error: &Error) -> bool {
        let fate = fate(error);
        self.never_left = if fate == Fate::NeverLeft { self.never_left + 1 } else { 0 };
        self.never_left >= MAX_NEVER_LEFT
    }

    /// News for the host, if there are any: what could not be saved is in the report alone.
    pub(super) fn tell<I, T>(
        &mut self,
        item: impl FnOnce(usize) -> Option<I>,
        progress: impl FnOnce() -> Option<Progress>,
    ) -> Option<Output<A::Service, I, T>> {
        if self.journal.lost().is_some() {
            return None;
        }
        if let Some(slot) = self.untold.pop_front() {
            return item(slot).map(|item| Output::Item { index: slot as u64, item });
        }
        let news = progress().filter(|progress| self.told != Some(*progress))?;
        self.told = Some(news);
        Some(Output::Progress(news))
    }
}

/// What came for a request.
pub(super) type Answered = (RequestId, Result<Response, Failure>);

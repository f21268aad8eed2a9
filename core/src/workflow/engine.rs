//! What the workflows share: the clock that never runs backwards, the calls that may be repeated, and being stopped.

use std::time::Duration;

use crate::error::{Failure, Misuse};
use crate::http::Response;
use crate::time::Timestamp;
use crate::workflow::calls::{Ask, Calls, Heard};
use crate::workflow::setup::Setup;
use crate::workflow::{Input, Output, RequestId};

/// The part of a workflow that is the same in all of them.
#[derive(Clone, Debug)]
pub(crate) struct Engine<A> {
    pub(crate) setup: Setup,
    pub(crate) calls: Calls<A>,
    run: u32,
    now: Timestamp,
    is_stopping: bool,
}

impl<A: Ask> Engine<A> {
    pub(crate) fn new(setup: Setup, run: u32) -> Self {
        let calls = Calls::new(&setup, run);
        Self { setup, calls, run, now: Timestamp::default(), is_stopping: false }
    }

    /// Which process of the workflow this is, from 1.
    pub(crate) fn run(&self) -> u32 {
        self.run
    }

    /// The host's clock, made to stand still where it runs backwards.
    pub(crate) fn clock(&mut self, now: Timestamp) -> Timestamp {
        self.now = self.now.max(now);
        self.now
    }

    /// Whether the caller wants an end.
    pub(crate) fn is_stopping(&self) -> bool {
        self.is_stopping
    }

    /// The next request to send, or how long there is nothing to do.
    pub(crate) fn poll<I, T>(&mut self, now: Timestamp) -> Output<A::Service, I, T> {
        self.poll_until(now, None)
    }

    /// The same, with something else that will happen in so long.
    pub(crate) fn poll_until<I, T>(&mut self, now: Timestamp, other: Option<Duration>) -> Output<A::Service, I, T> {
        let now = self.clock(now);
        match self.calls.poll(now) {
            Some(sending) => Output::Send {
                id: sending.id,
                request: sending.request,
                effect: sending.effect,
                timeout: sending.timeout,
            },
            None => Output::Wait(self.calls.wake(now).into_iter().chain(other).min()),
        }
    }

    /// An input to a workflow that saves nothing.
    pub(crate) fn handle(&mut self, now: Timestamp, input: Input) -> Result<Option<Heard<A>>, Misuse> {
        match input {
            Input::Response { id, response } => self.answered(now, id, Ok(response)),
            Input::Failed { id, failure } => self.answered(now, id, Err(failure)),
            Input::Stop => {
                self.stop();
                Ok(None)
            }
            Input::Saved { .. } | Input::SaveFailed { .. } => {
                Err(Misuse::new("unexpected_saved", "no save with this number is under way"))
            }
        }
    }

    /// An answer to one of the calls.
    pub(crate) fn answered(
        &mut self,
        now: Timestamp,
        id: RequestId,
        answer: Result<Response, Failure>,
    ) -> Result<Option<Heard<A>>, Misuse> {
        let now = self.clock(now);
        self.calls.handle(now, id, answer)
    }

    /// Nothing more is asked; what is in flight is not needed.
    pub(crate) fn stop(&mut self) {
        self.is_stopping = true;
        self.calls.clear();
    }
}

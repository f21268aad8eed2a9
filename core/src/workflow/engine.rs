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
    /// What the host's clock showed last.
    host: Option<Timestamp>,
    is_stopping: bool,
}

impl<A: Ask> Engine<A> {
    pub(crate) fn new(setup: Setup, run: u32) -> Self {
        let calls = Calls::new(&setup, run);
        Self { setup, calls, run, now: Timestamp::default(), host: None, is_stopping: false }
    }

    /// Which process of the workflow this is, from 1.
    pub(crate) fn run(&self) -> u32 {
        self.run
    }

    /// The time: the host's at first, and from then on so much later as the host's clock has gone forward. Where that is
    /// set back, time stands still for a moment.
    pub(crate) fn clock(&mut self, now: Timestamp) -> Timestamp {
        self.now = match self.host.replace(now) {
            None => now,
            Some(before) => self.now + now.since(before),
        };
        self.now
    }

    /// The time as it was last.
    pub(crate) fn now(&self) -> Timestamp {
        self.now
    }

    /// Whether the caller wants an end.
    pub(crate) fn is_stopping(&self) -> bool {
        self.is_stopping
    }

    /// The next request to send, or how long there is nothing to do.
    pub(crate) fn poll<I, T>(&mut self) -> Output<A::Service, I, T> {
        self.poll_until(None)
    }

    /// The same, with something else that will happen in so long.
    pub(crate) fn poll_until<I, T>(&mut self, other: Option<Duration>) -> Output<A::Service, I, T> {
        match self.calls.poll(self.now) {
            Some(sending) => Output::Send {
                id: sending.id,
                request: sending.request,
                effect: sending.effect,
                timeout: sending.timeout,
            },
            None => Output::Wait(self.calls.wake(self.now).into_iter().chain(other).min()),
        }
    }

    /// An input to a workflow that saves nothing.
    pub(crate) fn handle(&mut self, now: Timestamp, input: Input) -> Result<Option<Heard<A>>, Misuse> {
        self.clock(now);
        match input {
            Input::Response { id, response } => self.answered(id, Ok(response)),
            Input::Failed { id, failure } => self.answered(id, Err(failure)),
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
        id: RequestId,
        answer: Result<Response, Failure>,
    ) -> Result<Option<Heard<A>>, Misuse> {
        self.calls.handle(self.now, id, answer)
    }

    /// Nothing more is asked; what is in flight is not needed.
    pub(crate) fn stop(&mut self) {
        self.is_stopping = true;
        self.calls.clear();
    }
}

//! The calls that a workflow may repeat: what waits to be sent, what is in flight, what rests before the next try.

use std::collections::VecDeque;
use std::time::Duration;

use crate::endpoint::{Effect, Endpoint};
use crate::error::{Error, Failure, Misuse, TransportError};
use crate::http::{Request, Response, Service};
use crate::time::Timestamp;
use crate::workflow::RequestId;
use crate::workflow::retry::{Backoff, retry_after};
use crate::workflow::setup::Setup;

/// A call that a workflow makes, with whatever the workflow has to remember about it: an endpoint, or a choice of some.
pub(crate) trait Ask {
    type Service: Service;
    type Answer;

    fn effect(&self) -> Effect;
    fn to_request(&self) -> Request<Self::Service>;
    fn read(&self, response: &Response) -> Result<Self::Answer, Error>;
    /// The error for a call that got no answer.
    fn failed(&self, failure: Failure) -> Error;
}

impl<E: Endpoint> Ask for E {
    type Service = E::Service;
    type Answer = E::Answer;

    fn effect(&self) -> Effect {
        E::EFFECT
    }

    fn to_request(&self) -> Request<E::Service> {
        self.request()
    }

    fn read(&self, response: &Response) -> Result<E::Answer, Error> {
        self.parse(response)
    }

    fn failed(&self, failure: Failure) -> Error {
        Endpoint::failed(self, failure).into()
    }
}

/// The error for a call of `E` that got no answer.
pub(crate) fn failed<E: Endpoint>(failure: Failure) -> Error {
    TransportError::new::<E>(failure).into()
}

/// The misuse of an id that no request had.
pub(crate) fn unknown_request() -> Misuse {
    Misuse::new("unknown_request", "no request with this id was sent")
}

/// A request to be sent.
#[derive(Debug)]
pub(crate) struct Sending<S> {
    pub(crate) id: RequestId,
    pub(crate) request: Request<S>,
    pub(crate) effect: Effect,
    pub(crate) timeout: Duration,
}

/// What came of a call: its answer, or why there is none though it was tried as often as allowed.
pub(crate) type Heard<A> = (A, Result<<A as Ask>::Answer, Error>);

#[derive(Clone, Debug)]
pub(crate) struct Calls<A> {
    run: u32,
    issued: u32,
    max_in_flight: usize,
    max_retries: u32,
    timeout: Duration,
    backoff: Backoff,
    fresh: VecDeque<A>,
    resting: Vec<Call<A>>,
    flying: Vec<Call<A>>,
    /// In flight, and needed no more.
    abandoned: Vec<RequestId>,
}

/// A call that was sent at least once.
#[derive(Clone, Debug)]
struct Call<A> {
    ask: A,
    /// The id of each try; of a flying one the last is in flight.
    ids: Vec<RequestId>,
    /// When it may be sent again.
    due: Timestamp,
}

impl<A: Ask> Calls<A> {
    /// No calls yet. `run` must be new for every process that goes on with a workflow, so that no id is used twice.
    pub(crate) fn new(setup: &Setup, run: u32) -> Self {
        Self {
            run,
            issued: 0,
            max_in_flight: setup.max_in_flight,
            max_retries: setup.max_retries,
            timeout: setup.timeout,
            // Another run must not wait in step with this one.
            backoff: Backoff::new(setup.seed.wrapping_add(u64::from(run))),
            fresh: VecDeque::new(),
            resting: Vec::new(),
            flying: Vec::new(),
            abandoned: Vec::new(),
        }
    }

    pub(crate) fn ask(&mut self, ask: A) {
        self.fresh.push_back(ask);
    }

    /// An id for a request that is sent outside of these calls.
    pub(crate) fn issue(&mut self) -> RequestId {
        self.issued = self.issued.saturating_add(1);
        RequestId::new(self.run, self.issued)
    }

    /// Whether no call waits or is in flight.
    pub(crate) fn is_idle(&self) -> bool {
        self.fresh.is_empty() && self.resting.is_empty() && self.flying.is_empty()
    }

    /// How many calls could be asked for now without one of them waiting for another.
    pub(crate) fn room(&self) -> usize {
        let busy = self.fresh.len() + self.resting.len() + self.flying.len();
        self.max_in_flight.saturating_sub(busy)
    }

    /// Forgets every call; answers that still come are not needed.
    pub(crate) fn clear(&mut self) {
        self.fresh.clear();
        self.resting.clear();
        self.abandoned.extend(self.flying.drain(..).filter_map(|call| call.ids.last().copied()));
    }

    fn in_flight(&self) -> usize {
        self.flying.len() + self.abandoned.len()
    }

    /// The next request to send, if there is one and it may leave now.
    pub(crate) fn poll(&mut self, now: Timestamp) -> Option<Sending<A::Service>> {
        if self.in_flight() >= self.max_in_flight {
            return None;
        }
        let rested = self.resting.iter().position(|call| call.due <= now);
        let mut call = match rested {
            Some(position) => self.resting.remove(position),
            None => Call { ask: self.fresh.pop_front()?, ids: Vec::new(), due: now },
        };
        let id = self.issue();
        call.ids.push(id);
        let sending = Sending { id, request: call.ask.to_request(), effect: call.ask.effect(), timeout: self.timeout };
        self.flying.push(call);
        Some(sending)
    }

    /// How long until a call may be sent again; `None` if none rests, or there is no room in the air.
    pub(crate) fn wake(&self, now: Timestamp) -> Option<Duration> {
        if self.in_flight() >= self.max_in_flight {
            return None;
        }
        self.resting.iter().map(|call| call.due.since(now)).min()
    }

    /// Takes an answer. `None` where the call goes on: it will be tried again, or nobody waits for it any more.
    pub(crate) fn handle(
        &mut self,
        now: Timestamp,
        id: RequestId,
        answer: Result<Response, Failure>,
    ) -> Result<Option<Heard<A>>, Misuse> {
        self.abandoned.retain(|abandoned| *abandoned != id);
        if let Some(position) = self.flying.iter().position(|call| call.ids.last() == Some(&id)) {
            let call = self.flying.remove(position);
            return Ok(self.judge(now, call, answer));
        }
        if id.number() > RequestId::new(self.run, self.issued).number() {
            return Err(unknown_request());
        }
        Ok(answer.ok().and_then(|response| self.late(id, &response)))
    }

    /// An answer to a try that was given up: as good as any, if the call is still without one.
    fn late(&mut self, id: RequestId, response: &Response) -> Option<Heard<A>> {
        let is_its = |call: &Call<A>| call.ids.contains(&id);
        if let Some(position) = self.resting.iter().position(is_its) {
            let answer = self.resting.get(position)?.ask.read(response).ok()?;
            return Some((self.resting.remove(position).ask, Ok(answer)));
        }
        let position = self.flying.iter().position(is_its)?;
        let answer = self.flying.get(position)?.ask.read(response).ok()?;
        let Call { ask, ids, .. } = self.flying.remove(position);
        self.abandoned.extend(ids.last());
        Some((ask, Ok(answer)))
    }

    fn judge(&mut self, now: Timestamp, mut call: Call<A>, answer: Result<Response, Failure>) -> Option<Heard<A>> {
        let asked_to_wait = answer.as_ref().ok().and_then(|response| retry_after(response, now));
        let heard = match answer {
            Ok(response) => call.ask.read(&response),
            Err(failure) => Err(call.ask.failed(failure)),
        };
        let tries = u32::try_from(call.ids.len()).unwrap_or(u32::MAX);
        match heard {
            Err(error) if error.is_retryable() && call.ask.effect().is_repeatable() && tries <= self.max_retries => {
                call.due = now + self.backoff.pause(tries, asked_to_wait);
                self.resting.push(call);
                None
            }
            heard => Some((call.ask, heard)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aql::ListUsers;
    use crate::workflow::testing::setup;

    #[test]
    fn no_more_fly_than_allowed_and_a_resting_call_takes_its_turn() {
        let mut now = Timestamp::default();
        let mut calls = Calls::new(&setup().max_in_flight(2), 1);
        for _ in 0..5 {
            calls.ask(ListUsers);
        }
        let [first, _] = [calls.poll(now).unwrap().id, calls.poll(now).unwrap().id];
        assert!(calls.poll(now).is_none());
        assert!(calls.handle(now, first, Err(Failure::NoAnswer)).unwrap().is_none());
        assert!(calls.poll(now).is_some());
        assert!(calls.poll(now).is_none());
        now = now + Duration::from_secs(1);
        // Both places are taken: the call that rests waits for one, not for the clock.
        assert_eq!(calls.wake(now), None);
        assert_eq!(calls.room(), 0);
    }
}

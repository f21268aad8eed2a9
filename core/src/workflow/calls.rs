//! The calls that a workflow may repeat: what waits to be sent, what is in flight, what rests before the next try.

use std::time::Duration;

use crate::endpoint::{Effect, Endpoint};
use crate::error::{Error, Failure, Misuse, Outcome, TransportError};
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

/// The calls of a workflow, and what each of them asks.
#[derive(Clone, Debug)]
pub(crate) struct Calls<A> {
    book: Book,
    /// By ticket, the oldest first.
    asks: Vec<(Ticket, A)>,
}

impl<A: Ask> Calls<A> {
    /// No calls yet. `run` must be new for every process that goes on with a workflow, so that no id is used twice.
    pub(crate) fn new(setup: &Setup, run: u32) -> Self {
        Self { book: Book::new(setup, run), asks: Vec::new() }
    }

    pub(crate) fn ask(&mut self, ask: A) {
        self.asks.push((self.book.enter(), ask));
    }

    /// An id for a request that is sent outside of these calls.
    pub(crate) fn issue(&mut self) -> RequestId {
        self.book.issue()
    }

    /// Whether no call waits or is in flight.
    pub(crate) fn is_idle(&self) -> bool {
        self.asks.is_empty()
    }

    /// How many calls could be asked for now without one of them waiting for another.
    pub(crate) fn room(&self) -> usize {
        self.book.max_in_flight.saturating_sub(self.asks.len())
    }

    /// Forgets every call; answers that still come are not needed.
    pub(crate) fn clear(&mut self) {
        self.asks.clear();
        self.book.clear();
    }

    /// The next request to send, if there is one and it may leave now.
    pub(crate) fn poll(&mut self, now: Timestamp) -> Option<Sending<A::Service>> {
        let (ticket, id) = self.book.poll(now)?;
        let (_, ask) = self.asks.iter().find(|(asked, _)| *asked == ticket)?;
        Some(Sending { id, request: ask.to_request(), effect: ask.effect(), timeout: self.book.timeout })
    }

    /// How long until a call may be sent again; `None` if none rests, or there is no room in the air.
    pub(crate) fn wake(&self, now: Timestamp) -> Option<Duration> {
        self.book.wake(now)
    }

    /// Takes an answer. `None` where the call goes on: it will be tried again, or nobody waits for it any more.
    pub(crate) fn handle(
        &mut self,
        now: Timestamp,
        id: RequestId,
        answer: Result<Response, Failure>,
    ) -> Result<Option<Heard<A>>, Misuse> {
        let landed = self.book.land(id)?;
        Ok(self.heard(now, &landed, answer))
    }

    fn heard(&mut self, now: Timestamp, landed: &Landed, answer: Result<Response, Failure>) -> Option<Heard<A>> {
        let ticket = landed.ticket?;
        let position = self.asks.iter().position(|(asked, _)| *asked == ticket)?;
        let (_, ask) = self.asks.get(position)?;
        let asked_to_wait = answer.as_ref().ok().and_then(|response| retry_after(response, now));
        let heard = match answer {
            Ok(response) => ask.read(&response),
            Err(failure) => Err(ask.failed(failure)),
        };
        let effect = ask.effect();
        let ended = self.book.end(now, landed, effect, heard.as_ref().err(), asked_to_wait)?;
        let (_, ask) = self.asks.remove(position);
        Some((ask, heard.map_err(|error| ended.error(error))))
    }
}

/// The number of a call, in the order in which they were asked for.
type Ticket = u64;

/// What is known of the calls beside what they ask: which of them wait, fly and rest.
#[derive(Clone, Debug)]
struct Book {
    run: u32,
    issued: u32,
    max_in_flight: usize,
    max_retries: u32,
    timeout: Duration,
    backoff: Backoff,
    /// How many calls were asked for, and how many of them were sent, or forgotten before.
    entered: Ticket,
    begun: Ticket,
    resting: Vec<Call>,
    flying: Vec<Call>,
    /// In flight, and needed no more.
    abandoned: Vec<RequestId>,
}

/// A call that was sent at least once.
#[derive(Clone, Debug)]
struct Call {
    ticket: Ticket,
    /// The id of each try; of a flying one the last is in flight.
    ids: Vec<RequestId>,
    /// When it may be sent again.
    due: Timestamp,
    /// The first error of a try after which nobody knows whether it was done.
    doubt: Option<Error>,
}

/// What an answer is to.
struct Landed {
    /// The call, unless nobody waits for it any more.
    ticket: Option<Ticket>,
    /// Whether it is to a try that was given up. That is as good as any, if it says something.
    is_late: bool,
}

/// A call that goes on no more.
struct Ended {
    /// The first error of a try after which nobody knows whether it was done.
    doubt: Option<Error>,
}

impl Ended {
    const WITHOUT_DOUBT: Self = Self { doubt: None };

    /// The error that the call ends with: that nothing was changed is true of the last try alone.
    fn error(self, last: Error) -> Error {
        match last.outcome() {
            Outcome::NotSent | Outcome::NotChanged => self.doubt.unwrap_or(last),
            Outcome::Applied | Outcome::Unknown => last,
        }
    }
}

impl Book {
    fn new(setup: &Setup, run: u32) -> Self {
        Self {
            run,
            issued: 0,
            max_in_flight: setup.max_in_flight,
            max_retries: setup.max_retries,
            timeout: setup.timeout,
            // Another run must not wait in step with this one.
            backoff: Backoff::new(setup.seed.wrapping_add(u64::from(run))),
            entered: 0,
            begun: 0,
            resting: Vec::new(),
            flying: Vec::new(),
            abandoned: Vec::new(),
        }
    }

    fn enter(&mut self) -> Ticket {
        self.entered += 1;
        self.entered
    }

    fn issue(&mut self) -> RequestId {
        self.issued = self.issued.saturating_add(1);
        RequestId::new(self.run, self.issued)
    }

    fn clear(&mut self) {
        self.begun = self.entered;
        self.resting.clear();
        self.abandoned.extend(self.flying.drain(..).filter_map(|call| call.ids.last().copied()));
    }

    fn is_full(&self) -> bool {
        self.flying.len() + self.abandoned.len() >= self.max_in_flight
    }

    /// The call to send next, and the id of that try.
    fn poll(&mut self, now: Timestamp) -> Option<(Ticket, RequestId)> {
        if self.is_full() {
            return None;
        }
        let rested = self.resting.iter().position(|call| call.due <= now);
        let mut call = match rested {
            Some(position) => self.resting.remove(position),
            None => self.begin(now)?,
        };
        let id = self.issue();
        let ticket = call.ticket;
        call.ids.push(id);
        self.flying.push(call);
        Some((ticket, id))
    }

    /// The call that waits longest.
    fn begin(&mut self, now: Timestamp) -> Option<Call> {
        if self.begun == self.entered {
            return None;
        }
        self.begun += 1;
        Some(Call { ticket: self.begun, ids: Vec::new(), due: now, doubt: None })
    }

    fn wake(&self, now: Timestamp) -> Option<Duration> {
        if self.is_full() {
            return None;
        }
        self.resting.iter().map(|call| call.due.since(now)).min()
    }

    /// What the answer with that id is to.
    fn land(&mut self, id: RequestId) -> Result<Landed, Misuse> {
        self.abandoned.retain(|abandoned| *abandoned != id);
        if id.number() > RequestId::new(self.run, self.issued).number() {
            return Err(unknown_request());
        }
        let mut calls = self.flying.iter().chain(&self.resting);
        let call = calls.find(|call| call.ids.contains(&id));
        let is_late = !self.flying.iter().any(|call| call.ids.last() == Some(&id));
        Ok(Landed { ticket: call.map(|call| call.ticket), is_late })
    }

    /// Ends a call with an answer, or with `error` in place of a success. `None` where it goes on: to rest, or as if no
    /// answer had come.
    fn end(
        &mut self,
        now: Timestamp,
        landed: &Landed,
        effect: Effect,
        error: Option<&Error>,
        asked_to_wait: Option<Duration>,
    ) -> Option<Ended> {
        if landed.is_late && error.is_some() {
            return None;
        }
        let is_its = |call: &Call| Some(call.ticket) == landed.ticket;
        self.resting.retain(|call| !is_its(call));
        let Some(position) = self.flying.iter().position(is_its) else { return Some(Ended::WITHOUT_DOUBT) };
        let mut call = self.flying.remove(position);
        if landed.is_late {
            self.abandoned.extend(call.ids.last());
            return Some(Ended::WITHOUT_DOUBT);
        }
        let tries = u32::try_from(call.ids.len()).unwrap_or(u32::MAX);
        let may_go_on = effect.is_repeatable() && tries <= self.max_retries;
        let Some(error) = error.filter(|error| error.is_retryable() && may_go_on) else {
            return Some(Ended { doubt: call.doubt });
        };
        if error.outcome() == Outcome::Unknown {
            call.doubt.get_or_insert_with(|| error.clone());
        }
        call.due = now + self.backoff.pause(tries, asked_to_wait);
        self.resting.push(call);
        None
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

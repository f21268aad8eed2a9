//! One call, repeated until it is answered: for what reads, and for what changes to the same again.

use std::time::Duration;

use crate::endpoint::Endpoint;
use crate::error::{InvalidCode, InvalidInput, Misuse};
use crate::http::{Request, Response};
use crate::saved::saved_struct;
use crate::time::{Timestamp, http_date};
use crate::workflow::checkpoint::{Kind, refused};
use crate::workflow::engine::Engine;
use crate::workflow::setup::Setup;
use crate::workflow::{Checkpoint, Input, Output, Stopped, Workflow};

/// The longest wait before the second try; each further one may be twice as long.
const FIRST_PAUSE: Duration = Duration::from_secs(1);

/// The longest wait that is chosen here.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// The longest wait that a carrier may ask for.
const LONGEST_ASKED: Duration = Duration::from_secs(300);

/// How long to wait between tries: exponential, with full jitter from a seed.
#[derive(Clone, Debug)]
pub(crate) struct Backoff(fastrand::Rng);

impl Backoff {
    pub(crate) fn new(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// How long to wait after so many tries; at least what the carrier asked for, within reason.
    pub(crate) fn pause(&mut self, tries: u32, asked: Option<Duration>) -> Duration {
        let doublings = tries.saturating_sub(1).min(16);
        let longest = (FIRST_PAUSE * 2_u32.pow(doublings)).min(LONGEST_PAUSE);
        let longest = u64::try_from(longest.as_millis()).unwrap_or(u64::MAX);
        let chosen = Duration::from_millis(self.0.u64(0..=longest));
        chosen.max(asked.unwrap_or_default().min(LONGEST_ASKED))
    }
}

/// How long a response asks to be left alone (RFC 9110, section 10.2.3): seconds, or a date.
pub(crate) fn retry_after(response: &Response, now: Timestamp) -> Option<Duration> {
    let text = response.header("retry-after")?.trim();
    let seconds = text.parse().ok().map(Duration::from_secs);
    seconds.or_else(|| http_date(text).map(|date| date.since(now)))
}

/// One call, repeated until it is answered or was tried as often as the [`Setup`] allows.
///
/// What is repeated: a temporary refusal, HTTP 408, 425, 429 and 5xx, a lost answer, an answer that makes no sense. The
/// waits grow from one second to 30, at random so that many clients do not come back at once; a `Retry-After` is
/// honoured up to five minutes.
///
/// A purchase or a release is never repeated; that does not even compile:
///
/// ```compile_fail
/// # use telwire::{aculab::TelPurchase, workflow::{Fingerprint, Retry, Setup}};
/// let setup = Setup::new(Fingerprint::new(["aculab"]), 1);
/// let retry = Retry::new(TelPurchase::new("Germany", "Berlin")?, setup);
/// # Ok::<(), telwire::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Retry<E: Endpoint> {
    engine: Engine<E>,
    call: E,
    done: Option<Result<E::Answer, Stopped>>,
}

/// What a checkpoint holds: which call it is of.
struct State {
    run: u32,
    path: String,
    form: String,
}

saved_struct!(State { run, path, form });

impl<E: Endpoint + Clone> Retry<E> {
    /// The call `call`, to be made as `setup` says.
    #[must_use]
    pub fn new(call: E, setup: Setup) -> Self {
        const { assert!(E::EFFECT.is_repeatable(), "only what reads or changes may be repeated") };
        Self::of_run(call, setup, 1)
    }

    fn of_run(call: E, setup: Setup, run: u32) -> Self {
        let mut engine = Engine::new(setup, run);
        engine.calls.ask(call.clone());
        Self { engine, call, done: None }
    }

    /// Goes on with a checkpoint of the same call: it is made anew.
    ///
    /// # Errors
    /// Field `checkpoint`: `foreign`, `damaged`, `wrong_format`, `out_of_range` (another version).
    pub fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        let state: State = checkpoint.read(Kind::Retry, &self.engine.setup.fingerprint)?;
        let request = self.call.request();
        if (state.path.as_str(), state.form.as_str()) != (request.path(), request.form()) {
            return Err(refused(InvalidCode::Foreign, "is of another call: resume with the call it was made for"));
        }
        Ok(Self::of_run(self.call.clone(), self.engine.setup.clone(), state.run.saturating_add(1)))
    }
}

impl<E: Endpoint + Clone> Workflow for Retry<E>
where
    E::Answer: Clone,
{
    type Service = E::Service;
    type Item = std::convert::Infallible;
    type Report = Result<E::Answer, Stopped>;

    fn poll(&mut self, now: Timestamp) -> Output<E::Service, Self::Item, Self::Report> {
        self.engine.clock(now);
        match &self.done {
            Some(done) => Output::Done(done.clone()),
            None => self.engine.poll(),
        }
    }

    fn handle(&mut self, now: Timestamp, input: Input) -> Result<(), Misuse> {
        let heard = self.engine.handle(now, input)?;
        if let Some((_, answer)) = heard {
            self.done = Some(answer.map_err(Stopped::ByError));
        } else if self.engine.is_stopping() && self.done.is_none() {
            self.done = Some(Err(Stopped::ByCaller));
        }
        Ok(())
    }

    fn checkpoint(&self) -> Checkpoint {
        let request: Request<E::Service> = self.call.request();
        let state = State { run: self.engine.run(), path: request.path().to_owned(), form: request.form().to_owned() };
        Checkpoint::new(Kind::Retry, &self.engine.setup.fingerprint, &[&state])
    }
}

#[cfg(test)]
mod tests;

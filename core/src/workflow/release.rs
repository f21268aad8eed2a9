//! Giving numbers back, and knowing of each whether it is gone.
//!
//! A batch goes through these steps; a deletion leaves only once its intent is in the journal, and every answer is
//! saved before anything else happens:
//!
//! ```text
//! save intent ─▶ delete ─┬─ each number deleted or refused ─▶ save ─▶ next batch
//!      ▲                 └─ lost, cut, unclear ─▶ save ─▶ wait ─▶ list everything ─▶ save ─┐
//!      └────────────────────────── the numbers that are open still ◀───────────────────────┘
//! ```

mod evidence;
mod report;

use std::cmp::Reverse;
use std::time::Duration;

use crate::aculab::{Deleted, InboundNumber, OwnedNumber, Service, TelDeleteNumbers, TelListNumbers};
use crate::endpoint::{Effect, Endpoint as _};
use crate::error::{Error, Failure, InvalidCode, InvalidInput, Misuse, Outcome};
use crate::http::Response;
use crate::saved::Saved;
use crate::sorted::Set;
use crate::time::Timestamp;
use crate::workflow::calls::{failed, unknown_request};
use crate::workflow::checkpoint::{Kind, refused};
use crate::workflow::ending::Ending;
use crate::workflow::engine::Engine;
use crate::workflow::journal::Journal;
use crate::workflow::meter::Meter;
use crate::workflow::retry::Backoff;
use crate::workflow::setup::Setup;
use crate::workflow::{Checkpoint, Input, Output, RequestId, Stage, Stopped, Workflow};

use evidence::{Entry, Fate};
pub use report::{ReleaseItem, ReleaseReport, Released};

/// How many numbers a deletion names unless the caller says otherwise: few enough to be looked through by hand.
const BATCH_SIZE: usize = 50;

/// How long to wait after the first deletion without an answer that decides, before looking what became of it.
const FIRST_SETTLE: Duration = Duration::from_secs(10);

/// How long to wait after each further one.
const LATER_SETTLE: Duration = Duration::from_secs(60);

/// Gives numbers back to Aculab Cloud, in batches, one after another, and says of each number what became of it.
///
/// A deletion whose answer is lost is found out about: the release waits, looks at the whole listing, and deletes again
/// what is open, three times at most. That is safe: a number that is gone already is refused with 0300, "not yours".
///
/// It saves as an order does, so a crash at any moment loses nothing; see the [module](super) for what a driver owes it.
/// Items come by position, once what they say is settled and saved.
///
/// `based_on` services that were created when the numbers were bought are not documented to go with them.
#[derive(Clone, Debug)]
pub struct Release {
    engine: Engine<TelListNumbers>,
    journal: Journal,
    backoff: Backoff,
    batch_size: usize,
    /// One for each number, in the caller's order.
    entries: Vec<Entry>,
    step: Step,
    /// How many deletions in a row never left.
    never_left: u32,
    /// Positions whose items are to be handed out, the first of them last, and those whose items have been.
    ready: Set<Reverse<usize>>,
    shown: Set<usize>,
    ending: Ending,
    meter: Meter,
}

/// What the release is at.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// Deciding what comes next.
    Deciding,
    /// Just resumed: what became of deletions without an answer is open.
    Resuming,
    /// Waiting before a deletion that never left is tried again.
    Resting { due: Timestamp },
    /// A deletion may leave as soon as its intent is saved.
    Intending(RequestId),
    /// A deletion is on its way.
    Deleting(RequestId),
    /// Waiting before the listing is worth looking at.
    Settling { due: Timestamp },
    /// Looking at the listing.
    Looking,
}

impl Release {
    /// Gives back all of `numbers`, as `setup` says.
    ///
    /// # Errors
    /// Field `numbers`: `empty`; `repeated`, with the position of the second.
    pub fn new(numbers: Vec<InboundNumber>, setup: Setup) -> Result<Self, InvalidInput> {
        let checked = TelDeleteNumbers::new(numbers)?;
        let entries = checked.numbers().iter().cloned().map(Entry::new).collect();
        Ok(Self::of_run(entries, setup, 1, Journal::new(0)))
    }

    fn of_run(entries: Vec<Entry>, setup: Setup, run: u32, journal: Journal) -> Self {
        Self {
            // Another run must not wait in step with this one.
            backoff: Backoff::new(setup.seed.wrapping_add(u64::from(run))),
            engine: Engine::new(setup, run),
            journal,
            batch_size: BATCH_SIZE,
            entries,
            step: Step::Deciding,
            never_left: 0,
            ready: Set::new(),
            shown: Set::new(),
            ending: Ending::default(),
            meter: Meter::default(),
        }
    }

    /// Names at most so many numbers in one deletion; at least 1. 50 unless set.
    #[must_use]
    pub fn batch_size(self, batch_size: usize) -> Self {
        Self { batch_size: batch_size.max(1), ..self }
    }

    /// What there is instead at aql, which documents no release: the refusal to show to whoever asks for one.
    ///
    /// ```
    /// let error = telwire::workflow::Release::unsupported_at_aql();
    /// assert_eq!(error.to_string(), "`release` is not documented by aql: ask your account manager there");
    /// ```
    #[must_use]
    pub fn unsupported_at_aql() -> InvalidInput {
        let message = "is not documented by aql: ask your account manager there";
        InvalidInput::new("release", InvalidCode::Unsupported, message)
    }

    /// Goes on with a checkpoint of a release of the same numbers, out of the journal: a deletion that was on its way
    /// counts as unanswered, and what an error ended is tried again. The first output claims the journal.
    ///
    /// # Errors
    /// Field `checkpoint`: `foreign`, `damaged`, `wrong_format`, `out_of_range` (another version).
    pub fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        let setup = self.engine.setup.clone();
        let (run, seq, entries): (u32, u64, Vec<Entry>) = checkpoint.read(Kind::Release, &setup.fingerprint)?;
        if !entries.iter().map(Entry::number).eq(self.entries.iter().map(Entry::number)) {
            let message = "is of other numbers: resume with the numbers it was made for, in the same order";
            return Err(refused(InvalidCode::Foreign, message));
        }
        let mut journal = Journal::new(seq);
        journal.mark(Timestamp::default());
        let resumed = Self::of_run(entries, setup, run.saturating_add(1), journal);
        let decided = resumed.entries.iter().enumerate().filter(|(_, entry)| entry.is_decided());
        let ready = decided.map(|(position, _)| Reverse(position)).collect();
        Ok(Self { batch_size: self.batch_size, step: Step::Resuming, ready, ..resumed })
    }

    /// Goes as far as it can by itself. Nothing happens while there is something to save.
    fn advance(&mut self, now: Timestamp) {
        if let Some(lost) = self.journal.lost().cloned() {
            self.end(now, Some(Stopped::ByError(lost.into())));
        }
        if self.ending.is_over() || !self.journal.is_clean() {
            return;
        }
        match self.step {
            Step::Deleting(_) => {}
            _ if self.engine.is_stopping() => {
                let is_done = self.entries.iter().all(Entry::is_decided);
                self.end(now, (!is_done).then_some(Stopped::ByCaller));
            }
            Step::Resuming if self.entries.iter().any(Entry::is_open) => self.settle(now, &self.all()),
            Step::Settling { due } if due <= now => {
                self.engine.calls.ask(TelListNumbers::new());
                self.step = Step::Looking;
            }
            Step::Resting { due } if due > now => {}
            Step::Deciding | Step::Resuming | Step::Resting { .. } => self.decide(now),
            Step::Intending(_) | Step::Looking | Step::Settling { .. } => {}
        }
    }

    fn all(&self) -> Vec<usize> {
        (0..self.entries.len()).collect()
    }

    /// The next deletion, or the end.
    fn decide(&mut self, now: Timestamp) {
        match self.next_batch() {
            Some(batch) => self.intend(now, &batch),
            None => self.end(now, None),
        }
    }

    /// The positions of the first batch with numbers that may be sent: those numbers.
    fn next_batch(&self) -> Option<Vec<usize>> {
        let positions = self.all();
        let may_be_sent = |position: &usize| self.entries.get(*position).is_some_and(Entry::may_be_sent);
        let batches = positions.chunks(self.batch_size);
        let mut open = batches.map(|batch| batch.iter().copied().filter(may_be_sent).collect::<Vec<_>>());
        open.find(|batch| !batch.is_empty())
    }

    fn intend(&mut self, now: Timestamp, batch: &[usize]) {
        let id = self.engine.calls.issue();
        for position in batch {
            self.with_entry(*position, |entry| entry.intend(id, now));
        }
        self.step = Step::Intending(id);
        self.journal.mark(now);
    }

    /// Sends the deletion whose intent is saved.
    fn send(&mut self, now: Timestamp, id: RequestId) -> Output<Service, ReleaseItem, ReleaseReport> {
        let batch = self.sent_with(id);
        for position in &batch {
            self.with_entry(*position, |entry| entry.left(id, now));
        }
        self.step = Step::Deleting(id);
        let request = self.call(&batch).request();
        Output::Send { id, request, effect: Effect::Release, timeout: Effect::Release.timeout() }
    }

    fn call(&self, batch: &[usize]) -> TelDeleteNumbers {
        let entries = batch.iter().filter_map(|position| self.entries.get(*position));
        TelDeleteNumbers::of_distinct(entries.map(|entry| entry.number().clone()).collect())
    }

    /// Which numbers the deletion of that id names.
    fn sent_with(&self, id: RequestId) -> Vec<usize> {
        let entries = self.entries.iter().enumerate();
        entries.filter(|(_, entry)| entry.is_in(id)).map(|(position, _)| position).collect()
    }

    fn with_entry(&mut self, position: usize, change: impl FnOnce(&mut Entry)) {
        if let Some(entry) = self.entries.get_mut(position) {
            change(entry);
        }
    }

    fn answered(&mut self, now: Timestamp, id: RequestId, answer: Result<Response, Failure>) -> Result<(), Misuse> {
        let batch = self.sent_with(id);
        if batch.is_empty() {
            if let Some((_, listing)) = self.engine.answered(id, answer)? {
                self.looked(now, listing);
            }
            return Ok(());
        }
        match self.step {
            Step::Intending(intended) if intended == id => return Err(unknown_request()),
            Step::Deleting(sent) if sent == id => self.heard(now, id, &batch, answer),
            _ => self.heard_late(now, id, &batch, answer),
        }
        Ok(())
    }

    /// The answer to the deletion that is on its way.
    fn heard(&mut self, now: Timestamp, id: RequestId, batch: &[usize], answer: Result<Response, Failure>) {
        match self.take(now, id, batch, answer) {
            Err(error) if error.outcome() == Outcome::NotSent => return self.rest(now, error),
            Err(error) if error.outcome() == Outcome::NotChanged => self.end(now, Some(Stopped::ByError(error))),
            _ if self.is_any_open(batch) => self.settle(now, batch),
            _ => self.step = Step::Deciding,
        }
        self.never_left = 0;
    }

    /// The answer to a deletion that counted as unanswered: as good as any.
    fn heard_late(&mut self, now: Timestamp, id: RequestId, batch: &[usize], answer: Result<Response, Failure>) {
        if answer.is_err() {
            return;
        }
        // What was to be sent may have been answered now.
        self.take_back(now);
        let _ = self.take(now, id, batch, answer);
        let is_finding_out = matches!(self.step, Step::Settling { .. } | Step::Looking);
        if is_finding_out && !self.entries.iter().any(Entry::is_open) {
            self.engine.calls.clear();
            self.step = Step::Deciding;
        }
    }

    /// Notes what an answer says about each number of the batch.
    fn take(
        &mut self,
        now: Timestamp,
        id: RequestId,
        batch: &[usize],
        answer: Result<Response, Failure>,
    ) -> Result<Deleted, Error> {
        let call = self.call(batch);
        let heard = match answer {
            Ok(response) => call.parse(&response),
            Err(failure) => Err(failed::<TelDeleteNumbers>(failure)),
        };
        let fates = match &heard {
            Ok(deleted) => Fate::of_each(&call, deleted),
            Err(error) => vec![Fate::of_all(error); batch.len()],
        };
        for (position, fate) in batch.iter().zip(fates) {
            self.with_entry(*position, |entry| entry.learn(id, fate));
        }
        self.journal.mark(now);
        let (is_over, entries) = (self.ending.is_over(), &self.entries);
        let is_settled = |position: &usize| is_over || entries.get(*position).is_some_and(Entry::is_decided);
        self.ready.extend(batch.iter().copied().filter(is_settled).map(Reverse));
        heard
    }

    fn is_any_open(&self, batch: &[usize]) -> bool {
        batch.iter().filter_map(|position| self.entries.get(*position)).any(Entry::is_open)
    }

    /// Waits, to look then what became of the numbers of that batch.
    fn settle(&mut self, now: Timestamp, batch: &[usize]) {
        let entries = batch.iter().filter_map(|position| self.entries.get(*position));
        let sends = entries.filter(|entry| entry.is_open()).map(Entry::open_sends).max();
        let pause = if sends > Some(1) { LATER_SETTLE } else { FIRST_SETTLE };
        self.step = Step::Settling { due: now + pause };
    }

    /// Waits before a deletion that never left is sent again, or gives up.
    fn rest(&mut self, now: Timestamp, error: Error) {
        self.never_left = self.never_left.saturating_add(1);
        if self.never_left > self.engine.setup.max_retries {
            return self.end(now, Some(Stopped::ByError(error)));
        }
        self.step = Step::Resting { due: now + self.backoff.pause(self.never_left, None) };
    }

    /// What the whole listing says. Without one the deletion is sent again all the same: that is safe.
    fn looked(&mut self, now: Timestamp, listing: Result<Vec<OwnedNumber>, Error>) {
        if let Ok(owned) = listing {
            let owned: Set<&InboundNumber> = owned.iter().map(|owned| &owned.number).collect();
            for entry in &mut self.entries {
                entry.look(owned.contains(entry.number()));
            }
            self.journal.mark(now);
        }
        self.step = Step::Deciding;
    }

    /// A deletion whose intent is saved, or being saved, does not leave.
    fn take_back(&mut self, now: Timestamp) {
        let Step::Intending(id) = self.step else { return };
        for position in self.sent_with(id) {
            self.with_entry(position, |entry| entry.learn(id, Fate::NotSent));
        }
        self.step = Step::Deciding;
        self.journal.mark(now);
    }

    /// Nothing more is sent.
    fn end(&mut self, now: Timestamp, stopped: Option<Stopped>) {
        if self.ending.is_over() {
            return;
        }
        self.take_back(now);
        self.engine.calls.clear();
        self.ending.end(stopped);
        let unshown = (0..self.entries.len()).filter(|position| !self.shown.contains(position));
        self.ready.extend(unshown.map(Reverse));
    }

    /// What comes before anything else: the save, and once it is made what it settles.
    fn save_or_tell(&mut self, now: Timestamp) -> Option<Output<Service, ReleaseItem, ReleaseReport>> {
        let Self { engine, journal, entries, .. } = self;
        let save = journal.poll(now, |seq| written(engine, seq, entries));
        match save {
            None if self.journal.is_clean() => self.tell(),
            save => save,
        }
    }

    /// How far it is, or the next item that is settled.
    fn tell(&mut self) -> Option<Output<Service, ReleaseItem, ReleaseReport>> {
        let (settled, total) = (self.shown.len() as u64, self.entries.len() as u64);
        if let Some(progress) = self.meter.poll(Stage::Releasing, settled, Some(total)) {
            return Some(progress);
        }
        let Reverse(position) = self.ready.pop()?;
        let item = self.entries.get(position)?.item();
        self.shown.insert(position);
        Some(Output::Item { index: position as u64, item })
    }

    /// What is known now.
    #[must_use]
    pub fn report(&self) -> ReleaseReport {
        // That the journal is lost outweighs every other reason: what the report says is written nowhere else.
        let lost = self.journal.lost().map(|lost| Stopped::ByError(lost.clone().into()));
        let stopped = lost.or(self.ending.stopped());
        let mut items: Vec<ReleaseItem> = self.entries.iter().map(Entry::item).collect();
        // Another driver has the release, and may have done what was not done here.
        let is_undone = |item: &&mut ReleaseItem| matches!(item.status, Released::Kept | Released::NotTried);
        if self.journal.is_in_use() {
            items.iter_mut().filter(is_undone).for_each(|item| item.status = Released::Unknown);
        }
        ReleaseReport { items, stopped }
    }
}

impl Workflow for Release {
    type Service = Service;
    type Item = ReleaseItem;
    type Report = ReleaseReport;

    fn poll(&mut self, now: Timestamp) -> Output<Service, ReleaseItem, ReleaseReport> {
        let now = self.engine.clock(now);
        if let Some(output) = self.save_or_tell(now) {
            return output;
        }
        self.advance(now);
        if let Some(output) = self.save_or_tell(now) {
            return output;
        }
        if self.ending.is_over() {
            return Output::Done(self.report());
        }
        match self.step {
            Step::Intending(id) => self.send(now, id),
            Step::Resting { due } | Step::Settling { due } => Output::Wait(Some(due.since(now))),
            Step::Deciding | Step::Resuming | Step::Deleting(_) | Step::Looking => self.engine.poll(),
        }
    }

    fn handle(&mut self, now: Timestamp, input: Input) -> Result<(), Misuse> {
        let now = self.engine.clock(now);
        match input {
            Input::Response { id, response } => self.answered(now, id, Ok(response)),
            Input::Failed { id, failure } => self.answered(now, id, Err(failure)),
            Input::Saved { seq } => self.journal.saved(now, seq),
            Input::SaveFailed { seq, conflict } => self.journal.failed(now, seq, conflict),
            Input::Stop => {
                self.engine.stop();
                Ok(())
            }
        }
    }

    fn checkpoint(&self) -> Checkpoint {
        written(&self.engine, self.journal.seq(), &self.entries)
    }
}

/// The state, to go with the save of that number.
fn written(engine: &Engine<TelListNumbers>, seq: u64, entries: &dyn Saved) -> Checkpoint {
    Checkpoint::new(Kind::Release, &engine.setup.fingerprint, &[&engine.run(), &seq, entries])
}

#[cfg(test)]
mod tests;

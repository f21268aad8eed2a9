//! An order at aql.
//!
//! A batch goes through these steps; every arrow that costs money passes the journal first:
//!
//! ```text
//! choose or recheck ─▶ save intent ─▶ assign ─┬─ OK ─▶ save ─▶ next batch
//!         ▲                  ▲                ├─ SIMUL ─▶ search the users ─▶ recheck one by one ┐
//!         │                  │                └─ lost, TEMP, GEN, … ─▶ settle ─▶ search the users
//!         │                  └───── not there: the identical list again ────────────┤            │
//!         └─────────────────────────────────────────────────────────────────────────┼────────────┘
//!                                              there: on the account ◀──────────────┴─▶ unknown
//! ```

mod ask;
mod choose;
mod find_out;
mod finish;
mod report;
mod spec;
mod state;

pub use report::{Attempt, Item, LateEmail, Report, Row};
pub use spec::{Slot, Spec};

use crate::aql::{AssignNumbers, AssignedNumber, E164, Number, Request, Service, VoipUser};
use crate::endpoint::{Effect, Endpoint};
use crate::error::{Error, Failure, InvalidCode, InvalidInput, Misuse, Reason};
use crate::http::Response;
use crate::sorted::{Map, Set};
use crate::time::Timestamp;
use crate::workflow::calls::{self, Ask as _};
use crate::workflow::checkpoint::{Kind, refused};
use crate::workflow::journal::Journal;
use crate::workflow::order::desk::Desk;
use crate::workflow::order::{Fate, Resolution, Sent, Why, fate, not_open, settle, unread};
use crate::workflow::{Checkpoint, Input, Output, RequestId, Setup, Stage, Workflow};
use ask::{Answer, Ask};
use state::{Got, Next, Place, Purchase, Standing, State};

/// How many purchases a slot is part of at most.
const MAX_ROUNDS: u32 = 5;

/// An order at aql: see the [module](super) for what it promises.
#[derive(Clone, Debug)]
pub struct Order {
    desk: Desk<Ask>,
    state: State,
    step: Step,
    /// Numbers that were to be had a moment ago.
    fresh: Set<Number>,
    /// Users of the account, and whose number they have.
    known: Map<VoipUser, E164>,
}

/// What the order is at. It is found anew from the state after a resumption.
#[derive(Clone, Debug)]
enum Step {
    /// To decide what comes next.
    Deciding,
    /// Looking in the pool for numbers.
    Finding { batch: Vec<usize>, seen: Set<Number>, skip: u32 },
    /// Looking whether the chosen numbers are still to be had.
    Rechecking,
    /// The last purchase has its intent saved, or is in flight.
    Buying { is_sent: bool },
    /// Letting the last purchase settle.
    Settling { until: Timestamp },
    /// Looking for the numbers of the last purchase among the users.
    Searching { missing: Set<E164>, is_whole: bool, was_empty: bool },
    /// Waiting a little before the next try.
    Pausing { until: Timestamp },
    /// Setting e-mail addresses that the assign could not carry.
    SettingEmails,
    /// Looking whether the users that were bought are listed.
    Verifying,
    /// Nothing left to do.
    Over,
}

impl Order {
    /// A new order, for an empty journal.
    #[must_use]
    pub fn new(spec: Spec, setup: Setup) -> Self {
        let Spec(plan) = spec;
        let places = plan.slots.iter().map(Place::new).collect();
        let state = State {
            run: 1,
            plan,
            started: None,
            places,
            purchases: Vec::new(),
            strays: Vec::new(),
            is_verified: false,
            is_sealed: false,
        };
        Self::of(state, setup, Journal::new(0))
    }

    /// Goes on with what the journal holds: the same order, or none.
    ///
    /// # Errors
    /// Field `checkpoint`: `damaged`, `foreign` (another order, account or gateway), `wrong_format`, `out_of_range`
    /// (another version).
    pub fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        let resumed = Self::load(checkpoint, self.desk.engine.setup.clone())?;
        if resumed.state.plan == self.state.plan {
            return Ok(resumed);
        }
        Err(refused(
            InvalidCode::Foreign,
            "is of another order: resume with the same slots, or start a journal of its own",
        ))
    }

    /// Goes on with what the journal holds, whichever order it is of.
    ///
    /// # Errors
    /// As for [`resume`](Self::resume).
    pub fn load(checkpoint: &Checkpoint, setup: Setup) -> Result<Self, InvalidInput> {
        let (seq, mut state): (u64, State) = checkpoint.read(Kind::AqlOrder, &setup.fingerprint)?;
        state.run = state.run.saturating_add(1);
        let mut order = Self::of(state, setup, Journal::new(seq));
        if !order.is_finished() {
            // The first save claims the journal: of two drivers that loaded the same, one finds it taken.
            order.desk.journal.mark(Timestamp::default());
        }
        Ok(order)
    }

    fn of(state: State, setup: Setup, journal: Journal) -> Self {
        let settled = state.places.iter().enumerate().filter(|(_, place)| place.is_settled()).map(|(slot, _)| slot);
        Self {
            desk: Desk::new(setup, state.run, journal, settled),
            state,
            step: Step::Deciding,
            fresh: Set::new(),
            known: Map::new(),
        }
    }

    /// The first requests of the order, as they would be sent, without sending any: the search for numbers that are not
    /// chosen yet, the rechecks, and where all are chosen the purchase of the first batch.
    #[must_use]
    pub fn dry_run(&self) -> Vec<Request> {
        let plan = &self.state.plan;
        let slots: Vec<&Slot> = plan.slots.iter().take(plan.batch_size).collect();
        let numbers: Vec<Number> = slots.iter().filter_map(|slot| slot.number).collect();
        let find = self.find(0).filter(|_| numbers.len() < slots.len());
        let reads = find.into_iter().chain(ask::checks(&numbers));
        let mut requests: Vec<Request> = reads.map(|ask| ask.to_request()).collect();
        if numbers.len() < slots.len() {
            return requests;
        }
        let items = slots.iter().filter_map(|slot| Some(slot.item(slot.number?))).collect();
        requests.extend(AssignNumbers::new(plan.protocol, items).map(|assign| assign.request()));
        requests
    }

    /// Takes the SIP passwords out of a finished order, once they are where they belong. Another save and another `Done`
    /// follow.
    ///
    /// # Errors
    /// [`Misuse`] `not_finished` before `Done`, or if the order stopped early.
    pub fn seal(&mut self) -> Result<(), Misuse> {
        if !matches!(self.step, Step::Over) || !self.is_finished() || !self.desk.journal.is_clean() {
            return Err(Misuse::new("not_finished", "only an order that is done can be sealed"));
        }
        let now = self.desk.engine.now();
        self.state.seal();
        self.desk.journal.mark(now);
        Ok(())
    }

    /// Tells what became of a purchase that the order could not find out, and lets it go on: for so long as its deadline
    /// says, from now.
    ///
    /// # Errors
    /// [`Misuse`] `not_open` if there is no such purchase, or nothing about it is unknown; `not_finished` while the order
    /// is at work, or if it stopped early: resume it first.
    pub fn resolve(&mut self, now: Timestamp, attempt: usize, resolution: Resolution) -> Result<(), Misuse> {
        let now = self.desk.engine.clock(now);
        self.desk.check_rest(matches!(self.step, Step::Deciding | Step::Over))?;
        let unknown: Vec<usize> = self.state.unknown_of(attempt).collect();
        let is_open = |purchase: &&mut Purchase| !unknown.is_empty() && !purchase.is_resolved;
        let Some(purchase) = self.state.purchases.get_mut(attempt).filter(is_open) else {
            return Err(not_open());
        };
        purchase.is_resolved = true;
        if resolution == Resolution::NotBought {
            // The users are searched once more before anything takes a number's place.
            purchase.is_concluded = false;
            purchase.searches = 0;
            purchase.failed_searches = 0;
            self.state.reopen(&unknown);
        }
        self.state.is_verified = false;
        self.state.started = Some(now);
        self.step = Step::Deciding;
        self.desk.journal.mark(now);
        Ok(())
    }

    /// What is known now.
    #[must_use]
    pub fn report(&self) -> Report {
        let is_displaced = self.desk.journal.is_in_use();
        self.state.report(self.desk.stopped.clone(), is_displaced)
    }

    /// Whether nothing is left to do.
    fn is_finished(&self) -> bool {
        let is_settled =
            self.state.places.iter().all(|place| place.is_settled() && place.email != Some(LateEmail::ToDo));
        is_settled && self.state.is_verified && self.desk.stopped.is_none()
    }

    fn find(&self, skip: u32) -> Option<Ask> {
        let pool = self.state.plan.pool.clone()?;
        Some(Ask::Find { pool, sms_enabled: self.state.plan.sms_enabled, skip })
    }
}

impl Workflow for Order {
    type Service = Service;
    type Item = Item;
    type Report = Report;

    fn poll(&mut self, now: Timestamp) -> Output<Service, Item, Report> {
        let now = self.desk.engine.clock(now);
        self.state.started.get_or_insert(now);
        self.advance(now);
        let setup = &self.desk.engine.setup;
        if let Some(output) = self.desk.journal.poll(now, |seq| checkpoint(setup, seq, &self.state)) {
            return output;
        }
        let stage = self.stage();
        let progress = || Some(self.state.progress(stage?));
        if let Some(output) = self.desk.tell(|slot| self.state.item(slot, false), progress) {
            return output;
        }
        match self.step {
            Step::Over => Output::Done(self.report()),
            Step::Buying { is_sent: false } => self.send(now),
            Step::Settling { until } | Step::Pausing { until } => self.desk.engine.poll_until(Some(until.since(now))),
            _ => self.desk.engine.poll(),
        }
    }

    fn handle(&mut self, now: Timestamp, input: Input) -> Result<(), Misuse> {
        let now = self.desk.engine.clock(now);
        match self.desk.handle(now, input)? {
            Some((id, answer)) => self.answered(now, id, answer),
            None => Ok(()),
        }
    }

    fn checkpoint(&self) -> Checkpoint {
        checkpoint(&self.desk.engine.setup, self.desk.journal.seq(), &self.state)
    }
}

fn checkpoint(setup: &Setup, seq: u64, state: &State) -> Checkpoint {
    Checkpoint::new(Kind::AqlOrder, &setup.fingerprint, &[&seq, state])
}

/// What comes next.
impl Order {
    /// Goes on as far as it can without an input.
    fn advance(&mut self, now: Timestamp) {
        loop {
            if self.must_stop() {
                self.wind_up(now);
                return;
            }
            match self.step {
                Step::Deciding => self.step = self.decide(now),
                Step::Buying { is_sent: false } if self.is_late(now) => self.withdraw(now),
                Step::Settling { until } if until <= now => self.step = self.search(),
                Step::Pausing { until } if until <= now => self.step = Step::Deciding,
                _ => return,
            }
        }
    }

    /// A purchase in flight is waited for, whatever happened: its answer may hold passwords.
    fn must_stop(&mut self) -> bool {
        let is_finished = self.desk.engine.is_stopping() && self.is_finished();
        self.desk.must_stop(is_finished) && !matches!(self.step, Step::Over | Step::Buying { is_sent: true })
    }

    fn wind_up(&mut self, now: Timestamp) {
        self.desk.engine.calls.clear();
        if matches!(self.step, Step::Buying { is_sent: false }) {
            self.withdraw(now);
        }
        self.step = Step::Over;
    }

    /// The purchase whose intent was saved does not leave.
    fn withdraw(&mut self, now: Timestamp) {
        if let Some(sent) = self.state.current_mut().and_then(|purchase| purchase.sends.0.last_mut()) {
            sent.never_left(now);
        }
        self.desk.journal.mark(now);
        self.step = Step::Deciding;
    }

    fn decide(&mut self, now: Timestamp) -> Step {
        if let Some(current) = self.state.current_position() {
            return self.follow_up(now, current);
        }
        let batch = self.state.next_batch();
        if !batch.is_empty() {
            return self.prepare(now, batch);
        }
        if self.state.has_late_emails() {
            return self.set_emails();
        }
        if !self.state.is_verified {
            return self.verify(now);
        }
        Step::Over
    }

    /// Chooses numbers for the slots of `batch`, rechecks them, and buys them when all are fresh.
    fn prepare(&mut self, now: Timestamp, batch: Vec<usize>) -> Step {
        if self.is_late(now) {
            for slot in self.state.pending().collect::<Vec<_>>() {
                self.settle(now, slot, Standing::NotBought(Why::Deadline));
            }
            return Step::Deciding;
        }
        let numbers: Vec<Number> = batch.iter().filter_map(|slot| self.state.places.get(*slot)?.number).collect();
        if numbers.len() < batch.len() {
            return self.start_finding(now, batch);
        }
        let stale: Vec<Number> = numbers.iter().copied().filter(|number| !self.fresh.contains(number)).collect();
        if !stale.is_empty() {
            ask::checks(&stale).into_iter().for_each(|ask| self.desk.engine.calls.ask(ask));
            return Step::Rechecking;
        }
        // Whether a number is to be had is as good as its age: the next purchase asks again.
        self.fresh.clear();
        self.state.push_purchase(batch.into_iter().zip(numbers).collect());
        self.intend(now)
    }

    /// One more send of the last purchase: it leaves when the intent is saved.
    fn intend(&mut self, now: Timestamp) -> Step {
        let id = self.desk.engine.calls.issue();
        if let Some(purchase) = self.state.current_mut() {
            purchase.sends.0.push(Sent::new(id, now));
            purchase.searches = 0;
            purchase.failed_searches = 0;
        }
        self.desk.journal.mark(now);
        Step::Buying { is_sent: false }
    }

    fn send(&mut self, now: Timestamp) -> Output<Service, Item, Report> {
        let assign = self.state.current().map(|purchase| self.state.assign(purchase));
        let id = self.state.current().and_then(|purchase| Some(purchase.sends.0.last()?.id));
        match (assign, id) {
            (Some(Ok(assign)), Some(id)) => {
                self.step = Step::Buying { is_sent: true };
                let request = assign.request();
                Output::Send { id, request, effect: Effect::Purchase, timeout: Effect::Purchase.timeout() }
            }
            (Some(Err(error)), _) => {
                self.desk.stop(error);
                self.poll(now)
            }
            _ => Output::Wait(None),
        }
    }

    /// What to do about a purchase that was sent and is not concluded.
    fn follow_up(&mut self, now: Timestamp, current: usize) -> Step {
        let is_late = self.is_late(now);
        let Some(purchase) = self.state.purchases.get(current) else { return Step::Over };
        let pending = purchase.pending(&self.state.places).count();
        match purchase.next(pending, is_late) {
            Next::Conclude(standing) => {
                self.conclude(now, current, standing.as_ref());
                Step::Deciding
            }
            Next::Pause => {
                self.conclude(now, current, None);
                Step::Pausing { until: now + settle(0) }
            }
            Next::Resend => self.intend(now),
            Next::Search => self.search(),
            Next::Settle(pause) => Step::Settling { until: now + pause },
        }
    }

    /// Ends a purchase: the slots that it left pending get `standing`, or go into the next one.
    fn conclude(&mut self, now: Timestamp, current: usize, standing: Option<&Standing>) {
        let Some(purchase) = self.state.purchases.get_mut(current) else { return };
        purchase.is_concluded = true;
        let is_counted = purchase.sends.last() != Fate::NeverLeft;
        let pending: Vec<usize> = purchase.pending(&self.state.places).map(|(slot, _)| slot).collect();
        for slot in pending {
            let Some(place) = self.state.places.get_mut(slot) else { continue };
            place.rounds += u32::from(is_counted);
            let contested = (place.rounds >= MAX_ROUNDS).then_some(Standing::NotBought(Why::Contested));
            if let Some(standing) = standing.cloned().or(contested) {
                self.settle(now, slot, standing);
            }
        }
        self.desk.journal.mark(now);
    }

    fn settle(&mut self, now: Timestamp, slot: usize, standing: Standing) {
        if let Some(place) = self.state.places.get_mut(slot) {
            place.standing = standing;
            self.desk.untold.push_back(slot);
            self.desk.journal.mark(now);
        }
    }

    fn is_late(&self, now: Timestamp) -> bool {
        self.state.started.is_some_and(|started| now > started + self.state.plan.deadline)
    }

    fn stage(&self) -> Option<Stage> {
        match &self.step {
            Step::Finding { .. } | Step::Rechecking => Some(Stage::Choosing),
            Step::Buying { .. } | Step::Pausing { .. } => Some(Stage::Buying),
            Step::Settling { .. } | Step::Searching { .. } => Some(Stage::FindingOut),
            Step::SettingEmails => Some(Stage::Changing),
            Step::Verifying => Some(Stage::Verifying),
            Step::Deciding | Step::Over => None,
        }
    }
}

/// What came.
impl Order {
    fn answered(&mut self, now: Timestamp, id: RequestId, answer: Result<Response, Failure>) -> Result<(), Misuse> {
        if let Some(position) = self.state.purchases.iter().rposition(|purchase| purchase.has(id)) {
            if self.is_about_to_leave(id) {
                return Err(calls::unknown_request());
            }
            self.bought(now, position, id, answer);
            return Ok(());
        }
        if let Some((ask, answer)) = self.desk.engine.answered(id, answer)? {
            self.heard(now, ask, answer);
        }
        Ok(())
    }

    /// An answer to a purchase, however late.
    fn bought(&mut self, now: Timestamp, position: usize, id: RequestId, answer: Result<Response, Failure>) {
        let Some(purchase) = self.state.purchases.get(position) else { return };
        let heard = match (&answer, self.state.assign(purchase)) {
            (Ok(response), Ok(assign)) => assign.parse(response),
            (Ok(_), Err(error)) => Err(error.into()),
            (Err(failure), _) => Err(calls::failed::<AssignNumbers>(*failure)),
        };
        let is_awaited = self.is_awaited(position, id);
        let Some(purchase) = self.state.purchases.get_mut(position) else { return };
        if let Some(sent) = purchase.sends.find(id) {
            sent.hear(now, heard.as_ref().err());
        }
        match heard {
            Ok(assigned) => {
                self.desk.note_success();
                purchase.keep(assigned.problems);
                self.take(now, position, assigned.rows);
            }
            Err(error) => {
                purchase.kept.extend(unread(Some(&error), answer.ok()));
                self.refuse(now, position, error);
            }
        }
        self.desk.journal.mark(now);
        if self.is_overtaken() {
            self.withdraw(now);
        } else if is_awaited {
            self.desk.engine.calls.clear();
            self.step = Step::Deciding;
        }
    }

    /// Whether the intent of that send is saved or being saved, and it was not sent yet.
    fn is_about_to_leave(&self, id: RequestId) -> bool {
        let last = || self.state.current().and_then(|purchase| purchase.sends.0.last());
        matches!(self.step, Step::Buying { is_sent: false }) && last().is_some_and(|sent| sent.id == id)
    }

    /// Whether a late word settled a slot that the purchase about to leave is for.
    fn is_overtaken(&self) -> bool {
        let is_overtaken = |purchase: &Purchase| purchase.pending(&self.state.places).count() < purchase.list.len();
        matches!(self.step, Step::Buying { is_sent: false }) && self.state.current().is_some_and(is_overtaken)
    }

    /// Whether what the order is at changes with an answer to that send.
    fn is_awaited(&self, position: usize, id: RequestId) -> bool {
        let last = || self.state.current().and_then(|purchase| purchase.sends.0.last());
        match self.step {
            Step::Buying { is_sent: true } => last().is_some_and(|sent| sent.id == id),
            Step::Settling { .. } | Step::Searching { .. } => self.state.current_position() == Some(position),
            Step::Over => self.desk.stopped.is_none(),
            _ => false,
        }
    }

    /// Rows that arrived: each to its slot, or kept beside them.
    fn take(&mut self, now: Timestamp, position: usize, rows: Vec<AssignedNumber>) {
        let list = self.state.purchases.get(position).into_iter().flat_map(|purchase| &purchase.list);
        let slots: Map<Number, usize> = list.map(|(slot, number)| (*number, *slot)).collect();
        for row in rows {
            self.known.insert(row.voipnumber.clone(), row.number.e164());
            let got = Got::new(row);
            let slot = slots.get(&got.number).copied();
            let place = slot.and_then(|slot| self.state.places.get_mut(slot));
            match (slot, place) {
                (_, Some(Place { standing: Standing::Bought(known), .. })) if known.is_same(&got) => {}
                (Some(slot), Some(place)) if place.may_take(&got) => {
                    place.email = self.state.plan.slots.get(slot).and_then(Slot::late_email_state);
                    self.state.is_sealed = false;
                    self.settle(now, slot, Standing::Bought(got));
                }
                _ if self.state.strays.iter().any(|stray| stray.is_same(&got)) => {}
                _ => {
                    self.state.is_sealed = false;
                    self.state.strays.push(got);
                }
            }
        }
    }

    /// A purchase that did not succeed, as far as its answer says.
    fn refuse(&mut self, now: Timestamp, position: usize, error: Error) {
        let Some(purchase) = self.state.purchases.get_mut(position) else { return };
        if purchase.is_concluded {
            if !purchase.sends.is_open() && !purchase.sends.is_done() {
                self.know_better(now, position);
            }
            return;
        }
        if self.desk.note_failure(&error) || is_final(&error) {
            purchase.is_concluded = purchase.is_closed();
            self.desk.stop(error);
        }
    }

    /// A late word makes certain that nothing of a purchase was done. What was unknown is known; nothing is bought anew.
    fn know_better(&mut self, now: Timestamp, position: usize) {
        for slot in self.state.unknown_of(position).collect::<Vec<_>>() {
            self.settle(now, slot, Standing::NotBought(Why::Refused));
        }
    }

    fn heard(&mut self, now: Timestamp, ask: Ask, answer: Result<Answer, Error>) {
        match (ask, answer) {
            (Ask::Check { numbers, .. }, Ok(Answer::Numbers(found))) => {
                self.checked(now, &numbers, &found);
            }
            (Ask::Find { .. }, Ok(Answer::Numbers(found))) => self.found(now, &found),
            (Ask::Check { .. } | Ask::Find { .. }, Err(error)) => self.desk.stop(error),
            (Ask::SetEmail { slot, .. }, answer) => self.email_set(now, slot, answer.err().as_ref()),
            (Ask::ListUsers, answer) => {
                let users = answer.ok().and_then(Answer::into_users);
                match self.step {
                    Step::Verifying => self.verified(now, users),
                    _ => self.listed(now, users),
                }
            }
            (Ask::GetUser(user), answer) => self.looked_at(now, user, answer),
            (Ask::Check { .. } | Ask::Find { .. }, Ok(_)) => {}
        }
    }
}

/// A refusal that the next purchase would meet again, whatever is in it.
fn is_final(error: &Error) -> bool {
    match error {
        Error::Refused(refused) => fate(error) == Fate::Refused && refused.reason() != Reason::SimulError,
        _ => false,
    }
}

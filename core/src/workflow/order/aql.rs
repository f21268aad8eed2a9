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
mod report;
mod spec;

pub use report::{Attempt, Item, LateEmail, Report, Row};
pub use spec::{Slot, Spec};

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::aql::{AssignNumbers, AssignedNumber, E164, Number, Problem, Request, Service, VoipUser};
use crate::endpoint::{Effect, Endpoint};
use crate::error::{Error, Failure, InvalidCode, InvalidInput, Misuse, Reason};
use crate::http::Response;
use crate::secret::{Body, SipPassword};
use crate::time::Timestamp;
use crate::workflow::calls::{self, Ask as _};
use crate::workflow::checkpoint::{Kind, refused};
use crate::workflow::journal::Journal;
use crate::workflow::order::desk::Desk;
use crate::workflow::order::{Fate, MAX_FAILED_LOOKS, Resolution, Sends, Sent, Status, Why, fate, settle, unread};
use crate::workflow::setup::PURCHASE_TIMEOUT;
use crate::workflow::{Checkpoint, Input, Output, Progress, RequestId, Setup, Stage, Stopped, Workflow, saved};
use ask::{Answer, Ask};
use spec::Plan;

/// How often one list is sent at most.
const MAX_SENDS: usize = 3;

/// How many purchases a slot is part of at most.
const MAX_ROUNDS: u32 = 5;

/// How many numbers of the pool, beside those that it has used, the order looks at for the slots of one batch.
const MAX_SKIP: usize = 10_000;

/// An order at aql: see the [module](super) for what it promises.
#[derive(Clone, Debug)]
pub struct Order {
    desk: Desk<Ask>,
    state: State,
    step: Step,
    /// Numbers that were to be had a moment ago.
    fresh: BTreeSet<Number>,
    /// Users of the account, and whose number they have.
    known: BTreeMap<VoipUser, E164>,
}

/// Everything that a resumption needs.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct State {
    run: u32,
    plan: Plan,
    /// From when on the deadline counts.
    started: Option<Timestamp>,
    places: Vec<Place>,
    purchases: Vec<Purchase>,
    strays: Vec<Got>,
    is_verified: bool,
    is_sealed: bool,
}

/// A slot on its way.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Place {
    /// The number that it has, or is to have.
    number: Option<Number>,
    /// Numbers that were tried and are gone.
    gone: Vec<Number>,
    /// The purchases that it was part of, and how many of them left it as it was.
    attempts: Vec<usize>,
    rounds: u32,
    standing: Standing,
    email: Option<LateEmail>,
    listed: Option<bool>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Standing {
    Pending,
    Bought(Got),
    OnAccount(VoipUser),
    NotBought(Why),
    Unknown,
}

/// A row of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Got {
    number: Number,
    voipnumber: VoipUser,
    #[serde(with = "saved::password")]
    password: Option<SipPassword>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Purchase {
    list: Vec<(usize, Number)>,
    sends: Sends,
    /// Whole looks through the users since the last send, and looks that failed.
    searches: u32,
    failed_searches: u32,
    is_concluded: bool,
    is_resolved: bool,
    #[serde(with = "saved::bodies")]
    kept: Vec<Body>,
}

/// What the order is at. It is found anew from the state after a resumption.
#[derive(Clone, Debug)]
enum Step {
    /// To decide what comes next.
    Deciding,
    /// Looking in the pool for numbers.
    Finding { batch: Vec<usize>, seen: BTreeSet<Number>, skip: u32 },
    /// Looking whether the chosen numbers are still to be had.
    Rechecking,
    /// The last purchase has its intent saved, or is in flight.
    Buying { is_sent: bool },
    /// Letting the last purchase settle.
    Settling { until: Timestamp },
    /// Looking for the numbers of the last purchase among the users.
    Searching { missing: BTreeSet<E164>, is_whole: bool, was_empty: bool },
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
    pub fn resume(self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        let resumed = Self::load(checkpoint, self.desk.engine.setup)?;
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
            fresh: BTreeSet::new(),
            known: BTreeMap::new(),
        }
    }

    /// The first requests of the order, as they would be sent, without sending any: the rechecks and the purchase of the
    /// first batch, or the search for its numbers.
    #[must_use]
    pub fn dry_run(&self) -> Vec<Request> {
        let plan = &self.state.plan;
        let slots: Vec<&Slot> = plan.slots.iter().take(plan.batch_size).collect();
        let numbers: Vec<Number> = slots.iter().filter_map(|slot| slot.number).collect();
        let mut requests: Vec<Request> = ask::checks(&numbers).iter().map(Ask::to_request).collect();
        if numbers.len() < slots.len() {
            requests.extend(self.find(0).map(|ask| ask.to_request()));
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
        let now = self.desk.engine.clock(Timestamp::default());
        self.state.seal();
        self.desk.journal.mark(now);
        Ok(())
    }

    /// Tells what became of a purchase that the order could not find out, and lets it go on: for so long as its deadline
    /// says, from now.
    ///
    /// # Errors
    /// [`Misuse`] `not_open` if there is no such purchase, or nothing about it is unknown.
    pub fn resolve(&mut self, now: Timestamp, attempt: usize, resolution: Resolution) -> Result<(), Misuse> {
        let Resolution::NotBought = resolution;
        let now = self.desk.engine.clock(now);
        let is_its = |place: &Place| place.attempts.last() == Some(&attempt) && place.standing == Standing::Unknown;
        let has_unknown = self.state.places.iter().any(is_its);
        let Some(purchase) = self.state.purchases.get_mut(attempt).filter(|_| has_unknown) else {
            return Err(Misuse::new("not_open", "this purchase is not one of unknown outcome"));
        };
        purchase.is_resolved = true;
        for place in self.state.places.iter_mut().filter(|place| is_its(place)) {
            place.standing = Standing::Pending;
            place.rounds = 0;
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
            Step::Settling { until } | Step::Pausing { until } => {
                self.desk.engine.poll_until(now, Some(until.since(now)))
            }
            _ => self.desk.engine.poll(now),
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
    Checkpoint::new(Kind::AqlOrder, &setup.fingerprint, &(seq, state))
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
        if let Some(sent) = self.state.purchases.last_mut().and_then(|purchase| purchase.sends.0.last_mut()) {
            sent.never_left(now);
        }
        self.desk.journal.mark(now);
        self.step = Step::Deciding;
    }

    fn decide(&mut self, now: Timestamp) -> Step {
        if let Some(current) = self.state.purchases.iter().position(|purchase| !purchase.is_concluded) {
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
        if let Some(purchase) = self.state.purchases.last_mut() {
            purchase.sends.0.push(Sent::new(id, now));
            purchase.searches = 0;
            purchase.failed_searches = 0;
        }
        self.desk.journal.mark(now);
        Step::Buying { is_sent: false }
    }

    fn send(&mut self, now: Timestamp) -> Output<Service, Item, Report> {
        let assign = self.state.purchases.last().map(|purchase| self.state.assign(purchase));
        let id = self.state.purchases.last().and_then(|purchase| Some(purchase.sends.0.last()?.id));
        match (assign, id) {
            (Some(Ok(assign)), Some(id)) => {
                self.step = Step::Buying { is_sent: true };
                let request = assign.request();
                Output::Send { id, request, effect: Effect::Purchase, timeout: PURCHASE_TIMEOUT }
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
            self.bought(now, position, id, answer);
            return Ok(());
        }
        if let Some((ask, answer)) = self.desk.engine.answered(now, id, answer)? {
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
        let Some(purchase) = self.state.purchases.get_mut(position) else { return };
        if let Some(sent) = purchase.sends.find(id) {
            sent.hear(now, heard.as_ref().err());
        }
        match heard {
            Ok(assigned) => {
                purchase.keep(assigned.problems);
                self.take(now, position, assigned.rows);
            }
            Err(error) => {
                purchase.kept.extend(unread(Some(&error), answer.ok()));
                self.refuse(now, position, error);
            }
        }
        self.desk.journal.mark(now);
        if self.is_awaited(position, id) {
            self.desk.engine.calls.clear();
            self.step = Step::Deciding;
        }
    }

    /// Whether what the order is at changes with an answer to that send.
    fn is_awaited(&self, position: usize, id: RequestId) -> bool {
        let Some(current) = self.state.purchases.last() else { return false };
        let is_current = position + 1 == self.state.purchases.len();
        match self.step {
            Step::Buying { is_sent: true } => {
                let is_last = is_current && current.sends.0.last().is_some_and(|sent| sent.id == id);
                is_last || current.pending(&self.state.places).next().is_none()
            }
            Step::Settling { .. } | Step::Searching { .. } => is_current,
            Step::Over => self.desk.stopped.is_none(),
            _ => false,
        }
    }

    /// Rows that arrived: each to its slot, or kept beside them.
    fn take(&mut self, now: Timestamp, position: usize, rows: Vec<AssignedNumber>) {
        for row in rows {
            self.known.insert(row.voipnumber.clone(), row.number.e164());
            let got = Got::new(row);
            let list = self.state.purchases.get(position).map(|purchase| purchase.list.clone()).unwrap_or_default();
            let slot = list.into_iter().find(|(_, number)| *number == got.number).map(|(slot, _)| slot);
            let place = slot.and_then(|slot| self.state.places.get_mut(slot));
            match (slot, place) {
                (_, Some(Place { standing: Standing::Bought(known), .. })) if known.is_same(&got) => {}
                (Some(slot), Some(place)) if place.may_take(&got) => {
                    place.email = self.state.plan.slots.get(slot).and_then(Slot::late_email_state);
                    self.settle(now, slot, Standing::Bought(got));
                }
                _ if self.state.strays.iter().any(|stray| stray.is_same(&got)) => {}
                _ => self.state.strays.push(got),
            }
        }
    }

    /// A purchase that did not succeed, as far as its answer says.
    fn refuse(&mut self, now: Timestamp, position: usize, error: Error) {
        let Some(purchase) = self.state.purchases.get_mut(position) else { return };
        if purchase.is_concluded {
            if purchase.is_closed() {
                self.know_better(now, position);
            }
            return;
        }
        if self.desk.is_hopeless(&error) || is_final(&error) {
            purchase.is_concluded = purchase.is_closed();
            self.desk.stop(error);
        }
    }

    /// A late word makes certain that nothing of a purchase was done. What was unknown is known; nothing is bought anew.
    fn know_better(&mut self, now: Timestamp, position: usize) {
        let list = self.state.purchases.get(position).map(|purchase| purchase.list.clone()).unwrap_or_default();
        for (slot, _) in list {
            if self.state.places.get(slot).is_some_and(|place| place.standing == Standing::Unknown) {
                self.settle(now, slot, Standing::NotBought(Why::Refused));
            }
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

/// Choosing numbers.
impl Order {
    fn start_finding(&mut self, now: Timestamp, batch: Vec<usize>) -> Step {
        match self.find(0) {
            Some(ask) => {
                self.desk.engine.calls.ask(ask);
                Step::Finding { batch, seen: BTreeSet::new(), skip: 0 }
            }
            None => {
                self.give_up_finding(now, &batch);
                Step::Deciding
            }
        }
    }

    fn give_up_finding(&mut self, now: Timestamp, batch: &[usize]) {
        for slot in batch {
            if self.state.places.get(*slot).is_some_and(|place| place.number.is_none()) {
                self.settle(now, *slot, Standing::NotBought(Why::NoMatch));
            }
        }
    }

    /// A page of the pool: its new numbers go to the slots that have none. On to the next page, if there may be one.
    fn found(&mut self, now: Timestamp, page: &[Number]) {
        let Step::Finding { batch, mut seen, skip } = std::mem::replace(&mut self.step, Step::Deciding) else { return };
        let new: Vec<Number> = page.iter().copied().filter(|number| seen.insert(*number)).collect();
        let used = self.state.used();
        let mut unused = new.iter().copied().filter(|number| !used.contains(number));
        for slot in &batch {
            if let Some(place) = self.state.places.get_mut(*slot).filter(|place| place.number.is_none()) {
                place.number = unused.next();
                self.fresh.extend(place.number);
            }
        }
        if batch.iter().all(|slot| self.state.places.get(*slot).is_some_and(|place| place.number.is_some())) {
            return;
        }
        let skip = skip.saturating_add(u32::try_from(page.len()).unwrap_or(u32::MAX));
        match self.find(skip) {
            Some(ask) if !new.is_empty() && seen.len() < used.len() + MAX_SKIP => {
                self.desk.engine.calls.ask(ask);
                self.step = Step::Finding { batch, seen, skip };
            }
            _ => self.give_up_finding(now, &batch),
        }
    }

    /// A recheck. Of a group it proves who is there; who is not may only have been left out, and is asked for alone.
    fn checked(&mut self, now: Timestamp, numbers: &[Number], found: &[Number]) {
        for number in numbers {
            match numbers {
                _ if found.contains(number) => {
                    self.fresh.insert(*number);
                }
                [_] => self.lose(now, *number),
                _ => self.desk.engine.calls.ask(ask::check_of(*number)),
            }
        }
        if self.desk.engine.calls.is_idle() {
            self.step = Step::Deciding;
        }
    }

    /// A number is not to be had any more: its slot goes to the pool, if it may.
    fn lose(&mut self, now: Timestamp, number: Number) {
        let is_its = |place: &Place| place.number == Some(number) && place.standing == Standing::Pending;
        let Some(slot) = self.state.places.iter().position(is_its) else { return };
        let may_change = self.state.may_change(slot);
        if let Some(place) = self.state.places.get_mut(slot) {
            place.gone.push(number);
            place.number = None;
        }
        if !may_change {
            self.settle(now, slot, Standing::NotBought(Why::Taken));
        }
    }
}

/// Finding out what became of the last purchase.
impl Order {
    fn search(&mut self) -> Step {
        self.desk.engine.calls.ask(Ask::ListUsers);
        let current = self.state.purchases.last().into_iter();
        let missing =
            current.flat_map(|purchase| purchase.pending(&self.state.places).map(|(_, number)| number.e164()));
        Step::Searching { missing: missing.collect(), is_whole: true, was_empty: false }
    }

    /// The users of the account: those that are not known yet are asked for their number, the latest first. No users at
    /// all may be an answer that lost its body, so it is asked for twice.
    fn listed(&mut self, now: Timestamp, users: Option<Vec<VoipUser>>) {
        let Step::Searching { was_empty, .. } = &mut self.step else { return };
        match users {
            None => return self.end_search(now, false),
            Some(users) if users.is_empty() && !*was_empty => {
                *was_empty = true;
                return self.desk.engine.calls.ask(Ask::ListUsers);
            }
            Some(users) => {
                let unknown = users.into_iter().rev().filter(|user| !self.known.contains_key(user));
                unknown.for_each(|user| self.desk.engine.calls.ask(Ask::GetUser(user)));
            }
        }
        self.end_search_if_done(now);
    }

    /// One user. That the carrier refuses to tell is an answer; that none came leaves a hole in the search.
    fn looked_at(&mut self, now: Timestamp, user: VoipUser, answer: Result<Answer, Error>) {
        let Step::Searching { missing, is_whole, .. } = &mut self.step else { return };
        match answer {
            Ok(Answer::User(found)) => {
                if let Some(number) = found.pstnnumber {
                    missing.remove(&number);
                    self.known.insert(user, number);
                }
            }
            Err(Error::Refused(refused)) if refused.reason() == Reason::ControlError => {}
            _ => *is_whole = false,
        }
        self.end_search_if_done(now);
    }

    fn end_search_if_done(&mut self, now: Timestamp) {
        if let Step::Searching { missing, is_whole, .. } = &self.step
            && (missing.is_empty() || self.desk.engine.calls.is_idle())
        {
            self.end_search(now, *is_whole);
        }
    }

    fn end_search(&mut self, now: Timestamp, is_whole: bool) {
        self.desk.engine.calls.clear();
        self.step = Step::Deciding;
        let owners: BTreeMap<E164, &VoipUser> = self.known.iter().map(|(user, number)| (*number, user)).collect();
        let Some(purchase) = self.state.purchases.last_mut() else { return };
        purchase.searches += u32::from(is_whole);
        purchase.failed_searches += u32::from(!is_whole);
        let found = purchase.pending(&self.state.places);
        let found = found.filter_map(|(slot, number)| Some((slot, VoipUser::clone(owners.get(&number.e164())?))));
        for (slot, user) in found.collect::<Vec<_>>() {
            self.settle(now, slot, Standing::OnAccount(user));
        }
        self.desk.journal.mark(now);
    }
}

/// What is left after the purchases.
impl Order {
    fn set_emails(&mut self) -> Step {
        for (slot, place) in self.state.places.iter_mut().enumerate() {
            let wanted = self.state.plan.slots.get(slot).filter(|_| place.email == Some(LateEmail::ToDo));
            if let (Some(wanted), Standing::Bought(got)) = (wanted, &place.standing) {
                match wanted.late_email(got.voipnumber.clone()) {
                    Ok(change) => self.desk.engine.calls.ask(Ask::SetEmail { slot, change }),
                    Err(error) => place.email = Some(LateEmail::Failed(error.code().to_string())),
                }
            }
        }
        if self.desk.engine.calls.is_idle() { Step::Deciding } else { Step::SettingEmails }
    }

    fn email_set(&mut self, now: Timestamp, slot: usize, error: Option<&Error>) {
        if let Some(place) = self.state.places.get_mut(slot) {
            place.email = Some(error.map_or(LateEmail::Set, |error| LateEmail::Failed(error.code().to_owned())));
            self.desk.untold.push_back(slot);
        }
        self.desk.journal.mark(now);
        if self.desk.engine.calls.is_idle() {
            self.step = Step::Deciding;
        }
    }

    fn verify(&mut self, now: Timestamp) -> Step {
        if self.state.places.iter().any(Place::is_bought) {
            self.desk.engine.calls.ask(Ask::ListUsers);
            return Step::Verifying;
        }
        self.state.is_verified = true;
        self.desk.journal.mark(now);
        Step::Deciding
    }

    /// The users once more. One that is not listed yet is bought all the same.
    fn verified(&mut self, now: Timestamp, users: Option<Vec<VoipUser>>) {
        let users: Option<BTreeSet<VoipUser>> = users.map(|users| users.into_iter().collect());
        for place in &mut self.state.places {
            if let Standing::Bought(got) = &place.standing {
                place.listed = users.as_ref().map(|users| users.contains(&got.voipnumber));
            }
        }
        self.state.is_verified = true;
        self.desk.journal.mark(now);
        self.step = Step::Deciding;
    }
}

/// A refusal that the next purchase would meet again, whatever is in it.
fn is_final(error: &Error) -> bool {
    match error {
        Error::Refused(refused) => fate(error) == Fate::Refused && refused.reason() != Reason::SimulError,
        _ => false,
    }
}

impl State {
    fn pending(&self) -> impl Iterator<Item = usize> {
        let pending = self.places.iter().enumerate().filter(|(_, place)| place.standing == Standing::Pending);
        pending.map(|(slot, _)| slot)
    }

    fn next_batch(&self) -> Vec<usize> {
        self.pending().take(self.plan.batch_size).collect()
    }

    fn push_purchase(&mut self, list: Vec<(usize, Number)>) {
        let attempt = self.purchases.len();
        for (slot, _) in &list {
            self.places.get_mut(*slot).into_iter().for_each(|place| place.attempts.push(attempt));
        }
        self.purchases.push(Purchase::new(list));
    }

    /// The purchase as a call, the same each time.
    fn assign(&self, purchase: &Purchase) -> Result<AssignNumbers, InvalidInput> {
        let items = purchase.list.iter().filter_map(|(slot, number)| Some(self.plan.slots.get(*slot)?.item(*number)));
        AssignNumbers::new(self.plan.protocol, items.collect())
    }

    /// Whether the slot takes a number of the pool in place of the one that it lost.
    fn may_change(&self, slot: usize) -> bool {
        let is_any = self.plan.slots.get(slot).is_some_and(|slot| slot.number.is_none());
        self.plan.pool.is_some() && (is_any || self.plan.may_substitute)
    }

    /// Every number that some slot has, or had.
    fn used(&self) -> BTreeSet<Number> {
        self.places.iter().flat_map(|place| place.gone.iter().copied().chain(place.number)).collect()
    }

    fn has_late_emails(&self) -> bool {
        self.places.iter().any(|place| place.email == Some(LateEmail::ToDo))
    }

    fn progress(&self, stage: Stage) -> Progress {
        let settled = self.places.iter().filter(|place| place.is_settled()).count();
        Progress { stage, settled: settled as u64, total: Some(self.places.len() as u64) }
    }

    fn seal(&mut self) {
        self.is_sealed = true;
        for place in &mut self.places {
            if let Standing::Bought(got) = &mut place.standing {
                got.password = None;
            }
        }
        self.strays.iter_mut().for_each(|stray| stray.password = None);
        self.purchases.iter_mut().for_each(|purchase| purchase.kept.clear());
    }

    fn report(&self, stopped: Option<Stopped>, is_displaced: bool) -> Report {
        Report {
            items: (0..self.places.len()).filter_map(|slot| self.item(slot, is_displaced)).collect(),
            attempts: self.purchases.iter().map(Purchase::report).collect(),
            strays: self.strays.iter().map(Got::row).collect(),
            is_sealed: self.is_sealed,
            stopped,
        }
    }

    /// `is_displaced`: another driver has the order, and may be buying what is pending here.
    fn item(&self, slot: usize, is_displaced: bool) -> Option<Item> {
        let place = self.places.get(slot)?;
        let (status, why) = match &place.standing {
            Standing::Bought(_) => (Status::Bought, None),
            Standing::OnAccount(_) => (Status::OnAccount, None),
            Standing::NotBought(why) => (Status::NotBought, Some(*why)),
            Standing::Unknown => (Status::Unknown, None),
            Standing::Pending if is_displaced || self.is_open(place) => (Status::Unknown, Some(Why::Stopped)),
            Standing::Pending => (Status::NotBought, Some(Why::Stopped)),
        };
        let (voipnumber, password) = match &place.standing {
            Standing::Bought(got) => (Some(got.voipnumber.clone()), got.password.clone()),
            Standing::OnAccount(user) => (Some(user.clone()), None),
            _ => (None, None),
        };
        Some(Item {
            slot,
            status,
            why,
            number: place.number.or(place.gone.last().copied()),
            voipnumber,
            password,
            email: place.email.clone(),
            listed: place.listed,
            attempts: place.attempts.clone(),
        })
    }

    /// Whether a purchase that the place is part of may have been done.
    fn is_open(&self, place: &Place) -> bool {
        let mut purchases = place.attempts.iter().filter_map(|attempt| self.purchases.get(*attempt));
        purchases.any(|purchase| !purchase.is_closed())
    }
}

impl Place {
    fn new(slot: &Slot) -> Self {
        Self {
            number: slot.number,
            gone: Vec::new(),
            attempts: Vec::new(),
            rounds: 0,
            standing: Standing::Pending,
            email: None,
            listed: None,
        }
    }

    fn is_settled(&self) -> bool {
        self.standing != Standing::Pending
    }

    fn is_bought(&self) -> bool {
        matches!(self.standing, Standing::Bought(_))
    }

    /// Whether the row is of the number that the place has or waits for.
    fn may_take(&self, got: &Got) -> bool {
        self.number == Some(got.number) && !self.is_bought()
    }
}

impl Got {
    fn new(row: AssignedNumber) -> Self {
        Self { number: row.number, voipnumber: row.voipnumber, password: Some(row.password) }
    }

    fn row(&self) -> Row {
        Row { number: self.number, voipnumber: self.voipnumber.clone(), password: self.password.clone() }
    }

    /// Whether it is the same row, whatever was sealed since.
    fn is_same(&self, other: &Self) -> bool {
        let is_same_password = self.password.is_none() || self.password == other.password;
        self.number == other.number && self.voipnumber == other.voipnumber && is_same_password
    }
}

/// What a purchase that was sent needs next.
enum Next {
    /// It is over: what it left pending gets this standing, or goes into the next purchase.
    Conclude(Option<Standing>),
    /// It never left: try again in a while.
    Pause,
    Resend,
    Search,
    /// Wait so long, then search.
    Settle(Duration),
}

impl Purchase {
    fn new(list: Vec<(usize, Number)>) -> Self {
        Self {
            list,
            sends: Sends::default(),
            searches: 0,
            failed_searches: 0,
            is_concluded: false,
            is_resolved: false,
            kept: Vec::new(),
        }
    }

    fn has(&self, id: RequestId) -> bool {
        self.sends.0.iter().any(|sent| sent.id == id)
    }

    /// Whether it may have been done, or still be, without our knowing.
    fn is_open(&self) -> bool {
        self.sends.is_open() && !self.is_resolved
    }

    /// Whether it is certain that nothing of it was done, nor will be.
    fn is_closed(&self) -> bool {
        self.is_resolved || (!self.sends.is_open() && !self.sends.is_done())
    }

    /// The slots that it was for and that are still without a word.
    fn pending<'a>(&'a self, places: &'a [Place]) -> impl Iterator<Item = (usize, Number)> + 'a {
        let is_pending = |slot: usize| places.get(slot).is_some_and(|place| place.standing == Standing::Pending);
        self.list.iter().copied().filter(move |(slot, _)| is_pending(*slot))
    }

    /// What to do while `pending` of its slots are without a word.
    fn next(&self, pending: usize, is_late: bool) -> Next {
        let looks = self.searches + self.failed_searches;
        let last = self.sends.last();
        if pending == 0 {
            return Next::Conclude(None);
        }
        if self.is_closed() {
            return match last {
                Fate::NeverLeft => Next::Pause,
                _ if self.searches > 0 => Next::Conclude(None),
                _ if self.failed_searches >= MAX_FAILED_LOOKS => {
                    Next::Conclude(Some(Standing::NotBought(Why::Contested)))
                }
                _ if looks == 0 => Next::Search,
                _ => Next::Settle(settle(looks)),
            };
        }
        // The carrier gives all of a list or none: where some of it is there, or the identical list was refused, sending
        // it again tells nothing more.
        let is_untouched = pending == self.list.len() && !self.sends.is_done();
        let may_resend = is_untouched && last != Fate::Refused && self.sends.0.len() < MAX_SENDS && !is_late;
        let is_looked_for = match last {
            Fate::Refused => self.searches > 0,
            _ => self.searches > 1,
        };
        if self.searches > 0 && may_resend {
            return Next::Resend;
        }
        if is_looked_for || self.failed_searches >= MAX_FAILED_LOOKS {
            return Next::Conclude(Some(Standing::Unknown));
        }
        let earlier = u32::try_from(self.sends.0.len()).unwrap_or(u32::MAX).saturating_sub(1);
        Next::Settle(settle(earlier.saturating_add(looks)))
    }

    /// Keeps the lines of a success that could not be read.
    fn keep(&mut self, problems: Vec<Problem>) {
        let lines = problems.into_iter().filter_map(|problem| match problem {
            Problem::UnreadableLine { line } | Problem::UnterminatedLine { line } => Some(line),
            _ => None,
        });
        self.kept.extend(lines);
    }

    fn report(&self) -> Attempt {
        Attempt {
            numbers: self.list.clone(),
            sends: self.sends.0.clone(),
            searches: self.searches,
            is_resolved: self.is_resolved,
            kept: self.kept.clone(),
        }
    }
}

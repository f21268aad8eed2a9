//! An order at Aculab Cloud.
//!
//! A purchase names no number, so sending it again would buy again: one whose answer was lost is never repeated. What the
//! account owned before is compared with what it owns after.
//!
//! ```text
//! list ─▶ save intent ─▶ tel_purchase ─┬─ numbers ─▶ save ─▶ list: prices ─▶ the next, with a price limit
//!                                      ├─ refused ─▶ (list, if several were asked for) ─▶ stopped
//!                                      └─ lost, 5xx, … ─▶ settle ─▶ list ─▶ … ─┬─ exclusive buyer: on the account
//!                                                                             └─ unknown, with candidates
//! ```

mod report;
mod spec;
mod state;

pub use report::{Attempt, Item, Report};
pub use spec::Spec;

use crate::aculab::{InboundNumber, OwnedNumber, Problem, Purchased, Request, Service, TelListNumbers, TelPurchase};
use crate::endpoint::{Effect, Endpoint};
use crate::error::{Error, Failure, InvalidCode, InvalidInput, Misuse, Salvaged};
use crate::http::Response;
use crate::secret::Body;
use crate::sorted::Set;
use crate::time::Timestamp;
use crate::workflow::calls;
use crate::workflow::checkpoint::{Kind, refused};
use crate::workflow::journal::Journal;
use crate::workflow::order::desk::Desk;
use crate::workflow::order::{Fate, Resolution, Sent, Why, not_open, settle, unread};
use crate::workflow::{Checkpoint, Input, Output, RequestId, Setup, Stage, Workflow};
use state::{Next, Place, Purchase, Standing, State};

/// An order at Aculab Cloud: see the [module](super) for what it promises.
#[derive(Clone, Debug)]
pub struct Order {
    desk: Desk<TelListNumbers>,
    state: State,
    step: Step,
    /// What the last listing showed, unless something was bought since.
    listing: Option<Set<InboundNumber>>,
    /// Why the last purchase was refused, while the listing is compared.
    refusal: Option<Error>,
}

/// What the order is at. It is found anew from the state after a resumption.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// To decide what comes next.
    Deciding,
    /// Listing what the account owns before anything is bought.
    Listing,
    /// The last purchase has its intent saved, or is in flight.
    Buying { is_sent: bool },
    /// Letting the last purchase settle.
    Settling { until: Timestamp },
    /// Listing what the account owns after the last purchase.
    Looking,
    /// Waiting a little before the next try.
    Pausing { until: Timestamp },
    /// Nothing left to do.
    Over,
}

impl Order {
    /// A new order, for an empty journal.
    #[must_use]
    pub fn new(spec: Spec, setup: Setup) -> Self {
        let Spec(plan) = spec;
        let places = (0..plan.slots()).map(|_| Place::new()).collect();
        let state = State {
            run: 1,
            plan,
            started: None,
            before: Set::new(),
            places,
            purchases: Vec::new(),
            surplus: Vec::new(),
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
        let message = "is of another order: resume with the same purchase, or start a journal of its own";
        Err(refused(InvalidCode::Foreign, message))
    }

    /// Goes on with what the journal holds, whichever order it is of.
    ///
    /// # Errors
    /// As for [`resume`](Self::resume).
    pub fn load(checkpoint: &Checkpoint, setup: Setup) -> Result<Self, InvalidInput> {
        let (seq, mut state): (u64, State) = checkpoint.read(Kind::AculabOrder, &setup.fingerprint)?;
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
        let desk = Desk::new(setup, state.run, journal, settled);
        Self { desk, state, step: Step::Deciding, listing: None, refusal: None }
    }

    /// The first requests of the order, as they would be sent, without sending any: the listing and the purchase.
    #[must_use]
    pub fn dry_run(&self) -> Vec<Request> {
        let purchase = self.state.purchase_of(self.state.plan.at_once());
        vec![TelListNumbers::new().request(), purchase.request()]
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
        let unknown = self.state.unknown_of(attempt);
        let is_unsettled = self.state.is_unsettled(attempt);
        let Some(purchase) = self.state.purchases.get_mut(attempt).filter(|_| is_unsettled) else {
            return Err(not_open());
        };
        purchase.is_resolved = true;
        let reopened = |(slot, place): &(usize, &mut Place)| match place.standing {
            Standing::Unknown => resolution == Resolution::NotBought && unknown.contains(slot),
            Standing::NotBought(why) => why == Why::Blocked,
            _ => false,
        };
        let places = self.state.places.iter_mut().enumerate().filter(reopened);
        places.for_each(|(_, place)| place.standing = Standing::Pending);
        self.state.started = Some(now);
        self.listing = None;
        self.step = Step::Deciding;
        self.desk.journal.mark(now);
        Ok(())
    }

    /// What is known now.
    #[must_use]
    pub fn report(&self) -> Report {
        let is_displaced = self.desk.journal.is_in_use();
        Report {
            items: (0..self.state.places.len()).filter_map(|slot| self.state.item(slot, is_displaced)).collect(),
            attempts: self.state.purchases.iter().map(Purchase::report).collect(),
            surplus: self.state.surplus.clone(),
            stopped: self.desk.stopped.clone(),
        }
    }

    /// Whether nothing is left to do, or nothing may be done.
    fn is_finished(&self) -> bool {
        let is_settled = self.state.places.iter().all(Place::is_settled);
        is_settled && self.state.purchases.iter().all(|purchase| purchase.is_concluded) && self.desk.stopped.is_none()
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
            Step::Buying { is_sent: false } => self.send(),
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
    Checkpoint::new(Kind::AculabOrder, &setup.fingerprint, &[&seq, state])
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
                Step::Settling { until } if until <= now => self.step = self.look(),
                Step::Pausing { until } if until <= now => self.step = Step::Deciding,
                _ => return,
            }
        }
    }

    /// A purchase in flight is waited for, whatever happened.
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
        if let Some(purchase) = self.state.purchases.last_mut() {
            purchase.sent.never_left(now);
            purchase.is_concluded = true;
        }
        self.desk.journal.mark(now);
        self.step = Step::Deciding;
    }

    fn decide(&mut self, now: Timestamp) -> Step {
        if let Some(current) = self.state.purchases.iter().position(|purchase| !purchase.is_concluded) {
            return self.follow_up(now, current);
        }
        let pending: Vec<usize> = self.state.pending().collect();
        if pending.is_empty() {
            return Step::Over;
        }
        let obstacles = [
            (self.state.is_blocked(), Why::Blocked),
            (self.state.is_too_dear(), Why::PriceLimit),
            (self.is_late(now), Why::Deadline),
        ];
        let obstacle = obstacles.into_iter().find(|(is_there, _)| *is_there).map(|(_, why)| why);
        if let Some(why) = obstacle {
            pending.into_iter().for_each(|slot| self.settle(now, slot, Standing::NotBought(why)));
            return Step::Deciding;
        }
        match self.listing.take() {
            Some(listing) => {
                self.state.before.extend(listing);
                self.intend(now, pending)
            }
            None => {
                self.desk.engine.calls.ask(TelListNumbers::new());
                Step::Listing
            }
        }
    }

    /// A purchase for the first of `pending`, or all: it leaves when the intent is saved.
    fn intend(&mut self, now: Timestamp, mut pending: Vec<usize>) -> Step {
        pending.truncate(self.state.plan.at_once());
        let sent = Sent::new(self.desk.engine.calls.issue(), now);
        self.state.push_purchase(pending, sent);
        self.desk.journal.mark(now);
        Step::Buying { is_sent: false }
    }

    fn send(&mut self) -> Output<Service, Item, Report> {
        let Some(purchase) = self.state.purchases.last() else { return Output::Wait(None) };
        self.step = Step::Buying { is_sent: true };
        let request = self.state.purchase_of(purchase.slots.len()).request();
        Output::Send { id: purchase.sent.id, request, effect: Effect::Purchase, timeout: Effect::Purchase.timeout() }
    }

    fn look(&mut self) -> Step {
        self.desk.engine.calls.ask(TelListNumbers::new());
        Step::Looking
    }

    /// What to do about a purchase that was sent and is not concluded.
    fn follow_up(&mut self, now: Timestamp, current: usize) -> Step {
        let Some(purchase) = self.state.purchases.get(current) else { return Step::Over };
        match purchase.next(&self.state) {
            Next::Conclude(standing) => {
                self.conclude(now, current, standing.as_ref());
                if let Some(refusal) = self.refusal.take() {
                    self.desk.stop(refusal);
                }
                Step::Deciding
            }
            Next::Pause => {
                self.conclude(now, current, None);
                Step::Pausing { until: now + settle(0) }
            }
            Next::Look => self.look(),
            Next::Settle(pause) => Step::Settling { until: now + pause },
        }
    }

    /// Ends a purchase: the slots that it left pending get `standing`, or wait for the next one.
    fn conclude(&mut self, now: Timestamp, current: usize, standing: Option<&Standing>) {
        let pending: Vec<usize> = self.state.pending_of(current).collect();
        if let Some(purchase) = self.state.purchases.get_mut(current) {
            purchase.is_concluded = true;
        }
        for slot in pending {
            if let Some(standing) = standing {
                self.settle(now, slot, standing.clone());
            }
        }
        self.desk.journal.mark(now);
    }

    fn settle(&mut self, now: Timestamp, slot: usize, standing: Standing) {
        if let Some(place) = self.state.places.get_mut(slot) {
            place.standing = standing;
            place.listed = place.listed.take().filter(|listed| place.number() == Some(&listed.number));
            self.desk.untold.push_back(slot);
            self.desk.journal.mark(now);
        }
    }

    fn is_late(&self, now: Timestamp) -> bool {
        self.state.started.is_some_and(|started| now > started + self.state.plan.deadline)
    }

    fn stage(&self) -> Option<Stage> {
        let has_answer = self.state.purchases.last().is_some_and(|purchase| purchase.sent.fate == Fate::Done);
        match self.step {
            Step::Listing => Some(Stage::Listing),
            Step::Buying { .. } | Step::Pausing { .. } => Some(Stage::Buying),
            Step::Settling { .. } | Step::Looking if has_answer => Some(Stage::Verifying),
            Step::Settling { .. } | Step::Looking => Some(Stage::FindingOut),
            Step::Deciding | Step::Over => None,
        }
    }
}

/// What came.
impl Order {
    fn answered(&mut self, now: Timestamp, id: RequestId, answer: Result<Response, Failure>) -> Result<(), Misuse> {
        if let Some(position) = self.state.purchases.iter().rposition(|purchase| purchase.sent.id == id) {
            if matches!(self.step, Step::Buying { is_sent: false }) && position + 1 == self.state.purchases.len() {
                return Err(calls::unknown_request());
            }
            self.bought(now, position, answer);
            return Ok(());
        }
        match self.desk.engine.answered(id, answer)? {
            Some((_, Ok(listing))) => self.listed(now, listing),
            Some((_, Err(error))) => self.not_listed(now, error),
            None => {}
        }
        Ok(())
    }

    /// An answer to a purchase, however late.
    fn bought(&mut self, now: Timestamp, position: usize, answer: Result<Response, Failure>) {
        let Some(purchase) = self.state.purchases.get(position) else { return };
        let call = self.state.purchase_of(purchase.slots.len());
        let heard = match &answer {
            Ok(response) => call.parse(response),
            Err(failure) => Err(calls::failed::<TelPurchase>(*failure)),
        };
        let Some(purchase) = self.state.purchases.get_mut(position) else { return };
        purchase.sent.hear(now, heard.as_ref().err());
        purchase.kept.extend(unread(heard.as_ref().err(), answer.ok()));
        if let Ok(purchased) = &heard {
            purchase.kept.extend(purchased.problems.iter().filter_map(unreadable));
        }
        let rows = match &heard {
            Ok(purchased) => purchased.rows.clone(),
            Err(error) => salvaged(error),
        };
        self.take(now, position, rows);
        match heard {
            Ok(_) => self.desk.note_success(),
            Err(error) => self.refuse(now, position, error),
        }
        self.desk.journal.mark(now);
        if self.is_overtaken() {
            self.withdraw(now);
        } else if self.is_awaited(position) {
            self.desk.engine.calls.clear();
            self.step = Step::Deciding;
        }
    }

    /// Whether a late word filled a slot that the purchase about to leave is for.
    fn is_overtaken(&self) -> bool {
        let is_about_to_leave = matches!(self.step, Step::Buying { is_sent: false });
        let Some(purchase) = self.state.purchases.last().filter(|_| is_about_to_leave) else { return false };
        let pending = self.state.pending_of(self.state.purchases.len() - 1).count();
        pending < purchase.slots.len()
    }

    /// Whether what the order is at changes with an answer to that purchase.
    fn is_awaited(&self, position: usize) -> bool {
        match self.step {
            Step::Buying { is_sent: true } | Step::Settling { .. } | Step::Looking => {
                position + 1 == self.state.purchases.len()
            }
            Step::Over => self.desk.stopped.is_none(),
            _ => false,
        }
    }

    /// Numbers that an answer named: each to a slot of its purchase, or beyond what was asked for.
    fn take(&mut self, now: Timestamp, position: usize, rows: Vec<InboundNumber>) {
        let mut bought = self.state.bought();
        for number in rows {
            if !bought.insert(number.clone()) {
                continue;
            }
            match self.state.slot_for(position, &number) {
                Some(slot) => self.settle(now, slot, Standing::Bought(number)),
                None => self.state.surplus.push(number),
            }
        }
        self.state.forget_candidates();
    }

    /// A purchase that did not succeed, as far as its answer says.
    fn refuse(&mut self, now: Timestamp, position: usize, error: Error) {
        let slots = self.state.unknown_of(position);
        let Some(purchase) = self.state.purchases.get_mut(position) else { return };
        if purchase.is_concluded {
            if !purchase.is_open() {
                // Late, and now certain: nothing of it was bought. Nothing is bought anew for that.
                slots.into_iter().for_each(|slot| self.settle(now, slot, Standing::NotBought(Why::Refused)));
            }
            return;
        }
        let is_hopeless = self.desk.note_failure(&error);
        match purchase.sent.fate {
            // What a refused purchase of several leaves behind is not documented: the listing is compared first.
            Fate::Refused if purchase.slots.len() > 1 => self.refusal = Some(error),
            Fate::Refused => {
                purchase.is_concluded = true;
                self.desk.stop(error);
            }
            Fate::NeverLeft if is_hopeless => {
                purchase.is_concluded = true;
                self.desk.stop(error);
            }
            Fate::Done | Fate::NeverLeft | Fate::Open => {}
        }
    }

    /// The whole listing of the account.
    fn listed(&mut self, now: Timestamp, listing: Vec<OwnedNumber>) {
        self.listing = Some(listing.iter().map(|owned| owned.number.clone()).collect());
        if matches!(self.step, Step::Looking) {
            self.compare(now, listing);
        }
        self.step = Step::Deciding;
    }

    fn not_listed(&mut self, now: Timestamp, error: Error) {
        match self.state.purchases.last_mut().filter(|_| matches!(self.step, Step::Looking)) {
            Some(purchase) => {
                purchase.failed_looks += 1;
                self.desk.journal.mark(now);
            }
            None => self.desk.stop(error),
        }
        self.step = Step::Deciding;
    }

    /// Compares what the account owns with what it owned before the last purchase.
    fn compare(&mut self, now: Timestamp, listing: Vec<OwnedNumber>) {
        let known = self.state.known();
        let new: Vec<&OwnedNumber> = listing.iter().filter(|owned| !known.contains(&owned.number)).collect();
        let Some(purchase) = self.state.purchases.last_mut() else { return };
        // What looks most like the purchase comes first; what does not is a candidate all the same.
        let likeness = |owned: &OwnedNumber| likeness(owned, &self.state.plan.purchase, purchase.sent.at);
        let alike = (0..=SIGNS).rev().flat_map(|signs| new.iter().filter(move |owned| likeness(owned) == signs));
        let candidates = alike.map(|owned| owned.number.clone()).collect();
        purchase.looks += 1;
        purchase.candidates = candidates;
        if self.state.plan.is_exclusive {
            self.attribute(now);
        }
        let changed = self.state.describe(listing);
        self.desk.untold.extend(changed);
        self.desk.journal.mark(now);
    }

    /// Nobody else buys here: what appeared is what the last purchase bought.
    fn attribute(&mut self, now: Timestamp) {
        let pending: Vec<usize> = match self.state.purchases.len().checked_sub(1) {
            Some(current) => self.state.pending_of(current).collect(),
            None => return,
        };
        let Some(purchase) = self.state.purchases.last_mut() else { return };
        let count = pending.len().min(purchase.candidates.len());
        let found: Vec<InboundNumber> = purchase.candidates.drain(..count).collect();
        for (slot, number) in pending.into_iter().zip(found) {
            self.settle(now, slot, Standing::OnAccount(number));
        }
    }
}

/// How many things about a number the purchase asked for.
const SIGNS: usize = 4;

/// How many of them are as it asked.
fn likeness(owned: &OwnedNumber, purchase: &TelPurchase, at: Timestamp) -> usize {
    let signs: [bool; SIGNS] = [
        owned.country == purchase.country(),
        owned.region == purchase.region(),
        owned.did_type.as_str() == purchase.wanted_type().as_str(),
        owned.purchased.is_some_and(|purchased| purchased >= at.date()),
    ];
    signs.into_iter().filter(|sign| *sign).count()
}

/// An element of a success that is no number, and may be one all the same.
fn unreadable(problem: &Problem) -> Option<Body> {
    match problem {
        Problem::UnreadableElement { element } => Some(Body::new(element.as_bytes())),
        _ => None,
    }
}

/// The numbers that were read before an answer stopped making sense.
fn salvaged(error: &Error) -> Vec<InboundNumber> {
    match error {
        Error::Malformed(malformed) => match malformed.salvaged() {
            Some(Salvaged::Purchased(Purchased { rows, .. })) => rows.clone(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

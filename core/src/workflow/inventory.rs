//! Everything that an account has.

use std::collections::VecDeque;

use serde::Serialize;

use crate::aculab::{self, OwnedNumber, TelListNumbers};
use crate::aql::{self, GetUser, ListUsers, User, VoipUser};
use crate::endpoint::{Effect, Endpoint};
use crate::error::{Error, Failure, InvalidInput, Misuse};
use crate::http::{Request, Response};
use crate::price::Price;
use crate::saved::saved_struct;
use crate::time::Timestamp;
use crate::workflow::calls::{Ask, failed};
use crate::workflow::checkpoint::Kind;
use crate::workflow::ending::Ending;
use crate::workflow::engine::Engine;
use crate::workflow::meter::Meter;
use crate::workflow::setup::Setup;
use crate::workflow::{Checkpoint, Input, Output, Stage, Stopped, Workflow, report};

/// What an account has, in numbers. The entries themselves came as items.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct InventoryReport {
    /// How many entries the listing has.
    pub entries: u64,
    /// How many of them were read, in all runs of the workflow together. The rest failed, or the workflow was stopped.
    pub read: u64,
    /// The entries that could not be read, in the order of the listing. At Aculab Cloud none: it answers with everything
    /// or nothing.
    pub failed: Vec<FailedUser>,
    /// What the entries with a price cost per month, in US dollars: the exact sum. `None` if it has more than 18 digits,
    /// and at aql, where no answer holds a price.
    pub per_month: Option<Price>,
    /// How many of the entries read came without a price: at aql all of them.
    pub unpriced: u64,
    /// Why the workflow ended early; `None` if every entry was asked for.
    pub stopped: Option<Stopped>,
}

/// A VoIP user that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FailedUser {
    /// Its position in the listing, from 0: the index of its item.
    pub index: u64,
    /// The user.
    pub voipnumber: VoipUser,
    /// Why, after as many tries as the [`Setup`] allows.
    pub error: Error,
}

/// A VoIP user of the account, and how it is configured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AqlUser {
    /// The user as listusers names it.
    pub voipnumber: VoipUser,
    /// What getuser says, or why it says nothing. As JSON the error is `{"error": {"kind": …, …}}`.
    #[serde(serialize_with = "report::value_or_error")]
    pub user: Result<User, Error>,
}

/// The VoIP users of an account at aql: listusers, then getuser for each, as many at a time as the [`Setup`] allows.
///
/// The index of an item is the user's position in the listing; items come as the answers do. A user that cannot be read
/// is an item too, and named in the report; a listing that cannot be read ends the workflow. An empty listing is asked
/// for a second time before it is believed. Prices are in no answer of aql's, so there is no total.
///
/// A resumption keeps the listing, and asks for the users whose items have not been handed out, and for those that
/// failed.
#[derive(Clone, Debug)]
pub struct AqlInventory {
    engine: Engine<Question>,
    /// The users in the order of the listing, once there is one.
    listing: Option<Vec<Entry>>,
    /// Whether an empty listing came already.
    was_empty: bool,
    /// Up to where users were asked for.
    asked: usize,
    /// Answers that wait to be handed out.
    ready: VecDeque<(u64, AqlUser)>,
    report: InventoryReport,
    ending: Ending,
    meter: Meter,
}

/// A line of the listing.
#[derive(Clone, Debug)]
struct Entry {
    voipnumber: VoipUser,
    /// Whether what getuser said was handed out.
    is_read: bool,
}

saved_struct!(Entry { voipnumber, is_read });

/// The two calls; a user's with its position.
#[derive(Clone, Debug)]
enum Question {
    Listing,
    User { index: u64, call: GetUser },
}

/// Their answers.
#[derive(Debug)]
enum Answer {
    Listing(Vec<VoipUser>),
    User { index: u64, voipnumber: VoipUser, user: Box<User> },
}

impl Ask for Question {
    type Service = aql::Service;
    type Answer = Answer;

    fn effect(&self) -> Effect {
        Effect::Read
    }

    fn to_request(&self) -> Request<aql::Service> {
        match self {
            Self::Listing => ListUsers.request(),
            Self::User { call, .. } => call.request(),
        }
    }

    fn read(&self, response: &Response) -> Result<Answer, Error> {
        match self {
            Self::Listing => ListUsers.parse(response).map(Answer::Listing),
            Self::User { index, call } => {
                let user = Box::new(call.parse(response)?);
                Ok(Answer::User { index: *index, voipnumber: call.voipnumber().clone(), user })
            }
        }
    }

    fn failed(&self, failure: Failure) -> Error {
        match self {
            Self::Listing => failed::<ListUsers>(failure),
            Self::User { .. } => failed::<GetUser>(failure),
        }
    }
}

/// What a checkpoint of an inventory at aql holds.
struct State {
    run: u32,
    listing: Option<Vec<Entry>>,
}

saved_struct!(State { run, listing });

impl AqlInventory {
    /// The users of the account, to be read as `setup` says.
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        Self::of_run(setup, 1, None)
    }

    fn of_run(setup: Setup, run: u32, listing: Option<Vec<Entry>>) -> Self {
        let entries = listing.as_deref().unwrap_or_default();
        let read = entries.iter().filter(|entry| entry.is_read).count() as u64;
        let report =
            InventoryReport { entries: entries.len() as u64, read, unpriced: read, ..InventoryReport::default() };
        Self {
            engine: Engine::new(setup, run),
            listing,
            was_empty: false,
            asked: 0,
            ready: VecDeque::new(),
            report,
            ending: Ending::default(),
            meter: Meter::default(),
        }
    }

    /// Goes on with a checkpoint of an inventory of the same account.
    ///
    /// # Errors
    /// Field `checkpoint`: `foreign`, `damaged`, `wrong_format`, `out_of_range` (another version).
    pub fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        let setup = self.engine.setup.clone();
        let state: State = checkpoint.read(Kind::AqlInventory, &setup.fingerprint)?;
        Ok(Self::of_run(setup, state.run.saturating_add(1), state.listing))
    }

    /// Asks for what is missing, as far as there is room.
    fn ask_more(&mut self) {
        let Some(listing) = &self.listing else {
            if self.engine.calls.is_idle() {
                self.engine.calls.ask(Question::Listing);
            }
            return;
        };
        while self.engine.calls.room() > 0
            && let Some(entry) = listing.get(self.asked)
        {
            if !entry.is_read {
                let call = GetUser::new(entry.voipnumber.clone());
                self.engine.calls.ask(Question::User { index: self.asked as u64, call });
            }
            self.asked += 1;
        }
    }

    fn heard(&mut self, question: Question, answer: Result<Answer, Error>) {
        match (question, answer) {
            (_, Ok(Answer::Listing(users))) => self.list(users),
            (_, Ok(Answer::User { index, voipnumber, user })) => {
                self.ready.push_back((index, AqlUser { voipnumber, user: Ok(*user) }));
            }
            (Question::User { index, call }, Err(error)) => {
                self.ready.push_back((index, AqlUser { voipnumber: call.voipnumber().clone(), user: Err(error) }));
            }
            (Question::Listing, Err(error)) => self.ending.end(Some(Stopped::ByError(error))),
        }
    }

    fn list(&mut self, users: Vec<VoipUser>) {
        if users.is_empty() && !self.was_empty {
            self.was_empty = true;
            return;
        }
        self.report.entries = users.len() as u64;
        self.listing = Some(users.into_iter().map(|voipnumber| Entry { voipnumber, is_read: false }).collect());
    }

    fn hand_out(&mut self) -> Option<Output<aql::Service, AqlUser, InventoryReport>> {
        let (index, item) = self.ready.pop_front()?;
        match &item.user {
            Ok(_) => {
                self.report.read += 1;
                self.report.unpriced += 1;
                self.mark_read(index);
            }
            Err(error) => {
                let (voipnumber, error) = (item.voipnumber.clone(), error.clone());
                let position = self.report.failed.partition_point(|other| other.index < index);
                self.report.failed.insert(position, FailedUser { index, voipnumber, error });
            }
        }
        Some(Output::Item { index, item })
    }

    fn mark_read(&mut self, index: u64) {
        let entry = usize::try_from(index).ok().and_then(|index| self.listing.as_mut()?.get_mut(index));
        if let Some(entry) = entry {
            entry.is_read = true;
        }
    }
}

impl Workflow for AqlInventory {
    type Service = aql::Service;
    type Item = AqlUser;
    type Report = InventoryReport;

    fn poll(&mut self, now: Timestamp) -> Output<aql::Service, AqlUser, InventoryReport> {
        self.engine.clock(now);
        let settled = self.report.read + self.report.failed.len() as u64;
        if let Some(progress) = self.meter.poll(Stage::Listing, settled, Some(self.report.entries)) {
            return progress;
        }
        if let Some(item) = self.hand_out() {
            return item;
        }
        if !self.ending.is_over() {
            self.ask_more();
            if !self.engine.calls.is_idle() {
                return self.engine.poll();
            }
            self.ending.end(None);
        }
        Output::Done(InventoryReport { stopped: self.ending.stopped(), ..self.report.clone() })
    }

    fn handle(&mut self, now: Timestamp, input: Input) -> Result<(), Misuse> {
        match self.engine.handle(now, input)? {
            Some((question, answer)) => self.heard(question, answer),
            None if self.engine.is_stopping() => self.ending.end(Some(Stopped::ByCaller)),
            None => {}
        }
        Ok(())
    }

    fn checkpoint(&self) -> Checkpoint {
        let state = State { run: self.engine.run(), listing: self.listing.clone() };
        Checkpoint::new(Kind::AqlInventory, &self.engine.setup.fingerprint, &[&state])
    }
}

/// The numbers of an account at Aculab Cloud: one listing, and what it all costs per month.
///
/// The index of an item is the number's position in the listing. A resumption asks for the listing anew.
#[derive(Clone, Debug)]
pub struct AculabInventory {
    engine: Engine<TelListNumbers>,
    ready: std::iter::Enumerate<std::vec::IntoIter<OwnedNumber>>,
    report: InventoryReport,
    ending: Ending,
    meter: Meter,
}

impl AculabInventory {
    /// The numbers of the account, to be read as `setup` says.
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        Self::of_run(setup, 1)
    }

    fn of_run(setup: Setup, run: u32) -> Self {
        let mut engine = Engine::new(setup, run);
        engine.calls.ask(TelListNumbers::new());
        let ready = Vec::new().into_iter().enumerate();
        Self { engine, ready, report: InventoryReport::default(), ending: Ending::default(), meter: Meter::default() }
    }

    /// Goes on with a checkpoint of an inventory of the same account.
    ///
    /// # Errors
    /// Field `checkpoint`: `foreign`, `damaged`, `wrong_format`, `out_of_range` (another version).
    pub fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        let setup = self.engine.setup.clone();
        let run: u32 = checkpoint.read(Kind::AculabInventory, &setup.fingerprint)?;
        Ok(Self::of_run(setup, run.saturating_add(1)))
    }

    fn list(&mut self, owned: Vec<OwnedNumber>) {
        let entries = owned.len() as u64;
        let prices: Vec<Price> = owned.iter().filter_map(|number| number.price).collect();
        self.report.entries = entries;
        self.report.read = entries;
        self.report.unpriced = entries - prices.len() as u64;
        self.report.per_month = Price::sum(prices);
        self.ready = owned.into_iter().enumerate();
        self.ending.end(None);
    }
}

impl Workflow for AculabInventory {
    type Service = aculab::Service;
    type Item = OwnedNumber;
    type Report = InventoryReport;

    fn poll(&mut self, now: Timestamp) -> Output<aculab::Service, OwnedNumber, InventoryReport> {
        self.engine.clock(now);
        if let Some((index, item)) = self.ready.next() {
            return Output::Item { index: index as u64, item };
        }
        if let Some(progress) = self.meter.poll(Stage::Listing, self.report.read, Some(self.report.entries)) {
            return progress;
        }
        if self.ending.is_over() {
            return Output::Done(InventoryReport { stopped: self.ending.stopped(), ..self.report.clone() });
        }
        self.engine.poll()
    }

    fn handle(&mut self, now: Timestamp, input: Input) -> Result<(), Misuse> {
        match self.engine.handle(now, input)? {
            Some((_, Ok(owned))) => self.list(owned),
            Some((_, Err(error))) => self.ending.end(Some(Stopped::ByError(error))),
            None if self.engine.is_stopping() => self.ending.end(Some(Stopped::ByCaller)),
            None => {}
        }
        Ok(())
    }

    fn checkpoint(&self) -> Checkpoint {
        Checkpoint::new(Kind::AculabInventory, &self.engine.setup.fingerprint, &[&self.engine.run()])
    }
}

#[cfg(test)]
mod tests;

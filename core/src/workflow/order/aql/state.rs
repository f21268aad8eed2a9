//! What an order at aql remembers: everything that a resumption needs, and what follows from it.

use std::time::Duration;

use super::report::{Attempt, Item, LateEmail, Report, Row};
use super::spec::{Plan, Slot};
use crate::aql::{AssignNumbers, AssignedNumber, Number, Problem, VoipUser};
use crate::error::InvalidInput;
use crate::saved::{saved_enum, saved_struct};
use crate::secret::{Body, SipPassword};
use crate::sorted::Set;
use crate::time::Timestamp;
use crate::workflow::order::{Fate, MAX_FAILED_LOOKS, Sends, Status, Why, settle};
use crate::workflow::{Progress, RequestId, Stage, Stopped};

/// How often one list is sent at most.
const MAX_SENDS: usize = 3;

/// Everything that a resumption needs.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) run: u32,
    pub(super) plan: Plan,
    /// From when on the deadline counts.
    pub(super) started: Option<Timestamp>,
    pub(super) places: Vec<Place>,
    pub(super) purchases: Vec<Purchase>,
    pub(super) strays: Vec<Got>,
    pub(super) is_verified: bool,
    pub(super) is_sealed: bool,
}

saved_struct!(State { run, plan, started, places, purchases, strays, is_verified, is_sealed });

/// A slot on its way.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The number that it has, or is to have.
    pub(super) number: Option<Number>,
    /// Numbers that were tried and are gone.
    pub(super) gone: Vec<Number>,
    /// The purchases that it was part of, and how many of them left it as it was.
    pub(super) attempts: Vec<usize>,
    pub(super) rounds: u32,
    pub(super) standing: Standing,
    pub(super) email: Option<LateEmail>,
    pub(super) listed: Option<bool>,
}

saved_struct!(Place { number, gone, attempts, rounds, standing, email, listed });

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Pending,
    Bought(Got),
    OnAccount(VoipUser),
    NotBought(Why),
    Unknown,
}

saved_enum!(Standing { Pending = 0, Bought(got) = 1, OnAccount(user) = 2, NotBought(why) = 3, Unknown = 4 });

/// A row of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Got {
    pub(super) number: Number,
    pub(super) voipnumber: VoipUser,
    pub(super) password: Option<SipPassword>,
}

saved_struct!(Got { number, voipnumber, password });

#[derive(Clone, Debug)]
pub(super) struct Purchase {
    pub(super) list: Vec<(usize, Number)>,
    pub(super) sends: Sends,
    /// Whole looks through the users since the last send, and looks that failed.
    pub(super) searches: u32,
    pub(super) failed_searches: u32,
    pub(super) is_concluded: bool,
    pub(super) is_resolved: bool,
    pub(super) kept: Vec<Body>,
}

saved_struct!(Purchase { list, sends, searches, failed_searches, is_concluded, is_resolved, kept });

impl State {
    pub(super) fn pending(&self) -> impl Iterator<Item = usize> {
        let pending = self.places.iter().enumerate().filter(|(_, place)| place.standing == Standing::Pending);
        pending.map(|(slot, _)| slot)
    }

    /// Where the purchase is that is under way: sent or about to be, and not concluded.
    pub(super) fn current_position(&self) -> Option<usize> {
        self.purchases.iter().position(|purchase| !purchase.is_concluded)
    }

    pub(super) fn current(&self) -> Option<&Purchase> {
        self.purchases.iter().find(|purchase| !purchase.is_concluded)
    }

    pub(super) fn current_mut(&mut self) -> Option<&mut Purchase> {
        self.purchases.iter_mut().find(|purchase| !purchase.is_concluded)
    }

    /// The slots of which only that purchase could tell, and did not.
    pub(super) fn unknown_of(&self, position: usize) -> impl Iterator<Item = usize> {
        let is_its =
            move |place: &Place| place.attempts.last() == Some(&position) && place.standing == Standing::Unknown;
        self.places.iter().enumerate().filter(move |(_, place)| is_its(place)).map(|(slot, _)| slot)
    }

    /// The slots wait for a number again.
    pub(super) fn reopen(&mut self, slots: &[usize]) {
        for slot in slots {
            if let Some(place) = self.places.get_mut(*slot) {
                place.standing = Standing::Pending;
                place.rounds = 0;
            }
        }
    }

    pub(super) fn next_batch(&self) -> Vec<usize> {
        self.pending().take(self.plan.batch_size).collect()
    }

    pub(super) fn push_purchase(&mut self, list: Vec<(usize, Number)>) {
        let attempt = self.purchases.len();
        for (slot, _) in &list {
            self.places.get_mut(*slot).into_iter().for_each(|place| place.attempts.push(attempt));
        }
        self.purchases.push(Purchase::new(list));
    }

    /// The purchase as a call, the same each time.
    pub(super) fn assign(&self, purchase: &Purchase) -> Result<AssignNumbers, InvalidInput> {
        let items = purchase.list.iter().filter_map(|(slot, number)| Some(self.plan.slots.get(*slot)?.item(*number)));
        AssignNumbers::new(self.plan.protocol, items.collect())
    }

    /// Whether the slot takes a number of the pool in place of the one that it lost.
    pub(super) fn may_change(&self, slot: usize) -> bool {
        let is_any = self.plan.slots.get(slot).is_some_and(|slot| slot.number.is_none());
        self.plan.pool.is_some() && (is_any || self.plan.may_substitute)
    }

    /// Every number that some slot has, or had.
    pub(super) fn used(&self) -> Set<Number> {
        self.places.iter().flat_map(|place| place.gone.iter().copied().chain(place.number)).collect()
    }

    pub(super) fn has_late_emails(&self) -> bool {
        self.places.iter().any(|place| place.email == Some(LateEmail::ToDo))
    }

    pub(super) fn progress(&self, stage: Stage) -> Progress {
        let settled = self.places.iter().filter(|place| place.is_settled()).count();
        Progress { stage, settled: settled as u64, total: Some(self.places.len() as u64) }
    }

    pub(super) fn seal(&mut self) {
        self.is_sealed = true;
        for place in &mut self.places {
            if let Standing::Bought(got) = &mut place.standing {
                got.password = None;
            }
        }
        self.strays.iter_mut().for_each(|stray| stray.password = None);
        self.purchases.iter_mut().for_each(|purchase| purchase.kept.clear());
    }

    pub(super) fn report(&self, stopped: Option<Stopped>, is_displaced: bool) -> Report {
        Report {
            items: (0..self.places.len()).filter_map(|slot| self.item(slot, is_displaced)).collect(),
            attempts: self.purchases.iter().map(Purchase::report).collect(),
            strays: self.strays.iter().map(Got::row).collect(),
            is_sealed: self.is_sealed,
            stopped,
        }
    }

    /// `is_displaced`: another driver has the order, and may have bought what is not bought here.
    pub(super) fn item(&self, slot: usize, is_displaced: bool) -> Option<Item> {
        let place = self.places.get(slot)?;
        let (status, why) = match &place.standing {
            Standing::Bought(_) => (Status::Bought, None),
            Standing::OnAccount(_) => (Status::OnAccount, None),
            Standing::NotBought(why) => (Status::NotBought, Some(*why)),
            Standing::Unknown => (Status::Unknown, None),
            Standing::Pending if self.is_open(place) => (Status::Unknown, Some(Why::Stopped)),
            Standing::Pending if self.is_refused(place) => (Status::NotBought, Some(Why::Refused)),
            Standing::Pending => (Status::NotBought, Some(Why::Stopped)),
        };
        let (status, why) = match status {
            Status::NotBought if is_displaced => (Status::Unknown, Some(Why::Stopped)),
            status => (status, why),
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

    /// Whether the last purchase that the place is part of was refused for good.
    fn is_refused(&self, place: &Place) -> bool {
        let last = place.attempts.last().and_then(|attempt| self.purchases.get(*attempt));
        last.is_some_and(|purchase| purchase.is_concluded && purchase.sends.last() == Fate::Refused)
    }

    /// Whether a purchase that the place is part of may have been done.
    pub(super) fn is_open(&self, place: &Place) -> bool {
        let mut purchases = place.attempts.iter().filter_map(|attempt| self.purchases.get(*attempt));
        purchases.any(|purchase| !purchase.is_closed())
    }
}

impl Place {
    pub(super) fn new(slot: &Slot) -> Self {
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

    pub(super) fn is_settled(&self) -> bool {
        self.standing != Standing::Pending
    }

    pub(super) fn is_bought(&self) -> bool {
        matches!(self.standing, Standing::Bought(_))
    }

    /// Whether the row is of the number that the place has or waits for.
    pub(super) fn may_take(&self, got: &Got) -> bool {
        self.number == Some(got.number) && !self.is_bought()
    }
}

impl Got {
    pub(super) fn new(row: AssignedNumber) -> Self {
        Self { number: row.number, voipnumber: row.voipnumber, password: Some(row.password) }
    }

    pub(super) fn row(&self) -> Row {
        Row { number: self.number, voipnumber: self.voipnumber.clone(), password: self.password.clone() }
    }

    /// Whether it is the same row, whatever was sealed since.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let is_same_password = self.password.is_none() || self.password == other.password;
        self.number == other.number && self.voipnumber == other.voipnumber && is_same_password
    }
}

/// What a purchase that was sent needs next.
pub(super) enum Next {
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
    pub(super) fn new(list: Vec<(usize, Number)>) -> Self {
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

    pub(super) fn has(&self, id: RequestId) -> bool {
        self.sends.0.iter().any(|sent| sent.id == id)
    }

    /// Whether it is certain that nothing of it was done, nor will be.
    pub(super) fn is_closed(&self) -> bool {
        self.is_resolved || (!self.sends.is_open() && !self.sends.is_done())
    }

    /// The slots that it was for and that are still without a word.
    pub(super) fn pending<'a>(&'a self, places: &'a [Place]) -> impl Iterator<Item = (usize, Number)> + 'a {
        let is_pending = |slot: usize| places.get(slot).is_some_and(|place| place.standing == Standing::Pending);
        self.list.iter().copied().filter(move |(slot, _)| is_pending(*slot))
    }

    /// What to do while `pending` of its slots are without a word.
    pub(super) fn next(&self, pending: usize, is_late: bool) -> Next {
        let looks = self.searches + self.failed_searches;
        let last = self.sends.last();
        if pending == 0 {
            return Next::Conclude(None);
        }
        if self.is_closed() {
            return match last {
                Fate::NeverLeft if !self.is_resolved => Next::Pause,
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
    pub(super) fn keep(&mut self, problems: Vec<Problem>) {
        let lines = problems.into_iter().filter_map(|problem| match problem {
            Problem::UnreadableLine { line } | Problem::UnterminatedLine { line } => Some(line),
            _ => None,
        });
        self.kept.extend(lines);
    }

    pub(super) fn report(&self) -> Attempt {
        Attempt {
            numbers: self.list.clone(),
            sends: self.sends.0.clone(),
            searches: self.searches,
            is_resolved: self.is_resolved,
            kept: self.kept.clone(),
        }
    }
}

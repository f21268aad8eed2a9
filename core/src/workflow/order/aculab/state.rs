//! What an order at Aculab Cloud remembers: everything that a resumption needs, and what follows from it.

use std::time::Duration;

use super::report::{Attempt, Item};
use super::spec::Plan;
use crate::aculab::{InboundNumber, OwnedNumber, TelPurchase};
use crate::price::Price;
use crate::saved::{saved_enum, saved_struct};
use crate::secret::Body;
use crate::sorted::{Map, Set};
use crate::time::Timestamp;
use crate::workflow::order::{Fate, MAX_FAILED_LOOKS, SETTLE, Sent, Status, Why, settle};
use crate::workflow::{Progress, Stage};

/// How often the listing is looked at for a purchase whose answer was lost: once after each wait.
const MAX_LOOKS: u32 = SETTLE.len() as u32;

/// Everything that a resumption needs.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) run: u32,
    pub(super) plan: Plan,
    /// From when on the deadline counts.
    pub(super) started: Option<Timestamp>,
    /// What the account was seen to own before the purchase at hand.
    pub(super) before: Set<InboundNumber>,
    pub(super) places: Vec<Place>,
    pub(super) purchases: Vec<Purchase>,
    pub(super) surplus: Vec<InboundNumber>,
}

saved_struct!(State { run, plan, started, before, places, purchases, surplus });

/// A slot on its way.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) standing: Standing,
    pub(super) attempts: Vec<usize>,
    /// What the listing said of its number.
    pub(super) listed: Option<OwnedNumber>,
}

saved_struct!(Place { standing, attempts, listed });

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Pending,
    Bought(InboundNumber),
    OnAccount(InboundNumber),
    NotBought(Why),
    Unknown,
}

saved_enum!(Standing { Pending = 0, Bought(number) = 1, OnAccount(number) = 2, NotBought(why) = 3, Unknown = 4 });

#[derive(Clone, Debug)]
pub(super) struct Purchase {
    pub(super) slots: Vec<usize>,
    pub(super) sent: Sent,
    pub(super) looks: u32,
    pub(super) failed_looks: u32,
    pub(super) candidates: Vec<InboundNumber>,
    pub(super) is_concluded: bool,
    pub(super) is_resolved: bool,
    pub(super) kept: Vec<Body>,
}

saved_struct!(Purchase { slots, sent, looks, failed_looks, candidates, is_concluded, is_resolved, kept });

impl State {
    /// The purchase of so many numbers.
    pub(super) fn purchase_of(&self, count: usize) -> TelPurchase {
        let purchase = self.plan.purchase.clone();
        let quantity = u32::try_from(count).ok().filter(|quantity| *quantity != purchase.wanted());
        match quantity.map(|quantity| purchase.clone().quantity(quantity)) {
            Some(Ok(purchase)) => purchase,
            _ => purchase,
        }
    }

    pub(super) fn pending(&self) -> impl Iterator<Item = usize> {
        let pending = self.places.iter().enumerate().filter(|(_, place)| !place.is_settled());
        pending.map(|(slot, _)| slot)
    }

    /// The slots of a purchase that are still without a word.
    pub(super) fn pending_of(&self, position: usize) -> impl Iterator<Item = usize> {
        self.slots_of(position, |standing| *standing == Standing::Pending)
    }

    /// The slots of which only this purchase could tell, and did not.
    pub(super) fn unknown_of(&self, position: usize) -> Vec<usize> {
        self.slots_of(position, |standing| *standing == Standing::Unknown).collect()
    }

    pub(super) fn slots_of(
        &self,
        position: usize,
        is_meant: impl Fn(&Standing) -> bool,
    ) -> impl Iterator<Item = usize> {
        let slots = self.purchases.get(position).map(|purchase| purchase.slots.as_slice()).unwrap_or_default();
        let is_its = move |place: &Place| place.attempts.last() == Some(&position) && is_meant(&place.standing);
        slots.iter().copied().filter(move |slot| self.places.get(*slot).is_some_and(&is_its))
    }

    pub(super) fn push_purchase(&mut self, slots: Vec<usize>, sent: Sent) {
        let attempt = self.purchases.len();
        for slot in &slots {
            self.places.get_mut(*slot).into_iter().for_each(|place| place.attempts.push(attempt));
        }
        self.purchases.push(Purchase::new(slots, sent));
    }

    /// Whether a purchase is open, and its answer did not name a number for each of its slots. That one was found on the
    /// account does not close it.
    pub(super) fn is_blocked(&self) -> bool {
        (0..self.purchases.len()).any(|position| self.is_unsettled(position))
    }

    /// Whether only the caller can tell what became of the purchase at `position`.
    pub(super) fn is_unsettled(&self, position: usize) -> bool {
        let Some(purchase) = self.purchases.get(position).filter(|purchase| !purchase.is_resolved) else {
            return false;
        };
        let is_owed = |standing: &Standing| match purchase.sent.fate {
            Fate::Open => !matches!(standing, Standing::Bought(_)),
            _ => *standing == Standing::Unknown,
        };
        purchase.is_concluded && self.slots_of(position, is_owed).next().is_some()
    }

    /// Whether a price is above the limit, or not known.
    pub(super) fn is_too_dear(&self) -> bool {
        let Some(limit) = self.plan.price_limit else { return false };
        let mut owned = self.places.iter().filter(|place| place.number().is_some());
        owned.any(|place| place.price().is_none_or(|price| price > limit))
    }

    /// The numbers that answers named.
    pub(super) fn bought(&self) -> Set<InboundNumber> {
        let bought = self.places.iter().filter_map(|place| match &place.standing {
            Standing::Bought(number) => Some(number),
            _ => None,
        });
        bought.chain(&self.surplus).cloned().collect()
    }

    /// The slot of the purchase at `position` that a number of its answer belongs to: the one that was thought to have
    /// it, or else one that waits, or else one that was thought to have another.
    pub(super) fn slot_for(&self, position: usize, number: &InboundNumber) -> Option<usize> {
        let is_seen = |standing: &Standing| matches!(standing, Standing::OnAccount(seen) if seen == number);
        let waits = |standing: &Standing| matches!(standing, Standing::Pending | Standing::Unknown);
        let seen = self.slots_of(position, is_seen).next();
        let waiting = || self.slots_of(position, waits).next();
        let other = || self.slots_of(position, |standing| !matches!(standing, Standing::Bought(_))).next();
        // More than was asked for is as good as asked for, while something is.
        seen.or_else(waiting).or_else(other).or_else(|| self.pending().next())
    }

    /// The numbers that were on the account before, or that have found their place: none of them is news.
    pub(super) fn known(&self) -> Set<InboundNumber> {
        let placed = self.places.iter().filter_map(Place::number);
        placed.chain(&self.surplus).chain(self.before.iter()).cloned().collect()
    }

    /// Numbers that have found their place are candidates no more.
    pub(super) fn forget_candidates(&mut self) {
        let known = self.known();
        for purchase in &mut self.purchases {
            purchase.candidates.retain(|number| !known.contains(number));
        }
    }

    /// What a listing says about the numbers of the order; the slots of which it says something new.
    pub(super) fn describe(&mut self, listing: Vec<OwnedNumber>) -> Set<usize> {
        let numbers = self.places.iter().enumerate().filter_map(|(slot, place)| Some((place.number()?.clone(), slot)));
        let slots: Map<InboundNumber, usize> = numbers.collect();
        let mut changed = Set::new();
        for owned in listing {
            let Some(slot) = slots.get(&owned.number) else { continue };
            if let Some(place) = self.places.get_mut(*slot).filter(|place| place.listed.as_ref() != Some(&owned)) {
                place.listed = Some(owned);
                changed.insert(*slot);
            }
        }
        changed
    }

    /// What the slots are that a success did not fill: fewer is a word only where it was allowed, and all of it was read.
    pub(super) fn rest_of_success(&self, is_read: bool) -> Option<Standing> {
        match self.plan.purchase.allows_partial() && is_read {
            true => Some(Standing::NotBought(Why::Shortage)),
            false => Some(Standing::Unknown),
        }
    }

    pub(super) fn progress(&self, stage: Stage) -> Progress {
        let settled = self.places.iter().filter(|place| place.is_settled()).count();
        Progress { stage, settled: settled as u64, total: Some(self.places.len() as u64) }
    }

    /// `is_displaced`: another driver has the order, and may have bought what is not bought here.
    pub(super) fn item(&self, slot: usize, is_displaced: bool) -> Option<Item> {
        let place = self.places.get(slot)?;
        let last = || place.attempts.last().and_then(|last| self.purchases.get(*last));
        let is_open = || last().is_some_and(Purchase::is_open);
        let is_refused = || last().is_some_and(|purchase| purchase.sent.fate == Fate::Refused);
        let (status, why) = match place.standing {
            Standing::Bought(_) => (Status::Bought, None),
            Standing::OnAccount(_) => (Status::OnAccount, None),
            Standing::NotBought(why) => (Status::NotBought, Some(why)),
            Standing::Unknown => (Status::Unknown, None),
            Standing::Pending if is_open() => (Status::Unknown, Some(Why::Stopped)),
            Standing::Pending if is_refused() => (Status::NotBought, Some(Why::Refused)),
            Standing::Pending => (Status::NotBought, Some(Why::Stopped)),
        };
        let (status, why) = match status {
            Status::NotBought if is_displaced => (Status::Unknown, Some(Why::Stopped)),
            status => (status, why),
        };
        let (number, listed) = (place.number().cloned(), place.listed.clone());
        Some(Item { slot, status, why, number, listed, attempts: place.attempts.clone() })
    }
}

impl Place {
    pub(super) fn new() -> Self {
        Self { standing: Standing::Pending, attempts: Vec::new(), listed: None }
    }

    pub(super) fn is_settled(&self) -> bool {
        self.standing != Standing::Pending
    }

    pub(super) fn price(&self) -> Option<Price> {
        self.listed.as_ref()?.price
    }

    pub(super) fn number(&self) -> Option<&InboundNumber> {
        match &self.standing {
            Standing::Bought(number) | Standing::OnAccount(number) => Some(number),
            Standing::NotBought(_) | Standing::Pending | Standing::Unknown => None,
        }
    }
}

/// What a purchase that was sent needs next.
pub(super) enum Next {
    /// It is over: what it left pending gets this standing, or waits for the next one.
    Conclude(Option<Standing>),
    Look,
    /// It never left: try again in a while.
    Pause,
    /// Wait so long, then look.
    Settle(Duration),
}

impl Purchase {
    pub(super) fn new(slots: Vec<usize>, sent: Sent) -> Self {
        Self {
            slots,
            sent,
            looks: 0,
            failed_looks: 0,
            candidates: Vec::new(),
            is_concluded: false,
            is_resolved: false,
            kept: Vec::new(),
        }
    }

    /// Whether it may have been done, or still be, without our knowing.
    pub(super) fn is_open(&self) -> bool {
        self.sent.fate == Fate::Open && !self.is_resolved
    }

    pub(super) fn next(&self, state: &State) -> Next {
        let is_owed = self.slots.iter().any(|slot| state.places.get(*slot).is_some_and(|place| !place.is_settled()));
        let has_price = |slot: &usize| state.places.get(*slot).is_some_and(|place| place.price().is_some());
        let (wanted_looks, rest) = match self.sent.fate {
            Fate::NeverLeft => return Next::Pause,
            Fate::Open if is_owed => (MAX_LOOKS, Some(Standing::Unknown)),
            // With a limit the price decides whether to go on.
            Fate::Done | Fate::Open if state.plan.price_limit.is_some() && !self.slots.iter().all(has_price) => {
                (MAX_LOOKS, state.rest_of_success(self.kept.is_empty()))
            }
            Fate::Done | Fate::Open => (1, state.rest_of_success(self.kept.is_empty())),
            Fate::Refused if self.candidates.is_empty() => (1, None),
            Fate::Refused => (1, Some(Standing::Unknown)),
        };
        let tries = self.looks + self.failed_looks;
        match self.sent.fate {
            _ if self.looks >= wanted_looks || self.failed_looks >= MAX_FAILED_LOOKS => Next::Conclude(rest),
            Fate::Done if tries == 0 => Next::Look,
            _ => Next::Settle(settle(tries)),
        }
    }

    pub(super) fn report(&self) -> Attempt {
        Attempt {
            slots: self.slots.clone(),
            sent: self.sent.clone(),
            looks: self.looks,
            candidates: self.candidates.clone(),
            is_resolved: self.is_resolved,
            kept: self.kept.clone(),
        }
    }
}

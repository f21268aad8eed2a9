//! Choosing numbers, and looking whether they are still to be had.

use super::ask;
use super::state::{Place, Standing};
use super::{Order, Step};
use crate::aql::Number;
use crate::sorted::Set;
use crate::time::Timestamp;
use crate::workflow::order::Why;

/// How many numbers of the pool, beside those that it has used, the order looks at for the slots of one batch.
const MAX_SKIP: usize = 10_000;

impl Order {
    pub(super) fn start_finding(&mut self, now: Timestamp, batch: Vec<usize>) -> Step {
        match self.find(0) {
            Some(ask) => {
                self.desk.engine.calls.ask(ask);
                Step::Finding { batch, seen: Set::new(), skip: 0 }
            }
            None => {
                self.give_up_finding(now, &batch, Why::NoPool);
                Step::Deciding
            }
        }
    }

    fn give_up_finding(&mut self, now: Timestamp, batch: &[usize], why: Why) {
        for slot in batch {
            if self.state.places.get(*slot).is_some_and(|place| place.number.is_none()) {
                self.settle(now, *slot, Standing::NotBought(why));
            }
        }
    }

    /// A page of the pool: its new numbers go to the slots that have none. On to the next page, if there may be one.
    pub(super) fn found(&mut self, now: Timestamp, page: &[Number]) {
        let Step::Finding { batch, mut seen, skip } = std::mem::replace(&mut self.step, Step::Deciding) else { return };
        let new: Vec<Number> = page.iter().copied().filter(|number| seen.insert(*number)).collect();
        let used = self.state.used();
        let mut unused = new.iter().copied().filter(|number| !used.contains(number));
        for slot in &batch {
            if let Some(place) = self.state.places.get_mut(*slot).filter(|place| place.number.is_none()) {
                place.number = unused.next();
                if let Some(number) = place.number {
                    self.fresh.insert(number);
                }
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
            _ => self.give_up_finding(now, &batch, Why::NoMatch),
        }
    }

    /// A recheck. Of a group it proves who is there; who is not may only have been left out, and is asked for alone.
    pub(super) fn checked(&mut self, now: Timestamp, numbers: &[Number], found: &[Number]) {
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

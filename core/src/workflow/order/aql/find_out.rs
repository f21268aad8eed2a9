//! Finding out what became of the last purchase.

use super::ask::{Answer, Ask};
use super::state::Standing;
use super::{Order, Step};
use crate::aql::{E164, VoipUser};
use crate::error::{Error, Reason};
use crate::sorted::Map;
use crate::time::Timestamp;

impl Order {
    pub(super) fn search(&mut self) -> Step {
        self.desk.engine.calls.ask(Ask::ListUsers);
        let current = self.state.current().into_iter();
        let missing =
            current.flat_map(|purchase| purchase.pending(&self.state.places).map(|(_, number)| number.e164()));
        Step::Searching { missing: missing.collect(), is_whole: true, was_empty: false }
    }

    /// The users of the account: those that are not known yet are asked for their number, the latest first. No users at
    /// all may be an answer that lost its body, so it is asked for twice.
    pub(super) fn listed(&mut self, now: Timestamp, users: Option<Vec<VoipUser>>) {
        let Step::Searching { was_empty, .. } = &mut self.step else { return };
        match users {
            None => return self.end_search(now, false),
            Some(users) if users.is_empty() && !*was_empty => {
                *was_empty = true;
                return self.desk.engine.calls.ask(Ask::ListUsers);
            }
            Some(users) => {
                let unknown = users.into_iter().rev().filter(|user| self.known.get(user).is_none());
                unknown.for_each(|user| self.desk.engine.calls.ask(Ask::GetUser(user)));
            }
        }
        self.end_search_if_done(now);
    }

    /// One user. That the carrier refuses to tell is an answer; that none came leaves a hole in the search.
    pub(super) fn looked_at(&mut self, now: Timestamp, user: VoipUser, answer: Result<Answer, Error>) {
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
        let owners: Map<E164, &VoipUser> = self.known.iter().map(|(user, number)| (*number, user)).collect();
        let Some(current) = self.state.current_position() else { return };
        let Some(purchase) = self.state.purchases.get_mut(current) else { return };
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

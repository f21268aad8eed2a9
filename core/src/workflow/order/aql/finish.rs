//! What is left after the purchases.

use super::ask::Ask;
use super::state::{Place, Standing};
use super::{LateEmail, Order, Step};
use crate::aql::VoipUser;
use crate::error::Error;
use crate::sorted::Set;
use crate::time::Timestamp;

impl Order {
    pub(super) fn set_emails(&mut self) -> Step {
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

    pub(super) fn email_set(&mut self, now: Timestamp, slot: usize, error: Option<&Error>) {
        if let Some(place) = self.state.places.get_mut(slot) {
            place.email = Some(error.map_or(LateEmail::Set, |error| LateEmail::Failed(error.code().to_owned())));
            self.desk.untold.push_back(slot);
        }
        // All of them are saved together: to set one again is the same.
        if self.desk.engine.calls.is_idle() {
            self.desk.journal.mark(now);
            self.step = Step::Deciding;
        }
    }

    pub(super) fn verify(&mut self, now: Timestamp) -> Step {
        if self.state.places.iter().any(Place::is_bought) {
            self.desk.engine.calls.ask(Ask::ListUsers);
            return Step::Verifying;
        }
        self.state.is_verified = true;
        self.desk.journal.mark(now);
        Step::Deciding
    }

    /// The users once more. One that is not listed yet is bought all the same.
    pub(super) fn verified(&mut self, now: Timestamp, users: Option<Vec<VoipUser>>) {
        // An empty listing may have lost its body: it says nothing.
        let users: Set<VoipUser> = users.into_iter().flatten().collect();
        for (slot, place) in self.state.places.iter_mut().enumerate().filter(|_| !users.is_empty()) {
            if let Standing::Bought(got) = &place.standing {
                place.listed = Some(users.contains(&got.voipnumber));
                self.desk.untold.push_back(slot);
            }
        }
        self.state.is_verified = true;
        self.desk.journal.mark(now);
        self.step = Step::Deciding;
    }
}

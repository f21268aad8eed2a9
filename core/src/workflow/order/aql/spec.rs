//! What an order at aql asks for.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::aql::{ChangeUser, Item, Number, Pattern, Protocol, Settings, SmsEnabled, VoipUser, check_texts};
use crate::error::{InvalidCode, InvalidInput};
use crate::saved::saved_struct;
use crate::sorted::Set;
use crate::workflow::order::DEADLINE;
use crate::workflow::order::aql::LateEmail;

/// The most numbers that go into one purchase: aql answers with as many.
const BATCH_LIMIT: usize = 100;

/// What is to be bought: one number for each slot.
///
/// ```
/// use telwire::aql::Protocol;
/// use telwire::workflow::order::aql::{Slot, Spec};
///
/// let slots = vec![
///     Slot::of("44-113-3120120".parse()?).first_name("Robert").email("robert@example.com"),
///     Slot::any().first_name("Sarah"),
/// ];
/// let spec = Spec::new(Protocol::Sip, slots)?.pool("0113 312*".parse()?);
/// # Ok::<(), telwire::InvalidInput>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spec(pub(super) Plan);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) protocol: Protocol,
    pub(super) slots: Vec<Slot>,
    pub(super) pool: Option<Pattern>,
    pub(super) sms_enabled: SmsEnabled,
    pub(super) may_substitute: bool,
    pub(super) batch_size: usize,
    pub(super) deadline: Duration,
}

saved_struct!(Plan { protocol, slots, pool, sms_enabled, may_substitute, batch_size, deadline });

/// One number to buy, and whose it will be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    pub(super) number: Option<Number>,
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) email: String,
}

saved_struct!(Slot { number, first_name, last_name, email });

impl Slot {
    /// This number.
    #[must_use]
    pub fn of(number: Number) -> Self {
        Self { number: Some(number), ..Self::any() }
    }

    /// Any number of the order's [pool](Spec::pool).
    #[must_use]
    pub fn any() -> Self {
        Self { number: None, first_name: String::new(), last_name: String::new(), email: String::new() }
    }

    /// With this first name of the reseller's customer.
    #[must_use]
    pub fn first_name(self, first_name: impl Into<String>) -> Self {
        Self { first_name: first_name.into(), ..self }
    }

    /// With this last name of the reseller's customer.
    #[must_use]
    pub fn last_name(self, last_name: impl Into<String>) -> Self {
        Self { last_name: last_name.into(), ..self }
    }

    /// With this e-mail address of the reseller's customer. One that holds `_`, which the assign cannot carry, is set as
    /// `voicemaildest` after the purchase.
    #[must_use]
    pub fn email(self, email: impl Into<String>) -> Self {
        Self { email: email.into(), ..self }
    }

    /// Whether the e-mail address has to wait for the purchase.
    pub(super) fn has_late_email(&self) -> bool {
        self.email.contains('_')
    }

    /// What is known of its e-mail address right after the purchase.
    pub(super) fn late_email_state(&self) -> Option<LateEmail> {
        self.has_late_email().then_some(LateEmail::ToDo)
    }

    /// The slot as an item of an assign.
    pub(super) fn item(&self, number: Number) -> Item {
        Item::new(number).first_name(&self.first_name).last_name(&self.last_name).email(self.early_email())
    }

    fn early_email(&self) -> &str {
        if self.has_late_email() { "" } else { &self.email }
    }

    /// The change that sets an e-mail address which had to wait.
    pub(super) fn late_email(&self, user: VoipUser) -> Result<ChangeUser, InvalidInput> {
        ChangeUser::new(user, Settings { voicemaildest: Some(self.email.clone()), ..Settings::default() })
    }

    fn check(&self) -> Result<(), InvalidInput> {
        check_texts(&self.first_name, &self.last_name, self.early_email())?;
        if self.has_late_email() {
            self.late_email(VoipUser::opaque("0")?).map_err(|error| error.in_field("emails"))?;
        }
        Ok(())
    }
}

impl Spec {
    /// An order of one number for each of `slots`.
    ///
    /// # Errors
    /// Field `phoneNumbers`: `empty`, `repeated`. Fields `firstNames`, `lastNames`: `underscore`, `control_character`;
    /// `emails`: `control_character`. Each with the position of the slot.
    pub fn new(protocol: Protocol, slots: Vec<Slot>) -> Result<Self, InvalidInput> {
        if slots.is_empty() {
            return Err(InvalidInput::new("phoneNumbers", InvalidCode::Empty, "must hold at least one number"));
        }
        let mut seen = Set::new();
        for (position, slot) in slots.iter().enumerate() {
            slot.check().map_err(|error| error.at_item(position))?;
            if let Some(number) = slot.number.filter(|number| !seen.insert(*number)) {
                let message = format!("must not repeat `{number}`");
                return Err(InvalidInput::new("phoneNumbers", InvalidCode::Repeated, message).at_item(position));
            }
        }
        Ok(Self(Plan {
            protocol,
            slots,
            pool: None,
            sms_enabled: SmsEnabled::Ignore,
            may_substitute: false,
            batch_size: BATCH_LIMIT,
            deadline: DEADLINE,
        }))
    }

    /// Where numbers for [`Slot::any`] and substitutes come from. Without a pool such a slot gets nothing.
    #[must_use]
    pub fn pool(self, pattern: Pattern) -> Self {
        Self(Plan { pool: Some(pattern), ..self.0 })
    }

    /// Only numbers of the pool with, or without, SMS. Both unless set.
    #[must_use]
    pub fn sms_enabled(self, sms_enabled: SmsEnabled) -> Self {
        Self(Plan { sms_enabled, ..self.0 })
    }

    /// Whether a number of the pool may take the place of one that somebody else has taken. Not unless set.
    #[must_use]
    pub fn substitute(self, may_substitute: bool) -> Self {
        Self(Plan { may_substitute, ..self.0 })
    }

    /// At most so many numbers in one purchase, 1 to 100: the carrier gives all of them or none. 100 unless set.
    #[must_use]
    pub fn batch_size(self, batch_size: usize) -> Self {
        Self(Plan { batch_size: batch_size.clamp(1, BATCH_LIMIT), ..self.0 })
    }

    /// How long after its start the order may still buy; what is open then is only looked for. An hour unless set.
    #[must_use]
    pub fn deadline(self, deadline: Duration) -> Self {
        Self(Plan { deadline, ..self.0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(slots: Vec<Slot>) -> String {
        Spec::new(Protocol::Sip, slots).unwrap_err().to_string()
    }

    fn slot(number: &str) -> Slot {
        Slot::of(number.parse().unwrap())
    }

    #[test]
    fn what_an_assign_cannot_carry_is_refused_before_anything_is_sent() {
        let first = || slot("44-113-3120120");
        assert_eq!(refusal(Vec::new()), "`phoneNumbers` must hold at least one number");
        assert_eq!(refusal(vec![first(), first()]), "`phoneNumbers[1]` must not repeat `44-113-3120120`");
        assert_eq!(
            refusal(vec![first(), Slot::any().first_name("a_b")]),
            "`firstNames[1]` must not hold `_`, got `a_b`; the gateway would shift the lists: leave it out"
        );
        assert_eq!(
            refusal(vec![first().email("a_b\n@example.com")]),
            "`emails[0]` must not hold a control character, got `a_b\\n@example.com`"
        );
    }

    #[test]
    fn an_email_with_an_underscore_waits_for_the_purchase() {
        let slot = slot("44-113-3120120").email("a_b@example.com");
        assert_eq!(slot.item("44-113-3120120".parse().unwrap()).email, "");
        assert_eq!(slot.late_email_state(), Some(LateEmail::ToDo));
        let plain = slot.email("ab@example.com");
        assert_eq!(plain.item("44-113-3120120".parse().unwrap()).email, "ab@example.com");
        assert_eq!(plain.late_email_state(), None);
    }

    #[test]
    fn a_batch_holds_one_to_a_hundred_numbers() {
        let spec = Spec::new(Protocol::Sip, vec![Slot::any()]).unwrap();
        assert_eq!(spec.0.batch_size, 100);
        assert_eq!(spec.clone().batch_size(0).0.batch_size, 1);
        assert_eq!(spec.batch_size(101).0.batch_size, 100);
    }
}

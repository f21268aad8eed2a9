//! An order at aql as vectors write it.

use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;
use telwire::workflow::order::Resolution;
use telwire::workflow::order::aql::{Item, Order, Report, Slot, Spec};
use telwire::workflow::{Checkpoint, Setup};
use telwire::{InvalidInput, Misuse, SipPassword, Timestamp};

use super::{Scripted, written};
use crate::vectors::call::{Unbuilt, item};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameters {
    protocol: String,
    slots: Vec<GivenSlot>,
    pool: Option<String>,
    sms_enabled: Option<String>,
    substitute: Option<bool>,
    batch_size: Option<usize>,
    deadline_seconds: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenSlot {
    number: Option<String>,
    #[serde(default)]
    first_name: String,
    #[serde(default)]
    last_name: String,
    #[serde(default)]
    email: String,
}

impl GivenSlot {
    fn slot(self, position: usize) -> Result<Slot, InvalidInput> {
        let slot = match self.number {
            Some(number) => Slot::of(item("phoneNumbers", position, &number)?),
            None => Slot::any(),
        };
        Ok(slot.first_name(self.first_name).last_name(self.last_name).email(self.email))
    }
}

impl Parameters {
    fn spec(self) -> Result<Spec, InvalidInput> {
        let slots = self.slots.into_iter().enumerate().map(|(position, slot)| slot.slot(position));
        let spec = Spec::new(self.protocol.parse()?, slots.collect::<Result<_, _>>()?)?;
        let pool = self.pool.map(|pool| pool.parse()).transpose()?;
        let spec = pool.into_iter().fold(spec, Spec::pool);
        let filter = self.sms_enabled.map(|filter| filter.parse()).transpose()?;
        let spec = filter.into_iter().fold(spec, Spec::sms_enabled);
        let spec = self.substitute.into_iter().fold(spec, Spec::substitute);
        let spec = self.batch_size.into_iter().fold(spec, Spec::batch_size);
        Ok(self.deadline_seconds.map(Duration::from_secs).into_iter().fold(spec, Spec::deadline))
    }
}

impl Scripted for Order {
    fn begin(parameters: Value, setup: Setup) -> Result<Self, Unbuilt> {
        let parameters: Parameters = serde_json::from_value(parameters)?;
        Ok(Self::new(parameters.spec()?, setup))
    }

    fn go_on(self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }

    fn item(mut item: Item) -> Value {
        let password = item.password.take();
        let mut json = written(&item);
        reveal(Some(&mut json), password);
        json
    }

    /// Without its passwords and what may hold some, a report serialises; then each goes to its place.
    fn report(report: Report) -> Value {
        let mut json = written(&report.clone().without_passwords());
        if let Some(attempts) = json.get_mut("attempts") {
            *attempts = written(&report.attempts);
        }
        for (position, item) in report.items.into_iter().enumerate() {
            reveal(json.pointer_mut(&format!("/items/{position}")), item.password);
        }
        for (position, stray) in report.strays.into_iter().enumerate() {
            reveal(json.pointer_mut(&format!("/strays/{position}")), stray.password);
        }
        json
    }

    fn text(report: &Report) -> Option<String> {
        Some(report.to_string())
    }

    fn resolve_not_bought(&mut self, now: Timestamp, attempt: usize) -> Option<Result<(), Misuse>> {
        Some(self.resolve(now, attempt, Resolution::NotBought))
    }

    fn seal_passwords(&mut self) -> Option<Result<(), Misuse>> {
        Some(self.seal())
    }
}

/// Puts a password into the item or row that it was taken out of.
fn reveal(place: Option<&mut Value>, password: Option<SipPassword>) {
    if let (Some(Value::Object(members)), Some(password)) = (place, password) {
        members.insert("password".to_owned(), password.reveal().into());
    }
}

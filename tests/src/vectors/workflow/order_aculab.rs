//! An order at Aculab Cloud as vectors write it.

use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;
use telwire::aculab::TelPurchase;
use telwire::workflow::order::Resolution;
use telwire::workflow::order::aculab::{Item, Order, Report, Spec};
use telwire::workflow::{Checkpoint, Setup};
use telwire::{InvalidInput, Misuse, Timestamp};

use super::{Scripted, written};
use crate::vectors::call::{Adapter, Unbuilt};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameters {
    purchase: Value,
    exclusive_buyer: Option<bool>,
    price_limit: Option<String>,
    deadline_seconds: Option<u64>,
}

impl Parameters {
    fn spec(self) -> Result<Spec, Unbuilt> {
        let spec = Spec::new(TelPurchase::from_parameters(self.purchase)?);
        let spec = self.exclusive_buyer.into_iter().fold(spec, Spec::exclusive_buyer);
        let limit = self.price_limit.map(|limit| limit.parse()).transpose()?;
        let spec = limit.into_iter().fold(spec, Spec::price_limit);
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

    fn item(item: Item) -> Value {
        written(&item)
    }

    fn report(report: Report) -> Value {
        written(&report)
    }

    fn text(report: &Report) -> Option<String> {
        Some(report.to_string())
    }

    fn resolve_not_bought(&mut self, now: Timestamp, attempt: usize) -> Option<Result<(), Misuse>> {
        Some(self.resolve(now, attempt, Resolution::NotBought))
    }
}

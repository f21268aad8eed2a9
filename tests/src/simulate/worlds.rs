//! The worlds that are simulated.
#![allow(clippy::unwrap_used, reason = "the worlds are constants")]

mod aculab;
mod aql;
mod release;

pub(super) use aculab::{AculabOrder, REGION};
pub(super) use aql::AqlOrder;

use std::sync::Arc;
use std::time::Duration;

use telwire::workflow::order::Status;

use super::{Goal, Simulate, Standing, Subject, World};

/// How long an order may buy unless it says otherwise.
const DEADLINE: Duration = Duration::from_secs(3600);

/// All of them.
#[must_use]
pub fn worlds() -> Vec<Box<dyn Simulate>> {
    let aql = aql::worlds().into_iter().map(boxed);
    let aculab = aculab::worlds().into_iter().map(boxed);
    let releases = release::worlds().into_iter().map(boxed);
    aql.chain(aculab).chain(releases).collect()
}

fn boxed<S: Subject>(world: World<S>) -> Box<dyn Simulate> {
    Box::new(Arc::new(world))
}

/// The world of that name at aql.
pub(super) fn aql(name: &str) -> World<AqlOrder> {
    aql::worlds().into_iter().find(|world| world.name == name).unwrap()
}

/// The world of that name at Aculab Cloud.
pub(super) fn aculab(name: &str) -> World<AculabOrder> {
    aculab::worlds().into_iter().find(|world| world.name == name).unwrap()
}

/// An order of so many slots, on an account that others may buy on.
fn order(slots: usize) -> Goal {
    Goal::Order { slots, deadline: DEADLINE, is_exclusive: false }
}

fn standing(status: Status) -> Standing {
    match status {
        Status::Bought => Standing::Bought,
        Status::NotBought => Standing::NotBought,
        Status::OnAccount => Standing::OnAccount,
        Status::Unknown => Standing::Unknown,
    }
}

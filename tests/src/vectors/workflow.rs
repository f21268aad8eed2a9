//! What the runner must know of a workflow, and the table of the workflows.

mod configure;
mod inventory;
mod order_aculab;
mod order_aql;
mod release;
mod retry;
mod search;

use std::fmt::Debug;

use serde::Serialize;
use serde_json::Value;
use telwire::workflow::order;
use telwire::workflow::{AculabInventory, AqlInventory, Checkpoint, Configure, Release, Search, Setup, Workflow};
use telwire::{InvalidInput, Misuse, Timestamp};

use super::call::{Carrier, Unbuilt};
use super::format;
use super::kind::{self, Mismatch};
use super::script;

/// Every workflow, by the file of its vectors.
pub const WORKFLOWS: [Scripts; 8] = [
    Scripts::of::<Configure>("workflows/configure"),
    Scripts::of::<AculabInventory>("workflows/inventory_aculab"),
    Scripts::of::<AqlInventory>("workflows/inventory_aql"),
    Scripts::of::<order::aculab::Order>("workflows/order_aculab"),
    Scripts::of::<order::aql::Order>("workflows/order_aql"),
    Scripts::of::<Release>("workflows/release"),
    Scripts { name: "workflows/retry", script: retry::script, refused_workflow: retry::refused },
    Scripts::of::<Search>("workflows/search"),
];

/// A workflow, as the kinds of vectors need it.
pub struct Scripts {
    /// The file of its vectors, such as `workflows/search`.
    pub name: &'static str,
    pub(super) script: fn(&format::Script) -> Result<Vec<Mismatch>, String>,
    pub(super) refused_workflow: fn(&format::RefusedWorkflow) -> Result<Vec<Mismatch>, String>,
}

impl Scripts {
    const fn of<W: Scripted>(name: &'static str) -> Self {
        Self { name, script: script::play::<W>, refused_workflow: kind::refused_workflow::<W> }
    }

    pub(super) fn named(name: &str) -> Result<&'static Self, String> {
        let scripts = WORKFLOWS.iter().find(|scripts| scripts.name == name);
        scripts.ok_or_else(|| format!("there is no workflow `{name}`"))
    }
}

/// A workflow that vectors can begin, and whose pieces and reports are JSON.
pub(super) trait Scripted: Workflow<Service: Carrier, Item: Debug, Report: Debug> + Debug + Sized {
    /// The workflow with these parameters, from its start.
    fn begin(parameters: Value, setup: Setup) -> Result<Self, Unbuilt>;

    /// The same workflow, from `checkpoint` on.
    fn go_on(self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput>;

    /// A piece of the result, secrets revealed.
    fn item(item: Self::Item) -> Value;

    /// The report, secrets revealed.
    fn report(report: Self::Report) -> Value;

    /// The report as a human reads it, of workflows that have such a one.
    fn text(_report: &Self::Report) -> Option<String> {
        None
    }

    /// Says of a purchase that it was not done; `None` where workflows do not purchase.
    fn resolve_not_bought(&mut self, _now: Timestamp, _attempt: usize) -> Option<Result<(), Misuse>> {
        None
    }

    /// Takes the passwords out; `None` where there never are any.
    fn seal_passwords(&mut self) -> Option<Result<(), Misuse>> {
        None
    }
}

/// `value` as its type serialises; what refuses to be is seen by what it says.
fn written<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value).unwrap_or_else(|error| error.to_string().into())
}

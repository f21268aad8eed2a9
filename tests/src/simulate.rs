//! The simulation: every workflow that costs money, against the sandbox, in virtual time, through every schedule of
//! faults. It is the proof that telwire never buys twice.
//!
//! A [`World`] is a workflow with the account it works on and what must come of it. A run of it stops wherever something
//! may go wrong: before each request, each save, and at the end. There the run is copied, and each copy goes another
//! way, so that all [schedules](explore::Tally::schedules) are run that have no more faults, crashes and second drivers
//! than a [`Budget`] allows. At the end the reports are held against the sandbox's truth, by the rules in `rules.rs`.
//!
//! What makes it exhaustive:
//!
//! - Nothing is assumed of delays. A purchase that is done later is done before any later request, whichever, or when all
//!   is over; so it is with what listings hide, and with answers that come after a crash.
//! - Two ways that change the same at the carrier and show the same to the client are gone once.
//! - A schedule prints as a line, `world=aql-2 3:lost-answer 5:crash-after-save`, and is replayed from it.

pub mod broken;

mod carrier;
mod choice;
mod claims;
mod explore;
mod journal;
mod process;
mod random;
mod replay;
mod rules;
mod run;
mod worlds;

pub use carrier::{Call, Carrier, Fact, Receipt};
pub use choice::{Answer, Budget, Choice, Deed, Downtime, Exchange, Extra, Place, SaveFault, Turns};
pub use claims::{Claim, Claims, Standing, Subject, stop_code};
pub use explore::{Found, Tally, Task, run_all};
pub use rules::Violation;
pub use worlds::worlds;

use std::sync::Arc;
use std::time::Duration;

use telwire::Timestamp;
use telwire_sandbox::Sandbox;

use run::Run;

/// When every run begins.
const START: Timestamp = Timestamp::from_unix_millis(1_700_000_000_000);

/// A workflow, the account it works on, and what must come of it.
#[derive(Clone, Debug)]
pub struct World<S> {
    /// Its name in schedules.
    pub name: &'static str,
    /// The carriers before it starts.
    pub sandbox: Sandbox,
    /// What must come of it.
    pub goal: Goal,
    /// The workflow.
    pub subject: S,
}

/// What a workflow is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// A number for each of so many slots.
    Order {
        /// How many.
        slots: usize,
        /// How long it may buy.
        deadline: Duration,
        /// Whether nobody else buys on the account.
        is_exclusive: bool,
    },
    /// These numbers are given back.
    Release {
        /// Which, the account's own and others.
        asked: Vec<String>,
    },
}

impl Goal {
    fn has_account_rivals(&self) -> bool {
        matches!(self, Self::Order { is_exclusive: false, .. })
    }
}

/// What can be done with every world, whatever its workflow.
pub trait Simulate: Send + Sync {
    /// The name in schedules.
    fn name(&self) -> &'static str;

    /// Every schedule within one of the budgets, in parts that any thread may run.
    fn tasks(&self, allowed: &[Budget]) -> Vec<Task<'static>>;

    /// One run in which so many percent of what can go wrong does; `seed` decides what.
    fn random(&self, seed: u64, percent: u8) -> Tally;

    /// Runs the schedule of that line, and says what happened, without secrets.
    ///
    /// # Errors
    /// If the line names what cannot happen there.
    fn replay(&self, schedule: &str) -> Result<(Vec<String>, Tally), String>;
}

impl<S: Subject> Simulate for Arc<World<S>> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn tasks(&self, allowed: &[Budget]) -> Vec<Task<'static>> {
        Run::new(Self::clone(self)).map(|run| explore::tasks(run, allowed)).unwrap_or_default()
    }

    fn random(&self, seed: u64, percent: u8) -> Tally {
        Run::new(Self::clone(self)).map(|run| random::run(run, seed, percent)).unwrap_or_default()
    }

    fn replay(&self, schedule: &str) -> Result<(Vec<String>, Tally), String> {
        let run = Run::new(Self::clone(self)).ok_or("the world has no beginning")?;
        replay::run(run, schedule)
    }
}

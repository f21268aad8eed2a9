//! Runs by chance: more goes wrong at once than can be gone through.

use super::choice::{Budget, Choice};
use super::claims::Subject;
use super::explore::Tally;
use super::run::Run;

/// How much may go wrong at one point.
const AT_ONCE: Budget = Budget { faults: 2, interruptions: 1 };

/// How often, in percent, a process dies, or a second one comes, at a point.
const INTERRUPTED: u8 = 4;

/// How often, in percent, what is under way arrives at a point.
const ARRIVES: u8 = 20;

pub(super) fn run<S: Subject>(mut run: Run<S>, seed: u64, percent: u8) -> Tally {
    let mut rng = fastrand::Rng::with_seed(seed);
    while run.proceed() {
        let kind = match rng.u8(0..100) {
            roll if roll < INTERRUPTED => Kind::Interruption,
            roll if roll < INTERRUPTED + ARRIVES => Kind::Arrival,
            _ if rng.u8(0..100) < percent => Kind::Fault,
            _ => Kind::Nothing,
        };
        let fitting = run.choices(AT_ONCE).into_iter().filter(|choice| kind.has(choice));
        let choice = rng.choice(fitting.collect::<Vec<_>>());
        run.take(&choice.unwrap_or(Choice::Go));
    }
    Tally::of(run)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Arrival,
    Fault,
    Interruption,
    Nothing,
}

impl Kind {
    fn has(self, choice: &Choice) -> bool {
        let is_arrival = matches!(choice, Choice::Commit | Choice::Deliver | Choice::Show);
        match self {
            Self::Arrival => is_arrival,
            Self::Fault => choice.cost().faults > 0 && choice.cost().interruptions == 0,
            Self::Interruption => choice.cost().interruptions > 0,
            Self::Nothing => *choice == Choice::Go,
        }
    }
}

//! Every schedule within a budget, depth first: a schedule costs only what sets it apart from the one before.

use std::sync::Mutex;

use super::choice::{Budget, Choice};
use super::claims::Subject;
use super::rules::Violation;
use super::run::{Effect, Run, State};

/// How many violations are kept with their schedules.
const KEPT: usize = 20;

/// What came of many runs.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// How many schedules there are.
    pub schedules: u64,
    /// How many of them were run; the others lead to a state that one of these led to.
    pub runs: u64,
    /// How many schedules broke a rule.
    pub violated: u64,
    /// The first of these, with what was broken.
    pub found: Vec<Found>,
}

/// A schedule that broke a rule.
#[derive(Clone, Debug)]
pub struct Found {
    /// The line that replays it.
    pub schedule: String,
    /// What it broke.
    pub violation: Violation,
}

impl Tally {
    /// Both together.
    pub fn add(&mut self, other: Self) {
        self.schedules += other.schedules;
        self.runs += other.runs;
        self.violated += other.violated;
        if other.found.is_empty() {
            return;
        }
        self.found.extend(other.found);
        // The shortest schedules say most.
        self.found.sort_by_key(|found| found.schedule.split(' ').count());
        self.found.truncate(KEPT);
    }

    pub(super) fn of<S: Subject>(mut run: Run<S>) -> Self {
        run.judge();
        let schedule = run.schedule();
        let found: Vec<Found> = std::mem::take(&mut run.violations)
            .into_iter()
            .map(|violation| Found { schedule: schedule.clone(), violation })
            .collect();
        Self { schedules: 1, runs: 1, violated: u64::from(!found.is_empty()), found }
    }
}

/// A part of the schedules of a world, to be run on any thread.
pub type Task<'a> = Box<dyn FnOnce() -> Tally + Send + 'a>;

/// Runs all tasks on all processors.
#[must_use]
pub fn run_all(tasks: Vec<Task<'_>>) -> Tally {
    let queue = Mutex::new(tasks);
    let total = Mutex::new(Tally::default());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let task = queue.lock().ok().and_then(|mut queue| queue.pop());
                    let Some(task) = task else { return };
                    let tally = task();
                    if let Ok(mut total) = total.lock() {
                        total.add(tally);
                    }
                }
            });
        }
    });
    total.into_inner().unwrap_or_default()
}

/// The schedules of a run within the budgets, as tasks: one for each first thing that goes wrong.
pub(super) fn tasks<S: Subject>(run: Run<S>, allowed: &[Budget]) -> Vec<Task<'static>> {
    let mut tasks: Vec<Task<'static>> = Vec::new();
    let last = along(run, allowed, |branch| {
        let allowed = allowed.to_vec();
        tasks.push(Box::new(move || branch.explore(&allowed)));
    });
    tasks.push(Box::new(|| Tally::of(last)));
    tasks
}

/// A way that branches off, and how many others lead to the same.
struct Branch<S: Subject> {
    run: Run<S>,
    state: Option<State>,
    ways: u64,
}

impl<S: Subject> Branch<S> {
    fn explore(self, allowed: &[Budget]) -> Tally {
        let mut tally = Tally::default();
        let last = along(self.run, allowed, |branch| tally.add(branch.explore(allowed)));
        tally.add(Tally::of(last));
        tally.schedules *= self.ways;
        tally.violated *= self.ways;
        tally
    }
}

/// Goes on without anything more going wrong, to the end, and hands out every way that branches off.
fn along<S: Subject>(mut run: Run<S>, allowed: &[Budget], mut branch_off: impl FnMut(Branch<S>)) -> Run<S> {
    while run.proceed() {
        let choices = run.choices(room(run.spent, allowed)).into_iter();
        let is_open = |choice: &Choice| *choice != Choice::Go && fits(run.spent, choice.cost(), allowed);
        let choices: Vec<Choice> = choices.filter(is_open).collect();
        if choices.is_empty() {
            run.take(&Choice::Go);
            continue;
        }
        let mut next = run.clone();
        next.take(&Choice::Go);
        let effect = next.effect.take();
        branches(&run, &choices, effect).into_iter().for_each(&mut branch_off);
        run = next;
    }
    run
}

/// The ways that lead from here by these choices. Of those with an effect that was there before none is left, and of
/// those that lead to one state the first stands for all.
fn branches<S: Subject>(run: &Run<S>, choices: &[Choice], effect: Option<Effect>) -> Vec<Branch<S>> {
    let mut effects: Vec<Effect> = effect.into_iter().collect();
    let mut branches: Vec<Branch<S>> = Vec::new();
    for choice in choices {
        let mut run = run.clone();
        run.take(choice);
        if let Some(effect) = run.effect.take() {
            if effects.contains(&effect) {
                continue;
            }
            effects.push(effect);
        }
        run.proceed();
        let state = run.state();
        let same = branches.iter_mut().find(|branch| state.is_some() && branch.state == state);
        match same {
            Some(branch) => branch.ways += 1,
            None => branches.push(Branch { run, state, ways: 1 }),
        }
    }
    branches
}

fn fits(spent: Budget, cost: Budget, allowed: &[Budget]) -> bool {
    let sum = Budget { faults: spent.faults + cost.faults, interruptions: spent.interruptions + cost.interruptions };
    allowed.iter().any(|budget| sum.faults <= budget.faults && sum.interruptions <= budget.interruptions)
}

/// The most that may still happen of either kind.
fn room(spent: Budget, allowed: &[Budget]) -> Budget {
    let open =
        || allowed.iter().filter(|budget| spent.faults <= budget.faults && spent.interruptions <= budget.interruptions);
    Budget {
        faults: open().map(|budget| budget.faults - spent.faults).max().unwrap_or(0),
        interruptions: open().map(|budget| budget.interruptions - spent.interruptions).max().unwrap_or(0),
    }
}

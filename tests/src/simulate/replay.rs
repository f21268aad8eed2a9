//! One schedule, from its line.

use super::choice::{Budget, Choice};
use super::claims::Subject;
use super::explore::Tally;
use super::run::Run;

/// More than any schedule that was found by search or by chance has at one point.
const ANYTHING: Budget = Budget { faults: 3, interruptions: 1 };

/// Runs the schedule and says what happened.
pub(super) fn run<S: Subject>(mut run: Run<S>, schedule: &str) -> Result<(Vec<String>, Tally), String> {
    let mut events = schedule.split_whitespace().filter(|word| !word.starts_with("world=")).peekable();
    run.log = Some(Vec::new());
    while run.proceed() {
        let prefix = format!("{}:", run.step());
        let word = events.next_if(|word| word.starts_with(&prefix));
        match word.and_then(|word| word.strip_prefix(&prefix)) {
            Some(word) => run.take(&choice(&run, word)?),
            None => run.take(&Choice::Go),
        }
    }
    if let Some(left) = events.next() {
        return Err(format!("`{left}` does not happen: the run has {} points", run.step()));
    }
    let log = run.log.take().unwrap_or_default();
    Ok((log, Tally::of(run)))
}

fn choice<S: Subject>(run: &Run<S>, word: &str) -> Result<Choice, String> {
    let mut choices = run.choices(ANYTHING).into_iter();
    let found = choices.find(|choice| choice.to_string() == word);
    found.ok_or_else(|| format!("`{word}` cannot happen at point {}", run.step()))
}

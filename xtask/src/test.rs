//! `cargo xtask test`: every step in order, or some of them, whatever became of the one before.

use std::env;
use std::ops::AddAssign;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;

use crate::command;
use crate::{bans, demo, fuzz, licences, npm, python, rust_tests, schema, wasm_imports};

type Check = fn() -> Result<Tally>;

const STEPS: &[(&str, Check)] = &[
    ("formatting", formatting),
    ("clippy", clippy),
    ("clippy: core alone", || clippy_core("")),
    ("clippy: core with http", || clippy_core("http")),
    ("clippy: core with server", || clippy_core("server")),
    ("clippy: the bans of the core hold", bans::check),
    ("tests", rust_tests::check),
    ("documentation", documentation),
    ("wasm: the core imports nothing", wasm_imports::check),
    ("the vectors fit their schema", schema::check),
    ("python: the package builds and installs", python::package::install),
    ("python: stubs are as generated", python::package::stubs),
    ("python: ruff", python::types::ruff),
    ("python: types", python::types::check),
    ("python: tests", python::pytest::check),
    ("python: size of the wheel and time of the import", python::size::check),
    ("python: sdist installs alone", python::package::alone),
    ("npm: the package builds", npm::package::build),
    ("npm: lint and types", npm::checks::lint),
    ("npm: tests", npm::checks::tests),
    ("npm: size", npm::checks::size),
    ("npm: fresh projects", npm::consumers::check),
    ("demo: the portal builds", demo::build),
    ("demo: lint and types", demo::lint),
    ("demo: tests", demo::tests),
    ("licences", licences::check),
    ("fuzz targets compile", fuzz::check),
];

/// Runs the steps with `part` in their name.
pub(crate) fn run(part: &str) -> ExitCode {
    let steps: Vec<_> = STEPS.iter().filter(|(name, _)| name.contains(part)).collect();
    if steps.is_empty() {
        eprintln!("no check has `{part}` in its name");
        return ExitCode::from(2);
    }
    let ci = env::var("CI").is_ok_and(|value| value == "true");
    let mut total = Tally::default();
    let mut failures = Vec::new();
    for &(name, check) in steps {
        let tally = run_step(name, check, ci);
        if tally.failed > 0 {
            failures.push((name, tally.why.join(", ")));
        }
        total += tally;
    }
    report(&total, &failures);
    if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn run_step(name: &str, check: Check, ci: bool) -> Tally {
    println!("\n=== {name}");
    let start = Instant::now();
    let mut tally = check().unwrap_or_else(|error| {
        println!("error: {error:#}");
        Tally { why: vec![format!("{error:#}")], ..Tally::FAILED }
    });
    if ci && tally.ignored > 0 {
        tally.failed += tally.ignored;
        tally.why.push(format!("{} ignored", tally.ignored));
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("=== {name}: {} in {seconds:.1} s", tally.verdict());
    tally
}

/// Ends with the one line that machines read.
fn report(total: &Tally, failures: &[(&str, String)]) {
    println!();
    if total.ignored > 0 {
        println!("SKIPPED: {} ignored tests did not run", total.ignored);
    }
    for (name, why) in failures {
        println!("FAILED: {name}: {why}");
    }
    println!("{} passed, {} failed", total.passed, total.failed);
}

/// How many things were checked, and what came of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) ignored: u64,
    /// What failed, as far as it has a name, or why.
    pub(crate) why: Vec<String>,
}

impl Tally {
    pub(crate) const PASSED: Self = Self { passed: 1, failed: 0, ignored: 0, why: Vec::new() };
    pub(crate) const FAILED: Self = Self { passed: 0, failed: 1, ignored: 0, why: Vec::new() };

    fn verdict(&self) -> &'static str {
        match self {
            Self { failed: 1.., .. } => "FAILED",
            Self { passed: 1.., .. } => "ok",
            _ => "not run",
        }
    }

    /// A run that broke outside of any test, or that ran none, is one failure more than was counted.
    pub(crate) fn settled(self, succeeded: bool) -> Self {
        if self.failed > 0 {
            return self;
        }
        if !succeeded {
            return self.failed_because("the run failed, though no test did");
        }
        if self.passed == 0 {
            return self.failed_because("no test ran");
        }
        self
    }

    fn failed_because(self, why: &str) -> Self {
        println!("error: {why}");
        Self { failed: 1, why: vec![why.to_owned()], ..self }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
        self.why.extend(other.why);
    }
}

fn formatting() -> Result<Tally> {
    install_tools()?;
    command::run(command::cargo("fmt --all --check"))?;
    Ok(Tally::PASSED)
}

fn install_tools() -> Result<()> {
    let mut tools = ["fmt --version", "clippy --version"].into_iter();
    if tools.all(|tool| command::succeeds(command::cargo(tool))) {
        return Ok(());
    }
    command::run(command::program("rustup", "component add rustfmt clippy"))
}

fn clippy() -> Result<Tally> {
    let arguments = "clippy --workspace --all-targets --all-features -- -D warnings";
    command::run(command::cargo(arguments))?;
    Ok(Tally::PASSED)
}

fn clippy_core(features: &str) -> Result<Tally> {
    let arguments = format!("clippy -p telwire --no-default-features --features={features} -- -D warnings");
    command::run(command::cargo(&arguments))?;
    Ok(Tally::PASSED)
}

fn documentation() -> Result<Tally> {
    let mut doc = command::cargo("doc --workspace --no-deps --all-features");
    doc.env("RUSTDOCFLAGS", "-D warnings");
    command::run(doc)?;
    Ok(Tally::PASSED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignored_test_fails_in_ci_only() {
        let check: Check = || Ok(Tally { ignored: 1, ..Tally::PASSED });
        assert_eq!(run_step("one ignored", check, false).failed, 0);
        assert_eq!(run_step("one ignored", check, true).failed, 1);
    }

    #[test]
    fn error_counts_as_one_failure() {
        let check: Check = || anyhow::bail!("as it should");
        assert_eq!(run_step("breaks", check, false), Tally { why: vec!["as it should".to_owned()], ..Tally::FAILED });
    }

    #[test]
    fn verdict_names_the_worst_that_happened() {
        let mut tally = Tally::default();
        assert_eq!(tally.verdict(), "not run");
        tally += Tally::PASSED;
        assert_eq!(tally.verdict(), "ok");
        tally += Tally::FAILED;
        assert_eq!(tally.verdict(), "FAILED");
    }

    const fn tally(passed: u64, failed: u64, ignored: u64) -> Tally {
        Tally { passed, failed, ignored, why: Vec::new() }
    }

    fn failed_because(passed: u64, failed: u64, ignored: u64, why: &str) -> Tally {
        Tally { why: vec![why.to_owned()], ..tally(passed, failed, ignored) }
    }

    #[test]
    fn run_that_breaks_outside_of_a_test_is_one_failure() {
        let why = "the run failed, though no test did";
        assert_eq!(tally(0, 0, 0).settled(false), failed_because(0, 1, 0, why));
        assert_eq!(tally(7, 0, 0).settled(false), failed_because(7, 1, 0, why));
    }

    #[test]
    fn failed_tests_are_not_counted_twice() {
        assert_eq!(tally(7, 2, 0).settled(false), tally(7, 2, 0));
    }

    #[test]
    fn run_without_tests_is_a_failure() {
        assert_eq!(tally(0, 0, 0).settled(true), failed_because(0, 1, 0, "no test ran"));
        assert_eq!(tally(0, 0, 4).settled(true), failed_because(0, 1, 4, "no test ran"));
    }

    #[test]
    fn whole_run_stays_as_counted() {
        assert_eq!(tally(7, 0, 1).settled(true), tally(7, 0, 1));
    }
}

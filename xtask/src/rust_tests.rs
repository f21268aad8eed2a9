//! Every Rust test: unit, integration and documentation, counted one by one.

use std::env;
use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use anyhow::{Context, Result};

use crate::command;
use crate::test::Tally;

/// What the property tests begin with where the environment does not say it: the same run finds the same.
const SEED: (&str, &str) = ("PROPTEST_RNG_SEED", "1");

pub(crate) fn check() -> Result<Tally> {
    let (name, seed) = SEED;
    let mut child = command::cargo("test --workspace --all-features --no-fail-fast")
        .env(name, env::var_os(name).unwrap_or_else(|| seed.into()))
        .stdout(Stdio::piped())
        .spawn()
        .context("cargo did not start")?;
    let output = child.stdout.take().context("cargo has no output to read")?;
    let counted = show_and_count(output)?;
    let succeeded = child.wait()?.success();
    Ok(counted.settled(succeeded))
}

fn show_and_count(output: impl Read) -> Result<Tally> {
    let mut total = Tally::default();
    for line in BufReader::new(output).split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        if let Some(tally) = tally_of(&line) {
            total += tally;
        }
        if let Some(name) = line.strip_prefix("test ").and_then(|line| line.strip_suffix(" ... FAILED")) {
            total.why.push(name.to_owned());
        }
    }
    Ok(total)
}

/// The counts in a line such as `test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; …`.
fn tally_of(line: &str) -> Option<Tally> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let mut tally = Tally::default();
    for count in counts.split("; ") {
        let (number, what) = count.split_once(' ')?;
        match what.trim_end() {
            "passed" => tally.passed = number.parse().ok()?,
            "failed" => tally.failed = number.parse().ok()?,
            "ignored" => tally.ignored = number.parse().ok()?,
            _ => {}
        }
    }
    Some(tally)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn tally(passed: u64, failed: u64, ignored: u64) -> Tally {
        Tally { passed, failed, ignored, why: Vec::new() }
    }

    #[test]
    fn result_lines_are_counted() {
        let cases = [
            (
                "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.03s",
                Some(tally(12, 0, 1)),
            ),
            (
                "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.50s",
                Some(tally(3, 2, 0)),
            ),
            ("test result: ok. many passed; 0 failed; 0 ignored", None),
            ("test parses_a_number ... ok", None),
            ("running 12 tests", None),
            ("", None),
        ];
        for (line, expected) in cases {
            assert_eq!(tally_of(line), expected, "{line}");
        }
    }

    #[test]
    fn results_of_all_binaries_add_up() {
        let output = "running 2 tests\n\
            test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured\n\
            \n\
            test buys_once ... ok\n\
            test buys_twice ... FAILED\n\
            test result: FAILED. 1 passed; 1 failed; 3 ignored; 0 measured\n";
        let expected = Tally { why: vec!["buys_twice".to_owned()], ..tally(3, 1, 3) };
        assert_eq!(show_and_count(output.as_bytes()).unwrap(), expected);
    }
}

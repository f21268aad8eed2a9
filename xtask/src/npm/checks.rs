//! What is checked of the package that was built.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::{folder, install_locked, script, script_in, target};
use crate::command;
use crate::test::Tally;

/// Formatting, style, and the types of the package and its tests.
pub(crate) fn lint() -> Result<Tally> {
    lint_in(&folder())
}

/// The same of whatever is in that folder.
pub(crate) fn lint_in(folder: &Path) -> Result<Tally> {
    install_locked(folder)?;
    command::run_together(["check:format", "check:style", "check:types"].map(|check| script_in(folder, check)))?;
    Ok(Tally::PASSED)
}

/// Every test of the package itself.
pub(crate) fn tests() -> Result<Tally> {
    vitest(script("test")?, "npm-tests.json")
}

/// What came of a run of vitest, counted one by one; its report is written below the target directory.
pub(crate) fn vitest(mut vitest: Command, report: &str) -> Result<Tally> {
    let report = target()?.join(report);
    if report.exists() {
        fs::remove_file(&report)?;
    }
    vitest.args(["--reporter=default", "--reporter=json"]).arg(format!("--outputFile.json={report}"));
    let succeeded = command::run(vitest).is_ok();
    let report = fs::read_to_string(&report).context("vitest wrote no report")?;
    Ok(tally_of(&report)?.settled(succeeded))
}

/// What a page downloads is within its limits.
pub(crate) fn size() -> Result<Tally> {
    let mut size = script("size")?;
    size.arg("--check");
    command::run(size)?;
    Ok(Tally::PASSED)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    num_passed_tests: u64,
    num_failed_tests: u64,
    num_pending_tests: u64,
    num_todo_tests: u64,
    test_results: Vec<File>,
}

/// What came of the tests of a file.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct File {
    assertion_results: Vec<Test>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Test {
    full_name: String,
    status: String,
}

fn tally_of(report: &str) -> Result<Tally> {
    let report: Report = serde_json::from_str(report).context("vitest wrote another report than expected")?;
    let ignored = report.num_pending_tests + report.num_todo_tests;
    let tests = report.test_results.into_iter().flat_map(|file| file.assertion_results);
    let why = tests.filter(|test| test.status == "failed").map(|test| test.full_name).collect();
    Ok(Tally { passed: report.num_passed_tests, failed: report.num_failed_tests, ignored, why })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_from_the_report() {
        let report = r#"{
            "numTotalTestSuites": 2, "numPassedTests": 4, "numFailedTests": 1, "numPendingTests": 2, "numTodoTests": 1,
            "testResults": [{"assertionResults": [
                {"fullName": "buys once", "status": "passed"}, {"fullName": "buys twice", "status": "failed"}
            ]}]
        }"#;
        let why = vec!["buys twice".to_owned()];
        assert_eq!(tally_of(report).unwrap(), Tally { passed: 4, failed: 1, ignored: 3, why });
        assert!(tally_of("{}").is_err());
    }
}

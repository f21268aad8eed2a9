//! Every Python test, counted one by one.

use std::fs;

use anyhow::{Context, Result};

use super::{python_in_package, target};
use crate::command;
use crate::test::Tally;

pub(crate) fn check() -> Result<Tally> {
    let report = target()?.join("python-tests.xml");
    if report.exists() {
        fs::remove_file(&report)?;
    }
    let mut pytest = python_in_package("-m pytest --numprocesses=auto --dist=worksteal")?;
    // Not as flags: the processes that run the tests would not have them.
    pytest.env("PYTHONDEVMODE", "1").env("PYTHONWARNINGS", "error");
    pytest.arg(format!("--junit-xml={report}"));
    let succeeded = command::run(pytest).is_ok();
    let counted = fs::read_to_string(&report).ok().as_deref().and_then(tally_of);
    Ok(counted.context("pytest wrote no report")?.settled(succeeded))
}

/// The counts in `<testsuite name="pytest" errors="0" failures="1" skipped="2" tests="10" …`.
fn tally_of(report: &str) -> Option<Tally> {
    let (_, suite) = report.split_once("<testsuite ")?;
    let count = |name: &str| -> Option<u64> {
        let (_, value) = suite.split_once(&format!("{name}=\""))?;
        value.split_once('"')?.0.parse().ok()
    };
    let failed = count("errors")?.checked_add(count("failures")?)?;
    let ignored = count("skipped")?;
    let passed = count("tests")?.saturating_sub(failed).saturating_sub(ignored);
    Some(Tally { passed, failed, ignored, why: failed_in(report) })
}

/// The names of the test cases that hold a failure or an error.
fn failed_in(report: &str) -> Vec<String> {
    let cases = report.split("<testcase ").skip(1);
    let failed = cases.filter(|case| case.contains("<failure ") || case.contains("<error "));
    failed.filter_map(|case| Some(case.split_once(" name=\"")?.1.split_once('"')?.0.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_from_the_report() {
        let report = r#"<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" errors="1" failures="2" skipped="3" tests="10" time="0.1"><testcase classname="t" name="a" /><testcase classname="t" name="b"><failure message="no"/></testcase>"#;
        let why = vec!["b".to_owned()];
        assert_eq!(tally_of(report), Some(Tally { passed: 4, failed: 3, ignored: 3, why }));
        assert_eq!(tally_of("<testsuites></testsuites>"), None);
    }
}

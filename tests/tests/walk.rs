//! A search through nine million numbers, in a process of its own: its memory is looked at.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use telwire::aql::{self, Number};
use telwire::workflow::Search;
use telwire_tests::rehearse::rehearse;
use telwire_tests::worlds::{self, NINE_MILLION};

/// How much the peak may be above the start, in kB.
const ALLOWANCE: u64 = 20 << 10;

/// The most memory that this process ever had, in kB.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().strip_suffix(" kB").unwrap().parse().unwrap()
}

#[test]
fn nine_million_numbers_are_walked_in_flat_memory() {
    let account = worlds::aql_account().unwrap();
    let mut search = Search::new(worlds::nine_million_pattern().unwrap(), worlds::aql_setup().unwrap());
    let mut sandbox = worlds::nine_million().unwrap();
    let start = peak_memory();

    let (mut last, mut ascending) = (None, 0_u64);
    let sign = |request| account.sign(request, &aql::Gateway::default());
    let walked = rehearse(&mut search, &mut sandbox, sign, |_, page: Vec<Number>| {
        for number in page {
            ascending += u64::from(last < Some(number));
            last = Some(number);
        }
    });

    assert_eq!(walked.unwrap().report.numbers, NINE_MILLION);
    assert_eq!(ascending, NINE_MILLION, "a number came twice, or out of its turn");
    let grown = peak_memory() - start;
    assert!(grown < ALLOWANCE, "{grown} kB more than at the start");
}

//! What the package costs those who install and import it.

use std::fs;

use anyhow::{Result, ensure};

use super::package::WHEEL;
use super::{only_entry, python, target};
use crate::command;
use crate::test::Tally;

const LARGEST_WHEEL: u64 = 1_500_000;

pub(crate) fn check() -> Result<Tally> {
    let size = fs::metadata(only_entry(&target()?.join(WHEEL))?)?.len();
    println!("the wheel has {size} bytes, {LARGEST_WHEEL} are allowed");
    ensure!(size < LARGEST_WHEEL, "the wheel is too large");
    command::run(python("bindings-python/bench/import_time.py")?)?;
    Ok(Tally::PASSED)
}

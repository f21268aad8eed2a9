//! What the package costs those who install and import it.

use std::fs;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use cargo_metadata::camino::Utf8Path;

use super::package::WHEEL;
use super::{interpreter, only_entry, target};
use crate::command;
use crate::test::Tally;

const LARGEST_WHEEL: u64 = 1_500_000;
const LONGEST_IMPORT: Duration = Duration::from_millis(15);
const ROUNDS: usize = 20;

pub(crate) fn check() -> Result<Tally> {
    let wheel = fs::metadata(only_entry(&target()?.join(WHEEL))?)?.len();
    println!("the wheel has {} kB", wheel / 1000);
    ensure!(wheel < LARGEST_WHEEL, "the wheel has {wheel} bytes, not less than {LARGEST_WHEEL}");
    let import = import_time(interpreter()?.as_ref())?;
    println!("`import telwire` takes {:.1} ms", import.as_secs_f64() * 1e3);
    ensure!(import < LONGEST_IMPORT, "`import telwire` takes {import:?}, not less than {LONGEST_IMPORT:?}");
    Ok(Tally::PASSED)
}

/// What the import adds to an interpreter that does nothing: the median of pairs of runs.
fn import_time(interpreter: &Utf8Path) -> Result<Duration> {
    let mut added = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let bare = duration(interpreter, "pass")?;
        added.push(duration(interpreter, "import telwire")?.saturating_sub(bare));
    }
    added.sort_unstable();
    Ok(added.get(ROUNDS / 2).copied().unwrap_or_default())
}

fn duration(interpreter: &Utf8Path, program: &str) -> Result<Duration> {
    let mut python = command::program(interpreter.as_str(), "-c");
    python.arg(program);
    let start = Instant::now();
    command::run(python)?;
    Ok(start.elapsed())
}

//! `cargo xtask bench`: what things cost, measured in one run.

use anyhow::Result;

use crate::command;

/// What the workflows cost: requests for each number, the core's own time, and memory.
pub(crate) fn workflow() -> Result<()> {
    command::run(command::cargo("run --release --quiet -p telwire-tests --example bench_workflow"))
}

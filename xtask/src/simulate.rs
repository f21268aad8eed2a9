//! `cargo xtask simulate`: every schedule of faults, in release mode.

use std::process::ExitCode;

use crate::command;

pub(crate) fn run(arguments: &[&str]) -> ExitCode {
    command::hand_over(command::cargo("run --quiet --release -p telwire-tests --example simulate --"), arguments)
}

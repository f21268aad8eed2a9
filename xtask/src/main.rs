//! The one runner of the project: `cargo xtask demo`, `simulate` and `test`.

mod bans;
mod command;
mod fuzz;
mod licences;
mod packages;
mod rust_tests;
mod schema;
mod simulate;
mod test;
mod wasm_imports;

use std::env;
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <command>

commands:
  demo [--buy FILE]   provision numbers and show each step: in a sandbox, or with --buy at the gateways
                      that the environment names, FILE keeping the passwords
  simulate [--faults 3] [--seed N] [--replay LINE]
                      run orders and releases through every schedule of faults, or through one
  test                run every check of the project";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["demo", rest @ ..] => demo(rest),
        ["simulate", rest @ ..] => simulate::run(rest),
        ["test"] => test::run(),
        [] => refuse("no command"),
        unknown => refuse(&format!("unknown command `{}`", unknown.join(" "))),
    }
}

fn demo(arguments: &[&str]) -> ExitCode {
    command::hand_over(command::cargo("run --quiet -p telwire-tests --example provision --"), arguments)
}

fn refuse(problem: &str) -> ExitCode {
    eprintln!("{problem}\n\n{USAGE}");
    ExitCode::from(2)
}

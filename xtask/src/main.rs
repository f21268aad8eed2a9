//! The one runner of the project: `cargo xtask bench`, `demo`, `simulate` and `test`.

mod bans;
mod command;
mod fuzz;
mod licences;
mod packages;
mod rust_tests;
mod schema;
mod test;
mod wasm_imports;

use std::env;
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <command>

commands:
  bench workflow      measure what the workflows take: requests, time, memory
  demo [--buy FILE]   provision numbers and show each step: in a sandbox, or with --buy at the gateways
                      that the environment names, FILE keeping the passwords
  simulate [--faults N] [--orders N] [--seed N] [--world NAME] [--replay LINE]
                      run orders and releases through every schedule of faults, or through one;
                      `simulate --help` says more
  test                run every check of the project
  --help, -h          print this";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["bench", "workflow"] => example("bench_workflow --release", &[]),
        ["demo", rest @ ..] => example("provision", rest),
        ["simulate", rest @ ..] => example("simulate --release", rest),
        ["test"] => test::run(),
        ["--help" | "-h"] => {
            println!("{USAGE}");
            ExitCode::SUCCESS
        }
        [] => refuse("no command"),
        unknown => refuse(&format!("unknown command `{}`", unknown.join(" "))),
    }
}

/// Runs one of the examples in the tests.
fn example(name: &str, arguments: &[&str]) -> ExitCode {
    command::hand_over(command::cargo(&format!("run --quiet -p telwire-tests --example {name} --")), arguments)
}

fn refuse(problem: &str) -> ExitCode {
    eprintln!("{problem}\n\n{USAGE}");
    ExitCode::from(2)
}

//! The one runner of the project: `cargo xtask bench`, `demo`, `package`, `simulate` and `test`.

mod bans;
mod chromium;
mod command;
mod demo;
mod fuzz;
mod licences;
mod npm;
mod packages;
mod python;
mod rust_tests;
mod schema;
mod test;
mod wasm_imports;

use std::env;
use std::process::ExitCode;

use anyhow::Result;

const USAGE: &str = "\
usage: cargo xtask <command>

commands:
  bench js [--check]  measure the npm package against hand-written JavaScript, in Node and in Chromium; with
                      --check, a missed target is a failure
  bench python [--check]
                      measure the Python package against hand-written Python and msgspec; with --check, a
                      missed target is a failure
  bench workflow      measure what the workflows take: requests, time, memory
  demo [OPTION...]    serve the reseller's portal, by default in TEST, where no money is spent; `demo --help`
                      says more
  demo --static       write the portal as files for any host into js-demo/dist/demo: all of it runs in the page
  demo --terminal [--buy FILE]
                      provision numbers and show each step: in a sandbox, or with --buy at the gateways
                      that the environment names, FILE keeping the passwords
  package npm         build the npm package and pack it into target/packages
  package python      build a wheel and a source distribution into target/packages
  simulate [--faults N] [--orders N] [--seed N] [--world NAME] [--replay LINE]
                      run orders and releases through every schedule of faults, or through one;
                      `simulate --help` says more
  test [PART]         run every check of the project, or those with PART in their name, such as `python`
  --help, -h          print this";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["bench", "js", rest @ ..] => end(npm::bench(rest)),
        ["bench", "python", rest @ ..] => end(python::bench(rest)),
        ["bench", "workflow"] => example("bench_workflow --release", &[]),
        ["demo", rest @ ..] => demo::run(rest).unwrap_or_else(|error| end(Err(error))),
        ["package", "npm"] => end(npm::package::package()),
        ["package", "python"] => end(python::package::package()),
        ["simulate", rest @ ..] => example("simulate --release", rest),
        ["test"] => test::run(""),
        ["test", part] => test::run(part),
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

fn end(result: Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn refuse(problem: &str) -> ExitCode {
    eprintln!("{problem}\n\n{USAGE}");
    ExitCode::from(2)
}

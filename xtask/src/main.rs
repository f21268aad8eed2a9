//! The one runner of the project: `cargo xtask demo` and `cargo xtask test`.

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
  demo   provision numbers in the sandbox and show each step
  test   run every check of the project";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.join(" ").as_str() {
        "demo" => demo(),
        "test" => test::run(),
        "" => refuse("no command"),
        unknown => refuse(&format!("unknown command `{unknown}`")),
    }
}

fn demo() -> ExitCode {
    match command::cargo("run --quiet -p telwire-tests --example provision").status() {
        Ok(status) => status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from),
        Err(error) => {
            eprintln!("cargo did not start: {error}");
            ExitCode::FAILURE
        }
    }
}

fn refuse(problem: &str) -> ExitCode {
    eprintln!("{problem}\n\n{USAGE}");
    ExitCode::from(2)
}

//! The examples as programs.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use telwire_sandbox::demo;

/// The program of an example, built if need be: with the features of a whole run, lest the crates are compiled anew.
pub(crate) fn example(name: &str) -> PathBuf {
    let arguments = ["build", "--quiet", "--workspace", "--all-features", "--message-format=json", "--example"];
    let mut cargo = Command::new(env!("CARGO"));
    // What cargo tells this test of its package would have some dependencies built anew.
    forget(&mut cargo, "CARGO_MANIFEST_");
    forget(&mut cargo, "CARGO_PKG_");
    let output = cargo.args(arguments).arg(name).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let messages = output.stdout.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok());
    let mut built = messages.filter(|message: &Value| message.pointer("/target/name") == Some(&Value::from(name)));
    built.find_map(|message| Some(PathBuf::from(message.get("executable")?.as_str()?))).unwrap()
}

/// The example, to place an order with the demo accounts at `gateway`, with waits that pass in no time.
#[allow(dead_code, reason = "not every test places orders")]
pub(crate) fn order(example: &Path, gateway: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(example);
    forget(&mut command, "TELWIRE_");
    command.args(arguments).env("TELWIRE_CLOCK_SPEED", "400").envs([
        ("TELWIRE_AQL_USERNAME", demo::AQL_USERNAME),
        ("TELWIRE_AQL_PASSWORD", demo::AQL_PASSWORD),
        ("TELWIRE_AQL_GATEWAY", gateway),
        ("TELWIRE_ACULAB_CLOUD_ID", demo::ACULAB_CLOUD_ID),
        ("TELWIRE_ACULAB_USERNAME", demo::ACULAB_USERNAME),
        ("TELWIRE_ACULAB_ACCESS_KEY", demo::ACULAB_ACCESS_KEY),
        ("TELWIRE_ACULAB_GATEWAY", gateway),
    ]);
    command
}

/// Keeps the variables that begin so from the command.
fn forget(command: &mut Command, beginning: &str) {
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with(beginning)) {
        command.env_remove(name);
    }
}

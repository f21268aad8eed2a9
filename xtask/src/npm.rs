//! The npm package: a wasm module, the glue that wasm-bindgen writes for it, and the TypeScript around both.

pub(crate) mod checks;
pub(crate) mod consumers;
pub(crate) mod package;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use anyhow::{Context, Result};
use cargo_metadata::MetadataCommand;
use cargo_metadata::camino::Utf8PathBuf;

use crate::chromium;
use crate::command::{self, ROOT};

/// The folder of the package.
fn folder() -> PathBuf {
    Path::new(ROOT).join("bindings-wasm")
}

/// A command in the folder of the package.
fn in_package(program: &str, arguments: &str) -> Command {
    let mut command = command::program(program, arguments);
    command.current_dir(folder());
    command
}

/// A script of `package.json`, with the tools of the lock file.
fn script(name: &str) -> Result<Command> {
    install_tools()?;
    Ok(script_in(&folder(), name))
}

/// A script of the `package.json` in that folder.
pub(crate) fn script_in(folder: &Path, name: &str) -> Command {
    let mut script = command::program("npm", &format!("run --silent {name} --"));
    script.current_dir(folder);
    script
}

/// Installs the tools of the package.
fn install_tools() -> Result<()> {
    install_locked(&folder())
}

/// Installs what the lock file of a folder names, where that is not there yet or another lock file is.
pub(crate) fn install_locked(folder: &Path) -> Result<()> {
    let locked = fs::read(folder.join("package-lock.json")).context("`package-lock.json` cannot be read")?;
    let installed = folder.join("node_modules/.installed");
    match fs::read(&installed) {
        Ok(known) if known == locked => return Ok(()),
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let mut install = command::program("npm", "ci --no-audit --no-fund");
    install.current_dir(folder);
    command::run(install)?;
    Ok(fs::write(installed, locked)?)
}

/// Measures the package as a release has it, in Node and in a browser where there is one.
pub(crate) fn bench(arguments: &[&str]) -> Result<()> {
    package::build()?;
    let mut bench = in_package("node", "--expose-gc bench/bench.js");
    bench.args(arguments);
    chromium::offer(&mut bench);
    command::run(bench)
}

fn target() -> Result<Utf8PathBuf> {
    Ok(MetadataCommand::new().current_dir(ROOT).no_deps().exec()?.target_directory)
}

//! The Python environment below the target directory, and what is built of the Python package.

pub(crate) mod package;
pub(crate) mod pytest;
pub(crate) mod size;
pub(crate) mod types;

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use cargo_metadata::MetadataCommand;
use cargo_metadata::camino::{Utf8Path, Utf8PathBuf};

use crate::command::{self, ROOT};
use crate::packages;

/// What the environment holds.
const REQUIREMENTS: &[&str] = &["bindings-python/requirements-test.txt", "tests/vectors/requirements.txt"];

const PIP: &str = "-m pip --quiet --disable-pip-version-check";

/// A command of Python's, in the environment and at the root of the workspace.
pub(crate) fn python(arguments: &str) -> Result<Command> {
    Ok(command::program(interpreter()?.as_str(), arguments))
}

/// The same, in the folder of the Python package, where its tools find their configuration.
fn python_in_package(arguments: &str) -> Result<Command> {
    let mut python = python(arguments)?;
    python.current_dir(Path::new(ROOT).join("bindings-python"));
    Ok(python)
}

/// The interpreter of the environment, which is made where it is not there yet or where the requirements changed.
fn interpreter() -> Result<Utf8PathBuf> {
    let environment = target()?.join("python");
    let interpreter = environment.join("bin/python");
    let required = required()?;
    let installed = environment.join("installed.txt");
    if fs::read_to_string(&installed).is_ok_and(|installed| installed == required) {
        return Ok(interpreter);
    }
    make_environment(&environment)?;
    let install = format!("{PIP} install --requirement {}", REQUIREMENTS.join(" --requirement "));
    command::run(command::program(interpreter.as_str(), &install))?;
    fs::write(installed, required)?;
    Ok(interpreter)
}

/// An environment that holds nothing.
fn make_environment(folder: &Utf8Path) -> Result<()> {
    install_venv()?;
    let mut make = command::program("python3", "-m venv --clear");
    make.arg(folder);
    command::run(make)
}

fn required() -> Result<String> {
    REQUIREMENTS.iter().map(|file| read(file)).collect()
}

fn read(file: &str) -> Result<String> {
    fs::read_to_string(Path::new(ROOT).join(file)).with_context(|| format!("`{file}` cannot be read"))
}

fn target() -> Result<Utf8PathBuf> {
    Ok(MetadataCommand::new().current_dir(ROOT).no_deps().exec()?.target_directory)
}

/// Debian keeps the parts that make environments in a package of their own.
fn install_venv() -> Result<()> {
    let mut probe = command::program("python3", "-c");
    probe.arg("import ensurepip, venv");
    if command::succeeds(probe) {
        return Ok(());
    }
    packages::install("python3-venv")
}

/// Measures the package as a release has it.
pub(crate) fn bench(arguments: &[&str]) -> Result<()> {
    package::install()?;
    let mut bench = python("bindings-python/bench/bench.py")?;
    bench.args(arguments);
    command::run(bench)
}

/// What maturin makes of the package, in a folder that holds nothing else.
fn build(what: &str, folder: &Utf8Path) -> Result<Utf8PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let mut maturin = python(&format!("-m maturin {what} --manifest-path bindings-python/Cargo.toml --out"))?;
    maturin.arg(folder);
    command::run(maturin)?;
    only_entry(folder)
}

fn only_entry(folder: &Utf8Path) -> Result<Utf8PathBuf> {
    let entries: Vec<_> = folder.read_dir_utf8()?.collect::<Result<_, _>>()?;
    match entries.as_slice() {
        [entry] => Ok(entry.path().to_owned()),
        _ => bail!("`{folder}` holds {} files instead of one", entries.len()),
    }
}

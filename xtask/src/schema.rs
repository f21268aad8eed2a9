//! The vectors fit their schema, as a validator sees it that the project did not write.

use anyhow::Result;
use cargo_metadata::MetadataCommand;
use cargo_metadata::camino::Utf8PathBuf;

use crate::command::{self, ROOT};
use crate::packages;
use crate::test::Tally;

pub(crate) fn check() -> Result<Tally> {
    let python = environment()?.join("bin/python");
    command::run(command::program(python.as_str(), "tests/vectors/validate.py"))?;
    Ok(Tally::PASSED)
}

/// A virtual environment below the target directory that holds what the validation needs.
fn environment() -> Result<Utf8PathBuf> {
    let metadata = MetadataCommand::new().current_dir(ROOT).no_deps().exec()?;
    let environment = metadata.target_directory.join("python");
    if !environment.join("bin/pip").exists() {
        install_venv()?;
        let mut make = command::program("python3", "-m venv");
        make.arg(&environment);
        command::run(make)?;
    }
    let install = "install --quiet --disable-pip-version-check -r tests/vectors/requirements.txt";
    command::run(command::program(environment.join("bin/pip").as_str(), install))?;
    Ok(environment)
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

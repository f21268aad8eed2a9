//! What tools say about the Python code without running it: format, style and types.

use anyhow::Result;

use super::{interpreter, python_in_package, target};
use crate::command;
use crate::test::Tally;

/// Formatting and style.
pub(crate) fn ruff() -> Result<Tally> {
    command::run(python_in_package("-m ruff format --check")?)?;
    command::run(python_in_package("-m ruff check")?)?;
    Ok(Tally::PASSED)
}

/// The types of the package, the tests and the programs of the READMEs, as two checkers see them; and the stubs beside
/// what is there at run time.
pub(crate) fn check() -> Result<Tally> {
    let readmes = target()?.join("python-readme");
    let mut write = python_in_package("tests/readme.py")?;
    write.arg(&readmes);
    command::run(write)?;
    let mut mypy = python_in_package("-m mypy python tests bench")?;
    mypy.arg(&readmes);
    let mut pyright = python_in_package("-m basedpyright python tests bench")?;
    pyright.arg(&readmes).arg("--pythonpath").arg(interpreter()?);
    command::run_together([mypy, pyright])?;
    // Not together with mypy, whose cache it uses.
    command::run(python_in_package("-m mypy.stubtest telwire._native --allowlist tests/stubtest.txt")?)?;
    Ok(Tally::PASSED)
}

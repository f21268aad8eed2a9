//! What tools say about the Python code without running it: format, style and types.

use anyhow::Result;

use super::{python_in_package, target};
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
    for checker in ["-m mypy python tests bench", "-m basedpyright python tests bench"] {
        let mut check = python_in_package(checker)?;
        check.arg(&readmes);
        command::run(check)?;
    }
    command::run(python_in_package("-m mypy.stubtest telwire")?)?;
    Ok(Tally::PASSED)
}

//! The vectors fit their schema, as a validator sees it that the project did not write.

use anyhow::Result;

use crate::command;
use crate::python;
use crate::test::Tally;

pub(crate) fn check() -> Result<Tally> {
    command::run(python::python("tests/vectors/validate.py")?)?;
    Ok(Tally::PASSED)
}

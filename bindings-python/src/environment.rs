//! Accounts and gateways by the variables of the environment, those of telwire's programs.

use std::fs;

use pyo3::prelude::*;
use pyo3::types::PyString;
use telwire::{InvalidCode, InvalidInput};

use crate::convert;
use crate::errors::raised;

/// The variables of a carrier, such as `TELWIRE_AQL_USERNAME`. Each may be given as `…_FILE` too, the path of a file that
/// holds it.
pub(crate) struct Environment<'py> {
    prefix: &'static str,
    /// Python's `os.environ`: the process's own, and what a program or a test has set since.
    variables: Bound<'py, PyAny>,
}

impl<'py> Environment<'py> {
    pub(crate) fn of(py: Python<'py>, prefix: &'static str) -> PyResult<Self> {
        Ok(Self { prefix, variables: py.import("os")?.getattr("environ")? })
    }

    /// The value for a field of an account, which cannot do without it.
    pub(crate) fn required(&self, field: &str) -> PyResult<String> {
        let missing = || {
            let name = self.name(field);
            let message = format!("must be set in the environment, or `{name}_FILE`, the path of a file that holds it");
            raised(InvalidInput::new(name, InvalidCode::Missing, message))
        };
        self.optional(field)?.ok_or_else(missing)
    }

    /// The value for a field, or what its file holds, without the line end.
    pub(crate) fn optional(&self, field: &str) -> PyResult<Option<String>> {
        let name = self.name(field);
        let path = match (self.variable(&name)?, self.variable(&format!("{name}_FILE"))?) {
            (Some(_), Some(_)) => {
                let message = format!("and `{name}_FILE` are both set: one of them is stale");
                return Err(raised(InvalidInput::new(name, InvalidCode::Conflict, message)));
            }
            (value, None) => return Ok(value),
            (None, Some(path)) => path,
        };
        // The message does not repeat the path: it may be the secret in the wrong place.
        let unreadable = |error| {
            let message = format!("names a file that cannot be read: {error}");
            raised(InvalidInput::new(format!("{name}_FILE"), InvalidCode::WrongFormat, message))
        };
        let text = fs::read_to_string(&path).map_err(unreadable)?;
        Ok(Some(text.trim_end_matches(['\r', '\n']).to_owned()))
    }

    /// The exception for a value that the core refuses: it names the variable.
    pub(crate) fn refused(&self, error: InvalidInput) -> PyErr {
        let name = self.name(error.field());
        raised(error.in_field(name))
    }

    fn name(&self, field: &str) -> String {
        format!("{}_{}", self.prefix, field.to_ascii_uppercase())
    }

    /// One that is empty is refused: a gateway whose variable lost its value must not become the carrier's own.
    fn variable(&self, name: &str) -> PyResult<Option<String>> {
        let value = self.variables.call_method1("get", (name,))?;
        if value.is_none() {
            return Ok(None);
        }
        let value = convert::utf8(name, value.cast::<PyString>()?)?;
        if value.is_empty() {
            let message = "is set and empty: give it a value, or unset it";
            return Err(raised(InvalidInput::new(name.to_owned(), InvalidCode::Empty, message)));
        }
        Ok(Some(value.into_owned()))
    }
}

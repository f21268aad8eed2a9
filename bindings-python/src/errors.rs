//! From the core's errors to the exceptions of `telwire._errors`.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyType};
use telwire::{Error, Failure, Salvaged};

use crate::convert::member;
use crate::secret::Body;

/// The exception that says what `error` says.
pub(crate) fn raised(error: impl Into<Error>) -> PyErr {
    let error = error.into();
    Python::attach(|py| exception(py, &error).map_or_else(|failed| failed, PyErr::from_value))
}

/// The exception as a value, for reports.
pub(crate) fn exception<'py>(py: Python<'py>, error: &Error) -> PyResult<Bound<'py, PyAny>> {
    let fields = PyDict::new(py);
    fields.set_item("code", error.code())?;
    fields.set_item("outcome", member(py, "Outcome", error.outcome().as_str())?)?;
    fields.set_item("retryable", error.is_retryable())?;
    let name = match error {
        Error::InvalidInput(error) => {
            fields.set_item("field", error.field())?;
            fields.set_item("item", error.item())?;
            "InvalidInput"
        }
        Error::Malformed(error) => {
            fields.set_item("call", error.call())?;
            fields.set_item("position", error.position())?;
            fields.set_item("expected", error.expected())?;
            fields.set_item("body", Body(error.body().clone()))?;
            fields.set_item("salvaged", error.salvaged().map(|salvaged| salvage(py, salvaged)).transpose()?)?;
            "Malformed"
        }
        Error::Refused(error) => {
            fields.set_item("call", error.call())?;
            fields.set_item("status", error.status())?;
            fields.set_item("body", Body(error.body().clone()))?;
            fields.set_item("carrier_code", error.carrier_code())?;
            fields.set_item("carrier_message", error.carrier_message())?;
            "Refused"
        }
        Error::Transport(error) => {
            fields.set_item("call", error.call())?;
            match error.failure() {
                Failure::NotSent => "NotSent",
                _ => "NoAnswer",
            }
        }
        _ => "Misuse",
    };
    class(py, name)?.call((error.to_string(),), Some(&fields))
}

fn class<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    static BASE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let _ = BASE.import(py, "telwire._errors", "Error")?;
    py.import("telwire._errors")?.getattr(name)
}

/// What was understood, as the call would have answered it.
fn salvage<'py>(py: Python<'py>, salvaged: &Salvaged) -> PyResult<Bound<'py, PyAny>> {
    match salvaged.clone() {
        Salvaged::Assigned(assigned) => crate::aql::assign_numbers::assigned(py, assigned)?.into_bound_py_any(py),
        Salvaged::Numbers(numbers) => crate::aql::number::numbers(numbers).into_bound_py_any(py),
        _ => Ok(py.None().into_bound(py)),
    }
}

use pyo3::IntoPyObjectExt as _;

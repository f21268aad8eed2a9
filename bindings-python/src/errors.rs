//! From the core's errors to the exceptions of `telwire._errors`.

use std::convert::Infallible;

use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use pyo3::{IntoPyObjectExt as _, type_hint_identifier};
use telwire::{Endpoint, Error, Failure, Malformed, Salvaged, TransportError};

use crate::aculab::{owned_number, tel_purchase, tel_purchase_development};
use crate::aql::{assign_numbers, get_user, list_users, number};

use crate::enums::{self, Enum as _};
use crate::secret::Body;
use crate::value::Field;

/// The exception that says what `error` says.
pub(crate) fn raised(error: impl Into<Error>) -> PyErr {
    let error = error.into();
    Python::attach(|py| exception(py, &error).map_or_else(|failed| failed, PyErr::from_value))
}

/// The exception as a value, for reports.
pub(crate) fn exception<'py>(py: Python<'py>, error: &Error) -> PyResult<Bound<'py, PyAny>> {
    let fields = PyDict::new(py);
    fields.set_item("code", error.code())?;
    fields.set_item("outcome", outcome(py, error)?)?;
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

/// The exception that says that a request of the call got no answer.
pub(crate) fn unanswered<'py, E: Endpoint>(py: Python<'py>, _: &E, failure: Failure) -> PyResult<Unanswered<'py>> {
    exception(py, &TransportError::new::<E>(failure).into()).map(Unanswered)
}

/// An exception of the class `TransportError`.
pub(crate) struct Unanswered<'py>(Bound<'py, PyAny>);

impl<'py> IntoPyObject<'py> for Unanswered<'py> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = Infallible;

    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("telwire._errors", "TransportError");

    fn into_pyobject(self, _: Python<'py>) -> Result<Self::Output, Infallible> {
        Ok(self.0)
    }
}

fn outcome(py: Python<'_>, error: &Error) -> PyResult<Field<enums::Outcome>> {
    enums::Outcome::field(py, error.outcome().as_str())
}

/// The class of exceptions of that name.
pub(crate) fn class<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("telwire._errors")?.getattr(name)
}

/// What was understood, as the call would have answered it.
fn salvage<'py>(py: Python<'py>, salvaged: &Salvaged) -> PyResult<Bound<'py, PyAny>> {
    match salvaged.clone() {
        Salvaged::Assigned(assigned) => assign_numbers::assigned(py, assigned)?.into_bound_py_any(py),
        Salvaged::Mimicked(mimicked) => tel_purchase_development::mimicked(py, &mimicked)?.into_bound_py_any(py),
        Salvaged::Numbers(numbers) => number::numbers(numbers).into_bound_py_any(py),
        Salvaged::Owned(owned) => owned_number::all(owned).into_bound_py_any(py),
        Salvaged::Purchased(purchased) => tel_purchase::purchased(py, &purchased)?.into_bound_py_any(py),
        Salvaged::User(user) => get_user::user(py, *user)?.into_bound_py_any(py),
        Salvaged::Users(users) => list_users::users(users).into_bound_py_any(py),
        // A core that salvages more than this package knows.
        _ => Ok(py.None().into_bound(py)),
    }
}

/// A success with problems, `problem` the first of them, as the error that carries all of it.
pub(crate) fn with_problems<E: Endpoint>(salvaged: &Bound<'_, PyAny>, problem: String) -> PyErr {
    let problems = |py| {
        let error = exception(py, &Malformed::with_problems::<E>(problem).into())?;
        error.setattr("salvaged", salvaged)?;
        Ok(PyErr::from_value(error))
    };
    problems(salvaged.py()).unwrap_or_else(|failed| failed)
}

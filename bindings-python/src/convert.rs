//! Between the core's small types and Python's own.

use std::marker::PhantomData;
use std::time::Duration;

use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyString, PyType};
use pyo3::{type_hint_identifier, type_hint_union};
use telwire::{CivilDate, InvalidCode, InvalidInput, Price, TimeOfDay};

use crate::errors::raised;

/// Declares a function that gives a class of Python's library or of ours, imported once.
macro_rules! class {
    ($($name:ident = $module:literal . $class:literal;)*) => {$(
        pub(crate) fn $name(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
            static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
            CLASS.import(py, $module, $class)
        }
    )*};
}

class! {
    date_class = "datetime"."date";
    decimal_class = "decimal"."Decimal";
    time_class = "datetime"."time";
}

/// A `Decimal`, exactly as it came, trailing zeros included.
pub(crate) fn decimal<'py>(py: Python<'py>, price: Price) -> PyResult<Bound<'py, PyAny>> {
    decimal_class(py)?.call1((price.to_string(),))
}

/// A `datetime.date`.
pub(crate) fn date<'py>(py: Python<'py>, date: CivilDate) -> PyResult<Bound<'py, PyAny>> {
    date_class(py)?.call1((date.year(), date.month(), date.day()))
}

/// A `datetime.time`.
pub(crate) fn time<'py>(py: Python<'py>, time: TimeOfDay) -> PyResult<Bound<'py, PyAny>> {
    time_class(py)?.call1((time.hour(), time.minute(), time.second()))
}

/// The member of one of `telwire._enums` for `text`; the text itself where the enum does not know it.
pub(crate) fn member<'py>(py: Python<'py>, name: &str, text: &str) -> PyResult<Bound<'py, PyAny>> {
    let members = py.import("telwire._enums")?.getattr(name)?.getattr("_value2member_map_")?;
    Ok(members.get_item(text).unwrap_or_else(|_| PyString::new(py, text).into_any()))
}

/// Seconds as callers give them.
pub(crate) fn seconds(field: &'static str, seconds: f64) -> PyResult<Duration> {
    Duration::try_from_secs_f64(seconds).map_err(|_| {
        let message = format!("must be a number of seconds from 0 on, not `{seconds}`");
        raised(InvalidInput::new(field, InvalidCode::OutOfRange, message))
    })
}

/// What a parameter may be beside text: something whose `str` the core reads.
pub(crate) trait Spelled {
    const HINT: PyStaticExpr;

    fn includes(given: &Bound<'_, PyAny>) -> PyResult<bool>;
}

/// Declares what a parameter may be beside text.
macro_rules! spelled {
    ($($(#[$doc:meta])* $name:ident = $module:literal . $class:literal, $class_of:expr;)*) => {$(
        $(#[$doc])*
        pub(crate) struct $name;

        impl Spelled for $name {
            const HINT: PyStaticExpr = type_hint_identifier!($module, $class);

            fn includes(given: &Bound<'_, PyAny>) -> PyResult<bool> {
                given.is_instance($class_of(given.py())?)
            }
        }
    )*};
}

spelled! {
    /// A price.
    Decimal = "decimal"."Decimal", decimal_class;
    /// A time of the day.
    Time = "datetime"."time", time_class;
}

/// The text of a parameter that was given as text or as a `T`.
pub(crate) struct Text<T>(pub(crate) String, PhantomData<T>);

impl<'py, T: Spelled> FromPyObject<'_, 'py> for Text<T> {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_union!(type_hint_identifier!("builtins", "str"), T::HINT);

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let text = if T::includes(&given)? { given.str()?.to_string() } else { given.extract()? };
        Ok(Self(text, PhantomData))
    }
}

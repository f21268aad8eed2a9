//! Between the core's small types and Python's own.

use std::borrow::Cow;
use std::time::Duration;

use pyo3::exceptions::PyTypeError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBytes, PyDict, PyInt, PyIterator, PyString, PyType};
use pyo3::{type_hint_identifier, type_hint_subscript};
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

/// The same of a text that a `Price` reads.
pub(crate) fn listed_decimal<'py>(py: Python<'py>, price: &str) -> PyResult<Bound<'py, PyAny>> {
    static KNOWN: Repeated = Repeated::new();
    KNOWN.get(py, price, |price| decimal_class(py)?.call1((price,)))
}

/// The amount of a `Decimal`.
pub(crate) fn price(decimal: &Bound<'_, PyAny>) -> PyResult<Price> {
    // As `str` writes it, it may have an exponent.
    let text = decimal.call_method1("__format__", ("f",))?.extract::<String>()?;
    text.parse().map_err(raised)
}

/// The day of a `datetime.date`.
pub(crate) fn civil_date(date: &Bound<'_, PyAny>) -> PyResult<CivilDate> {
    let [year, month, day] = ["year", "month", "day"].map(|part| date.getattr(part));
    CivilDate::new(year?.extract()?, month?.extract()?, day?.extract()?).map_err(raised)
}

/// A `datetime.date`.
pub(crate) fn date<'py>(py: Python<'py>, date: CivilDate) -> PyResult<Bound<'py, PyAny>> {
    date_class(py)?.call1((date.year(), date.month(), date.day()))
}

/// The same of a text that a `CivilDate` reads.
pub(crate) fn listed_date<'py>(py: Python<'py>, date: &str) -> PyResult<Bound<'py, PyAny>> {
    static KNOWN: Repeated = Repeated::new();
    KNOWN.get(py, date, |date| date_class(py)?.call_method1("fromisoformat", (date,)))
}

/// Values by their texts: in a listing few prices and days stand many times, and to look one up is quicker than to make
/// it anew.
struct Repeated(PyOnceLock<Py<PyDict>>);

impl Repeated {
    /// With so many it begins anew.
    const LIMIT: usize = 4096;

    const fn new() -> Self {
        Self(PyOnceLock::new())
    }

    fn get<'py>(
        &self,
        py: Python<'py>,
        text: &str,
        make: impl FnOnce(&Bound<'py, PyString>) -> PyResult<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let known = self.0.get_or_init(py, || PyDict::new(py).unbind()).bind(py);
        let text = PyString::new(py, text);
        if let Some(value) = known.get_item(&text)? {
            return Ok(value);
        }
        if known.len() >= Self::LIMIT {
            known.clear();
        }
        let value = make(&text)?;
        known.set_item(text, &value)?;
        Ok(value)
    }
}

/// A `datetime.time`.
pub(crate) fn time<'py>(py: Python<'py>, time: TimeOfDay) -> PyResult<Bound<'py, PyAny>> {
    time_class(py)?.call1((time.hour(), time.minute(), time.second()))
}

/// Seconds as callers give them.
pub(crate) fn seconds(field: &'static str, seconds: f64) -> PyResult<Duration> {
    Duration::try_from_secs_f64(seconds).map_err(|_| {
        let message = format!("must be a number of seconds from 0 on, not `{seconds}`");
        raised(InvalidInput::new(field, InvalidCode::OutOfRange, message))
    })
}

/// A count as it may be given: any `int`, checked where the core would check its text.
pub(crate) struct Count<'py>(Bound<'py, PyInt>);

impl Count<'_> {
    pub(crate) fn of(self, field: &'static str) -> PyResult<u32> {
        self.0.extract().map_err(|_| {
            let message = format!("must be a whole number of at most {}, not `{}`", u32::MAX, self.0);
            raised(InvalidInput::new(field, InvalidCode::OutOfRange, message))
        })
    }
}

impl<'py> FromPyObject<'_, 'py> for Count<'py> {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("builtins", "int");

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match given.cast::<PyInt>() {
            Ok(count) => Ok(Self(count.to_owned())),
            Err(_) => Err(PyTypeError::new_err(format!("expected `int`, got `{}`", given.get_type().name()?))),
        }
    }
}

/// The items of whatever can be iterated; a `str` or `bytes` is one thing and not many.
pub(crate) fn items<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyIterator>> {
    if given.is_instance_of::<PyString>() || given.is_instance_of::<PyBytes>() {
        let name = given.get_type().name()?;
        return Err(PyTypeError::new_err(format!("expected many, such as a list, got one `{name}`")));
    }
    given.try_iter()
}

/// A parameter that is many.
pub(crate) struct Many<T>(pub(crate) Vec<T>);

impl<'py, T> FromPyObject<'_, 'py> for Many<T>
where
    T: for<'a> FromPyObject<'a, 'py>,
{
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr =
        type_hint_subscript!(type_hint_identifier!("collections.abc", "Iterable"), T::INPUT_TYPE);

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let items = items(&given)?.map(|item| item?.extract().map_err(Into::into));
        Ok(Self(items.collect::<PyResult<_>>()?))
    }
}

/// The text as UTF-8. Python's own error for one that cannot be holds the whole text, which may be a secret.
pub(crate) fn utf8<'a>(field: &str, text: &'a Bound<'_, PyString>) -> PyResult<Cow<'a, str>> {
    text.to_cow().map_err(|_| {
        let message = "must not hold half of a surrogate pair: it cannot be written as UTF-8";
        raised(InvalidInput::new(field.to_owned(), InvalidCode::WrongFormat, message))
    })
}

/// A text that may be a secret: no error tells it.
pub(crate) struct Confidential<'py>(Bound<'py, PyString>);

impl Confidential<'_> {
    pub(crate) fn text(self, field: &str) -> PyResult<String> {
        utf8(field, &self.0).map(Cow::into_owned)
    }
}

impl<'py> FromPyObject<'_, 'py> for Confidential<'py> {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("builtins", "str");

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match given.cast::<PyString>() {
            Ok(text) => Ok(Self(text.to_owned())),
            Err(_) => Err(PyTypeError::new_err(format!("expected `str`, got `{}`", given.get_type().name()?))),
        }
    }
}

//! The types of fields that only workflows have, and how the core's values get into them.

use pyo3::inspect::{PyStaticConstant, PyStaticExpr};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyFloat, PyInt, PyString};
use pyo3::{IntoPyObjectExt as _, type_hint_identifier, type_hint_subscript};
use telwire::workflow as core;
use telwire::{Body, Timestamp};

use crate::errors::exception;
use crate::secret;
use crate::value::{Class, Either, Field, Opt, Tuple, Type, instance};

/// 9999-12-31 23:59:59.999 UTC, the last moment that `datetime` can tell.
const LAST_MOMENT: u64 = 253_402_300_799_999;

fn class<'py>(py: Python<'py>, module: &str, name: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import(module)?.getattr(name)
}

/// A `float`.
pub(crate) struct Float;

impl Type for Float {
    const HINT: PyStaticExpr = type_hint_identifier!("builtins", "float");

    fn kept<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        if given.is_instance_of::<PyFloat>() || given.is_instance_of::<PyInt>() {
            return given.extract::<f64>()?.into_bound_py_any(given.py());
        }
        instance(given, false, "float")
    }
}

/// A moment: a `datetime` that knows its offset.
pub(crate) struct Moment;

impl Type for Moment {
    const HINT: PyStaticExpr = type_hint_identifier!("datetime", "datetime");

    fn kept<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        instance(given, given.is_instance(&class(given.py(), "datetime", "datetime")?)?, "datetime")
    }
}

/// The moment in UTC.
pub(crate) fn moment(py: Python<'_>, moment: Timestamp) -> PyResult<Bound<'_, PyAny>> {
    static EPOCH: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let epoch = EPOCH.get_or_try_init(py, || {
        let utc = class(py, "datetime", "timezone")?.getattr("utc")?;
        class(py, "datetime", "datetime")?.call_method1("fromtimestamp", (0, utc)).map(Bound::unbind)
    })?;
    let since = PyDict::new(py);
    since.set_item("milliseconds", moment.unix_millis().min(LAST_MOMENT))?;
    epoch.bind(py).add(class(py, "datetime", "timedelta")?.call((), Some(&since))?)
}

/// An error that is told as a value.
pub(crate) struct Error;

impl Type for Error {
    const HINT: PyStaticExpr = type_hint_identifier!("telwire._errors", "Error");

    fn kept<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        instance(given, given.is_instance(&class(given.py(), "telwire._errors", "Error")?)?, "Error")
    }
}

/// That the caller stopped a workflow.
pub(crate) struct ByCaller;

const BY_CALLER: &str = "by_caller";

impl Type for ByCaller {
    const HINT: PyStaticExpr = type_hint_subscript!(
        type_hint_identifier!("typing", "Literal"),
        PyStaticExpr::Constant { value: PyStaticConstant::Str(BY_CALLER) }
    );

    fn kept<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        instance(given, given.cast::<PyString>().is_ok_and(|word| word == BY_CALLER), BY_CALLER)
    }
}

/// Why a workflow ended early.
pub(crate) type Stopped = Either<ByCaller, Error>;

/// Why it ended early, if it did.
pub(crate) fn stopped(py: Python<'_>, stopped: Option<core::Stopped>) -> PyResult<Field<Opt<Stopped>>> {
    match stopped {
        None => Ok(Field::or_none(py, None)),
        Some(core::Stopped::ByError(error)) => Field::new(py, exception(py, &error)?),
        Some(_) => Field::new(py, BY_CALLER),
    }
}

/// A `T`, or the error in its place.
pub(crate) type OrError<T> = Either<T, Error>;

/// What came, or the error in its place.
pub(crate) fn or_error<'py, T, V: IntoPyObject<'py>>(
    py: Python<'py>,
    result: Result<T, telwire::Error>,
    convert: impl FnOnce(T) -> PyResult<V>,
) -> PyResult<Field<OrError<Class<V>>>> {
    match result {
        Ok(value) => Field::new(py, convert(value)?),
        Err(error) => Field::new(py, exception(py, &error)?),
    }
}

/// The bodies, as they came.
pub(crate) fn bodies(py: Python<'_>, bodies: Vec<Body>) -> PyResult<Field<Tuple<Class<secret::Body>>>> {
    Field::tuple(py, bodies.into_iter().map(|body| Ok(secret::Body(body))))
}

/// Another value of the same class, one of its fields changed.
pub(crate) fn replaced<'py>(
    value: &Bound<'py, PyAny>,
    name: &str,
    changed: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let fields = PyDict::new(value.py());
    for field in value.getattr("__match_args__")?.try_iter()? {
        let field: String = field?.extract()?;
        fields.set_item(&field, value.getattr(&*field)?)?;
    }
    fields.set_item(name, changed)?;
    value.get_type().call((), Some(&fields))
}

//! What prints as a placeholder, and has one way out.

use std::convert::Infallible;

use pyo3::exceptions::PyTypeError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_hint_identifier;
use pyo3::types::PyBytes;
use telwire as core;

use crate::convert::Confidential;

use crate::http::Data;

fn no_pickle(name: &str) -> PyErr {
    PyTypeError::new_err(format!("a `{name}` is not pickled: store what `reveal()` gives, where it belongs"))
}

/// What is never returned.
enum Never {}

impl<'py> IntoPyObject<'py> for Never {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = Infallible;

    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("typing", "NoReturn");

    fn into_pyobject(self, _: Python<'py>) -> Result<Self::Output, Infallible> {
        match self {}
    }
}

/// The password of a VoIP user, as the answer to an assign gave it.
///
/// It prints as a placeholder and refuses to be pickled; `reveal()` is the way out.
///
/// A password from its text.
#[pyclass(frozen, eq, module = "telwire")]
#[derive(Clone, PartialEq)]
pub(crate) struct SipPassword(pub(crate) core::SipPassword);

#[pymethods]
impl SipPassword {
    #[new]
    fn new(text: Confidential<'_>) -> PyResult<Self> {
        Ok(Self(core::SipPassword::new(text.text("password")?)))
    }

    /// The password.
    fn reveal(&self) -> &str {
        self.0.reveal()
    }

    fn __repr__(&self) -> &'static str {
        "SipPassword('[secret]')"
    }

    fn __str__(&self) -> &'static str {
        "[secret]"
    }

    /// The same for all passwords: a hash tells nothing of one.
    fn __hash__(&self) -> isize {
        0
    }

    fn __reduce__(&self) -> PyResult<Never> {
        Err(no_pickle("SipPassword"))
    }
}

/// The bytes of an answer as they came, kept with the error that they caused.
///
/// They may hold SIP passwords: they print as their size and refuse to be pickled; `reveal()` is the way out.
///
/// A body of these bytes.
#[pyclass(frozen, eq, module = "telwire")]
#[derive(Clone, PartialEq)]
pub(crate) struct Body(pub(crate) core::Body);

#[pymethods]
impl Body {
    #[new]
    fn new(data: Data<'_>) -> Self {
        Self(core::Body::new(data.into_bytes()))
    }

    /// The bytes.
    fn reveal<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, self.0.reveal())
    }

    fn __len__(&self) -> usize {
        self.0.reveal().len()
    }

    fn __repr__(&self) -> String {
        format!("Body([{} bytes])", self.__len__())
    }

    fn __hash__(&self) -> usize {
        self.__len__()
    }

    fn __reduce__(&self) -> PyResult<Never> {
        Err(no_pickle("Body"))
    }
}

//! Requests to send and answers that came.

use std::time::Duration;

use pyo3::exceptions::PyTypeError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyDict, PyMemoryView, PyString};
use pyo3::{type_hint_identifier, type_hint_subscript, type_hint_union};
use telwire::{self as core, Effect, Endpoint, Misuse, Service};

use crate::convert::{self, Confidential};
use crate::enums::{self, Enum as _};
use crate::errors::raised;
use crate::value::{Dict, Field, Str};

/// A request, ready to be sent if it is signed. It prints without its secrets.
#[pyclass(frozen, module = "telwire")]
pub(crate) struct Request {
    call: Call,
    timeout: f64,
    content: Content,
}

/// What travels. An unsigned request may leave a browser; it has no host and no secret.
#[derive(Clone)]
enum Content {
    Signed(core::SignedRequest),
    Unsigned(Unsigned),
}

#[derive(Clone)]
struct Unsigned {
    method: &'static str,
    path: String,
    headers: Vec<(&'static str, &'static str)>,
    body: String,
    /// How it prints.
    text: String,
}

/// What a request is of.
#[derive(Clone, Copy)]
pub(crate) struct Call {
    name: &'static str,
    pub(crate) effect: Effect,
}

impl Call {
    pub(crate) fn of<E: Endpoint>() -> Self {
        Self { name: E::NAME, effect: E::EFFECT }
    }
}

impl Request {
    /// A request without host and secret.
    pub(crate) fn unsigned<S: Service>(call: Call, request: &core::Request<S>) -> Self {
        let content = Content::Unsigned(Unsigned {
            method: request.method().as_str(),
            path: request.path().to_owned(),
            headers: request.headers(),
            body: request.body().to_owned(),
            text: request.to_string(),
        });
        Self { call, timeout: call.effect.timeout().as_secs_f64(), content }
    }

    /// A request that can be sent.
    pub(crate) fn signed(call: Call, timeout: Duration, request: core::SignedRequest) -> Self {
        Self { call, timeout: timeout.as_secs_f64(), content: Content::Signed(request) }
    }
}

#[pymethods]
impl Request {
    /// The name of the call, such as `check_numbers`.
    #[getter]
    fn call(&self) -> &'static str {
        self.call.name
    }

    /// What sending it twice would mean.
    #[getter]
    fn effect(&self, py: Python<'_>) -> PyResult<Field<enums::Effect>> {
        enums::Effect::field(py, effect_text(self.call.effect))
    }

    /// How many seconds to wait for the answer: 30, or 120 where giving up leaves unknown what was done.
    #[getter]
    fn timeout(&self) -> f64 {
        self.timeout
    }

    /// The same request, to be given up after so many seconds.
    fn with_timeout(&self, seconds: f64) -> PyResult<Self> {
        let timeout = convert::seconds("timeout", seconds)?.as_secs_f64();
        Ok(Self { call: self.call, timeout, content: self.content.clone() })
    }

    /// Whether it holds the credentials and the host of an account.
    #[getter]
    fn is_signed(&self) -> bool {
        matches!(self.content, Content::Signed(_))
    }

    /// `POST`.
    #[getter]
    fn method(&self) -> &'static str {
        match &self.content {
            Content::Signed(request) => request.method().as_str(),
            Content::Unsigned(request) => request.method,
        }
    }

    /// The whole address. `Misuse` (`unsigned_request`) if the request is not signed: it has no host.
    #[getter]
    fn url(&self) -> PyResult<&str> {
        match &self.content {
            Content::Signed(request) => Ok(request.url()),
            Content::Unsigned(_) => Err(raised(Misuse::new(
                "unsigned_request",
                "an unsigned request has no host: give `account` to `request`",
            ))),
        }
    }

    /// What stands behind the host in the address.
    #[getter]
    fn path(&self) -> &str {
        match &self.content {
            Content::Signed(request) => path_of(request.url()),
            Content::Unsigned(request) => &request.path,
        }
    }

    /// The headers in the order in which they are to be sent. Those of a signed request may hold its credentials.
    #[getter]
    fn headers(&self, py: Python<'_>) -> PyResult<Field<Dict<Str, Str>>> {
        match &self.content {
            Content::Signed(request) => dict(py, request.headers()),
            Content::Unsigned(request) => dict(py, request.headers.iter().copied()),
        }
    }

    /// The form. That of a signed request may hold its credentials.
    #[getter]
    fn body<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        match &self.content {
            Content::Signed(request) => PyBytes::new(py, request.body()),
            Content::Unsigned(request) => PyBytes::new(py, request.body.as_bytes()),
        }
    }

    fn __str__(&self) -> String {
        match &self.content {
            Content::Signed(request) => request.to_string(),
            Content::Unsigned(request) => request.text.clone(),
        }
    }

    fn __repr__(&self) -> String {
        let what = if self.is_signed() { "signed" } else { "unsigned" };
        format!("<{what} Request {} {}>", self.method(), self.path())
    }
}

fn dict<'a>(py: Python<'_>, headers: impl Iterator<Item = (&'a str, &'a str)>) -> PyResult<Field<Dict<Str, Str>>> {
    let dict = PyDict::new(py);
    for (name, value) in headers {
        dict.set_item(name, value)?;
    }
    Field::new(py, dict)
}

fn effect_text(effect: Effect) -> &'static str {
    match effect {
        Effect::Change => "change",
        Effect::Purchase => "purchase",
        Effect::Read => "read",
        Effect::Release => "release",
    }
}

fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').and_then(|start| rest.get(start..)).unwrap_or("/")
}

/// An answer, as the HTTP library gave it.
///
/// `complete` is whether that library vouches that the body is whole. It prints as its sizes: a body may hold passwords.
///
/// An answer of that status; text is taken as UTF-8.
#[pyclass(frozen, module = "telwire")]
#[derive(Clone)]
pub(crate) struct Response(pub(crate) core::Response);

#[pymethods]
impl Response {
    #[new]
    #[pyo3(signature = (status, body, headers=None, complete=true))]
    fn new(status: u16, body: Data<'_>, headers: Option<Headers>, complete: bool) -> Self {
        Self(response(status, body, headers, complete))
    }

    /// The status code.
    #[getter]
    fn status(&self) -> u16 {
        self.0.status()
    }

    /// The body.
    #[getter]
    fn body<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, self.0.body())
    }

    /// The headers, as they came.
    #[getter]
    fn headers(&self, py: Python<'_>) -> PyResult<Field<Dict<Str, Str>>> {
        dict(py, self.0.headers())
    }

    /// Whether the body is whole.
    #[getter]
    fn complete(&self) -> bool {
        self.0.is_complete()
    }

    fn __repr__(&self) -> String {
        let ending = if self.0.is_complete() { "" } else { ", incomplete" };
        format!("<Response {}, {} bytes{ending}>", self.0.status(), self.0.body().len())
    }
}

pub(crate) fn response(status: u16, body: Data<'_>, headers: Option<Headers>, complete: bool) -> core::Response {
    let headers = headers.map_or_else(Vec::new, |headers| headers.0);
    let response = core::Response::new(status, body.into_bytes());
    let response = headers.into_iter().fold(response, |response, (name, value)| response.with_header(name, value));
    if complete { response } else { response.incomplete() }
}

/// A body as it may be given: `bytes`, what has a buffer of bytes, or `str`.
pub(crate) struct Data<'py>(pub(crate) Bound<'py, PyBytes>);

impl Data<'_> {
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.0.as_bytes().to_vec()
    }
}

impl<'py> FromPyObject<'_, 'py> for Data<'py> {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_union!(
        type_hint_identifier!("builtins", "bytes"),
        type_hint_identifier!("builtins", "bytearray"),
        type_hint_identifier!("builtins", "memoryview"),
        type_hint_identifier!("builtins", "str")
    );

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(bytes) = given.cast::<PyBytes>() {
            return Ok(Self(bytes.to_owned()));
        }
        if let Ok(text) = given.cast::<PyString>() {
            return Ok(Self(PyBytes::new(given.py(), convert::utf8("body", &text)?.as_bytes())));
        }
        let is_buffer = given.is_instance_of::<PyByteArray>() || given.is_instance_of::<PyMemoryView>();
        if !is_buffer {
            let name = given.get_type().name()?;
            return Err(PyTypeError::new_err(format!("a body is `bytes` or `str`, not `{name}`")));
        }
        Ok(Self(PyBytes::new(given.py(), &PyByteArray::from(&given)?.to_vec())))
    }
}

/// Headers as they may be given: a mapping, or pairs of name and value.
pub(crate) struct Headers(pub(crate) Vec<(String, String)>);

impl<'py> FromPyObject<'_, 'py> for Headers {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_union!(
        type_hint_subscript!(
            type_hint_identifier!("collections.abc", "Mapping"),
            type_hint_identifier!("builtins", "str"),
            type_hint_identifier!("builtins", "str")
        ),
        type_hint_subscript!(
            type_hint_identifier!("collections.abc", "Iterable"),
            type_hint_subscript!(
                type_hint_identifier!("builtins", "tuple"),
                type_hint_identifier!("builtins", "str"),
                type_hint_identifier!("builtins", "str")
            )
        )
    );

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let pairs = if given.hasattr("items")? { given.call_method0("items")? } else { given.to_owned() };
        let pair = |pair: PyResult<Bound<'py, PyAny>>| {
            let (name, value): (Confidential<'_>, Confidential<'_>) = pair?.extract()?;
            Ok((name.text("headers")?, value.text("headers")?))
        };
        Ok(Self(pairs.try_iter()?.map(pair).collect::<PyResult<_>>()?))
    }
}

//! What the classes of all calls have in common.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use pyo3::inspect::{PyStaticConstant, PyStaticExpr};
use pyo3::prelude::*;
use pyo3::pyclass::boolean_struct::True;
use pyo3::{PyClass, type_hint_identifier, type_hint_subscript, type_hint_union};
use telwire::{self as core, Endpoint, Failure, InvalidCode, InvalidInput};

use crate::convert::Confidential;
use crate::errors::{raised, with_problems};
use crate::http::{Call, Request};
use crate::value::{Field, Tuple};

/// From this size on a body is read without holding the interpreter's lock: below, letting go costs more.
pub(crate) const LONG_BODY: usize = 16 * 1024;

/// The account of a carrier, and where its requests go.
pub(crate) trait Signer {
    type Service: core::Service;
    type Gateway: Default;

    fn sign(&self, request: core::Request<Self::Service>, gateway: &Self::Gateway) -> core::SignedRequest;
}

/// The class of a carrier's gateways.
pub(crate) trait Gateway: PyClass<Frozen = True> + Clone + Sync {
    /// All services at one base URL.
    fn at(base_url: &str) -> Result<Self, InvalidInput>;
}

/// A gateway as it may be given: one of the class, or a base URL.
pub(crate) struct GivenGateway<G>(pub(crate) G);

impl<'py, G: Gateway> FromPyObject<'_, 'py> for GivenGateway<G> {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_union!(G::TYPE_HINT, type_hint_identifier!("builtins", "str"));

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match given.cast::<G>() {
            Ok(gateway) => Ok(Self(gateway.get().clone())),
            Err(_) => G::at(&given.extract::<Confidential<'_>>()?.text("gateway")?).map(Self).map_err(raised),
        }
    }
}

/// The request of the call: signed if there is an account.
pub(crate) fn request<E, A>(call: &E, account: Option<&A>, gateway: Option<A::Gateway>) -> PyResult<Request>
where
    E: Endpoint,
    A: Signer<Service = E::Service>,
{
    let request = call.request();
    match (account, gateway) {
        (Some(account), gateway) => {
            let signed = account.sign(request, &gateway.unwrap_or_default());
            Ok(Request::signed(Call::of::<E>(), E::EFFECT.timeout(), signed))
        }
        (None, None) => Ok(Request::unsigned(Call::of::<E>(), &request)),
        (None, Some(_)) => {
            let message = "goes with an account: an unsigned request has no host";
            Err(raised(InvalidInput::new("gateway", InvalidCode::Conflict, message)))
        }
    }
}

/// What the answer says.
pub(crate) fn parse<E>(py: Python<'_>, call: &E, response: &core::Response) -> PyResult<E::Answer>
where
    E: Endpoint + Sync,
    E::Answer: Send,
{
    let answer =
        if response.body().len() < LONG_BODY { call.parse(response) } else { py.detach(|| call.parse(response)) };
    answer.map_err(raised)
}

/// The rows of an answer to the call `E`, if it has no problems; else the error that carries the answer.
pub(crate) fn complete<E: Endpoint, R, P>(
    answer: &Bound<'_, PyAny>,
    rows: &Field<Tuple<R>>,
    problems: &Field<Tuple<P>>,
) -> PyResult<Field<Tuple<R>>> {
    let py = answer.py();
    match problems.get(py).try_iter()?.next() {
        None => Field::new(py, rows.get(py)),
        Some(problem) => Err(with_problems::<E>(answer, problem?.str()?.to_string())),
    }
}

/// A call of the core, and what it is in Python.
pub(crate) trait Native: Endpoint<Answer: Clone + Send> + Clone + Send + 'static {
    /// The class of the call.
    type Class: PyClass<Frozen = True> + Sync;
    /// The class of the account that sends it.
    type Account: Signer<Service = Self::Service> + PyClass<Frozen = True>;

    fn of(class: &Self::Class) -> &Self;

    /// The answer as `parse` gives it.
    fn told(py: Python<'_>, answer: Self::Answer) -> PyResult<Py<PyAny>>;
}

/// What a host knows of a request that got no answer, as it may be given: `not_sent` or `no_answer`.
#[derive(Clone, Copy)]
pub(crate) struct GivenFailure(pub(crate) Failure);

impl<'py> FromPyObject<'_, 'py> for GivenFailure {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_subscript!(
        type_hint_identifier!("typing", "Literal"),
        PyStaticExpr::Constant { value: PyStaticConstant::Str("no_answer") },
        PyStaticExpr::Constant { value: PyStaticConstant::Str("not_sent") }
    );

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let text: &str = given.extract()?;
        let known = [Failure::NoAnswer, Failure::NotSent].into_iter().find(|failure| failure.as_str() == text);
        known.map(Self).ok_or_else(|| {
            let message = format!("must be `not_sent` or `no_answer`, not `{text}`");
            raised(InvalidInput::new("failure", InvalidCode::UnknownValue, message))
        })
    }
}

/// Declares the methods that every call has. `$convert` makes the core's answer one of Python's; `$scan`, where there is
/// one, makes it of the body of a success without the core's, or not at all.
macro_rules! call {
    ($name:ident of $carrier:ident, $answer:ty, $convert:expr) => {
        $crate::call::call!($name of $carrier, $answer, $convert, |_| None);
    };
    ($name:ident of $carrier:ident, $answer:ty, $convert:expr, $scan:expr) => {
        impl $crate::call::Native for telwire::$carrier::$name {
            type Class = $name;
            type Account = $crate::$carrier::account::Account;

            fn of(class: &$name) -> &Self {
                &class.0
            }

            fn told(
                py: pyo3::Python<'_>,
                answer: <Self as telwire::Endpoint>::Answer,
            ) -> pyo3::PyResult<pyo3::Py<pyo3::PyAny>> {
                let answer: pyo3::PyResult<$answer> = ($convert)(py, answer);
                pyo3::IntoPyObjectExt::into_py_any(answer?, py)
            }
        }

        #[pyo3::pymethods]
        impl $name {
            /// The request: with an account signed and ready to be sent to its gateway (the carrier's own if left
            /// out), without one unsigned, with neither host nor secret.
            #[pyo3(signature = (account=None, gateway=None))]
            fn request(
                &self,
                account: Option<&$crate::$carrier::account::Account>,
                gateway: Option<$crate::call::GivenGateway<$crate::$carrier::account::Gateway>>,
            ) -> pyo3::PyResult<$crate::http::Request> {
                $crate::call::request(&self.0, account, gateway.map(|gateway| gateway.0.0))
            }

            /// What the answer of that status and body says. `complete` is whether the HTTP library vouches that the
            /// body is whole. Raises `Refused` or `Malformed`.
            #[pyo3(signature = (status, body, headers=None, complete=true))]
            fn parse(
                &self,
                py: pyo3::Python<'_>,
                status: u16,
                body: $crate::http::Data<'_>,
                headers: Option<$crate::http::Headers>,
                complete: bool,
            ) -> pyo3::PyResult<$answer> {
                let scan: fn(&pyo3::Bound<'_, pyo3::types::PyBytes>) -> Option<$answer> = $scan;
                if status == 200
                    && let Some(answer) = scan(&body.0)
                {
                    return Ok(answer);
                }
                let response = $crate::http::response(status, body, headers, complete);
                ($convert)(py, $crate::call::parse(py, &self.0, &response)?)
            }

            /// What the answer says: `parse` for a `Response`.
            fn read(&self, py: pyo3::Python<'_>, response: &$crate::http::Response) -> pyo3::PyResult<$answer> {
                ($convert)(py, $crate::call::parse(py, &self.0, &response.0)?)
            }

            /// The error that says that no answer came: `not_sent` if the request certainly never left, else `no_answer`.
            /// Its `outcome` and `retryable` are what that means for this call. For drivers of your own.
            fn failed<'py>(
                &self,
                py: pyo3::Python<'py>,
                failure: $crate::call::GivenFailure,
            ) -> pyo3::PyResult<$crate::errors::Unanswered<'py>> {
                $crate::errors::unanswered(py, &self.0, failure.0)
            }

            fn __repr__(&self) -> String {
                format!("<{}>", format!("{} {}", stringify!($name), $crate::call::form(&self.0)).trim_end())
            }

            fn __eq__(&self, other: &pyo3::Bound<'_, pyo3::PyAny>) -> bool {
                other.cast::<Self>().is_ok_and(|other| other.get().0 == self.0)
            }

            fn __hash__(&self) -> u64 {
                $crate::call::hash(&self.0)
            }
        }
    };
}
pub(crate) use call;

/// The parameters as they go out, without what might be a secret.
pub(crate) fn form<E: Endpoint>(call: &E) -> String {
    let text = call.request().to_string();
    text.split_once("\n\n").map_or_else(String::new, |(_, form)| form.to_owned())
}

pub(crate) fn hash<E: Endpoint>(call: &E) -> u64 {
    hash_of(call.request().form())
}

pub(crate) fn hash_of(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

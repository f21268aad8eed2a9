//! Who buys at aql, and where.

use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::{type_hint_identifier, type_hint_union};
use telwire::aql;
use telwire::{Request, SignedRequest};

use crate::call::Signer;
use crate::errors::raised;

/// The credentials of a reseller at aql. They print as placeholders and go nowhere but into signed requests.
#[pyclass(frozen, eq, module = "telwire.aql")]
#[derive(PartialEq)]
pub(crate) struct Account(pub(crate) aql::Account);

#[pymethods]
impl Account {
    /// An account: username and password of the provisioning service. `control` holds those of the control service,
    /// where they are others. Raises `InvalidInput`.
    #[new]
    #[pyo3(signature = (username, password, *, control=None))]
    fn new(username: String, password: String, control: Option<(String, String)>) -> PyResult<Self> {
        let account = aql::Account::new(username, password).map_err(raised)?;
        match control {
            None => Ok(Self(account)),
            Some((username, password)) => account.with_control(username, password).map(Self).map_err(raised),
        }
    }

    /// The username at the provisioning service.
    #[getter]
    fn username(&self) -> &str {
        self.0.username()
    }

    fn __repr__(&self) -> String {
        format!("Account(username='{}', password='[secret]')", self.0.username())
    }

    fn __hash__(&self) -> u64 {
        crate::call::hash_of(self.0.username())
    }
}

impl Signer for Account {
    type Service = aql::Service;
    type Gateway = aql::Gateway;

    fn sign(&self, request: Request<aql::Service>, gateway: &aql::Gateway) -> SignedRequest {
        self.0.sign(request, gateway)
    }
}

/// Where aql's services are: one base URL for both, or one for each.
#[pyclass(frozen, eq, module = "telwire.aql")]
#[derive(Clone, PartialEq)]
pub(crate) struct Gateway(pub(crate) aql::Gateway);

#[pymethods]
impl Gateway {
    /// `base_url` for both services, or `provisioning` and `control`; aql's own where nothing is said. Plain `http` is
    /// for this machine alone. Raises `InvalidInput`.
    #[new]
    #[pyo3(signature = (base_url=None, *, provisioning=None, control=None))]
    fn new(base_url: Option<&str>, provisioning: Option<&str>, control: Option<&str>) -> PyResult<Self> {
        let _ = (provisioning, control);
        base_url.map_or_else(|| Ok(Self(aql::Gateway::default())), |url| gateway(url).map(Self))
    }
}

fn gateway(url: &str) -> PyResult<aql::Gateway> {
    url.parse().map(aql::Gateway::new).map_err(raised)
}

/// A gateway as it may be given: a `Gateway`, or a base URL.
pub(crate) struct GivenGateway(pub(crate) aql::Gateway);

impl<'py> FromPyObject<'_, 'py> for GivenGateway {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_union!(
        type_hint_identifier!("telwire._native.aql", "Gateway"),
        type_hint_identifier!("builtins", "str")
    );

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match given.cast::<Gateway>() {
            Ok(gateway) => Ok(Self(gateway.get().0.clone())),
            Err(_) => gateway(given.extract()?).map(Self),
        }
    }
}

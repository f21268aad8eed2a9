//! Who buys at aql, and where.

use pyo3::prelude::*;
use telwire::{InvalidCode, InvalidInput, Request, SignedRequest, aql};

use crate::call::{self, Signer};
use crate::convert::Confidential;
use crate::environment::Environment;
use crate::errors::raised;

const VARIABLES: &str = "TELWIRE_AQL";

/// The credentials of a reseller at aql. They print as placeholders and go nowhere but into signed requests.
///
/// An account: username and password of the provisioning service. `control` holds those of the control service,
/// where they are others. Raises `InvalidInput`.
#[pyclass(frozen, eq, module = "telwire.aql")]
#[derive(PartialEq)]
pub(crate) struct Account(pub(crate) aql::Account);

#[pymethods]
impl Account {
    #[new]
    #[pyo3(signature = (username, password, *, control=None))]
    fn new(
        username: Confidential<'_>,
        password: Confidential<'_>,
        control: Option<(Confidential<'_>, Confidential<'_>)>,
    ) -> PyResult<Self> {
        let login = |(username, password): (Confidential<'_>, Confidential<'_>)| {
            Ok::<_, PyErr>((username.text("username")?, password.text("password")?))
        };
        let (username, password) = login((username, password))?;
        let account = aql::Account::new(username, password).map_err(raised)?;
        match control.map(login).transpose()? {
            None => Ok(Self(account)),
            Some((username, password)) => account.with_control(username, password).map(Self).map_err(raised),
        }
    }

    /// The account of the variables `TELWIRE_AQL_USERNAME` and `TELWIRE_AQL_PASSWORD`; each may be given as `…_FILE`
    /// too, the path of a file that holds it. Raises `InvalidInput` that names the variable.
    #[staticmethod]
    fn from_env(py: Python<'_>) -> PyResult<Self> {
        let environment = Environment::of(py, VARIABLES)?;
        let [username, password] = [environment.required("username")?, environment.required("password")?];
        aql::Account::new(username, password).map(Self).map_err(|error| environment.refused(error))
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
        call::hash_of(self.0.username())
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
///
/// `base_url` for both services, or `provisioning` and `control` for each; aql's own where nothing is said. Plain
/// `http` is for this machine alone. Raises `InvalidInput`.
#[pyclass(frozen, eq, module = "telwire.aql")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Gateway(pub(crate) aql::Gateway);

#[pymethods]
impl Gateway {
    #[new]
    #[pyo3(signature = (base_url=None, *, provisioning=None, control=None))]
    fn new(
        base_url: Option<Confidential<'_>>,
        provisioning: Option<Confidential<'_>>,
        control: Option<Confidential<'_>>,
    ) -> PyResult<Self> {
        let text = |url: Option<Confidential<'_>>| url.map(|url| url.text("gateway")).transpose();
        let (base_url, provisioning, control) = (text(base_url)?, text(provisioning)?, text(control)?);
        gateway(base_url.as_deref(), provisioning.as_deref(), control.as_deref()).map(Self).map_err(raised)
    }

    /// The gateway of the variable `TELWIRE_AQL_GATEWAY` (or `…_FILE`), aql's own where it is not set. Raises
    /// `InvalidInput` that names the variable.
    #[staticmethod]
    fn from_env(py: Python<'_>) -> PyResult<Self> {
        let environment = Environment::of(py, VARIABLES)?;
        let base_url = environment.optional("gateway")?;
        gateway(base_url.as_deref(), None, None).map(Self).map_err(|error| environment.refused(error))
    }
}

fn gateway(
    base_url: Option<&str>,
    provisioning: Option<&str>,
    control: Option<&str>,
) -> Result<aql::Gateway, InvalidInput> {
    match (base_url, provisioning, control) {
        (None, None, None) => Ok(aql::Gateway::default()),
        (Some(base_url), None, None) => Ok(aql::Gateway::new(base_url.parse()?)),
        (None, Some(provisioning), Some(control)) => {
            Ok(aql::Gateway::per_service(provisioning.parse()?, control.parse()?))
        }
        _ => {
            let message = "is one base URL, or both `provisioning` and `control`";
            Err(InvalidInput::new("gateway", InvalidCode::Conflict, message))
        }
    }
}

impl call::Gateway for Gateway {
    fn at(base_url: &str) -> Result<Self, InvalidInput> {
        gateway(Some(base_url), None, None).map(Self)
    }
}

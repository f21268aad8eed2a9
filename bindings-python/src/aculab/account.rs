//! Who buys at Aculab Cloud, and where.

use pyo3::prelude::*;
use telwire::{InvalidInput, Request, SignedRequest, aculab};

use crate::call::{self, Signer};
use crate::convert::Confidential;
use crate::environment::Environment;
use crate::errors::raised;

const VARIABLES: &str = "TELWIRE_ACULAB";

/// A cloud account: the cloud ID, a user of it, and the API access key, which prints as a placeholder and goes nowhere but
/// into signed requests.
///
/// An account of the cloud `cloud_id`, digits and dashes such as `1-2-0`. Raises `InvalidInput`.
#[pyclass(frozen, eq, module = "telwire.aculab")]
#[derive(PartialEq)]
pub(crate) struct Account(pub(crate) aculab::Account);

#[pymethods]
impl Account {
    #[new]
    fn new(cloud_id: Confidential<'_>, username: Confidential<'_>, access_key: Confidential<'_>) -> PyResult<Self> {
        let (cloud_id, username) = (cloud_id.text("cloud_id")?, username.text("username")?);
        aculab::Account::new(cloud_id, username, access_key.text("access_key")?).map(Self).map_err(raised)
    }

    /// The account of the variables `TELWIRE_ACULAB_CLOUD_ID`, `TELWIRE_ACULAB_USERNAME` and
    /// `TELWIRE_ACULAB_ACCESS_KEY`; each may be given as `…_FILE` too, the path of a file that holds it. Raises
    /// `InvalidInput` that names the variable.
    #[staticmethod]
    fn from_env(py: Python<'_>) -> PyResult<Self> {
        let environment = Environment::of(py, VARIABLES)?;
        let (cloud_id, username) = (environment.required("cloud_id")?, environment.required("username")?);
        let account = aculab::Account::new(cloud_id, username, environment.required("access_key")?);
        account.map(Self).map_err(|error| environment.refused(error))
    }

    /// The cloud ID.
    #[getter]
    fn cloud_id(&self) -> &str {
        self.0.cloud_id()
    }

    /// The username, without the cloud ID.
    #[getter]
    fn username(&self) -> &str {
        self.0.username()
    }

    fn __repr__(&self) -> String {
        let (cloud_id, username) = (self.0.cloud_id(), self.0.username());
        format!("Account(cloud_id='{cloud_id}', username='{username}', access_key='[secret]')")
    }

    fn __hash__(&self) -> u64 {
        call::hash_of(self.0.username())
    }
}

impl Signer for Account {
    type Service = aculab::Service;
    type Gateway = aculab::Gateway;

    fn sign(&self, request: Request<aculab::Service>, gateway: &aculab::Gateway) -> SignedRequest {
        self.0.sign(request, gateway)
    }
}

/// Where Aculab Cloud is.
///
/// All services at `base_url`; the cloud's own host where nothing is said. Plain `http` is for this machine alone.
/// Raises `InvalidInput`.
#[pyclass(frozen, eq, module = "telwire.aculab")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Gateway(pub(crate) aculab::Gateway);

#[pymethods]
impl Gateway {
    #[new]
    #[pyo3(signature = (base_url=None))]
    fn new(base_url: Option<Confidential<'_>>) -> PyResult<Self> {
        let base_url = base_url.map(|url| url.text("gateway")).transpose()?;
        gateway(base_url.as_deref()).map(Self).map_err(raised)
    }

    /// The gateway of the variable `TELWIRE_ACULAB_GATEWAY` (or `…_FILE`), the cloud's own where it is not set. Raises
    /// `InvalidInput` that names the variable.
    #[staticmethod]
    fn from_env(py: Python<'_>) -> PyResult<Self> {
        let environment = Environment::of(py, VARIABLES)?;
        let base_url = environment.optional("gateway")?;
        gateway(base_url.as_deref()).map(Self).map_err(|error| environment.refused(error))
    }
}

fn gateway(base_url: Option<&str>) -> Result<aculab::Gateway, InvalidInput> {
    match base_url {
        Some(base_url) => Ok(aculab::Gateway::new(base_url.parse()?)),
        None => Ok(aculab::Gateway::default()),
    }
}

impl call::Gateway for Gateway {
    fn at(base_url: &str) -> Result<Self, InvalidInput> {
        gateway(Some(base_url)).map(Self)
    }
}

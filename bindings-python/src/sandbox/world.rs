//! The carriers, as one value that threads share.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pyo3::prelude::*;
use telwire::{InvalidCode, InvalidInput, Method, SignedRequest, Timestamp};
use telwire_sandbox::aql::Stock;
use telwire_sandbox::{self as core, Sandbox, demo};

use crate::aculab::owned_number::{self, OwnedNumber};
use crate::convert::Many;
use crate::errors::raised;
use crate::http::{Data, Headers, Response};
use crate::sandbox::faults::Faults;
use crate::sandbox::owned::{self, OwnedUser};

/// Both carriers with a demo account each: what `telwire.sandbox.Sandbox` is around.
///
/// The demo world. `numbers` and `without_sms` are ranges (`44-113-3120000..44-113-3120999`) or single numbers that
/// aql has in stock instead of the demo's nine million. Raises `InvalidInput`.
#[pyclass(frozen, module = "telwire._native.sandbox")]
pub(crate) struct World(Shared);

/// The sandbox, for the world and its faults.
#[derive(Clone)]
pub(crate) struct Shared(Arc<Mutex<Sandbox>>);

impl Shared {
    /// A thread that panicked leaves a sandbox that works.
    pub(crate) fn lock(&self) -> MutexGuard<'_, Sandbox> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[pymethods]
impl World {
    #[new]
    #[pyo3(signature = (seed, numbers=None, without_sms=None))]
    fn new(seed: u64, numbers: Option<Many<String>>, without_sms: Option<Many<String>>) -> PyResult<Self> {
        let demo = Sandbox::demo(seed);
        let sandbox = match (numbers, without_sms) {
            (None, None) => demo,
            (numbers, without_sms) => demo.stock(Stock::parse(texts(numbers), texts(without_sms)).map_err(raised)?),
        };
        Ok(Self(Shared(Arc::new(Mutex::new(sandbox)))))
    }

    /// What goes wrong.
    #[getter]
    fn faults(&self) -> Faults {
        Faults(self.0.clone())
    }

    /// Lets time pass: what was to be done later and is due by `now_ms` is done.
    fn advance(&self, now_ms: u64) {
        self.0.lock().advance(Timestamp::from_unix_millis(now_ms));
    }

    /// Answers a request. `url` is a whole address or what stands behind the host.
    fn handle(&self, method: &str, url: &str, headers: Headers, body: Data<'_>, now_ms: u64) -> PyResult<Reply> {
        let method = match method {
            "GET" => Method::Get,
            "POST" => Method::Post,
            _ => {
                let message = format!("must be `GET` or `POST`, not `{method}`");
                return Err(raised(InvalidInput::new("method", InvalidCode::UnknownValue, message)));
            }
        };
        let request = SignedRequest::received(method, url, headers.0, body.into_bytes());
        Ok(self.0.lock().handle(Timestamp::from_unix_millis(now_ms), &request).into())
    }

    /// What the demo account at Aculab Cloud has in truth, in the order of purchase.
    fn owned_aculab(&self) -> Vec<OwnedNumber> {
        let numbers = match self.0.lock().aculab().customer(demo::ACULAB_CLOUD_ID, demo::ACULAB_USERNAME) {
            Some(customer) => customer.numbers().iter().map(|owned| owned.record.clone()).collect(),
            None => Vec::new(),
        };
        owned_number::all(numbers)
    }

    /// What the demo account at aql has in truth, in the order of purchase.
    fn owned_aql(&self, py: Python<'_>) -> PyResult<Vec<OwnedUser>> {
        let users = match self.0.lock().aql().customer(demo::AQL_USERNAME) {
            Some(customer) => customer.users().to_vec(),
            None => Vec::new(),
        };
        users.iter().map(|user| owned::user(py, user)).collect()
    }
}

/// What comes back on the connection.
#[pyclass(frozen, get_all, module = "telwire._native.sandbox")]
pub(crate) struct Reply {
    /// The answer; `None` if there is none.
    response: Option<Response>,
    /// How many bytes of body were promised, where the connection breaks within it.
    announced: Option<usize>,
    /// Whether the request left the client.
    sent: bool,
}

impl From<core::Reply> for Reply {
    fn from(reply: core::Reply) -> Self {
        match reply {
            core::Reply::Answer(response) => Self { response: Some(Response(response)), announced: None, sent: true },
            core::Reply::Cut { response, announced } => {
                Self { response: Some(Response(response)), announced: Some(announced), sent: true }
            }
            core::Reply::NotSent => Self { response: None, announced: None, sent: false },
            core::Reply::Nothing => Self { response: None, announced: None, sent: true },
        }
    }
}

fn texts(given: Option<Many<String>>) -> Vec<String> {
    given.map_or_else(Vec::new, |given| given.0)
}

/// The variables that point a client to the demo accounts, served at the base URL `url`.
#[pyfunction]
pub(crate) fn environment(url: &str) -> BTreeMap<&'static str, &str> {
    demo::environment(url).into()
}

/// What a program says that serves the demo accounts at the base URL `url`.
#[pyfunction]
pub(crate) fn introduction(url: &str) -> String {
    demo::introduction(url)
}

//! An order at Aculab Cloud.

mod report;

pub(crate) use report::{AculabAttempt, AculabOrderItem, AculabOrderReport};

use std::sync::Arc;

use pyo3::IntoPyObjectExt as _;
use pyo3::prelude::*;
use telwire::workflow::Checkpoint;
use telwire::workflow::order::aculab as core;
use telwire::{InvalidCode, InvalidInput, Price};

use crate::aculab::account::{Account, Gateway};
use crate::aculab::tel_purchase::TelPurchase;
use crate::call::GivenGateway;
use crate::convert;
use crate::errors::raised;
use crate::http::Request;
use crate::value::{Decimal, Either, Field, Int, Str};
use crate::workflow::driver::{Driven, Driver, Workflow, at};
use crate::workflow::order::resolution;
use crate::workflow::owner::Owner as _;
use crate::workflow::setup::{Host, Options};

impl Driven for core::Order {
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }

    fn item(py: Python<'_>, item: core::Item) -> PyResult<Py<PyAny>> {
        report::item(py, item)?.into_py_any(py)
    }

    fn report(py: Python<'_>, report: core::Report) -> PyResult<Py<PyAny>> {
        report::report(py, report)?.into_py_any(py)
    }
}

/// An order at Aculab Cloud: as many numbers as a purchase says, each bought once, whatever happens to the answers.
///
/// It lists, saves what it is about to buy, buys, and compares whole listings. While a purchase is open, nothing more is
/// bought. An item is an `AculabOrderItem`, its index the slot; the report is an `AculabOrderReport`.
///
/// An order of what `call` buys, such as `aculab.TelPurchase("Germany", "Berlin", quantity=3)`.
///
/// `exclusive_buyer`: whether nobody else buys on the account while the order runs, and nothing bought before is still
/// to show in its listings; then a number that appears after a lost answer is the order's, otherwise only a
/// candidate. `price_limit`: buys one number after the other, and stops when the listing shows a price per month above
/// it, or none; in US dollars. `deadline`: how many seconds after its start it may still buy, 3600 if left out. Raises
/// `InvalidInput`.
#[pyclass(frozen, extends = Workflow, module = "telwire.workflow")]
pub(crate) struct AculabOrder(Arc<Driver<core::Order, Account>>);

#[pymethods]
impl AculabOrder {
    #[new]
    #[pyo3(signature = (
        call, account, gateway=None, *, exclusive_buyer=false, price_limit=None, deadline=None,
        seed=1, max_in_flight=None, max_retries=None, timeout=None
    ))]
    fn new(
        py: Python<'_>,
        call: &TelPurchase,
        account: Py<Account>,
        gateway: Option<GivenGateway<Gateway>>,
        exclusive_buyer: bool,
        price_limit: Option<Field<Either<Either<Decimal, Int>, Str>>>,
        deadline: Option<f64>,
        seed: u64,
        max_in_flight: Option<usize>,
        max_retries: Option<u32>,
        timeout: Option<f64>,
    ) -> PyResult<PyClassInitializer<Self>> {
        let spec = core::Spec::new(call.0.clone()).exclusive_buyer(exclusive_buyer);
        let limit = price_limit.map(|limit| self::price_limit(&limit.get(py).str()?.to_cow()?)).transpose()?;
        let spec = limit.into_iter().fold(spec, core::Spec::price_limit);
        let deadline = deadline.map(|deadline| convert::seconds("deadline", deadline)).transpose()?;
        let spec = deadline.into_iter().fold(spec, core::Spec::deadline);

        let host = Host::new(account, gateway.map(|gateway| gateway.0.0));
        let setup = host.setup(&Options { seed, max_in_flight, max_retries, timeout })?;
        Ok(Self::of(core::Order::new(spec, setup), host))
    }

    /// Goes on with what the journal holds, whichever order of this account it is. Raises `InvalidInput` as `resume`
    /// does.
    #[staticmethod]
    #[pyo3(signature = (
        checkpoint, account, gateway=None, *, seed=1, max_in_flight=None, max_retries=None, timeout=None
    ))]
    fn load(
        py: Python<'_>,
        checkpoint: &[u8],
        account: Py<Account>,
        gateway: Option<GivenGateway<Gateway>>,
        seed: u64,
        max_in_flight: Option<usize>,
        max_retries: Option<u32>,
        timeout: Option<f64>,
    ) -> PyResult<Py<Self>> {
        let host = Host::new(account, gateway.map(|gateway| gateway.0.0));
        let setup = host.setup(&Options { seed, max_in_flight, max_retries, timeout })?;
        let order = core::Order::load(&Checkpoint::from_bytes(checkpoint), setup).map_err(raised)?;
        Py::new(py, Self::of(order, host))
    }

    /// What is known now.
    fn report(&self, py: Python<'_>) -> PyResult<AculabOrderReport> {
        report::report(py, self.0.with(py, |order| order.report()))
    }

    /// Tells what became of the purchase `attempt` of the report, which the order could not find out: `bought` or
    /// `not_bought`, and lets it go on: for so long as its deadline says, from now.
    ///
    /// Raises `Misuse`: `not_open` if there is no such purchase, or nothing about it is unknown; `not_finished` while the
    /// order is at work, or if it stopped early: resume it first.
    fn resolve(&self, py: Python<'_>, now_ms: u64, attempt: usize, resolution: &str) -> PyResult<()> {
        let resolution = self::resolution(resolution)?;
        self.0.with(py, |order| order.resolve(at(now_ms), attempt, resolution)).map_err(raised)
    }

    /// The first requests of the order, unsigned, without sending any: the listing and the purchase.
    fn dry_run(&self, py: Python<'_>) -> Vec<Request> {
        let requests = self.0.with(py, |order| order.dry_run());
        requests.iter().map(|request| Request::unsigned(Account::call(request), request)).collect()
    }
}

impl AculabOrder {
    fn of(order: core::Order, host: Host<Account>) -> PyClassInitializer<Self> {
        let driver = Driver::new(order, host);
        Workflow::of(Arc::clone(&driver) as _).add_subclass(Self(driver))
    }
}

/// The limit as it was given; one below 0 would buy a number only to find its price too high.
fn price_limit(text: &str) -> PyResult<Price> {
    let limit: Price = text.parse().map_err(|error: InvalidInput| raised(error.in_field("price_limit")))?;
    if limit >= Price::ZERO {
        return Ok(limit);
    }
    let message = format!("must not be below 0, got `{text}`");
    Err(raised(InvalidInput::new("price_limit", InvalidCode::OutOfRange, message)))
}

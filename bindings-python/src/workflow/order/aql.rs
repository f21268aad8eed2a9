//! An order at aql.

mod report;

pub(crate) use report::{AqlAttempt, AqlOrderItem, AqlOrderReport, AqlRow, EmailFailed};

use std::sync::Arc;

use pyo3::IntoPyObjectExt as _;
use pyo3::prelude::*;
use telwire::InvalidInput;
use telwire::workflow::Checkpoint;
use telwire::workflow::order::aql as core;

use crate::aql::account::{Account, Gateway};
use crate::aql::number::GivenPattern;
use crate::call::GivenGateway;
use crate::convert;
use crate::errors::raised;
use crate::http::Request;
use crate::workflow::driver::{Driven, Driver, Workflow, at};
use crate::workflow::order::resolution;
use crate::workflow::order::slot::GivenSlots;
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

/// An order at aql: one number for each slot, bought once, whatever happens to the answers.
///
/// It rechecks, saves what it is about to buy, buys, finds out what became of lost answers, and verifies. An item is an
/// `AqlOrderItem`, its index the slot; the report is an `AqlOrderReport`.
///
/// An order of one number for each of `slots`: an `aql.Slot`, a mapping of its fields, a number, or for a count so
/// many numbers of the pool.
///
/// `protocol`: `sip` or `iax`. `pool`: the pattern of numbers for slots without one, and of substitutes.
/// `sms_enabled`: only numbers of the pool with (`yes`) or without (`no`) SMS. `substitute`: whether a number of the
/// pool may take the place of one that is gone. `batch_size`: at most so many numbers in one purchase, 1 to 100.
/// `deadline`: how many seconds after its start it may still buy, 3600 if left out. Raises `InvalidInput`.
#[pyclass(frozen, extends = Workflow, module = "telwire.workflow")]
pub(crate) struct AqlOrder(Arc<Driver<core::Order, Account>>);

#[pymethods]
impl AqlOrder {
    #[new]
    #[pyo3(signature = (
        slots, account, gateway=None, *, protocol="sip", pool=None, sms_enabled=None, substitute=false,
        batch_size=None, deadline=None, seed=1, max_in_flight=None, max_retries=None, timeout=None
    ))]
    fn new(
        slots: GivenSlots,
        account: Py<Account>,
        gateway: Option<GivenGateway<Gateway>>,
        protocol: &str,
        pool: Option<GivenPattern>,
        sms_enabled: Option<&str>,
        substitute: bool,
        batch_size: Option<usize>,
        deadline: Option<f64>,
        seed: u64,
        max_in_flight: Option<usize>,
        max_retries: Option<u32>,
        timeout: Option<f64>,
    ) -> PyResult<PyClassInitializer<Self>> {
        let protocol = protocol.parse().map_err(raised)?;
        let spec = core::Spec::new(protocol, slots.slots()?).map_err(raised)?.substitute(substitute);
        let spec = pool.into_iter().fold(spec, |spec, pool| spec.pool(pool.0));
        let filter = sms_enabled.map(|filter| filter.parse().map_err(raised)).transpose()?;
        let spec = filter.into_iter().fold(spec, core::Spec::sms_enabled);
        let spec = batch_size.into_iter().fold(spec, core::Spec::batch_size);
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
    fn report(&self, py: Python<'_>) -> PyResult<AqlOrderReport> {
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

    /// Takes the SIP passwords out of a finished order, once they are where they belong. Another `Save` and another
    /// `Done` follow. Raises `Misuse` (`not_finished`) before `Done`, or if the order stopped early.
    fn seal(&self, py: Python<'_>) -> PyResult<()> {
        self.0.with(py, core::Order::seal).map_err(raised)
    }

    /// The first requests of the order, unsigned, without sending any: the search for numbers that are not chosen yet,
    /// the rechecks, and where all are chosen the purchase of the first batch.
    fn dry_run(&self, py: Python<'_>) -> Vec<Request> {
        let requests = self.0.with(py, |order| order.dry_run());
        requests.iter().map(|request| Request::unsigned(Account::call(request), request)).collect()
    }
}

impl AqlOrder {
    fn of(order: core::Order, host: Host<Account>) -> PyClassInitializer<Self> {
        let driver = Driver::new(order, host);
        Workflow::of(Arc::clone(&driver) as _).add_subclass(Self(driver))
    }
}

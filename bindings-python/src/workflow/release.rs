//! Giving numbers back, and knowing of each whether it is gone.

use pyo3::IntoPyObjectExt as _;
use pyo3::prelude::*;
use telwire::InvalidInput;
use telwire::workflow::{self as core, Checkpoint};

use crate::aculab::account::{Account, Gateway};
use crate::aculab::tel_delete_numbers::listed;
use crate::call::GivenGateway;
use crate::convert::Many;
use crate::enums::{Enum as _, Released};
use crate::errors::raised;
use crate::value::{Bool, Class, Field, Opt, Str, Tuple, value};
use crate::workflow::driver::{Driven, Driver, Workflow};
use crate::workflow::setup::{Host, Options};
use crate::workflow::types::{Moment, Stopped, moment, stopped};

value! {
    /// What became of each number. `str(report)` is its `text`.
    ReleaseReport of "telwire.workflow" {
        /// One for each number, in the caller's order.
        items: Tuple<Class<ReleaseItem>>,
        /// Why the release ended early: `by_caller`, or the error; `None` if it did all that it could. What is in the
        /// journal can be resumed.
        stopped: Opt<Stopped>,
        /// The same for people, in lines of at most 80 characters.
        text: Str,
    }
}

value! {
    /// What became of a number, and the evidence.
    ReleaseItem of "telwire.workflow" {
        /// The number.
        number: Str,
        /// What became of it.
        status: Released,
        /// When deletions that named it left, or may have left; in UTC.
        sent: Tuple<Moment>,
        /// The carrier's code for the last refusal, such as `0300`.
        carrier_code: Opt<Str>,
        /// The carrier's words for it.
        carrier_message: Opt<Str>,
        /// Whether the last whole listing showed it; `None` if there was none. Only what is unclear is looked up.
        listed: Opt<Bool>,
    }
}

#[pymethods]
impl ReleaseReport {
    fn __str__(&self) -> &Field<Str> {
        &self.text
    }
}

impl Driven for core::Release {
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }

    fn item(py: Python<'_>, item: core::ReleaseItem) -> PyResult<Py<PyAny>> {
        self::item(py, item)?.into_py_any(py)
    }

    fn report(py: Python<'_>, report: core::ReleaseReport) -> PyResult<Py<PyAny>> {
        let report = ReleaseReport {
            text: Field::new(py, report.to_string())?,
            items: Field::tuple(py, report.items.into_iter().map(|item| self::item(py, item)))?,
            stopped: stopped(py, report.stopped)?,
        };
        report.into_py_any(py)
    }
}

fn item(py: Python<'_>, item: core::ReleaseItem) -> PyResult<ReleaseItem> {
    Ok(ReleaseItem {
        number: Field::new(py, item.number.as_str())?,
        status: Released::field(py, item.status.as_str())?,
        sent: Field::tuple(py, item.sent.into_iter().map(|sent| moment(py, sent)))?,
        carrier_code: Field::new(py, item.carrier_code)?,
        carrier_message: Field::new(py, item.carrier_message)?,
        listed: Field::new(py, item.listed)?,
    })
}

/// Gives numbers back to Aculab Cloud, in batches, one after another, and says of each number what became of it.
///
/// A deletion whose answer is lost is found out about: the release waits, looks at the whole listing, and deletes again
/// what is open, three times at most. An item is a `ReleaseItem`, its index the position of the number; the report is a
/// `ReleaseReport`. Services that `based_on` made for the numbers are not documented to go with them.
///
/// The release of all of `numbers`: digits as tel_list_numbers gives them, each once. `batch_size`: at most so many
/// in one deletion, 50 if left out. Raises `InvalidInput`.
#[pyclass(frozen, extends = Workflow, module = "telwire.workflow")]
pub(crate) struct Release;

#[pymethods]
impl Release {
    #[new]
    #[pyo3(signature = (
        numbers, account, gateway=None, *, batch_size=None, seed=1, max_in_flight=None, max_retries=None, timeout=None
    ))]
    fn new(
        numbers: Many<String>,
        account: Py<Account>,
        gateway: Option<GivenGateway<Gateway>>,
        batch_size: Option<usize>,
        seed: u64,
        max_in_flight: Option<usize>,
        max_retries: Option<u32>,
        timeout: Option<f64>,
    ) -> PyResult<PyClassInitializer<Self>> {
        let host = Host::new(account, gateway.map(|gateway| gateway.0.0));
        let setup = host.setup(&Options { seed, max_in_flight, max_retries, timeout })?;
        let release = listed(numbers.0).and_then(|numbers| core::Release::new(numbers, setup)).map_err(raised)?;
        let release = batch_size.into_iter().fold(release, core::Release::batch_size);
        Ok(Workflow::of(Driver::new(release, host)).add_subclass(Self))
    }
}

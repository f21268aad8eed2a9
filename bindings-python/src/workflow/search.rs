//! A search through all its pages.

use pyo3::IntoPyObjectExt as _;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use telwire::InvalidInput;
use telwire::aql;
use telwire::workflow::{self as core, Checkpoint};

use crate::aql::account::{Account, Gateway};
use crate::aql::number::{GivenPattern, Number};
use crate::call::GivenGateway;
use crate::errors::raised;
use crate::value::{Field, Int, Opt, value};
use crate::workflow::driver::{Driven, Driver, Workflow};
use crate::workflow::setup::{Host, Options};
use crate::workflow::types::{Stopped, stopped};

value! {
    /// How a search went.
    SearchReport of "telwire.workflow" {
        /// How many numbers were found, in all runs of the search together.
        numbers: Int,
        /// On how many pages they came: the ones with anything new.
        pages: Int,
        /// Why the search ended early: `by_caller`, or the error; `None` if it came to its end.
        stopped: Opt<Stopped>,
    }
}

impl Driven for core::Search {
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }

    fn item(py: Python<'_>, page: Vec<aql::Number>) -> PyResult<Py<PyAny>> {
        PyTuple::new(py, page.into_iter().map(Number))?.into_py_any(py)
    }

    fn report(py: Python<'_>, report: core::SearchReport) -> PyResult<Py<PyAny>> {
        let report = SearchReport {
            numbers: Field::new(py, report.numbers)?,
            pages: Field::new(py, report.pages)?,
            stopped: stopped(py, report.stopped)?,
        };
        report.into_py_any(py)
    }
}

/// All the numbers at aql that match a pattern, page by page.
///
/// An item is a tuple of the new numbers of one page, its index how many numbers came before it. Repeats are dropped as
/// long as they lie less than 100,000 numbers apart. The report is a `SearchReport`.
///
/// A search for `pattern` (number provisioning API, "Querying available numbers").
///
/// `sms_enabled`: `yes`, `no` or `ignore`; left out, **numbers without SMS do not show**. `page_size`: at most so many
/// numbers at a time, 100 if left out. Raises `InvalidInput`.
#[pyclass(frozen, extends = Workflow, module = "telwire.workflow")]
pub(crate) struct Search;

#[pymethods]
impl Search {
    #[new]
    #[pyo3(signature = (
        pattern, account, gateway=None, *, sms_enabled=None, page_size=None,
        seed=1, max_in_flight=None, max_retries=None, timeout=None
    ))]
    fn new(
        pattern: GivenPattern,
        account: Py<Account>,
        gateway: Option<GivenGateway<Gateway>>,
        sms_enabled: Option<&str>,
        page_size: Option<u32>,
        seed: u64,
        max_in_flight: Option<usize>,
        max_retries: Option<u32>,
        timeout: Option<f64>,
    ) -> PyResult<PyClassInitializer<Self>> {
        let host = Host::new(account, gateway.map(|gateway| gateway.0.0));
        let search = core::Search::new(pattern.0, host.setup(&Options { seed, max_in_flight, max_retries, timeout })?);
        let filter = sms_enabled.map(|filter| filter.parse().map_err(raised)).transpose()?;
        let search = filter.into_iter().fold(search, core::Search::sms_enabled);
        let search = page_size.into_iter().fold(search, core::Search::page_size);
        Ok(Workflow::of(Driver::new(search, host)).add_subclass(Self))
    }
}

//! Everything that an account has.

use pyo3::IntoPyObjectExt as _;
use pyo3::prelude::*;
use telwire::InvalidInput;
use telwire::workflow::{self as core, Checkpoint};

use crate::aculab::owned_number::OwnedNumber;
use crate::aql::get_user::{User, user};
use crate::call::GivenGateway;
use crate::value::{Class, Decimal, Field, Int, Opt, Str, Tuple, value};
use crate::workflow::driver::{Driven, Driver, Workflow};
use crate::workflow::setup::{Host, Options};
use crate::workflow::types::{Error, OrError, Stopped, or_error, stopped};
use crate::{aculab, aql, convert, errors};

value! {
    /// What an account has, in numbers. The entries themselves came as items.
    InventoryReport of "telwire.workflow" {
        /// How many entries the listing has.
        entries: Int,
        /// How many of them were read, in all runs together. The rest failed, or the workflow was stopped.
        read: Int,
        /// The entries that could not be read, in the order of the listing. At Aculab Cloud none.
        failed: Tuple<Class<FailedUser>>,
        /// What the entries with a price cost per month, in US dollars: the exact sum. `None` if it has more than 18
        /// digits, and at aql, where no answer holds a price.
        per_month: Opt<Decimal>,
        /// How many of the entries read came without a price: at aql all of them.
        unpriced: Int,
        /// Why the workflow ended early: `by_caller`, or the error; `None` if every entry was asked for.
        stopped: Opt<Stopped>,
    }
}

value! {
    /// A VoIP user that could not be read.
    FailedUser of "telwire.workflow" {
        /// Its position in the listing, from 0: the index of its item.
        index: Int,
        /// The user.
        voipnumber: Str,
        /// Why, after as many tries as `max_retries` allows.
        error: Error,
    }
}

value! {
    /// A VoIP user of the account, and how it is configured.
    AqlUser of "telwire.workflow" {
        /// The user as list_users names it.
        voipnumber: Str,
        /// What get_user says, or the error why it says nothing.
        user: OrError<Class<User>>,
    }
}

fn report(py: Python<'_>, report: core::InventoryReport) -> PyResult<InventoryReport> {
    Ok(InventoryReport {
        entries: Field::new(py, report.entries)?,
        read: Field::new(py, report.read)?,
        failed: Field::tuple(py, report.failed.into_iter().map(|failed| failed_user(py, &failed)))?,
        per_month: Field::new(py, report.per_month.map(|price| convert::decimal(py, price)).transpose()?)?,
        unpriced: Field::new(py, report.unpriced)?,
        stopped: stopped(py, report.stopped)?,
    })
}

fn failed_user(py: Python<'_>, failed: &core::FailedUser) -> PyResult<FailedUser> {
    Ok(FailedUser {
        index: Field::new(py, failed.index)?,
        voipnumber: Field::new(py, failed.voipnumber.as_str())?,
        error: Field::new(py, errors::exception(py, &failed.error)?)?,
    })
}

impl Driven for core::AqlInventory {
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }

    fn item(py: Python<'_>, item: core::AqlUser) -> PyResult<Py<PyAny>> {
        let voipnumber = Field::new(py, item.voipnumber.as_str())?;
        AqlUser { voipnumber, user: or_error(py, item.user, |found| user(py, found))? }.into_py_any(py)
    }

    fn report(py: Python<'_>, report: core::InventoryReport) -> PyResult<Py<PyAny>> {
        self::report(py, report)?.into_py_any(py)
    }
}

impl Driven for core::AculabInventory {
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }

    fn item(py: Python<'_>, item: telwire::aculab::OwnedNumber) -> PyResult<Py<PyAny>> {
        OwnedNumber::from(item).into_py_any(py)
    }

    fn report(py: Python<'_>, report: core::InventoryReport) -> PyResult<Py<PyAny>> {
        self::report(py, report)?.into_py_any(py)
    }
}

/// Declares the class of a carrier's inventory: they differ in nothing but the account.
macro_rules! inventory {
    ($(#[doc = $doc:literal])+ $class:ident of $carrier:ident) => {
        $(#[doc = $doc])+
        #[pyclass(frozen, extends = Workflow, module = "telwire.workflow")]
        pub(crate) struct $class;

        #[pymethods]
        impl $class {
            #[new]
            #[pyo3(signature = (
                account, gateway=None, *, seed=1, max_in_flight=None, max_retries=None, timeout=None
            ))]
            fn new(
                account: Py<$carrier::account::Account>,
                gateway: Option<GivenGateway<$carrier::account::Gateway>>,
                seed: u64,
                max_in_flight: Option<usize>,
                max_retries: Option<u32>,
                timeout: Option<f64>,
            ) -> PyResult<PyClassInitializer<Self>> {
                let host = Host::new(account, gateway.map(|gateway| gateway.0.0));
                let setup = host.setup(&Options { seed, max_in_flight, max_retries, timeout })?;
                Ok(Workflow::of(Driver::new(core::$class::new(setup), host)).add_subclass(Self))
            }
        }
    };
}

inventory! {
    /// The numbers of an account at Aculab Cloud, in one list.
    ///
    /// An item is an `aculab.OwnedNumber`, its index the position in the listing; the report is an `InventoryReport`. An
    /// empty listing is asked for a second time before it is believed.
    AculabInventory of aculab
}

inventory! {
    /// The VoIP users of an account at aql: list_users, then get_user for each, `max_in_flight` at a time.
    ///
    /// An item is an `AqlUser`, its index the position in the listing; items come as the answers do. The report is an
    /// `InventoryReport`. A user that cannot be read is an item too, and named in the report; a listing that cannot be
    /// read ends the workflow. An empty listing is asked for a second time before it is believed.
    AqlInventory of aql
}

//! A change to a VoIP user, and a look at what came of it.

use std::convert::Infallible;

use pyo3::IntoPyObjectExt as _;
use pyo3::prelude::*;
use telwire::InvalidInput;
use telwire::workflow::{self as core, Checkpoint};

use crate::aql::account::{Account, Gateway};
use crate::aql::change_user::{ChangeUser, Changed, changed};
use crate::aql::get_user::{User, user};
use crate::call::GivenGateway;
use crate::errors::raised;
use crate::value::{Class, Field, Opt, Str, Tuple, value};
use crate::workflow::driver::{Driven, Driver, Workflow};
use crate::workflow::setup::{Host, Options};
use crate::workflow::types::{OrError, Stopped, or_error, stopped};

value! {
    /// What is configured now.
    ConfigureReport of "telwire.workflow" {
        /// The user.
        voipnumber: Str,
        /// What changeuser answered, or the error; `None` if the workflow was stopped before that. Whether the change was
        /// made is for `found` to say.
        changed: Opt<OrError<Class<Changed>>>,
        /// What getuser said afterwards; `None` if the workflow was stopped before that.
        found: Opt<Class<User>>,
        /// The items that are not as they were wanted, of those that were set: unset is not the same as empty.
        differences: Tuple<Class<Difference>>,
        /// Why the workflow ended before it could read back: `by_caller`, or the error; `None` if it did.
        stopped: Opt<Stopped>,
    }
}

value! {
    /// An item that is not as it was wanted, as aql writes it.
    Difference of "telwire.workflow" {
        /// The item, by the carrier's name.
        name: Str,
        /// What was wanted.
        wanted: Str,
        /// What is there; `None` if getuser left the item out.
        found: Opt<Str>,
    }
}

#[pymethods]
impl ConfigureReport {
    /// Whether everything was read back as it was wanted.
    fn is_applied(&self, py: Python<'_>) -> PyResult<bool> {
        Ok(!self.found.get(py).is_none() && self.differences.get(py).is_empty()?)
    }
}

impl Driven for core::Configure {
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }

    fn item(_: Python<'_>, item: Infallible) -> PyResult<Py<PyAny>> {
        match item {}
    }

    fn report(py: Python<'_>, report: core::ConfigureReport) -> PyResult<Py<PyAny>> {
        let changed = report.changed.map(|answer| or_error(py, answer, |answer| changed(py, answer))).transpose()?;
        let report = ConfigureReport {
            voipnumber: Field::new(py, report.voipnumber.as_str())?,
            changed: Field::or_none(py, changed),
            found: Field::new(py, report.found.map(|found| user(py, found)).transpose()?)?,
            differences: Field::tuple(py, report.differences.into_iter().map(|found| difference(py, found)))?,
            stopped: stopped(py, report.stopped)?,
        };
        report.into_py_any(py)
    }
}

fn difference(py: Python<'_>, difference: core::Difference) -> PyResult<Difference> {
    Ok(Difference {
        name: Field::new(py, difference.name)?,
        wanted: Field::new(py, difference.wanted)?,
        found: Field::new(py, difference.found)?,
    })
}

/// Configures a VoIP user at aql: changeuser, and whatever came of it, getuser to see what is there now.
///
/// Whether a change of several items is made as a whole is not documented; so the result is the difference between what
/// was wanted and what is found. The report is a `ConfigureReport`; there are no items. Stopping it ends it at once: a
/// change that is in flight then may be made all the same.
///
/// The change that `call` makes, such as `aql.ChangeUser("612345", voicemailon=True)`. Raises `InvalidInput`.
#[pyclass(frozen, extends = Workflow, module = "telwire.workflow")]
pub(crate) struct Configure;

#[pymethods]
impl Configure {
    #[new]
    #[pyo3(signature = (
        call, account, gateway=None, *, seed=1, max_in_flight=None, max_retries=None, timeout=None
    ))]
    fn new(
        call: &ChangeUser,
        account: Py<Account>,
        gateway: Option<GivenGateway<Gateway>>,
        seed: u64,
        max_in_flight: Option<usize>,
        max_retries: Option<u32>,
        timeout: Option<f64>,
    ) -> PyResult<PyClassInitializer<Self>> {
        let host = Host::new(account, gateway.map(|gateway| gateway.0.0));
        let setup = host.setup(&Options { seed, max_in_flight, max_retries, timeout })?;
        let (voipnumber, settings) = (call.0.voipnumber().clone(), call.0.settings().clone());
        let configure = core::Configure::new(voipnumber, settings, setup).map_err(raised)?;
        Ok(Workflow::of(Driver::new(configure, host)).add_subclass(Self))
    }
}

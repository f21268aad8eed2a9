//! One call, repeated until it is answered.

use std::convert::Infallible;
use std::sync::Arc;

use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::{IntoPyObjectExt as _, PyTypeInfo as _, type_hint_union};
use telwire::workflow::{self as core, Checkpoint};
use telwire::{InvalidCode, InvalidInput};

use crate::call::Native;
use crate::errors::raised;
use crate::value::{Any, Class, Either, Field, Opt, Str, Type, value};
use crate::workflow::driver::{Driven, Driver, Machine, Workflow};
use crate::workflow::owner::Owner;
use crate::workflow::setup::{Host, Options};
use crate::workflow::types::{Stopped, stopped};
use crate::{aculab, aql};

value! {
    /// What came of a call.
    RetryReport of "telwire.workflow" {
        /// What the call answers with; `None` if it was stopped.
        value: Any,
        /// Why there is no answer: `by_caller`, or the error; `None` if there is one.
        stopped: Opt<Stopped>,
    }
}

impl<E: Native> Driven for core::Retry<E> {
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }

    fn item(_: Python<'_>, item: Infallible) -> PyResult<Py<PyAny>> {
        match item {}
    }

    fn report(py: Python<'_>, report: Result<E::Answer, core::Stopped>) -> PyResult<Py<PyAny>> {
        let (value, why) = match report {
            Ok(answer) => (Some(E::told(py, answer)?), None),
            Err(why) => (None, Some(why)),
        };
        RetryReport { value: Field::new(py, value)?, stopped: stopped(py, why)? }.into_py_any(py)
    }
}

/// One call that reads, or changes to the same again, repeated until it is answered or was tried often enough.
///
/// What is repeated: a temporary refusal, HTTP 408, 425, 429 and 5xx, a lost answer, an answer that makes no sense. The
/// waits grow from one second to 30, at random; a `Retry-After` is honoured up to five minutes. The report is a
/// `RetryReport`; there are no items.
///
/// The retries of `call`, such as `aql.GetUser("612345")`. Raises `InvalidInput` for a purchase or a release: they
/// are never repeated.
#[pyclass(frozen, extends = Workflow, module = "telwire.workflow")]
pub(crate) struct Retry;

#[pymethods]
impl Retry {
    #[new]
    #[pyo3(signature = (
        call, account, gateway=None, *, seed=1, max_in_flight=None, max_retries=None, timeout=None
    ))]
    fn new(
        py: Python<'_>,
        call: Field<Repeatable>,
        account: Field<Either<Class<aculab::account::Account>, Class<aql::account::Account>>>,
        gateway: Option<Field<GivenGateway>>,
        seed: u64,
        max_in_flight: Option<usize>,
        max_retries: Option<u32>,
        timeout: Option<f64>,
    ) -> PyResult<PyClassInitializer<Self>> {
        let options = Options { seed, max_in_flight, max_retries, timeout };
        let (call, account) = (call.into_bound_py_any(py)?, account.into_bound_py_any(py)?);
        let gateway = gateway.map(|gateway| gateway.into_bound_py_any(py)).transpose()?;
        let begun = REPEATABLE.iter().find_map(|begin| begin(&call, &account, gateway.as_ref(), &options).transpose());
        let machine = begun.unwrap_or_else(|| Err(not_repeatable(&call)))?;
        Ok(Workflow::of(machine).add_subclass(Self))
    }
}

/// A call as it may be given.
struct Repeatable;

impl Type for Repeatable {
    const HINT: PyStaticExpr = type_hint_union!(
        aculab::tel_get_supported_countries::TelGetSupportedCountries::TYPE_HINT,
        aculab::tel_get_supported_regions::TelGetSupportedRegions::TYPE_HINT,
        aculab::tel_get_supported_states::TelGetSupportedStates::TYPE_HINT,
        aculab::tel_list_numbers::TelListNumbers::TYPE_HINT,
        aculab::tel_list_regulation_addresses::TelListRegulationAddresses::TYPE_HINT,
        aculab::tel_purchase_development::TelPurchaseDevelopment::TYPE_HINT,
        aql::change_user::ChangeUser::TYPE_HINT,
        aql::check_numbers::CheckNumbers::TYPE_HINT,
        aql::get_user::GetUser::TYPE_HINT,
        aql::list_users::ListUsers::TYPE_HINT
    );

    /// Whatever it is: what may not be repeated is refused in words.
    fn kept<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        Ok(given.clone())
    }
}

/// A gateway as it may be given, of either carrier.
type GivenGateway = Either<Either<Class<aculab::account::Gateway>, Class<aql::account::Gateway>>, Str>;

/// Begins the retries of a call, if it is of the class.
type Begin = fn(
    call: &Bound<'_, PyAny>,
    account: &Bound<'_, PyAny>,
    gateway: Option<&Bound<'_, PyAny>>,
    options: &Options,
) -> PyResult<Option<Arc<dyn Machine>>>;

/// Every call that may be repeated.
const REPEATABLE: [Begin; 10] = [
    begin::<telwire::aculab::TelGetSupportedCountries>,
    begin::<telwire::aculab::TelGetSupportedRegions>,
    begin::<telwire::aculab::TelGetSupportedStates>,
    begin::<telwire::aculab::TelListNumbers>,
    begin::<telwire::aculab::TelListRegulationAddresses>,
    begin::<telwire::aculab::TelPurchaseDevelopment>,
    begin::<telwire::aql::ChangeUser>,
    begin::<telwire::aql::CheckNumbers>,
    begin::<telwire::aql::GetUser>,
    begin::<telwire::aql::ListUsers>,
];

fn begin<E: Native<Account: Owner>>(
    call: &Bound<'_, PyAny>,
    account: &Bound<'_, PyAny>,
    gateway: Option<&Bound<'_, PyAny>>,
    options: &Options,
) -> PyResult<Option<Arc<dyn Machine>>> {
    let Ok(call) = call.cast::<E::Class>() else { return Ok(None) };
    let account = account.cast::<E::Account>()?.clone().unbind();
    let host = Host::new(account, gateway.map(E::Account::gateway).transpose()?);
    let retry = core::Retry::new(E::of(call.get()).clone(), host.setup(options)?);
    Ok(Some(Driver::new(retry, host)))
}

fn not_repeatable(call: &Bound<'_, PyAny>) -> PyErr {
    let class = call.get_type();
    let name = class.name().map_or_else(|_| String::new(), |name| name.to_string());
    let message = format!("must be a call that reads or changes, not `{name}`: purchases and releases are sent once");
    raised(InvalidInput::new("call", InvalidCode::Unsupported, message))
}

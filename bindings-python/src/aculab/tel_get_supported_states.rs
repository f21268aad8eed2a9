//! `tel_get_supported_states`.

use pyo3::prelude::*;
use telwire::aculab;

use crate::call::call;
use crate::errors::raised;

/// Asks in which states of a country numbers can be bought (Managing Inbound Telephone Numbers, "Tel Get Supported
/// States"). Not all countries have states.
///
/// The answer is a list of names, in the order of the wire.
///
/// The states of `country`, a name as tel_get_supported_countries gives it. Raises `InvalidInput`.
#[pyclass(frozen, module = "telwire.aculab")]
pub(crate) struct TelGetSupportedStates(pub(crate) aculab::TelGetSupportedStates);

#[pymethods]
impl TelGetSupportedStates {
    #[new]
    fn new(country: &str) -> PyResult<Self> {
        aculab::TelGetSupportedStates::new(country).map(Self).map_err(raised)
    }
}

call!(TelGetSupportedStates of aculab, Vec<String>, |_, names| Ok(names));

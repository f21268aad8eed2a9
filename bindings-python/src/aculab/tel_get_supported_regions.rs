//! `tel_get_supported_regions`.

use pyo3::prelude::*;
use telwire::{InvalidInput, aculab};

use crate::call::call;
use crate::errors::raised;

/// Asks in which regions of a country numbers can be bought (Managing Inbound Telephone Numbers, "Tel Get Supported
/// Regions").
///
/// The answer is a list of texts, in the order of the wire: names, or prefixes for national and toll-free numbers.
///
/// The regions of `country`, or of one of its states, with numbers of a type, a `DidType`; geographic unless given.
/// Raises `InvalidInput`.
#[pyclass(frozen, module = "telwire.aculab")]
pub(crate) struct TelGetSupportedRegions(pub(crate) aculab::TelGetSupportedRegions);

#[pymethods]
impl TelGetSupportedRegions {
    #[new]
    #[pyo3(signature = (country, *, state=None, did_type=None))]
    fn new(country: &str, state: Option<&str>, did_type: Option<&str>) -> PyResult<Self> {
        call(country, state, did_type).map(Self).map_err(raised)
    }
}

fn call(
    country: &str,
    state: Option<&str>,
    did_type: Option<&str>,
) -> Result<aculab::TelGetSupportedRegions, InvalidInput> {
    let mut call = aculab::TelGetSupportedRegions::new(country)?;
    if let Some(state) = state {
        call = call.state(state)?;
    }
    if let Some(did_type) = did_type {
        call = call.did_type(did_type.parse()?)?;
    }
    Ok(call)
}

call!(TelGetSupportedRegions of aculab, Vec<String>, |_, names| Ok(names));

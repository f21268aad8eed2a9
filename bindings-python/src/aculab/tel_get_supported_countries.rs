//! `tel_get_supported_countries`.

use pyo3::prelude::*;
use telwire::{InvalidInput, aculab};

use crate::call::call;
use crate::errors::raised;

/// Asks in which countries numbers can be bought (Managing Inbound Telephone Numbers, "Tel Get Supported Countries").
///
/// The answer is a list of names, in the order of the wire.
///
/// The countries with numbers of that type, a `DidType`; geographic unless given. Raises `InvalidInput`.
///
/// >>> from telwire import aculab
/// >>> aculab.TelGetSupportedCountries().parse(200, b'["Germany", "United Kingdom"]')
/// ['Germany', 'United Kingdom']
#[pyclass(frozen, module = "telwire.aculab")]
pub(crate) struct TelGetSupportedCountries(pub(crate) aculab::TelGetSupportedCountries);

#[pymethods]
impl TelGetSupportedCountries {
    #[new]
    #[pyo3(signature = (*, did_type=None))]
    fn new(did_type: Option<&str>) -> PyResult<Self> {
        call(did_type).map(Self).map_err(raised)
    }
}

fn call(did_type: Option<&str>) -> Result<aculab::TelGetSupportedCountries, InvalidInput> {
    let call = aculab::TelGetSupportedCountries::new();
    match did_type {
        Some(did_type) => call.did_type(did_type.parse()?),
        None => Ok(call),
    }
}

call!(TelGetSupportedCountries of aculab, Vec<String>, |_, names| Ok(names));

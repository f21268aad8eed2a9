//! `tel_list_numbers`.

use pyo3::prelude::*;
use telwire::{InvalidInput, aculab};

use crate::aculab::owned_number::{self, OwnedNumber};
use crate::call::call;
use crate::errors::raised;

/// Asks for the numbers of the account, all of them unless filtered (Managing Inbound Telephone Numbers, "Tel List
/// Numbers").
///
/// The answer is a list of `OwnedNumber`, in the order of the wire.
///
/// All numbers, or those of a country, a state, a region (a name or a prefix), a type (a `DidType`). Raises
/// `InvalidInput`.
///
/// >>> from telwire import aculab
/// >>> call = aculab.TelListNumbers(country="United Kingdom")
/// >>> [owned] = call.parse(200, b'''{"441908538007": {"country": "United Kingdom", "price": "3.00",
/// ...     "region": "Milton Keynes", "purchased": "2011-09-14", "did_type": "geographic"}}''')
/// >>> owned.number, owned.price, owned.purchased
/// ('441908538007', Decimal('3.00'), datetime.date(2011, 9, 14))
#[pyclass(frozen, module = "telwire.aculab")]
pub(crate) struct TelListNumbers(pub(crate) aculab::TelListNumbers);

#[pymethods]
impl TelListNumbers {
    #[new]
    #[pyo3(signature = (*, country=None, state=None, region=None, did_type=None))]
    fn new(country: Option<&str>, state: Option<&str>, region: Option<&str>, did_type: Option<&str>) -> PyResult<Self> {
        call(country, state, region, did_type).map(Self).map_err(raised)
    }
}

fn call(
    country: Option<&str>,
    state: Option<&str>,
    region: Option<&str>,
    did_type: Option<&str>,
) -> Result<aculab::TelListNumbers, InvalidInput> {
    let mut call = aculab::TelListNumbers::new();
    if let Some(country) = country {
        call = call.country(country)?;
    }
    if let Some(state) = state {
        call = call.state(state)?;
    }
    if let Some(region) = region {
        call = call.region(region)?;
    }
    if let Some(did_type) = did_type {
        call = call.did_type(did_type.parse()?)?;
    }
    Ok(call)
}

call!(TelListNumbers of aculab, Vec<OwnedNumber>, |_, listing| Ok(owned_number::all(listing)), owned_number::listed);

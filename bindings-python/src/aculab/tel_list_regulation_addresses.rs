//! `tel_list_regulation_addresses`.

use pyo3::prelude::*;
use telwire::aculab;

use crate::call::call;
use crate::value::{Field, Str, value};

/// Asks for the addresses registered for countries that ask for one (Managing Inbound Telephone Numbers, "Tel List
/// Regulation Addresses").
///
/// The answer is a list of `RegulationAddress`, in the order of the wire.
///
/// The call; it has no parameters.
#[pyclass(frozen, module = "telwire.aculab")]
pub(crate) struct TelListRegulationAddresses(pub(crate) aculab::TelListRegulationAddresses);

#[pymethods]
impl TelListRegulationAddresses {
    #[new]
    fn new() -> Self {
        Self(aculab::TelListRegulationAddresses)
    }
}

call!(TelListRegulationAddresses of aculab, Vec<RegulationAddress>, addresses);

value! {
    /// An address registered on the account.
    RegulationAddress of "telwire.aculab" {
        /// The name that a purchase gives as `regulation_address`.
        name: Str,
        /// The country; empty where the answer leaves it out.
        country: Str,
        /// The region; empty where the answer leaves it out.
        region: Str,
    }
}

fn addresses(py: Python<'_>, addresses: Vec<aculab::RegulationAddress>) -> PyResult<Vec<RegulationAddress>> {
    addresses.into_iter().map(|address| regulation_address(py, address)).collect()
}

fn regulation_address(py: Python<'_>, address: aculab::RegulationAddress) -> PyResult<RegulationAddress> {
    Ok(RegulationAddress {
        name: Field::new(py, address.name)?,
        country: Field::new(py, address.country)?,
        region: Field::new(py, address.region)?,
    })
}

//! `tel_list_numbers`.

use pyo3::prelude::*;
use telwire::{InvalidInput, aculab};

use crate::call::call;
use crate::convert;
use crate::enums::{self, Enum as _, Open};
use crate::errors::raised;
use crate::value::{Date, Decimal, Field, Opt, Pair, Str, Tuple, value};

/// Asks for the numbers of the account, all of them unless filtered (Managing Inbound Telephone Numbers, "Tel List
/// Numbers").
///
/// The answer is a list of `OwnedNumber`, in the order of the wire.
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
    /// All numbers, or those of a country, a state, a region (a name or a prefix), a type (a `DidType`). Raises
    /// `InvalidInput`.
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

call!(TelListNumbers of aculab, Vec<OwnedNumber>, owned);

value! {
    /// A number of the account.
    OwnedNumber of "telwire.aculab" {
        /// The number: digits, not necessarily E.164.
        number: Str,
        /// The country; empty where the answer leaves it out.
        country: Str,
        /// The state, only where countries have them.
        state: Opt<Str>,
        /// The region, a name, or a prefix for toll-free and national numbers; empty where the answer leaves it out.
        region: Str,
        /// The price per month, in US dollars; `None` where it is left out, or unreadable and then in `other`.
        price: Opt<Decimal>,
        /// The day on which it was bought; `None` as for the price.
        purchased: Opt<Date>,
        /// The type; empty where the answer leaves it out.
        did_type: Open<enums::DidType>,
        /// Documented members that stand there twice or could not be read: pairs of name and JSON text.
        other: Tuple<Pair<Str, Str>>,
    }
}

/// The listing for Python.
pub(crate) fn owned(py: Python<'_>, owned: Vec<aculab::OwnedNumber>) -> PyResult<Vec<OwnedNumber>> {
    owned.into_iter().map(|owned| owned_number(py, owned)).collect()
}

pub(crate) fn owned_number(py: Python<'_>, owned: aculab::OwnedNumber) -> PyResult<OwnedNumber> {
    Ok(OwnedNumber {
        number: Field::new(py, owned.number.as_str())?,
        country: Field::new(py, owned.country)?,
        state: Field::new(py, owned.state)?,
        region: Field::new(py, owned.region)?,
        price: Field::new(py, owned.price.map(|price| convert::decimal(py, price)).transpose()?)?,
        purchased: Field::new(py, owned.purchased.map(|date| convert::date(py, date)).transpose()?)?,
        did_type: enums::DidType::field(py, owned.did_type.as_str())?,
        other: Field::tuple(py, owned.other.into_iter().map(Ok))?,
    })
}

//! `tel_list_numbers`.

use pyo3::IntoPyObjectExt as _;
use pyo3::prelude::*;
use telwire::{InvalidInput, aculab};

use crate::call::call;
use crate::convert::{self, Many};
use crate::enums::{self, Enum as _, Open};
use crate::errors::raised;
use crate::value::{Date, Decimal, Field, Opt, Pair, Str, Tuple, Value, methods, names};

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

call!(TelListNumbers of aculab, Vec<OwnedNumber>, |_, listing| Ok(owned(listing)));

/// A number of the account.
///
/// Listings are long: it holds what the core read, and makes Python's objects when they are asked for.
///
/// A number of these. Raises `InvalidInput` for one that is not made of digits, and for a price of more than 18.
#[pyclass(frozen, module = "telwire.aculab")]
pub(crate) struct OwnedNumber(pub(crate) aculab::OwnedNumber);

names!(OwnedNumber: number, country, state, region, price, purchased, did_type, other);
methods!(OwnedNumber);

#[pymethods]
impl OwnedNumber {
    #[new]
    #[expect(clippy::too_many_arguments, reason = "each is a field")]
    fn new(
        py: Python<'_>,
        number: &str,
        country: String,
        state: Option<String>,
        region: String,
        price: Option<Field<Decimal>>,
        purchased: Option<Field<Date>>,
        did_type: &str,
        other: Many<(String, String)>,
    ) -> PyResult<Self> {
        let number = number.parse().map_err(raised)?;
        let price = price.map(|price| convert::price(price.get(py))).transpose()?;
        let purchased = purchased.map(|date| convert::civil_date(date.get(py))).transpose()?;
        let did_type = did_type.parse().unwrap_or_else(|_: InvalidInput| aculab::DidType::Other(did_type.to_owned()));
        Ok(Self(aculab::OwnedNumber { number, country, state, region, price, purchased, did_type, other: other.0 }))
    }

    /// The number: digits, not necessarily E.164.
    #[getter]
    fn number(&self) -> &str {
        self.0.number.as_str()
    }

    /// The country; empty where the answer leaves it out.
    #[getter]
    fn country(&self) -> &str {
        &self.0.country
    }

    /// The state, only where countries have them.
    #[getter]
    fn state(&self) -> Option<&str> {
        self.0.state.as_deref()
    }

    /// The region, a name, or a prefix for toll-free and national numbers; empty where the answer leaves it out.
    #[getter]
    fn region(&self) -> &str {
        &self.0.region
    }

    /// The price per month, in US dollars; `None` where it is left out, or unreadable and then in `other`.
    #[getter]
    fn price(&self, py: Python<'_>) -> PyResult<Field<Opt<Decimal>>> {
        Field::new(py, self.0.price.map(|price| convert::decimal(py, price)).transpose()?)
    }

    /// The day on which it was bought; `None` as for the price.
    #[getter]
    fn purchased(&self, py: Python<'_>) -> PyResult<Field<Opt<Date>>> {
        Field::new(py, self.0.purchased.map(|date| convert::date(py, date)).transpose()?)
    }

    /// The type; empty where the answer leaves it out.
    #[getter]
    fn did_type(&self, py: Python<'_>) -> PyResult<Field<Open<enums::DidType>>> {
        enums::DidType::field(py, self.0.did_type.as_str())
    }

    /// Documented members that stand there twice or could not be read: pairs of name and JSON text.
    #[getter]
    fn other(&self, py: Python<'_>) -> PyResult<Field<Tuple<Pair<Str, Str>>>> {
        Field::tuple(py, self.0.other.iter().map(Ok))
    }
}

impl Value for OwnedNumber {
    fn fields<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        Ok(vec![
            self.number().into_bound_py_any(py)?,
            self.country().into_bound_py_any(py)?,
            self.state().into_bound_py_any(py)?,
            self.region().into_bound_py_any(py)?,
            self.price(py)?.into_bound_py_any(py)?,
            self.purchased(py)?.into_bound_py_any(py)?,
            self.did_type(py)?.into_bound_py_any(py)?,
            self.other(py)?.into_bound_py_any(py)?,
        ])
    }
}

/// The listing for Python.
pub(crate) fn owned(owned: Vec<aculab::OwnedNumber>) -> Vec<OwnedNumber> {
    owned.into_iter().map(OwnedNumber).collect()
}

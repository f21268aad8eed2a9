//! The numbers that `tel_list_numbers` tells of.

use std::borrow::Cow;

use pyo3::IntoPyObjectExt as _;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString, PyTuple};
use telwire::{InvalidInput, aculab};

use crate::call::LONG_BODY;
use crate::convert::{self, Many};
use crate::enums::{self, Open};
use crate::errors::raised;
use crate::value::{Date, Decimal, Field, Opt, Pair, Str, Tuple, Type as _, Value, methods, names};

/// A number of the account.
///
/// Listings are long: a number knows where it stands in the answer, which it keeps, and makes Python's objects when they
/// are asked for.
///
/// A number of these. Raises `InvalidInput` for one that is not made of digits, and for a price of more than 18.
#[pyclass(frozen, module = "telwire.aculab")]
pub(crate) struct OwnedNumber(Held);

/// A number of an answer, or one of its own.
enum Held {
    Listed { body: Py<PyBytes>, place: Place },
    Read(Box<aculab::OwnedNumber>),
}

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
        let other = other.0;
        Ok(aculab::OwnedNumber { number, country, state, region, price, purchased, did_type, other }.into())
    }

    /// The number: digits, not necessarily E.164.
    #[getter]
    fn number(&self, py: Python<'_>) -> &str {
        match &self.0 {
            Held::Listed { body, place } => place.number.text(body.as_bytes(py)),
            Held::Read(owned) => owned.number.as_str(),
        }
    }

    /// The country; empty where the answer leaves it out.
    #[getter]
    fn country(&self, py: Python<'_>) -> &str {
        match &self.0 {
            Held::Listed { body, place } => place.country.text(body.as_bytes(py)),
            Held::Read(owned) => &owned.country,
        }
    }

    /// The state, only where countries have them.
    #[getter]
    fn state(&self, py: Python<'_>) -> Option<&str> {
        match &self.0 {
            Held::Listed { body, place } => place.state.map(|state| state.text(body.as_bytes(py))),
            Held::Read(owned) => owned.state.as_deref(),
        }
    }

    /// The region, a name, or a prefix for toll-free and national numbers; empty where the answer leaves it out.
    #[getter]
    fn region(&self, py: Python<'_>) -> &str {
        match &self.0 {
            Held::Listed { body, place } => place.region.text(body.as_bytes(py)),
            Held::Read(owned) => &owned.region,
        }
    }

    /// The price per month, in US dollars; `None` where it is left out, or unreadable and then in `other`.
    #[getter]
    fn price(&self, py: Python<'_>) -> PyResult<Field<Opt<Decimal>>> {
        let price = match &self.0 {
            Held::Listed { body, place } => Some(convert::listed_decimal(py, place.price.text(body.as_bytes(py)))),
            Held::Read(owned) => owned.price.map(|price| convert::decimal(py, price)),
        };
        Field::new(py, price.transpose()?)
    }

    /// The day on which it was bought; `None` as for the price.
    #[getter]
    fn purchased(&self, py: Python<'_>) -> PyResult<Field<Opt<Date>>> {
        let purchased = match &self.0 {
            Held::Listed { body, place } => Some(convert::listed_date(py, place.purchased.text(body.as_bytes(py)))),
            Held::Read(owned) => owned.purchased.map(|date| convert::date(py, date)),
        };
        Field::new(py, purchased.transpose()?)
    }

    /// The type; empty where the answer leaves it out.
    #[getter]
    fn did_type(&self, py: Python<'_>) -> PyResult<Field<Open<enums::DidType>>> {
        let did_type = match &self.0 {
            Held::Listed { body, place } => place.did_type.text(body.as_bytes(py)),
            Held::Read(owned) => owned.did_type.as_str(),
        };
        // A text that Python knows already needs no hashing.
        let did_type = match did_type {
            "geographic" => intern!(py, "geographic"),
            "mobile" => intern!(py, "mobile"),
            "national" => intern!(py, "national"),
            "tollfree" => intern!(py, "tollfree"),
            other => &PyString::new(py, other),
        };
        Field::new(py, Open::<enums::DidType>::kept(did_type)?)
    }

    /// Documented members that stand there twice or could not be read: pairs of name and JSON text.
    #[getter]
    fn other(&self, py: Python<'_>) -> PyResult<Field<Tuple<Pair<Str, Str>>>> {
        match &self.0 {
            Held::Listed { .. } => Field::new(py, PyTuple::empty(py)),
            Held::Read(owned) => Field::tuple(py, owned.other.iter().map(Ok)),
        }
    }
}

impl Value for OwnedNumber {
    fn fields<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        Ok(vec![
            self.number(py).into_bound_py_any(py)?,
            self.country(py).into_bound_py_any(py)?,
            self.state(py).into_bound_py_any(py)?,
            self.region(py).into_bound_py_any(py)?,
            self.price(py)?.into_bound_py_any(py)?,
            self.purchased(py)?.into_bound_py_any(py)?,
            self.did_type(py)?.into_bound_py_any(py)?,
            self.other(py)?.into_bound_py_any(py)?,
        ])
    }
}

impl From<aculab::OwnedNumber> for OwnedNumber {
    fn from(owned: aculab::OwnedNumber) -> Self {
        Self(Held::Read(Box::new(owned)))
    }
}

/// The numbers for Python.
pub(crate) fn all(owned: Vec<aculab::OwnedNumber>) -> Vec<OwnedNumber> {
    owned.into_iter().map(OwnedNumber::from).collect()
}

/// The numbers of a listing, which is the body of a success; `None` if it is none.
pub(crate) fn listed(body: &Bound<'_, PyBytes>) -> Option<Vec<OwnedNumber>> {
    let (py, bytes) = (body.py(), body.as_bytes());
    let scan = || {
        let mut found = Vec::with_capacity(bytes.len() / 128 + 1);
        aculab::TelListNumbers::scan(bytes, |listed| found.push(placed(listed, bytes))).then_some(found)
    };
    let found = if bytes.len() < LONG_BODY { scan() } else { py.detach(scan) };
    let held = |found| match found {
        Ok(place) => Held::Listed { body: body.clone().unbind(), place },
        Err(owned) => Held::Read(owned),
    };
    Some(found?.into_iter().map(held).map(OwnedNumber).collect())
}

/// Where a number stands in `body`; if that cannot be said, the number itself.
fn placed(listed: aculab::Listed<'_>, body: &[u8]) -> Result<Place, Box<aculab::OwnedNumber>> {
    match listed {
        aculab::Listed::Plain(entry) => Place::of(&entry, body).ok_or_else(|| Box::new(entry.into())),
        aculab::Listed::Unusual(owned) => Err(Box::new(owned)),
    }
}

/// Where the texts of an entry stand.
struct Place {
    number: Span,
    country: Span,
    state: Option<Span>,
    region: Span,
    price: Span,
    purchased: Span,
    did_type: Span,
}

impl Place {
    fn of(entry: &aculab::Entry<'_>, body: &[u8]) -> Option<Self> {
        // A text with something escaped does not stand in the body.
        let (Cow::Borrowed(country), Cow::Borrowed(region)) = (&entry.country, &entry.region) else {
            return None;
        };
        let state = match &entry.state {
            Some(Cow::Borrowed(state)) => Some(Span::of(state, body)?),
            Some(Cow::Owned(_)) => return None,
            None => None,
        };
        Some(Self {
            number: Span::of(entry.number, body)?,
            country: Span::of(country, body)?,
            state,
            region: Span::of(region, body)?,
            price: Span::of(entry.price, body)?,
            purchased: Span::of(entry.purchased, body)?,
            did_type: Span::of(entry.did_type, body)?,
        })
    }
}

/// A part of a body that is text.
#[derive(Clone, Copy)]
struct Span {
    start: u32,
    length: u32,
}

impl Span {
    /// Where `text` stands in `body`, which it borrows from; `None` where that is too far for 32 bits.
    fn of(text: &str, body: &[u8]) -> Option<Self> {
        let start = text.as_ptr().addr().checked_sub(body.as_ptr().addr())?;
        Some(Self { start: start.try_into().ok()?, length: text.len().try_into().ok()? })
    }

    /// The text that stands there.
    fn text(self, body: &[u8]) -> &str {
        let (start, length) = (self.start as usize, self.length as usize);
        let text = body.get(start..).and_then(|text| text.get(..length));
        text.and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default()
    }
}

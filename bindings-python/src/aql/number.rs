//! Numbers, and patterns of numbers.

use std::borrow::Cow;

use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::{PyTypeInfo as _, type_hint_identifier, type_hint_union};
use telwire::{InvalidCode, InvalidInput, aql};

use crate::errors::raised;
use crate::value::names;

/// A telephone number as aql writes it, such as `44-113-3120120`: country code, area code, subscriber number.
///
/// It holds one integer, compares, hashes and sorts.
///
/// A number from its text. Raises `InvalidInput`.
#[pyclass(frozen, eq, ord, hash, module = "telwire.aql")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Number(pub(crate) aql::Number);

#[pymethods]
impl Number {
    #[new]
    fn new(number: &str) -> PyResult<Self> {
        number.parse().map(Self).map_err(raised)
    }

    /// The country code, such as `44`.
    #[getter]
    fn country(&self) -> String {
        self.0.country()
    }

    /// The area code without its leading zero, such as `113`.
    #[getter]
    fn area_code(&self) -> String {
        self.0.area_code()
    }

    /// The rest, such as `3120120`.
    #[getter]
    fn subscriber(&self) -> String {
        self.0.subscriber()
    }

    /// All digits without signs between, such as `441133120120`: the spelling of `pstnnumber` in a user.
    #[getter]
    fn e164(&self) -> String {
        self.0.e164().to_string()
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __repr__(&self) -> String {
        format!("Number('{}')", self.0)
    }

    fn __getnewargs__(&self) -> (String,) {
        (self.0.to_string(),)
    }
}

names!(Number: country, area_code, subscriber);

/// The numbers of a list.
pub(crate) fn numbers(numbers: Vec<aql::Number>) -> Vec<Number> {
    numbers.into_iter().map(Number).collect()
}

/// Which numbers a search is for: country code, area code, and the beginning of the subscriber number with `*`s.
///
/// As text it is written `44-113-312012*`, or as a person dials it, `0113 312012*`.
///
/// A pattern from its text. Raises `InvalidInput`.
#[pyclass(frozen, eq, hash, module = "telwire.aql")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Pattern(pub(crate) aql::Pattern);

#[pymethods]
impl Pattern {
    #[new]
    fn new(pattern: &str) -> PyResult<Self> {
        pattern.parse().map(Self).map_err(raised)
    }

    /// The country code, such as `44`.
    #[getter]
    fn country(&self) -> &str {
        self.0.country()
    }

    /// The area code without its leading zero, such as `113`.
    #[getter]
    fn area_code(&self) -> &str {
        self.0.area_code()
    }

    /// The subscriber number, with `*` for any digits.
    #[getter]
    fn sub_code(&self) -> &str {
        self.0.sub_code()
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __repr__(&self) -> String {
        format!("Pattern('{}')", self.0)
    }

    fn __getnewargs__(&self) -> (String,) {
        (self.0.to_string(),)
    }
}

names!(Pattern: country, area_code, sub_code);

/// A pattern as it may be given: a `Pattern`, or its text.
pub(crate) struct GivenPattern(pub(crate) aql::Pattern);

impl<'py> FromPyObject<'_, 'py> for GivenPattern {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_union!(Pattern::TYPE_HINT, type_hint_identifier!("builtins", "str"));

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match given.cast::<Pattern>() {
            Ok(pattern) => Ok(Self(pattern.get().0.clone())),
            Err(_) => given.extract::<Cow<'_, str>>()?.parse().map(Self).map_err(raised),
        }
    }
}

/// A number as it may be given: a `Number`, or its text.
pub(crate) struct GivenNumber(Result<aql::Number, InvalidInput>);

impl GivenNumber {
    pub(crate) fn number(self) -> PyResult<aql::Number> {
        self.0.map_err(raised)
    }

    /// The number, as one of a list.
    pub(crate) fn of_list(self, field: &'static str, item: usize) -> PyResult<aql::Number> {
        self.0.map_err(|error| raised(error.in_field(field).at_item(item)))
    }
}

impl From<Number> for GivenNumber {
    fn from(number: Number) -> Self {
        Self(Ok(number.0))
    }
}

impl<'py> FromPyObject<'_, 'py> for GivenNumber {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_union!(Number::TYPE_HINT, type_hint_identifier!("builtins", "str"));

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match given.cast::<Number>() {
            Ok(number) => Ok(Self::from(*number.get())),
            Err(_) => Ok(Self(given.extract::<Cow<'_, str>>()?.parse())),
        }
    }
}

/// The pattern given as one text, or as its three parts.
pub(crate) fn pattern(
    whole: Option<GivenPattern>,
    country: Option<&str>,
    area_code: Option<&str>,
    sub_code: Option<&str>,
) -> PyResult<aql::Pattern> {
    let parts = [("country", country), ("areaCode", area_code), ("subCode", sub_code)];
    match whole {
        Some(whole) if parts.iter().all(|(_, part)| part.is_none()) => Ok(whole.0),
        Some(_) => {
            let message = "stands for `country`, `area_code` and `sub_code`: give it, or the three";
            Err(raised(InvalidInput::new("pattern", InvalidCode::Conflict, message)))
        }
        None => {
            let [country, area_code, sub_code] = parts.map(|(field, part)| {
                part.ok_or_else(|| raised(InvalidInput::new(field, InvalidCode::Missing, "is required")))
            });
            aql::Pattern::new(country?, area_code?, sub_code?).map_err(raised)
        }
    }
}

//! What an order at aql is for.

use pyo3::inspect::{PyStaticConstant, PyStaticExpr};
use pyo3::prelude::*;
use pyo3::types::{PyInt, PyString};
use pyo3::{PyTypeInfo as _, type_hint_identifier, type_hint_subscript, type_hint_union};
use telwire::workflow::order::aql as core;

use crate::aql::assign_numbers::GivenItem;
use crate::aql::number::{GivenNumber, Number};
use crate::convert::Many;
use crate::value::names;

/// One number to buy by an order, and whose it will be. Without a number: any of the order's pool.
///
/// An e-mail address with `_`, which the assign cannot carry, is set as `voicemaildest` after the purchase.
/// Raises `InvalidInput`.
#[pyclass(frozen, eq, hash, get_all, module = "telwire.aql")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Slot {
    /// The number; `None`: any of the pool.
    number: Option<Number>,
    /// The first name of the reseller's customer, perhaps empty.
    first_name: String,
    /// The last name, perhaps empty.
    last_name: String,
    /// The e-mail address, perhaps empty.
    email: String,
}

#[pymethods]
impl Slot {
    #[new]
    #[pyo3(signature = (number=None, first_name="", last_name="", email=""))]
    fn new(number: Option<GivenNumber>, first_name: &str, last_name: &str, email: &str) -> PyResult<Self> {
        let number = number.map(GivenNumber::number).transpose()?.map(Number);
        let [first_name, last_name, email] = [first_name, last_name, email].map(str::to_owned);
        Ok(Self { number, first_name, last_name, email })
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let number = self.number.map_or_else(|| "None".to_owned(), |number| format!("'{}'", number.0));
        let quoted = |text: &str| PyString::new(py, text).repr();
        let [first_name, last_name, email] = [&self.first_name, &self.last_name, &self.email];
        let [first_name, last_name, email] = [quoted(first_name)?, quoted(last_name)?, quoted(email)?];
        Ok(format!("Slot({number}, {first_name}, {last_name}, {email})"))
    }

    fn __getnewargs__(&self) -> (Option<Number>, &str, &str, &str) {
        (self.number, &self.first_name, &self.last_name, &self.email)
    }
}

names!(Slot: number, first_name, last_name, email);

/// A slot as it may be given: a `Slot`, or what an assign takes, where a mapping may leave the number out.
struct GivenSlot(GivenItem);

impl GivenSlot {
    /// The slot at that position of an order.
    fn of_list(self, position: usize) -> PyResult<core::Slot> {
        let (number, [first_name, last_name, email]) = self.0.parts(position)?;
        let slot = number.map_or_else(core::Slot::any, core::Slot::of);
        Ok(slot.first_name(first_name).last_name(last_name).email(email))
    }
}

impl<'py> FromPyObject<'_, 'py> for GivenSlot {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_union!(
        Slot::TYPE_HINT,
        type_hint_subscript!(
            type_hint_identifier!("collections.abc", "Mapping"),
            type_hint_identifier!("builtins", "str"),
            type_hint_union!(GivenNumber::INPUT_TYPE, PyStaticExpr::Constant { value: PyStaticConstant::None })
        ),
        GivenItem::INPUT_TYPE
    );

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match given.cast::<Slot>() {
            Ok(slot) => {
                let Slot { number, first_name, last_name, email } = slot.get().clone();
                Ok(Self(GivenItem::new(number.map(Into::into), [first_name, last_name, email])))
            }
            Err(_) => given.extract().map(Self),
        }
    }
}

/// The slots of an order as they may be given: each by itself, or how many of the pool.
pub(crate) struct GivenSlots(Vec<GivenSlot>);

impl GivenSlots {
    pub(crate) fn slots(self) -> PyResult<Vec<core::Slot>> {
        self.0.into_iter().enumerate().map(|(position, slot)| slot.of_list(position)).collect()
    }
}

impl<'py> FromPyObject<'_, 'py> for GivenSlots {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr =
        type_hint_union!(type_hint_identifier!("builtins", "int"), Many::<GivenSlot>::INPUT_TYPE);

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if given.is_instance_of::<PyInt>() {
            let any = || GivenSlot(GivenItem::default());
            return Ok(Self(std::iter::repeat_with(any).take(given.extract()?).collect()));
        }
        Ok(Self(given.extract::<Many<GivenSlot>>()?.0))
    }
}

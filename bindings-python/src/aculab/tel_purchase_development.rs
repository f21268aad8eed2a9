//! `tel_purchase_development`.

use pyo3::prelude::*;
use telwire::aculab;

use crate::aculab::tel_purchase::{Problem, constructor, parts};
use crate::call::{call, complete};
use crate::value::{Class, Field, Str, Tuple, value};

/// Rehearses a purchase: it **buys nothing** and costs nothing, with the parameters and the answer of `TelPurchase`
/// (Managing Inbound Telephone Numbers, "Tel Purchase Development").
///
/// The answer is a `MimickedPurchase`.
#[pyclass(frozen, module = "telwire.aculab")]
pub(crate) struct TelPurchaseDevelopment(pub(crate) aculab::TelPurchaseDevelopment);

constructor!(TelPurchaseDevelopment, aculab::TelPurchaseDevelopment::new);
call!(TelPurchaseDevelopment of aculab, MimickedPurchase, |py, answer| mimicked(py, &answer));

value! {
    /// What a rehearsal answers: numbers that nobody owns now.
    MimickedPurchase of "telwire.aculab" {
        /// Every number of the answer, in its order. None of them is bought.
        rows: Tuple<Str>,
        /// What does not fit the request.
        problems: Tuple<Class<Problem>>,
    }
}

#[pymethods]
impl MimickedPurchase {
    /// The numbers, if they are what was asked for. Else raises `Malformed` with the code `problems`; its `salvaged` is
    /// this value.
    fn require_complete(slf: &Bound<'_, Self>) -> PyResult<Field<Tuple<Str>>> {
        complete::<aculab::TelPurchaseDevelopment, _, _>(slf, &slf.get().rows, &slf.get().problems)
    }
}

/// The answer for Python.
pub(crate) fn mimicked(py: Python<'_>, mimicked: &aculab::MimickedPurchase) -> PyResult<MimickedPurchase> {
    let (rows, problems) = parts(py, &mimicked.rows, &mimicked.problems)?;
    Ok(MimickedPurchase { rows, problems })
}

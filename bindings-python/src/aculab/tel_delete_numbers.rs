//! `tel_delete_numbers`.

use pyo3::prelude::*;
use telwire::{InvalidInput, aculab};

use crate::call::call;
use crate::convert::Many;
use crate::enums::{self, Enum as _, Open};
use crate::errors::raised;
use crate::value::{Class, Field, Str, Tuple, value};

/// Deletes numbers of the account (Managing Inbound Telephone Numbers, "Tel Delete Numbers"). **A number that was deleted
/// may not be had again.**
///
/// The answer is a `Deleted`: that some or all were not deleted is a result, not an error.
///
/// A deletion of all of `numbers`: digits as tel_list_numbers gives them, each once. Raises `InvalidInput`.
///
/// >>> from telwire import aculab
/// >>> deleted = aculab.TelDeleteNumbers(["441908538007"]).parse(200, b'{"status": "OK"}')
/// >>> deleted.status is aculab.DeletedStatus.OK
/// True
#[pyclass(frozen, module = "telwire.aculab")]
pub(crate) struct TelDeleteNumbers(pub(crate) aculab::TelDeleteNumbers);

#[pymethods]
impl TelDeleteNumbers {
    #[new]
    fn new(numbers: Many<String>) -> PyResult<Self> {
        let call = listed(numbers.0).and_then(aculab::TelDeleteNumbers::new);
        call.map(Self).map_err(raised)
    }
}

/// The numbers of a list.
pub(crate) fn listed(numbers: Vec<String>) -> Result<Vec<aculab::InboundNumber>, InvalidInput> {
    let parsed = |(position, number): (usize, String)| {
        number.parse().map_err(|error: InvalidInput| error.in_field("numbers").at_item(position))
    };
    numbers.into_iter().enumerate().map(parsed).collect()
}

call!(TelDeleteNumbers of aculab, Deleted, deleted);

value! {
    /// What became of the numbers.
    Deleted of "telwire.aculab" {
        /// `OK` (all), `PARTIAL` (at least one) or `FAIL` (none).
        status: Open<enums::DeletedStatus>,
        /// The numbers that were not deleted, in the order of the wire.
        not_deleted: Tuple<Class<NotDeleted>>,
    }
}

value! {
    /// A number that was not deleted, and why.
    NotDeleted of "telwire.aculab" {
        /// The number, as it came.
        number: Str,
        /// Why, in the carrier's words.
        description: Str,
        /// The carrier's code, such as `0300`: the number is not yours, or gone already.
        code: Str,
    }
}

/// The answer for Python.
fn deleted(py: Python<'_>, deleted: aculab::Deleted) -> PyResult<Deleted> {
    Ok(Deleted {
        status: enums::DeletedStatus::field(py, deleted.status.as_str())?,
        not_deleted: Field::tuple(py, deleted.not_deleted.into_iter().map(|refusal| not_deleted(py, refusal)))?,
    })
}

fn not_deleted(py: Python<'_>, refusal: aculab::NotDeleted) -> PyResult<NotDeleted> {
    Ok(NotDeleted {
        number: Field::new(py, refusal.number)?,
        description: Field::new(py, refusal.description)?,
        code: Field::new(py, refusal.code)?,
    })
}

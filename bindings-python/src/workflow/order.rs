//! What the orders of both carriers have in common.

pub(crate) mod aculab;
pub(crate) mod aql;
pub(crate) mod slot;

use pyo3::prelude::*;
use telwire::workflow::order as core;
use telwire::{InvalidCode, InvalidInput};

use crate::enums::{Enum as _, Fate, Status, Why};
use crate::errors::raised;
use crate::value::{Field, Int, Opt, Str, value};
use crate::workflow::types::{Moment, moment};

value! {
    /// A purchase as it was sent, and what is known of it.
    Sent of "telwire.workflow" {
        /// The request: the `id` of its `Send`.
        id: Int,
        /// When it was handed to the host, or was about to be; in UTC.
        at: Moment,
        /// When the answer, or the word that there is none, came; in UTC.
        answered: Opt<Moment>,
        /// What that means.
        fate: Fate,
        /// The answer's code, such as `simul_error` or `no_answer`, with the status of HTTP where that is all that came;
        /// `ok` for a success.
        answer: Opt<Str>,
    }
}

pub(crate) fn sent(py: Python<'_>, sent: core::Sent) -> PyResult<Sent> {
    Ok(Sent {
        id: Field::new(py, sent.id.number())?,
        at: Field::new(py, moment(py, sent.at)?)?,
        answered: Field::new(py, sent.answered.map(|answered| moment(py, answered)).transpose()?)?,
        fate: Fate::field(py, sent.fate.as_str())?,
        answer: Field::new(py, sent.answer)?,
    })
}

fn status(py: Python<'_>, status: core::Status) -> PyResult<Field<Status>> {
    Status::field(py, status.as_str())
}

fn why(py: Python<'_>, why: Option<core::Why>) -> PyResult<Field<Opt<Why>>> {
    Ok(Field::or_none(py, why.map(|why| Why::field(py, why.as_str())).transpose()?))
}

/// What the caller knows about a purchase.
pub(crate) fn resolution(text: &str) -> PyResult<core::Resolution> {
    match text {
        "bought" => Ok(core::Resolution::Bought),
        "not_bought" => Ok(core::Resolution::NotBought),
        _ => {
            let message = format!("must be `bought` or `not_bought`, not `{text}`");
            Err(raised(InvalidInput::new("resolution", InvalidCode::UnknownValue, message)))
        }
    }
}

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
    let fate = match sent.fate {
        core::Fate::Done => "done",
        core::Fate::NeverLeft => "never_left",
        core::Fate::Open => "open",
        core::Fate::Refused => "refused",
    };
    Ok(Sent {
        id: Field::new(py, sent.id.number())?,
        at: Field::new(py, moment(py, sent.at)?)?,
        answered: Field::new(py, sent.answered.map(|answered| moment(py, answered)).transpose()?)?,
        fate: Fate::field(py, fate)?,
        answer: Field::new(py, sent.answer)?,
    })
}

fn status(py: Python<'_>, status: core::Status) -> PyResult<Field<Status>> {
    let text = match status {
        core::Status::Bought => "bought",
        core::Status::NotBought => "not_bought",
        core::Status::OnAccount => "on_account",
        core::Status::Unknown => "unknown",
    };
    Status::field(py, text)
}

fn why(py: Python<'_>, why: Option<core::Why>) -> PyResult<Field<Opt<Why>>> {
    let text = why.map(|why| match why {
        core::Why::Blocked => "blocked",
        core::Why::Contested => "contested",
        core::Why::Deadline => "deadline",
        core::Why::NoMatch => "no_match",
        core::Why::NoPool => "no_pool",
        core::Why::PriceLimit => "price_limit",
        core::Why::Refused => "refused",
        core::Why::Shortage => "shortage",
        core::Why::Stopped => "stopped",
        core::Why::Taken => "taken",
        _ => "",
    });
    Ok(Field::or_none(py, text.map(|text| Why::field(py, text)).transpose()?))
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

//! What became of an order at Aculab Cloud.

use pyo3::prelude::*;
use telwire::aculab::InboundNumber;
use telwire::workflow::order::aculab as core;

use crate::aculab::owned_number::OwnedNumber;
use crate::enums::{Status, Why};
use crate::secret::Body;
use crate::value::{Bool, Class, Field, Int, Opt, Str, Tuple, value};
use crate::workflow::order::{Sent, sent, status, why};
use crate::workflow::types::{Stopped, bodies, stopped};

value! {
    /// What became of every slot, and every purchase that was sent. `str(report)` is its `text`.
    AculabOrderReport of "telwire.workflow" {
        /// One for each number that was asked for.
        items: Tuple<Class<AculabOrderItem>>,
        /// The purchases, in the order in which they were made.
        attempts: Tuple<Class<AculabAttempt>>,
        /// Numbers that answers named beyond what was asked for. They are bought.
        surplus: Tuple<Str>,
        /// Why the order ended before its work was done: `by_caller`, or the error; resuming it goes on.
        stopped: Opt<Stopped>,
        /// The same for people, in lines of at most 80 characters.
        text: Str,
    }
}

value! {
    /// What became of a slot of an order at Aculab Cloud.
    AculabOrderItem of "telwire.workflow" {
        /// Its position, from 0.
        slot: Int,
        /// Whether it has a number.
        status: Status,
        /// Why it has none.
        why: Opt<Why>,
        /// The number.
        number: Opt<Str>,
        /// What the account's listing said of the number after the purchase, its price per month for one; `None` if it
        /// did not show it.
        listed: Opt<Class<OwnedNumber>>,
        /// The purchases it was part of, by position in the report's `attempts`.
        attempts: Tuple<Int>,
    }
}

value! {
    /// A purchase at Aculab Cloud.
    AculabAttempt of "telwire.workflow" {
        /// The slots that it was for.
        slots: Tuple<Int>,
        /// The request.
        sent: Class<Sent>,
        /// How often the whole listing was compared after it.
        looks: Int,
        /// Numbers that appeared on the account after it and that its answer did not name, those that look most like it
        /// first. With a lost answer some may be its; the e-mail that the carrier sends after each purchase tells.
        candidates: Tuple<Str>,
        /// Whether the caller said that it was not done.
        is_resolved: Bool,
        /// Answers that came and could not be read.
        kept: Tuple<Class<Body>>,
    }
}

#[pymethods]
impl AculabOrderReport {
    /// Whether every slot is bought, and nothing else is left to do.
    fn is_complete(&self, py: Python<'_>) -> PyResult<bool> {
        let mut statuses = self.items.get(py).try_iter()?.map(|item| item?.getattr("status"));
        let are_bought = statuses.try_fold(true, |so_far, status| Ok::<_, PyErr>(so_far && status?.eq("bought")?))?;
        Ok(are_bought && self.stopped.get(py).is_none())
    }

    fn __str__(&self) -> &Field<Str> {
        &self.text
    }
}

pub(super) fn report(py: Python<'_>, report: core::Report) -> PyResult<AculabOrderReport> {
    Ok(AculabOrderReport {
        text: Field::new(py, report.to_string())?,
        items: Field::tuple(py, report.items.into_iter().map(|item| self::item(py, item)))?,
        attempts: Field::tuple(py, report.attempts.into_iter().map(|attempt| self::attempt(py, attempt)))?,
        surplus: numbers(py, &report.surplus)?,
        stopped: stopped(py, report.stopped)?,
    })
}

pub(super) fn item(py: Python<'_>, item: core::Item) -> PyResult<AculabOrderItem> {
    Ok(AculabOrderItem {
        slot: Field::new(py, item.slot)?,
        status: status(py, item.status)?,
        why: why(py, item.why)?,
        number: Field::new(py, item.number.as_ref().map(InboundNumber::as_str))?,
        listed: Field::new(py, item.listed.map(OwnedNumber::from))?,
        attempts: Field::tuple(py, item.attempts.into_iter().map(Ok))?,
    })
}

fn attempt(py: Python<'_>, attempt: core::Attempt) -> PyResult<AculabAttempt> {
    Ok(AculabAttempt {
        slots: Field::tuple(py, attempt.slots.into_iter().map(Ok))?,
        sent: Field::new(py, sent(py, attempt.sent)?)?,
        looks: Field::new(py, attempt.looks)?,
        candidates: numbers(py, &attempt.candidates)?,
        is_resolved: Field::new(py, attempt.is_resolved)?,
        kept: bodies(py, attempt.kept)?,
    })
}

fn numbers(py: Python<'_>, numbers: &[InboundNumber]) -> PyResult<Field<Tuple<Str>>> {
    Field::tuple(py, numbers.iter().map(|number| Ok(number.as_str())))
}

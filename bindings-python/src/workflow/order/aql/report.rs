//! What became of an order at aql.

use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};
use telwire::workflow::order::aql as core;

use crate::aql::number::Number;
use crate::enums::{Enum as _, LateEmail, Status, Why};
use crate::secret::{Body, SipPassword};
use crate::value::{Bool, Class, Either, Field, Int, Opt, Pair, Str, Tuple, value};
use crate::workflow::order::{Sent, sent, status, why};
use crate::workflow::types::{Stopped, bodies, replaced, stopped};

value! {
    /// What became of every slot, every purchase that was sent, and every row that came. `str(report)` is its `text`.
    AqlOrderReport of "telwire.workflow" {
        /// One for each slot, in their order.
        items: Tuple<Class<AqlOrderItem>>,
        /// The purchases, in the order in which they were made.
        attempts: Tuple<Class<AqlAttempt>>,
        /// Rows of answers that belong to no slot. They are bought.
        strays: Tuple<Class<AqlRow>>,
        /// Whether the SIP passwords were taken out.
        is_sealed: Bool,
        /// Why the order ended before its work was done: `by_caller`, or the error; resuming it goes on.
        stopped: Opt<Stopped>,
        /// The same for people, in lines of at most 80 characters, without any password.
        text: Str,
    }
}

value! {
    /// What became of a slot of an order at aql.
    AqlOrderItem of "telwire.workflow" {
        /// Its position, from 0.
        slot: Int,
        /// Whether it has its number.
        status: Status,
        /// Why it has none.
        why: Opt<Why>,
        /// The number: its own, or the one that was tried last.
        number: Opt<Class<Number>>,
        /// The VoIP user of the number.
        voipnumber: Opt<Str>,
        /// The password of the VoIP user: only where the answer to the purchase came, and until the order is sealed.
        password: Opt<Class<SipPassword>>,
        /// What became of an e-mail address that the assign could not carry; `None` if it could.
        email: Opt<Either<LateEmail, Class<EmailFailed>>>,
        /// Whether the account's users showed it after the purchase; `None` if nobody looked.
        listed: Opt<Bool>,
        /// The purchases it was part of, by position in the report's `attempts`.
        attempts: Tuple<Int>,
    }
}

value! {
    /// An e-mail address could not be set: set `voicemaildest` by changeuser.
    EmailFailed of "telwire.workflow" {
        /// The code of the error.
        failed: Str,
    }
}

value! {
    /// A purchase at aql: a list of numbers, and each time that it was sent.
    AqlAttempt of "telwire.workflow" {
        /// The slots and the numbers for them, as they were sent.
        numbers: Tuple<Pair<Int, Class<Number>>>,
        /// The requests, all of them the same.
        sends: Tuple<Class<Sent>>,
        /// How often all users of the account were looked through since the last of them.
        searches: Int,
        /// Whether the caller said that it was not done.
        is_resolved: Bool,
        /// Answers, or lines of them, that came and could not be read. They may hold a password.
        kept: Tuple<Class<Body>>,
    }
}

value! {
    /// A row of an answer to a purchase.
    AqlRow of "telwire.workflow" {
        /// The number.
        number: Class<Number>,
        /// Its VoIP user.
        voipnumber: Str,
        /// The user's password, until the order is sealed.
        password: Opt<Class<SipPassword>>,
    }
}

#[pymethods]
impl AqlOrderReport {
    /// Whether every slot is bought, and nothing else is left to do.
    fn is_complete(&self, py: Python<'_>) -> PyResult<bool> {
        let mut items = self.items.get(py).try_iter()?;
        let are_whole = items.try_fold(true, |so_far, item| Ok::<_, PyErr>(so_far && is_whole(&item?)?))?;
        Ok(are_whole && self.stopped.get(py).is_none())
    }

    /// The same report with every SIP password, and everything that may hold one, taken out.
    fn without_passwords<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        let report = replaced_each(slf.as_any(), "items", "password", py.None().bind(py))?;
        let report = replaced_each(&report, "strays", "password", py.None().bind(py))?;
        let report = replaced_each(&report, "attempts", "kept", PyTuple::empty(py).as_any())?;
        // A line with that mark tells of what was kept.
        let text = slf.get().text.get(py).to_string();
        let text: String = text.split_inclusive('\n').filter(|line| !line.starts_with("   !  ")).collect();
        replaced(&report, "text", PyString::new(py, &text).as_any())
    }

    fn __str__(&self) -> &Field<Str> {
        &self.text
    }
}

fn is_whole(item: &Bound<'_, PyAny>) -> PyResult<bool> {
    let email = item.getattr("email")?;
    Ok(item.getattr("status")?.eq("bought")? && (email.is_none() || email.eq("set")?))
}

/// The report with another value for a field of each of its parts.
fn replaced_each<'py>(
    report: &Bound<'py, PyAny>,
    parts: &str,
    name: &str,
    value: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let changed = report.getattr(parts)?.try_iter()?.map(|part| replaced(&part?, name, value));
    let changed: Vec<_> = changed.collect::<PyResult<_>>()?;
    replaced(report, parts, PyTuple::new(report.py(), changed)?.as_any())
}

pub(super) fn report(py: Python<'_>, report: core::Report) -> PyResult<AqlOrderReport> {
    Ok(AqlOrderReport {
        text: Field::new(py, report.to_string())?,
        items: Field::tuple(py, report.items.into_iter().map(|item| self::item(py, item)))?,
        attempts: Field::tuple(py, report.attempts.into_iter().map(|attempt| self::attempt(py, attempt)))?,
        strays: Field::tuple(py, report.strays.into_iter().map(|row| self::row(py, row)))?,
        is_sealed: Field::new(py, report.is_sealed)?,
        stopped: stopped(py, report.stopped)?,
    })
}

pub(super) fn item(py: Python<'_>, item: core::Item) -> PyResult<AqlOrderItem> {
    Ok(AqlOrderItem {
        slot: Field::new(py, item.slot)?,
        status: status(py, item.status)?,
        why: why(py, item.why)?,
        number: Field::new(py, item.number.map(Number))?,
        voipnumber: Field::new(py, item.voipnumber.as_ref().map(telwire::aql::VoipUser::as_str))?,
        password: Field::new(py, item.password.map(SipPassword))?,
        email: Field::or_none(py, item.email.map(|email| self::email(py, email)).transpose()?),
        listed: Field::new(py, item.listed)?,
        attempts: Field::tuple(py, item.attempts.into_iter().map(Ok))?,
    })
}

fn email(py: Python<'_>, email: core::LateEmail) -> PyResult<Field<Either<LateEmail, Class<EmailFailed>>>> {
    match email {
        core::LateEmail::Failed(code) => Field::new(py, EmailFailed { failed: Field::new(py, code)? }),
        core::LateEmail::Set => LateEmail::field(py, "set"),
        _ => LateEmail::field(py, "to_do"),
    }
}

fn attempt(py: Python<'_>, attempt: core::Attempt) -> PyResult<AqlAttempt> {
    let numbers = attempt.numbers.into_iter().map(|(slot, number)| Ok((slot, Number(number))));
    Ok(AqlAttempt {
        numbers: Field::tuple(py, numbers)?,
        sends: Field::tuple(py, attempt.sends.into_iter().map(|send| sent(py, send)))?,
        searches: Field::new(py, attempt.searches)?,
        is_resolved: Field::new(py, attempt.is_resolved)?,
        kept: bodies(py, attempt.kept)?,
    })
}

fn row(py: Python<'_>, row: core::Row) -> PyResult<AqlRow> {
    Ok(AqlRow {
        number: Field::new(py, Number(row.number))?,
        voipnumber: Field::new(py, row.voipnumber.as_str())?,
        password: Field::new(py, row.password.map(SipPassword))?,
    })
}

//! What can be configured about a VoIP user.

use std::marker::PhantomData;

use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyString};
use telwire::aql;

use crate::convert;
use crate::enums::{self, Enum as _};
use crate::errors::raised;
use crate::value::{Bool, Either, Field, Int, Opt, Str, Time, Type, value};

value! {
    /// The items of a VoIP user that can be read and written (number control and credit API, the table of parameters).
    /// `None` is unset: get_user did not say. Unset is not the same as empty.
    optional Settings of "telwire.aql" {
        /// Whether aql voicemail is enabled.
        voicemailon: Bool,
        /// Seconds before an unanswered call goes to voicemail.
        voicemaildelay: Int,
        /// The e-mail address that voicemail messages are sent to.
        voicemaildest: Str,
        /// Where calls are forwarded to, as dialled: `01133203040`.
        forwardto: Str,
        /// When forwarding starts each day.
        forwardstart: Time,
        /// When forwarding ends each day.
        forwardend: Time,
        /// Whether the original caller's number is forwarded.
        forwardcli: Bool,
        /// Whether calls are forwarded.
        forwardactive: Bool,
        /// Whether the number receives faxes.
        faxenabled: Bool,
        /// The e-mail addresses that faxes go to, separated by `,` or `;`.
        faxrecipient: Str,
        /// The name of the recipient of faxes.
        faxrecipientname: Str,
        /// The SIP endpoint of the number, `user@host`.
        sipendpoint: Str,
        /// What happens with an SMS that comes in.
        smsaction: enums::SmsAction,
        /// The e-mail address or URL that an SMS goes to.
        smsdata: Str,
        /// Whether calls are recorded.
        callrecord: Bool,
    }
}

/// The settings for Python.
pub(crate) fn settings(py: Python<'_>, settings: &aql::Settings) -> PyResult<Settings> {
    let time = |time: Option<_>| Field::new(py, time.map(|time| convert::time(py, time)).transpose()?);
    let smsaction = settings.smsaction.map(|action| enums::SmsAction::field::<enums::SmsAction>(py, action.as_str()));
    Ok(Settings {
        voicemailon: Field::new(py, settings.voicemailon)?,
        voicemaildelay: Field::new(py, settings.voicemaildelay)?,
        voicemaildest: Field::new(py, &settings.voicemaildest)?,
        forwardto: Field::new(py, &settings.forwardto)?,
        forwardstart: time(settings.forwardstart)?,
        forwardend: time(settings.forwardend)?,
        forwardcli: Field::new(py, settings.forwardcli)?,
        forwardactive: Field::new(py, settings.forwardactive)?,
        faxenabled: Field::new(py, settings.faxenabled)?,
        faxrecipient: Field::new(py, &settings.faxrecipient)?,
        faxrecipientname: Field::new(py, &settings.faxrecipientname)?,
        sipendpoint: Field::new(py, &settings.sipendpoint)?,
        smsaction: Field::<Opt<enums::SmsAction>>::or_none(py, smsaction.transpose()?),
        smsdata: Field::new(py, &settings.smsdata)?,
        callrecord: Field::new(py, settings.callrecord)?,
    })
}

/// A `T`, or its text as aql writes it.
pub(crate) struct OrText<T>(PhantomData<T>);

impl<T: Type> Type for OrText<T> {
    const HINT: PyStaticExpr = Either::<T, Str>::HINT;

    fn kept<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        if given.is_instance_of::<PyString>() { Ok(given.clone()) } else { T::kept(given) }
    }
}

/// A setting as it may be given, as aql writes it.
pub(crate) struct Given<T>(String, PhantomData<T>);

impl<T> Given<T> {
    pub(crate) fn set(self, settings: &mut aql::Settings, name: &str) -> PyResult<()> {
        settings.set(name, &self.0).map_err(raised)
    }
}

impl<'py, T: Type> FromPyObject<'_, 'py> for Given<T> {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = T::HINT;

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let kept = T::kept(&given)?;
        let text = match kept.cast::<PyBool>() {
            Ok(is_on) => u8::from(is_on.is_true()).to_string(),
            Err(_) => kept.str()?.extract()?,
        };
        Ok(Self(text, PhantomData))
    }
}

/// The error for the first setting that is none.
pub(crate) fn refuse(others: Option<&Bound<'_, PyDict>>) -> PyResult<()> {
    match others.and_then(|others| others.iter().next()) {
        Some((name, _)) => aql::Settings::default().set(&name.extract::<String>()?, "").map_err(raised),
        None => Ok(()),
    }
}

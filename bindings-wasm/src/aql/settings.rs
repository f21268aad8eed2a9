//! What can be configured about a VoIP user.

use serde::Serialize;
use telwire::aql::{Settings, SmsAction};
use telwire::{InvalidInput, TimeOfDay};
use wasm_bindgen::{JsCast as _, JsValue};

use crate::options::{self, Options, wrong_type};

/// The items as callers may give them: texts as aql writes them; booleans and numbers for those that are such.
pub(crate) fn read(options: &mut Options<'_>) -> Result<Settings, InvalidInput> {
    let given: Vec<_> = Settings::NAMES.iter().map(|name| (*name, options.value(name))).collect();
    let mut settings = Settings::default();
    for (name, value) in given {
        if let Some(value) = value {
            settings.set(name, &written(name, &value)?)?;
        }
    }
    // What is no setting, the core refuses in its own words.
    match options.unknown() {
        None => Ok(settings),
        Some(other) => settings.set(&other, "").map(|()| settings),
    }
}

/// The value as aql writes it.
fn written(name: &'static str, value: &JsValue) -> Result<String, InvalidInput> {
    if let Some(is_on) = value.as_bool() {
        return Ok(u8::from(is_on).to_string());
    }
    match value.dyn_ref() {
        Some(number) => Ok(options::written(number)),
        None if value.is_string() => options::text(name, value),
        None => Err(wrong_type(name, "a string, a number or a boolean", value)),
    }
}

#[derive(Serialize)]
pub(crate) struct SettingsView<'a> {
    voicemailon: Option<bool>,
    voicemaildelay: Option<u32>,
    voicemaildest: Option<&'a str>,
    forwardto: Option<&'a str>,
    forwardstart: Option<TimeOfDay>,
    forwardend: Option<TimeOfDay>,
    forwardcli: Option<bool>,
    forwardactive: Option<bool>,
    faxenabled: Option<bool>,
    faxrecipient: Option<&'a str>,
    faxrecipientname: Option<&'a str>,
    sipendpoint: Option<&'a str>,
    smsaction: Option<&'static str>,
    smsdata: Option<&'a str>,
    callrecord: Option<bool>,
}

impl<'a> SettingsView<'a> {
    pub(crate) fn of(settings: &'a Settings) -> Self {
        Self {
            voicemailon: settings.voicemailon,
            voicemaildelay: settings.voicemaildelay,
            voicemaildest: settings.voicemaildest.as_deref(),
            forwardto: settings.forwardto.as_deref(),
            forwardstart: settings.forwardstart,
            forwardend: settings.forwardend,
            forwardcli: settings.forwardcli,
            forwardactive: settings.forwardactive,
            faxenabled: settings.faxenabled,
            faxrecipient: settings.faxrecipient.as_deref(),
            faxrecipientname: settings.faxrecipientname.as_deref(),
            sipendpoint: settings.sipendpoint.as_deref(),
            smsaction: settings.smsaction.map(SmsAction::as_str),
            smsdata: settings.smsdata.as_deref(),
            callrecord: settings.callrecord,
        }
    }
}

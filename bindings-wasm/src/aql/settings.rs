//! What can be configured about a VoIP user.

use telwire::InvalidInput;
use telwire::aql::{Settings, SmsAction};
use wasm_bindgen::{JsCast as _, JsValue};

use crate::options::{self, Options, wrong_type};
use crate::view::{View, object};

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

impl View for Settings {
    fn view(&self) -> JsValue {
        object(&[
            ("voicemailon", self.voicemailon.view()),
            ("voicemaildelay", self.voicemaildelay.view()),
            ("voicemaildest", self.voicemaildest.view()),
            ("forwardto", self.forwardto.view()),
            ("forwardstart", self.forwardstart.view()),
            ("forwardend", self.forwardend.view()),
            ("forwardcli", self.forwardcli.view()),
            ("forwardactive", self.forwardactive.view()),
            ("faxenabled", self.faxenabled.view()),
            ("faxrecipient", self.faxrecipient.view()),
            ("faxrecipientname", self.faxrecipientname.view()),
            ("sipendpoint", self.sipendpoint.view()),
            ("smsaction", self.smsaction.map(SmsAction::as_str).view()),
            ("smsdata", self.smsdata.view()),
            ("callrecord", self.callrecord.view()),
        ])
    }
}

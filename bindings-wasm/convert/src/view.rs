//! From what the core says to what JavaScript sees: names in camel case, `null` for what is not there, and objects with
//! a mark for what becomes an instance of a class (`ts/revive.ts`).

use js_sys::Date;
use serde::{Serialize, Serializer};
use telwire::{Body, SipPassword, Timestamp};
use wasm_bindgen::JsValue;

/// The plain objects of a view.
pub fn js(view: &impl Serialize) -> JsValue {
    let serializer =
        serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true).serialize_maps_as_objects(true);
    // Views hold nothing that this serializer refuses: no integer beyond 53 bits, no key that is no text.
    view.serialize(&serializer).unwrap_or(JsValue::NULL)
}

/// The list of what `view` makes of each.
///
/// # Errors
/// Those of the serializer.
pub fn list<S: Serializer, T, V: Serialize>(
    serializer: S,
    items: &[T],
    view: impl FnMut(&T) -> V,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(items.iter().map(view))
}

/// Becomes a `SipPassword`.
#[derive(Serialize)]
pub struct PasswordView<'a> {
    #[serde(rename = "$sipPassword")]
    text: &'a str,
}

impl<'a> PasswordView<'a> {
    /// The view of that password.
    #[must_use]
    pub fn of(password: &'a SipPassword) -> Self {
        Self { text: password.reveal() }
    }
}

/// Becomes a `Body`.
#[derive(Serialize)]
pub struct BodyView<'a> {
    #[serde(rename = "$body", serialize_with = "bytes")]
    bytes: &'a [u8],
}

impl<'a> BodyView<'a> {
    /// The view of that body.
    #[must_use]
    pub fn of(body: &'a Body) -> Self {
        Self { bytes: body.reveal() }
    }
}

/// 9999-12-31 23:59:59.999 UTC: behind it ISO 8601 wants more digits for a year.
const LAST_MOMENT: u64 = 253_402_300_799_999;

/// A moment in UTC, such as `2026-11-22T09:00:00.123Z`.
#[must_use]
pub fn moment(moment: Timestamp) -> String {
    // So many milliseconds are below 53 bits.
    let millis = moment.unix_millis().min(LAST_MOMENT) as f64;
    Date::new(&millis.into()).to_iso_string().into()
}

fn bytes<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(bytes)
}

//! From what the core says to what JavaScript sees: names in camel case, `null` for what is not there, and objects with
//! a mark for what becomes an instance of a class (`ts/revive.ts`).

use serde::{Serialize, Serializer};
use telwire::{Body, SipPassword};
use wasm_bindgen::JsValue;

/// The plain objects of a view.
pub(crate) fn js(view: &impl Serialize) -> JsValue {
    let serializer =
        serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true).serialize_maps_as_objects(true);
    // Views hold nothing that this serializer refuses: no integer beyond 53 bits, no key that is no text.
    view.serialize(&serializer).unwrap_or(JsValue::NULL)
}

/// The list of what `view` makes of each.
pub(crate) fn list<S: Serializer, T, V: Serialize>(
    serializer: S,
    items: &[T],
    view: impl FnMut(&T) -> V,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(items.iter().map(view))
}

/// Becomes a `SipPassword`.
#[derive(Serialize)]
pub(crate) struct PasswordView<'a> {
    #[serde(rename = "$sipPassword")]
    text: &'a str,
}

impl<'a> PasswordView<'a> {
    pub(crate) fn of(password: &'a SipPassword) -> Self {
        Self { text: password.reveal() }
    }
}

/// Becomes a `Body`.
#[derive(Serialize)]
pub(crate) struct BodyView<'a> {
    #[serde(rename = "$body", serialize_with = "bytes")]
    bytes: &'a [u8],
}

impl<'a> BodyView<'a> {
    pub(crate) fn of(body: &'a Body) -> Self {
        Self { bytes: body.reveal() }
    }
}

fn bytes<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(bytes)
}

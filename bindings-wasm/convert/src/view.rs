//! What JavaScript sees of a value, by serde: several times as large as what the module of the calls does by hand, so for the
//! modules that no page downloads.

use serde::{Serialize, Serializer};
use wasm_bindgen::JsValue;

/// The plain objects of a view.
pub fn js(view: &impl Serialize) -> JsValue {
    let serializer =
        serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true).serialize_maps_as_objects(true);
    // Views hold nothing that this serializer refuses: no integer beyond 53 bits, no key that is no text.
    view.serialize(&serializer).unwrap_or(JsValue::NULL)
}

/// Bytes as a `Uint8Array`.
///
/// # Errors
/// Those of the serializer.
pub fn bytes<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(bytes)
}

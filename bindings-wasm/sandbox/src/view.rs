//! What JavaScript sees of a value.

use serde::Serialize;
use wasm_bindgen::JsValue;

/// The plain objects of a view.
pub(crate) fn js(view: &impl Serialize) -> JsValue {
    let serializer =
        serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true).serialize_maps_as_objects(true);
    // Views hold nothing that this serializer refuses: no integer beyond 53 bits, no key that is no text.
    view.serialize(&serializer).unwrap_or(JsValue::NULL)
}

//! What is thrown: `ts/sandbox/wasm.ts` makes a `TelwireError` of it.

use serde::Serialize;
use telwire::{Error, InvalidInput};
use wasm_bindgen::JsValue;

use crate::view;

#[derive(Serialize)]
struct RefusalView<'a> {
    code: &'a str,
    field: &'a str,
    message: String,
}

/// What is thrown for a parameter that cannot be taken.
pub(crate) fn thrown(error: InvalidInput) -> JsValue {
    let field = error.field().to_owned();
    let error = Error::from(error);
    view::js(&RefusalView { code: error.code(), field: &field, message: error.to_string() })
}

//! What is thrown for a parameter that cannot be taken, by the modules whose TypeScript makes the error of it.

use serde::Serialize;
use telwire::{Error, InvalidInput};
use wasm_bindgen::JsValue;

use crate::view;

/// Why it cannot be taken.
#[derive(Serialize)]
pub struct Refusal {
    /// A stable code.
    pub code: &'static str,
    /// The parameter, by the carrier's own name.
    pub field: String,
    /// A sentence that says it.
    pub message: String,
}

impl From<InvalidInput> for Refusal {
    fn from(error: InvalidInput) -> Self {
        let field = error.field().to_owned();
        let error = Error::from(error);
        Self { code: error.code(), field, message: error.to_string() }
    }
}

/// What is thrown.
pub fn thrown(refusal: impl Into<Refusal>) -> JsValue {
    view::js(&refusal.into())
}

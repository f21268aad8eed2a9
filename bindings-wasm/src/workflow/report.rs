//! What the reports of workflows share.

use telwire::workflow::Stopped;
use wasm_bindgen::JsValue;

use crate::view::View;

/// Why a workflow ended early: `by_caller`, or the error.
impl View for Stopped {
    fn view(&self) -> JsValue {
        match self {
            Self::ByError(error) => error.view(),
            _ => "by_caller".view(),
        }
    }
}

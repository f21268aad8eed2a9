//! Objects made field by field. What serde makes for a type is several times as large, and a page downloads it.

use std::cell::RefCell;

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

thread_local! {
    /// Texts of the module as JavaScript has them, by where they stand in memory: handing a text over takes as long as
    /// making the rest of a field.
    static KNOWN: RefCell<Vec<((usize, usize), JsValue)>> = const { RefCell::new(Vec::new()) };
}

/// An object of these fields.
#[must_use]
pub fn object(fields: &[(&'static str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        set(&object, name, value);
    }
    object.into()
}

/// Adds a field to an object.
pub fn set(object: &JsValue, name: &'static str, value: &JsValue) {
    // Only what is frozen or no object refuses a field.
    let _ = Reflect::set(object, &known(name), value);
}

/// A text that is handed over again and again.
#[must_use]
pub fn known(text: &'static str) -> JsValue {
    let place = (text.as_ptr() as usize, text.len());
    KNOWN.with_borrow_mut(|texts| match texts.binary_search_by_key(&place, |(place, _)| *place) {
        Ok(position) => texts.get(position).map(|(_, text)| text.clone()).unwrap_or_default(),
        Err(position) => {
            let text = JsValue::from_str(text);
            texts.insert(position, (place, text.clone()));
            text
        }
    })
}

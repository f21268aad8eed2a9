//! Objects made field by field. What serde makes for a type is several times as large, and a page downloads it.

use std::cell::RefCell;

use js_sys::Object;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// An object that takes any field: what may refuse one is asked by a slower way.
    type Fields;

    #[wasm_bindgen(method, indexing_setter)]
    fn set(this: &Fields, name: &JsValue, value: &JsValue);
}

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

/// Adds a field to an object, which must not be frozen.
pub fn set(object: &JsValue, name: &'static str, value: &JsValue) {
    object.unchecked_ref::<Fields>().set(&known(name), value);
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

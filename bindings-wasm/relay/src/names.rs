//! Many short texts at once.

use std::fmt::{Display, Write as _};

use js_sys::{Array, Uint32Array};
use wasm_bindgen::JsValue;

/// Names in a row, as one text: handing over each would take longer than all else that is done with it.
#[derive(Default)]
pub(crate) struct Names {
    text: String,
    /// Where each ends, as JavaScript counts.
    ends: Vec<u32>,
}

impl<Name: Display> FromIterator<Name> for Names {
    fn from_iter<Source: IntoIterator<Item = Name>>(source: Source) -> Self {
        let mut names = Self::default();
        let mut end = 0;
        for name in source {
            let start = names.text.len();
            // Writing to a String cannot fail.
            let _ = write!(names.text, "{name}");
            end += utf16_units(names.text.get(start..).unwrap_or_default());
            names.ends.push(end);
        }
        names
    }
}

/// How long JavaScript takes the text to be.
fn utf16_units(text: &str) -> u32 {
    // An answer is far below 2^32.
    text.chars().map(char::len_utf16).sum::<usize>() as u32
}

/// The text, and where each name in it ends.
impl From<Names> for JsValue {
    fn from(names: Names) -> Self {
        Array::of2(&names.text.into(), &Uint32Array::from(names.ends.as_slice())).into()
    }
}

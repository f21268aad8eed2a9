//! Numbers, and patterns of numbers.

use js_sys::Reflect;
use telwire::aql::{Number, Pattern};
use telwire::{InvalidCode, InvalidInput};
use wasm_bindgen::JsValue;

use crate::options::{self, Options, required};
use crate::view::{View, object};

impl View for Number {
    fn view(&self) -> JsValue {
        object(&[
            ("number", self.to_string().view()),
            ("country", self.country().view()),
            ("areaCode", self.area_code().view()),
            ("subscriber", self.subscriber().view()),
            ("e164", self.e164().view()),
        ])
    }
}

/// A number as it may be given: its text, or an object that has it as `number`.
pub(crate) fn number(given: &JsValue) -> Result<Number, InvalidInput> {
    let field = "number";
    if !given.is_object() {
        return options::text(field, given)?.parse();
    }
    options::text(field, &Reflect::get(given, &JsValue::from_str(field)).unwrap_or_default())?.parse()
}

/// Whether that is a number as answers give it.
pub(crate) fn is_number(given: &JsValue) -> bool {
    given.is_object() && Reflect::has(given, &JsValue::from_str("subscriber")).unwrap_or_default()
}

/// The pattern given as one text, or as its three parts.
pub(crate) fn pattern(options: &mut Options<'_>) -> Given {
    let whole = options.text("pattern");
    let parts = [options.text("country"), options.text("areaCode"), options.text("subCode")];
    Given { whole, parts }
}

/// A pattern as it was given.
pub(crate) struct Given {
    whole: Option<String>,
    parts: [Option<String>; 3],
}

impl Given {
    pub(crate) fn pattern(self) -> Result<Pattern, InvalidInput> {
        let [country, area_code, sub_code] = self.parts;
        match self.whole {
            Some(whole) if country.is_none() && area_code.is_none() && sub_code.is_none() => whole.parse(),
            Some(_) => {
                let message = "stands for `country`, `areaCode` and `subCode`: give it, or the three";
                Err(InvalidInput::new("pattern", InvalidCode::Conflict, message))
            }
            None => {
                let (country, area_code) = (required("country", country)?, required("areaCode", area_code)?);
                Pattern::new(&country, &area_code, &required("subCode", sub_code)?)
            }
        }
    }
}

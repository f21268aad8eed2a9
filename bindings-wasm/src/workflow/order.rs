//! What the orders of both carriers have in common.

mod aculab;
mod aql;

use telwire::workflow::order::{Resolution, Sent};
use telwire::{InvalidCode, InvalidInput, Misuse, Timestamp};
use wasm_bindgen::JsValue;

use crate::options;
use crate::view::{View, object};

/// What only orders can do.
pub(crate) trait Order {
    fn report(&self) -> JsValue;
    fn resolve(&mut self, now: Timestamp, attempt: usize, resolution: Resolution) -> Result<(), Misuse>;
    fn seal(&mut self) -> Result<(), Misuse>;
    fn dry_run(&self) -> JsValue;
}

/// What the caller knows about a purchase: `bought` or `not_bought`.
pub(crate) fn resolution(given: &JsValue) -> Result<Resolution, InvalidInput> {
    let field = "resolution";
    match options::text(field, given)?.as_str() {
        "bought" => Ok(Resolution::Bought),
        "not_bought" => Ok(Resolution::NotBought),
        other => {
            let message = format!("must be `bought` or `not_bought`, not `{other}`");
            Err(InvalidInput::new(field, InvalidCode::UnknownValue, message))
        }
    }
}

impl View for Sent {
    fn view(&self) -> JsValue {
        object(&[
            ("id", self.id.number().to_string().view()),
            ("at", self.at.view()),
            ("answered", self.answered.view()),
            ("fate", self.fate.as_str().view()),
            ("answer", self.answer.view()),
        ])
    }
}

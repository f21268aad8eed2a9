//! `tel_delete_numbers`.

use telwire::InvalidInput;
use telwire::aculab::{Deleted, InboundNumber, NotDeleted, TelDeleteNumbers};
use wasm_bindgen::JsValue;

use crate::call::Native;
use crate::options::{self, Options, required};
use crate::view::{View, object};

impl Native for TelDeleteNumbers {
    fn read(options: &mut Options<'_>) -> Result<Self, InvalidInput> {
        let numbers = options.list("numbers");
        options.finish()?;
        Self::new(listed(&required("numbers", numbers)?)?)
    }
}

/// The numbers of a list.
pub(crate) fn listed(numbers: &[JsValue]) -> Result<Vec<InboundNumber>, InvalidInput> {
    let parsed = |(position, number): (usize, &JsValue)| {
        let number = options::text("numbers", number).and_then(|number| number.parse());
        number.map_err(|error: InvalidInput| error.in_field("numbers").at_item(position))
    };
    numbers.iter().enumerate().map(parsed).collect()
}

impl View for Deleted {
    fn view(&self) -> JsValue {
        object(&[("status", self.status.as_str().view()), ("notDeleted", self.not_deleted.view())])
    }
}

impl View for NotDeleted {
    fn view(&self) -> JsValue {
        object(&[("number", self.number.view()), ("description", self.description.view()), ("code", self.code.view())])
    }
}

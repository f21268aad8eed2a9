//! `tel_delete_numbers`.

use serde::Serialize;
use telwire::InvalidInput;
use telwire::aculab::{Deleted, InboundNumber, NotDeleted, TelDeleteNumbers};
use wasm_bindgen::JsValue;

use crate::call::Native;
use crate::options::{self, Options, required};

impl Native for TelDeleteNumbers {
    fn read(options: &mut Options<'_>) -> Result<Self, InvalidInput> {
        let numbers = options.list("numbers");
        options.finish()?;
        Self::new(listed(&required("numbers", numbers)?)?)
    }

    fn view(deleted: &Deleted) -> impl Serialize {
        DeletedView {
            status: deleted.status.as_str(),
            not_deleted: deleted.not_deleted.iter().map(NotDeletedView::of).collect(),
        }
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

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DeletedView<'a> {
    status: &'a str,
    not_deleted: Vec<NotDeletedView<'a>>,
}

#[derive(Serialize)]
struct NotDeletedView<'a> {
    number: &'a str,
    description: &'a str,
    code: &'a str,
}

impl<'a> NotDeletedView<'a> {
    fn of(refusal: &'a NotDeleted) -> Self {
        Self { number: &refusal.number, description: &refusal.description, code: &refusal.code }
    }
}

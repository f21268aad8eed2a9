//! `assignnumberapi.php`.

use telwire::aql::{AssignNumbers, Assigned, AssignedNumber, Item, Number, Problem};
use telwire::{Endpoint as _, InvalidCode, InvalidInput};
use wasm_bindgen::JsValue;

use crate::aql::number;
use crate::call::Native;
use crate::options::{Options, required};
use crate::view::{View, object};

const NUMBERS: &str = "phoneNumbers";

impl Native for AssignNumbers {
    fn read(options: &mut Options<'_>) -> Result<Self, InvalidInput> {
        let (items, protocol) = (options.list("items"), options.text("protocol"));
        options.finish()?;
        let items = required("items", items)?;
        let items = items.iter().enumerate().map(|(position, item)| of_list(item, position));
        let items = items.collect::<Result<_, _>>()?;
        Self::new(protocol.as_deref().unwrap_or("sip").parse()?, items)
    }
}

fn of_list(given: &JsValue, position: usize) -> Result<Item, InvalidInput> {
    let item = GivenItem::of(given, position)?;
    let number = item.number.ok_or_else(|| {
        InvalidInput::new(NUMBERS, InvalidCode::Missing, "is required, as `number`").at_item(position)
    })?;
    let [first_name, last_name, email] = item.texts;
    Ok(Item::new(number).first_name(first_name).last_name(last_name).email(email))
}

/// An item as it may be given: `{ number, firstName, lastName, email }`, a number of an answer, or the text of one.
pub(crate) struct GivenItem {
    pub(crate) number: Option<Number>,
    /// First name, last name and e-mail address, empty where they are left out.
    pub(crate) texts: [String; 3],
}

impl GivenItem {
    /// The item at that position of a list.
    pub(crate) fn of(given: &JsValue, position: usize) -> Result<Self, InvalidInput> {
        let number = |given: &JsValue| number::number(given).map_err(|error| error.in_field(NUMBERS).at_item(position));
        if given.is_string() || number::is_number(given) {
            return Ok(Self { number: Some(number(given)?), texts: Default::default() });
        }
        let mut options = Options::of("items", given).map_err(|error| error.at_item(position))?.at_item(position);
        let own = options.value("number");
        let mut text = |option, field| options.text_as(option, field).unwrap_or_default();
        let texts = [text("firstName", "firstNames"), text("lastName", "lastNames"), text("email", "emails")];
        options.finish()?;
        Ok(Self { number: own.as_ref().map(number).transpose()?, texts })
    }
}

impl View for Assigned {
    fn view(&self) -> JsValue {
        object(&[("$call", AssignNumbers::NAME.view()), ("rows", self.rows.view()), ("problems", self.problems.view())])
    }
}

impl View for AssignedNumber {
    fn view(&self) -> JsValue {
        object(&[
            ("number", self.number.view()),
            ("voipnumber", self.voipnumber.view()),
            ("password", self.password.view()),
        ])
    }
}

impl View for Problem {
    fn view(&self) -> JsValue {
        let (row, number, line) = match self {
            Self::ForeignRow { row } | Self::OutOfOrder { row } | Self::RepeatedRow { row } => (Some(*row), None, None),
            Self::MissingRow { number } => (None, Some(*number), None),
            Self::UnreadableLine { line } | Self::UnterminatedLine { line } => (None, None, Some(line)),
            _ => (None, None, None),
        };
        object(&[
            ("code", self.code().view()),
            ("message", self.to_string().view()),
            ("row", row.view()),
            ("number", number.view()),
            ("line", line.view()),
        ])
    }
}

//! `assignnumberapi.php`.

use serde::Serialize;
use telwire::aql::{AssignNumbers, Assigned, AssignedNumber, Item, Number, Problem};
use telwire::{Endpoint as _, InvalidCode, InvalidInput};
use wasm_bindgen::JsValue;

use crate::aql::number::{self, NumberView};
use crate::call::Native;
use crate::options::{Options, required};
use crate::view::{BodyView, PasswordView};

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

    fn view(assigned: &Assigned) -> impl Serialize {
        AssignedView::of(assigned)
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

#[derive(Serialize)]
pub(crate) struct AssignedView<'a> {
    #[serde(rename = "$call")]
    call: &'static str,
    rows: Vec<AssignedNumberView<'a>>,
    problems: Vec<ProblemView<'a>>,
}

#[derive(Serialize)]
struct AssignedNumberView<'a> {
    number: NumberView,
    voipnumber: &'a str,
    password: PasswordView<'a>,
}

#[derive(Serialize)]
struct ProblemView<'a> {
    code: &'static str,
    message: String,
    row: Option<usize>,
    number: Option<NumberView>,
    line: Option<BodyView<'a>>,
}

impl<'a> AssignedView<'a> {
    pub(crate) fn of(assigned: &'a Assigned) -> Self {
        Self {
            call: AssignNumbers::NAME,
            rows: assigned.rows.iter().map(AssignedNumberView::of).collect(),
            problems: assigned.problems.iter().map(ProblemView::of).collect(),
        }
    }
}

impl<'a> AssignedNumberView<'a> {
    fn of(row: &'a AssignedNumber) -> Self {
        Self {
            number: NumberView::of(row.number),
            voipnumber: row.voipnumber.as_str(),
            password: PasswordView::of(&row.password),
        }
    }
}

impl<'a> ProblemView<'a> {
    fn of(problem: &'a Problem) -> Self {
        let (row, number, line) = match problem {
            Problem::ForeignRow { row } | Problem::OutOfOrder { row } | Problem::RepeatedRow { row } => {
                (Some(*row), None, None)
            }
            Problem::MissingRow { number } => (None, Some(NumberView::of(*number)), None),
            Problem::UnreadableLine { line } | Problem::UnterminatedLine { line } => {
                (None, None, Some(BodyView::of(line)))
            }
            _ => (None, None, None),
        };
        Self { code: problem.code(), message: problem.to_string(), row, number, line }
    }
}

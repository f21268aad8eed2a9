//! What was really sold. `ts/sandbox/owned.ts` makes of it what people see.

use serde::Serialize;
use telwire::aculab::OwnedNumber;
use telwire::aql::{Number, Settings};
use telwire_sandbox::{Buyer, aculab, aql};
use telwire_wasm_convert::view;
use wasm_bindgen::JsValue;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct UserView<'a> {
    number: Number,
    voipnumber: &'a str,
    password: &'a str,
    first_name: &'a str,
    last_name: &'a str,
    email: &'a str,
    settings: &'a Settings,
    by_rival: bool,
}

/// What a customer of aql has, in the order of purchase.
pub(crate) fn users(users: &[aql::User]) -> JsValue {
    view::js(&users.iter().map(UserView::of).collect::<Vec<_>>())
}

/// What a customer of Aculab Cloud has, in the order of purchase.
pub(crate) fn numbers(numbers: &[aculab::Owned]) -> JsValue {
    let records: Vec<&OwnedNumber> = numbers.iter().map(|owned| &owned.record).collect();
    view::js(&records)
}

impl<'a> UserView<'a> {
    fn of(user: &'a aql::User) -> Self {
        Self {
            number: user.number,
            voipnumber: user.voipnumber.as_str(),
            password: user.password.reveal(),
            first_name: &user.item.first_name,
            last_name: &user.item.last_name,
            email: &user.item.email,
            settings: &user.settings,
            by_rival: user.origin.by == Buyer::Rival,
        }
    }
}

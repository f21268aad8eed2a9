//! aql: its own words, and its calls.

use serde::Serialize;
use telwire::aql::{
    self, AssignNumbers, Assigned, ChangeUser, CheckNumbers, Code, GetUser, Item, ListUsers, Number, Protocol, Request,
    Service, VoipUser,
};
use telwire::{CivilDate, InvalidInput, Reason, Refused, Response, SignedRequest, SipPassword};
use telwire_wasm_convert::view;
use wasm_bindgen::JsValue;

use crate::call::{Carrier, Relayed, Share};
use crate::names::Names;

impl Carrier for Service {
    fn received(posted: &SignedRequest) -> Result<Request, InvalidInput> {
        aql::receive(posted).map(|(_, request)| request)
    }

    fn text(written: String) -> String {
        written
    }

    fn refuse(refused: &Refused, _path: &str, _today: CivilDate) -> Option<Response> {
        if refused.reason() == Reason::ControlError {
            return refused.carrier_message().map(aql::refuse_control);
        }
        code(refused.reason()).map(aql::refuse)
    }
}

fn code(reason: Reason) -> Option<Code> {
    match reason {
        Reason::AuthError => Some(Code::AuthError),
        Reason::FormatError => Some(Code::FormatError),
        Reason::GenError => Some(Code::GenError),
        Reason::NoNumber => Some(Code::NoNumber),
        Reason::SimulError => Some(Code::SimulError),
        Reason::TempError => Some(Code::TempError),
        _ => None,
    }
}

impl Relayed for AssignNumbers {
    fn options(&self) -> JsValue {
        view::js(&AssignView { items: self.items().iter().map(ItemView::of).collect(), protocol: self.protocol() })
    }

    fn names(assigned: &Assigned) -> Names {
        assigned.rows.iter().map(|row| row.number).collect()
    }

    fn cut(assigned: &mut Assigned, share: &Share) {
        share.retain(&mut assigned.rows);
        if share.withhold {
            for row in &mut assigned.rows {
                row.password = SipPassword::new(WITHHELD);
            }
        }
    }
}

/// What stands in the place of a password: a row without any would be no row.
const WITHHELD: &str = "withheld";

#[derive(Serialize)]
struct AssignView<'a> {
    items: Vec<ItemView<'a>>,
    protocol: Protocol,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ItemView<'a> {
    number: Number,
    first_name: &'a str,
    last_name: &'a str,
    email: &'a str,
}

impl<'a> ItemView<'a> {
    fn of(item: &'a Item) -> Self {
        let Item { number, first_name, last_name, email } = item;
        Self { number: *number, first_name, last_name, email }
    }
}

impl Relayed for ListUsers {
    fn names(users: &Vec<VoipUser>) -> Names {
        users.iter().collect()
    }

    fn cut(users: &mut Vec<VoipUser>, share: &Share) {
        share.retain(users);
    }
}

impl Relayed for ChangeUser {}
impl Relayed for CheckNumbers {}
impl Relayed for GetUser {}

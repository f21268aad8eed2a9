//! From what a page posted to the call that it asks for, strictly.

use telwire::{InvalidCode, InvalidInput, Method, SignedRequest, aculab, aql};
use telwire_wasm_convert::refusal::Refusal;

use crate::call::{Call, Carrier as _, Relayed};

type Decoded = Result<Box<dyn Call>, Refusal>;

/// Reads the form of a request for a path of a carrier's.
type Read = fn(&'static str, &[u8]) -> Decoded;

/// The carriers' paths.
const ROUTES: [(&str, Read); 11] = [
    ("/reseller/voipapi.php", control),
    ("/tel_delete_numbers", read::<aculab::TelDeleteNumbers>),
    ("/tel_get_supported_countries", read::<aculab::TelGetSupportedCountries>),
    ("/tel_get_supported_regions", read::<aculab::TelGetSupportedRegions>),
    ("/tel_get_supported_states", read::<aculab::TelGetSupportedStates>),
    ("/tel_list_numbers", read::<aculab::TelListNumbers>),
    ("/tel_list_regulation_addresses", read::<aculab::TelListRegulationAddresses>),
    ("/tel_purchase", read::<aculab::TelPurchase>),
    ("/tel_purchase_development", read::<aculab::TelPurchaseDevelopment>),
    ("/telecoms/assignnumberapi.php", read::<aql::AssignNumbers>),
    ("/telecoms/checknumberapi.php", read::<aql::CheckNumbers>),
];

/// The call of a form that was posted to `path`: one of the carriers' behind wherever the relay is mounted.
pub(crate) fn decode(path: &str, form: &[u8]) -> Decoded {
    match ROUTES.into_iter().find(|(own, _)| path.ends_with(own)) {
        Some((own, read)) => read(own, form),
        None => Err(unknown_call("is for no path of a carrier")),
    }
}

/// Whichever call of the control service the form asks for.
fn control(path: &'static str, form: &[u8]) -> Decoded {
    let action = form_urlencoded::parse(form).find(|(name, _)| name == "action");
    match action.as_ref().map(|(_, action)| &**action) {
        Some("changeuser") => read::<aql::ChangeUser>(path, form),
        Some("getuser") => read::<aql::GetUser>(path, form),
        Some("listusers") => read::<aql::ListUsers>(path, form),
        _ => Err(unknown_call("asks for no action of the control service")),
    }
}

fn read<E: Relayed>(path: &'static str, form: &[u8]) -> Decoded {
    check_names_and_texts(form)?;
    let posted = SignedRequest::received(Method::Post, path, [], form);
    let request = E::Service::received(&posted).map_err(Refusal::from)?;
    Ok(Box::new(E::decode(&request).map_err(Refusal::from)?))
}

/// Refuses what the carriers' own gateways take, and a page has no business to send.
fn check_names_and_texts(form: &[u8]) -> Result<(), Refusal> {
    for (name, value) in form_urlencoded::parse(form) {
        if matches!(&*name, "username" | "password") {
            let message = "`request` holds a login: the relay has the account's";
            return Err(Refusal { code: "credentials", field: "request".to_owned(), message: message.to_owned() });
        }
        if [name, value].iter().any(|text| text.contains(char::REPLACEMENT_CHARACTER)) {
            return Err(InvalidInput::new("request", InvalidCode::WrongFormat, "must be UTF-8").into());
        }
    }
    Ok(())
}

fn unknown_call(message: &str) -> Refusal {
    Refusal { code: "unknown_call", field: "request".to_owned(), message: format!("`request` {message}") }
}

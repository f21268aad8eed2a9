//! The core as one wasm module: everything it does, on inputs that the compiler cannot foresee. `cargo xtask test`
//! reads what the module imports.

use std::hint::black_box;
use std::str::FromStr;

use telwire::aculab::{self, ByGet};
use telwire::aql;
use telwire::{
    BaseUrl, CivilDate, InvalidInput, Method, Price, Request, Response, ServerEndpoint, SignedRequest, TimeOfDay,
};

fn main() {
    let text = black_box("");
    let headers = [(text.to_owned(), text.to_owned())];
    let received = SignedRequest::received(black_box(Method::Post), text, headers, text);
    let response = Response::new(black_box(200), text);
    let _ = black_box(talk_to_aql(text, &received, &response));
    let _ = black_box(talk_to_aculab(text, &received, &response));
    read_every_value(text);
}

fn talk_to_aql(text: &str, received: &SignedRequest, response: &Response) -> Result<(), InvalidInput> {
    let account = aql::Account::new(text, text)?.with_control(text, text)?;
    let gateway = aql::Gateway::per_service(text.parse()?, text.parse()?);
    let (credentials, request) = aql::receive(received)?;
    black_box(credentials.is_some_and(|credentials| credentials.has_password(text)));
    black_box(account.sign(request.clone(), &gateway).to_string());
    talk::<aql::AssignNumbers>(&request, response);
    talk::<aql::ChangeUser>(&request, response);
    talk::<aql::CheckNumbers>(&request, response);
    talk::<aql::GetUser>(&request, response);
    talk::<aql::ListUsers>(&request, response);
    Ok(())
}

fn talk_to_aculab(text: &str, received: &SignedRequest, response: &Response) -> Result<(), InvalidInput> {
    let account = aculab::Account::new(text, text, text)?;
    let gateway = aculab::Gateway::new(text.parse()?);
    let (credentials, request) = aculab::receive(received)?;
    black_box(credentials.is_some_and(|credentials| credentials.has_access_key(text)));
    black_box(account.sign(request.clone(), &gateway).to_string());
    talk::<aculab::TelDeleteNumbers>(&request, response);
    talk_by_get::<aculab::TelGetSupportedCountries>(&request, response);
    talk_by_get::<aculab::TelGetSupportedRegions>(&request, response);
    talk_by_get::<aculab::TelGetSupportedStates>(&request, response);
    talk_by_get::<aculab::TelListNumbers>(&request, response);
    talk_by_get::<aculab::TelListRegulationAddresses>(&request, response);
    talk::<aculab::TelPurchase>(&request, response);
    talk_by_get::<aculab::TelPurchaseDevelopment>(&request, response);
    Ok(())
}

/// Every direction of a call: its request decoded and built, its answer parsed and encoded.
fn talk<E: ServerEndpoint>(request: &Request<E::Service>, response: &Response) -> Option<E> {
    let call = E::decode(request).ok()?;
    black_box(call.request());
    match call.parse(response) {
        Ok(answer) => drop(black_box(E::encode(&answer))),
        Err(error) => drop(black_box(error.to_string())),
    }
    Some(call)
}

fn talk_by_get<E: ServerEndpoint + ByGet>(request: &Request<E::Service>, response: &Response) {
    black_box(talk::<E>(request, response).map(|call| call.get_request()));
}

fn read_every_value(text: &str) {
    read::<BaseUrl>(text);
    read::<CivilDate>(text);
    read::<Price>(text);
    read::<TimeOfDay>(text);
    read::<aculab::DidType>(text);
    read::<aculab::InboundNumber>(text);
    read::<aql::E164>(text);
    read::<aql::Number>(text);
    read::<aql::Pattern>(text);
    read::<aql::SmsAction>(text);
    read::<aql::VoipNumber>(text);
}

fn read<T: FromStr<Err = InvalidInput> + ToString>(text: &str) {
    let _ = black_box(text.parse::<T>().map(|value| value.to_string()));
}

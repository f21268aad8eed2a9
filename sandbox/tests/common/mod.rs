//! What the tests share: the demo accounts as clients have them, a clock, and a client without a network.

#![allow(dead_code, unreachable_pub, reason = "each test program uses its part")]

pub mod wire;

use std::time::Duration;

use telwire::{Endpoint, Error, Response, SignedRequest, Timestamp, aculab, aql};
use telwire_sandbox::{Fault, Reply, Sandbox, demo};

/// 2026-11-22, some time in the morning.
pub const NOW: Timestamp = Timestamp::from_unix_millis(1_795_338_000_000);

pub fn after(seconds: u64) -> Timestamp {
    NOW + Duration::from_secs(seconds)
}

pub fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

pub fn at_aql<E: Endpoint<Service = aql::Service>>(call: &E) -> SignedRequest {
    let account = aql::Account::new(demo::AQL_USERNAME, demo::AQL_PASSWORD).unwrap();
    account.sign(call.request(), &aql::Gateway::default())
}

pub fn at_aculab<E: Endpoint<Service = aculab::Service>>(call: &E) -> SignedRequest {
    aculab_account().sign(call.request(), &aculab::Gateway::default())
}

pub fn aculab_account() -> aculab::Account {
    aculab::Account::new(demo::ACULAB_CLOUD_ID, demo::ACULAB_USERNAME, demo::ACULAB_ACCESS_KEY).unwrap()
}

/// A POST to a path, as a server receives it, with this form.
pub fn post(path: &str, form: &str) -> SignedRequest {
    SignedRequest::received(telwire::Method::Post, path, [], form)
}

/// A GET of a target by the demo account of Aculab Cloud.
pub fn aculab_get(target: &str) -> SignedRequest {
    let headers = at_aculab(&aculab::TelListNumbers::new());
    let headers: Vec<_> = headers.headers().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    SignedRequest::received(telwire::Method::Get, target, headers, "")
}

pub fn answer(sandbox: &mut Sandbox, request: &SignedRequest) -> Response {
    sandbox.handle(NOW, request).into_response().unwrap()
}

/// Status and body of the answer.
pub fn text(sandbox: &mut Sandbox, request: &SignedRequest) -> (u16, String) {
    shown(&answer(sandbox, request))
}

pub fn shown(response: &Response) -> (u16, String) {
    (response.status(), String::from_utf8(response.body().to_vec()).unwrap())
}

pub fn ask_aql<E: Endpoint<Service = aql::Service>>(sandbox: &mut Sandbox, call: &E) -> Result<E::Answer, Error> {
    call.parse(&answer(sandbox, &at_aql(call)))
}

pub fn ask_aculab<E: Endpoint<Service = aculab::Service>>(sandbox: &mut Sandbox, call: &E) -> Result<E::Answer, Error> {
    call.parse(&answer(sandbox, &at_aculab(call)))
}

pub fn fail(sandbox: &mut Sandbox, request: &SignedRequest, fault: Fault) -> Reply {
    sandbox.handle_with(NOW, request, &[fault])
}

pub fn assign(numbers: &[&str]) -> aql::AssignNumbers {
    let items = numbers.iter().map(|number| aql::Item::new(number.parse().unwrap()));
    aql::AssignNumbers::new(aql::Protocol::Sip, items.collect()).unwrap()
}

pub fn search(pattern: &str) -> aql::CheckNumbers {
    aql::CheckNumbers::new(pattern.parse().unwrap())
}

pub fn purchase(country: &str, region: &str) -> aculab::TelPurchase {
    aculab::TelPurchase::new(country, region).unwrap()
}

/// The numbers that the demo account at aql really has.
pub fn aql_numbers(sandbox: &Sandbox) -> Vec<String> {
    aql_customer(sandbox).users().iter().map(|user| user.number.to_string()).collect()
}

pub fn aql_customer(sandbox: &Sandbox) -> &telwire_sandbox::aql::Customer {
    sandbox.aql().customer(demo::AQL_USERNAME).unwrap()
}

/// The numbers that the demo account at Aculab Cloud really has.
pub fn aculab_numbers(sandbox: &Sandbox) -> Vec<String> {
    aculab_customer(sandbox).numbers().iter().map(|owned| owned.record.number.to_string()).collect()
}

pub fn aculab_customer(sandbox: &Sandbox) -> &telwire_sandbox::aculab::Customer {
    sandbox.aculab().customer(demo::ACULAB_CLOUD_ID, demo::ACULAB_USERNAME).unwrap()
}

pub fn texts<T: ToString>(items: impl IntoIterator<Item = T>) -> Vec<String> {
    items.into_iter().map(|item| item.to_string()).collect()
}

//! The WebAssembly half of the npm package: it converts, and nothing else. Every rule of the wire is in the core.
//!
//! What stands here, and the class of `workflow.rs`, is what JavaScript may use; `ts/wasm.ts` says it in TypeScript. A call
//! is its name and its options, every time: there is no handle to free, and none that is stale after a panic. Errors are
//! thrown as plain objects that `ts/revive.ts` makes into what people see.

mod aculab;
mod aql;
mod call;
mod errors;
mod http;
mod view;
mod workflow;

use std::panic;

use telwire_wasm_convert::{options, signing};
use telwire_wasm_packed as packed;
use wasm_bindgen::prelude::*;

use crate::call::Named;

/// A page downloads it: the allocator of the standard library has six times the code.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Sees to it that a panic reaches JavaScript as an `Error` with its message, and that the next call meets a fresh instance.
#[wasm_bindgen(start)]
pub fn start() {
    panic::set_hook(Box::new(|panic| {
        wasm_bindgen::handler::schedule_reinit();
        wasm_bindgen::throw_str(&format!("telwire broke down, which is a defect of telwire: {panic}"));
    }));
}

/// Checks the options of a call.
///
/// # Errors
/// `invalid_input`.
#[wasm_bindgen]
pub fn check(name: &str, options: &JsValue) -> Result<(), JsValue> {
    Named::read(name, options).map(drop).map_err(errors::thrown)
}

/// The request of a call, without host and secret.
///
/// # Errors
/// `invalid_input`.
#[wasm_bindgen]
pub fn request(name: &str, options: &JsValue) -> Result<JsValue, JsValue> {
    let call = Named::read(name, options).map_err(errors::thrown)?;
    Ok(call.request())
}

/// The request of a call, signed by the account for the gateway: the carrier's own where that is nothing.
///
/// # Errors
/// `invalid_input`.
#[wasm_bindgen]
pub fn sign(name: &str, options: &JsValue, account: &JsValue, gateway: &JsValue) -> Result<JsValue, JsValue> {
    let call = Named::read(name, options).map_err(errors::thrown)?;
    call.sign(account, gateway).map_err(errors::thrown)
}

/// What the answer to a call says. `headers` are names and values in turn.
///
/// # Errors
/// `invalid_input`, `refused`, `malformed`.
#[wasm_bindgen]
pub fn parse(
    name: &str,
    options: &JsValue,
    status: u16,
    headers: Vec<String>,
    body: Vec<u8>,
    complete: bool,
) -> Result<JsValue, JsValue> {
    let call = Named::read(name, options).map_err(errors::thrown)?;
    call.parse(&http::response(status, headers, body, complete)).map_err(errors::thrown)
}

/// The error that says that no answer to the call came; `failure` is `not_sent` or `no_answer`.
///
/// # Errors
/// `invalid_input`.
#[wasm_bindgen]
pub fn failed(name: &str, options: &JsValue, failure: &JsValue) -> Result<JsValue, JsValue> {
    let call = Named::read(name, options).map_err(errors::thrown)?;
    Ok(errors::thrown(call.failed(http::failure(failure).map_err(errors::thrown)?)))
}

/// The error that says that an answer to the call has problems, `problem` the first of them.
///
/// # Errors
/// `misuse` of a call that has none.
#[wasm_bindgen]
pub fn with_problems(name: &str, problem: String) -> Result<JsValue, JsValue> {
    call::with_problems(name, problem).map_err(errors::thrown)
}

/// Checks an account at Aculab Cloud.
///
/// # Errors
/// `invalid_input`.
#[wasm_bindgen]
pub fn check_aculab_account(account: &JsValue) -> Result<(), JsValue> {
    signing::aculab::account(account).map(drop).map_err(errors::thrown)
}

/// Checks an account at aql.
///
/// # Errors
/// `invalid_input`.
#[wasm_bindgen]
pub fn check_aql_account(account: &JsValue) -> Result<(), JsValue> {
    signing::aql::account(account).map(drop).map_err(errors::thrown)
}

/// The memory in which both buffers are; a panic brings another.
#[wasm_bindgen]
pub fn packed_memory() -> JsValue {
    wasm_bindgen::memory()
}

/// Where the body of an answer is to be put, `length` bytes of it. It stays there until a longer one is announced.
#[wasm_bindgen]
pub fn packed_input(length: usize) -> *const u8 {
    packed::input(length)
}

/// Packs the numbers of the body that was put there, of so many bytes: where they are, or null where the body is unusual.
#[wasm_bindgen]
pub fn pack_numbers(length: usize) -> *const u32 {
    packed::numbers(length)
}

/// The same, of the entries of a listing.
#[wasm_bindgen]
pub fn pack_owned(length: usize) -> *const u32 {
    packed::owned(length)
}

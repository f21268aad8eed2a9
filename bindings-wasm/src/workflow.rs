//! The workflows, a file for each: what a careful person would do with the calls, driven by whoever has the connection.
//!
//! They are the only objects that live in the module. After a panic they are gone: JavaScript makes them anew from what
//! they saved.

mod configure;
mod driver;
mod inventory;
mod order;
mod output;
mod owner;
mod release;
mod report;
mod retry;
mod search;
mod setup;

use js_sys::Number;
use telwire::workflow::{self as core, Checkpoint, Input, RequestId};
use telwire::{Error, InvalidCode, InvalidInput, Misuse, Timestamp};
use wasm_bindgen::prelude::*;

use crate::errors::thrown;
use crate::workflow::driver::{Machine, begin, load};
use crate::workflow::order::Order;
use crate::{http, options};

/// A workflow, whichever it is. Times are in milliseconds since 1970 by the host's clock.
#[wasm_bindgen]
pub struct Workflow(Box<dyn Machine>);

#[wasm_bindgen]
impl Workflow {
    /// The workflow of that name with these options; of a call's name, its retries.
    ///
    /// # Errors
    /// `invalid_input`.
    #[wasm_bindgen(constructor)]
    pub fn new(name: &str, options: &JsValue, setup: &JsValue) -> Result<Self, JsValue> {
        begun(name, options, setup).map(Self).map_err(thrown)
    }

    /// The order of that name that the checkpoint is of, from there on.
    ///
    /// # Errors
    /// `invalid_input`.
    pub fn load(name: &str, checkpoint: Vec<u8>, setup: &JsValue) -> Result<Self, JsValue> {
        loaded(name, &Checkpoint::from_bytes(checkpoint), setup).map(Self).map_err(thrown)
    }

    /// What the workflow wants now.
    ///
    /// # Errors
    /// `invalid_input`.
    pub fn poll(&mut self, now: f64) -> Result<JsValue, JsValue> {
        at(now).and_then(|now| self.0.poll(now)).map_err(thrown)
    }

    /// The request was answered; `headers` are names and values in turn.
    ///
    /// # Errors
    /// `invalid_input`, `misuse`.
    pub fn respond(
        &mut self,
        now: f64,
        id: &JsValue,
        status: u16,
        headers: Vec<String>,
        body: Vec<u8>,
        complete: bool,
    ) -> Result<(), JsValue> {
        let response = http::response(status, headers, body, complete);
        self.hear(now, || Ok(Input::Response { id: request_id(id)?, response }))
    }

    /// The request got no answer; `failure` is `not_sent` or `no_answer`.
    ///
    /// # Errors
    /// `invalid_input`, `misuse`.
    pub fn fail(&mut self, now: f64, id: &JsValue, failure: &JsValue) -> Result<(), JsValue> {
        self.hear(now, || Ok(Input::Failed { id: request_id(id)?, failure: http::failure(failure)? }))
    }

    /// The save is in the journal.
    ///
    /// # Errors
    /// `invalid_input`, `misuse`.
    pub fn saved(&mut self, now: f64, seq: f64) -> Result<(), JsValue> {
        self.hear(now, || Ok(Input::Saved { seq: position("seq", seq)?.into() }))
    }

    /// The save is not in the journal; `conflict`: as that holds something else than the save before.
    ///
    /// # Errors
    /// `invalid_input`, `misuse`.
    pub fn save_failed(&mut self, now: f64, seq: f64, conflict: bool) -> Result<(), JsValue> {
        self.hear(now, || Ok(Input::SaveFailed { seq: position("seq", seq)?.into(), conflict }))
    }

    /// Stop at the next safe point.
    ///
    /// # Errors
    /// `invalid_input`.
    pub fn stop(&mut self, now: f64) -> Result<(), JsValue> {
        self.hear(now, || Ok(Input::Stop))
    }

    /// The state as bytes.
    #[must_use]
    pub fn checkpoint(&self) -> Vec<u8> {
        self.0.checkpoint().as_bytes().to_vec()
    }

    /// Goes on with a checkpoint of the same workflow.
    ///
    /// # Errors
    /// `invalid_input`; then nothing has changed.
    pub fn resume(&mut self, checkpoint: Vec<u8>) -> Result<(), JsValue> {
        self.0.resume(&Checkpoint::from_bytes(checkpoint)).map_err(thrown)
    }

    /// Of an order: what is known now.
    ///
    /// # Errors
    /// `misuse` of another workflow.
    pub fn report(&mut self) -> Result<JsValue, JsValue> {
        Ok(self.order()?.report())
    }

    /// Of an order: what became of a purchase that it could not find out; `bought` or `not_bought`.
    ///
    /// # Errors
    /// `invalid_input`, `misuse`.
    pub fn resolve(&mut self, now: f64, attempt: f64, resolution: &JsValue) -> Result<(), JsValue> {
        let now = at(now).map_err(thrown)?;
        let attempt = position("attempt", attempt).map_err(thrown)?;
        let resolution = order::resolution(resolution).map_err(thrown)?;
        self.order()?.resolve(now, attempt as usize, resolution).map_err(thrown)
    }

    /// Of an order at aql: takes the SIP passwords out.
    ///
    /// # Errors
    /// `misuse`.
    pub fn seal(&mut self) -> Result<(), JsValue> {
        self.order()?.seal().map_err(thrown)
    }

    /// Of an order: its first requests, unsigned.
    ///
    /// # Errors
    /// `misuse` of another workflow.
    pub fn dry_run(&mut self) -> Result<JsValue, JsValue> {
        Ok(self.order()?.dry_run())
    }
}

impl Workflow {
    fn hear(&mut self, now: f64, input: impl FnOnce() -> Result<Input, InvalidInput>) -> Result<(), JsValue> {
        let now = at(now).map_err(thrown)?;
        let input = input().map_err(thrown)?;
        self.0.handle(now, input).map_err(thrown)
    }

    fn order(&mut self) -> Result<&mut dyn Order, JsValue> {
        self.0.order().ok_or_else(|| thrown(Misuse::new("no_order", "this workflow is not an order")))
    }
}

fn begun(name: &str, options: &JsValue, setup: &JsValue) -> Result<Box<dyn Machine>, Error> {
    match name {
        "aculab_inventory" => begin::<core::AculabInventory>(options, setup),
        "aculab_order" => begin::<core::order::aculab::Order>(options, setup),
        "aql_inventory" => begin::<core::AqlInventory>(options, setup),
        "aql_order" => begin::<core::order::aql::Order>(options, setup),
        "configure" => begin::<core::Configure>(options, setup),
        "release" => begin::<core::Release>(options, setup),
        "search" => begin::<core::Search>(options, setup),
        call => retry::begin(call, options, setup),
    }
}

fn loaded(name: &str, checkpoint: &Checkpoint, setup: &JsValue) -> Result<Box<dyn Machine>, Error> {
    match name {
        "aculab_order" => load(setup, |setup| core::order::aculab::Order::load(checkpoint, setup)),
        "aql_order" => load(setup, |setup| core::order::aql::Order::load(checkpoint, setup)),
        _ => Err(Misuse::new("no_order", "only an order goes on with whatever the journal holds").into()),
    }
}

/// The host's clock.
fn at(now: f64) -> Result<Timestamp, Error> {
    Ok(Timestamp::from_unix_millis(options::millis("now", &Number::from(now))?))
}

fn position(field: &'static str, number: f64) -> Result<u32, InvalidInput> {
    options::count(field, &Number::from(number))
}

/// An id as a `Send` has it.
fn request_id(given: &JsValue) -> Result<RequestId, InvalidInput> {
    let text = options::text("id", given)?;
    text.parse().map(RequestId::from_number).map_err(|_| {
        let message = format!("must be the `id` of what was to be sent, not `{text}`");
        InvalidInput::new("id", InvalidCode::WrongFormat, message)
    })
}

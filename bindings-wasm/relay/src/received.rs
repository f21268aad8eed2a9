//! A call that a page asks for, and what is answered to it.

use js_sys::Uint8Array;
use telwire::{Response, Timestamp};
use telwire_wasm_convert::object::object;
use telwire_wasm_convert::refusal;
use telwire_wasm_convert::request::pairs;
use wasm_bindgen::prelude::*;

use crate::call::{Answer, Call, Share};
use crate::decode;
use crate::signer::Signer;

/// A call that was received, unsigned: what it asks for, and how it goes on.
#[wasm_bindgen]
pub struct ReceivedCall(Box<dyn Call>);

#[wasm_bindgen]
impl ReceivedCall {
    /// The call of a form that was posted to `path`, wherever the relay is mounted. It is read strictly.
    ///
    /// # Errors
    /// `unknown_call`, `credentials`, and what the core refuses.
    pub fn decode(path: &str, form: &[u8]) -> Result<Self, JsValue> {
        decode::decode(path, form).map(Self).map_err(refusal::thrown)
    }

    /// The carrier's name of the call, in snake case.
    pub fn name(&self) -> String {
        self.0.name().to_owned()
    }

    /// The options, as the function of that call takes them.
    pub fn options(&self) -> JsValue {
        self.0.options()
    }

    /// Whether it changes nothing.
    pub fn reads(&self) -> bool {
        self.0.reads()
    }

    /// The request for the carrier: the call as the core writes it, signed.
    ///
    /// # Errors
    /// If who signs is at another carrier.
    pub fn sign(&self, signer: &Signer) -> Result<JsValue, JsValue> {
        self.0.sign(signer).map_err(refusal::thrown)
    }

    /// What the carrier answered.
    pub fn parse(&self, status: u16, body: Vec<u8>, complete: bool, now: f64) -> ReceivedAnswer {
        let response = Response::new(status, body);
        let response = if complete { response } else { response.incomplete() };
        // Milliseconds of a JavaScript clock: never negative, far below 2^53.
        ReceivedAnswer(self.0.parse(&response, Timestamp::from_unix_millis(now as u64).date()))
    }
}

/// What a carrier answered: whose it is, and how it is passed on.
#[wasm_bindgen]
pub struct ReceivedAnswer(Box<dyn Answer>);

#[wasm_bindgen]
impl ReceivedAnswer {
    /// The list that the answer is or has, each element by its name: their text in a row, and where each ends in it. Nothing
    /// if the carrier refused, or makes no sense.
    pub fn names(&self) -> Option<JsValue> {
        self.0.names().map(JsValue::from)
    }

    /// What the page is answered. What is not shared is gone then.
    ///
    /// Of a list stays what stands at the positions in `keep`, which ascend; all of it where that is left out.
    pub fn shared(&mut self, keep: Option<Vec<u32>>, withhold: bool) -> JsValue {
        let response = self.0.shared(&Share { keep, withhold });
        object(&[
            ("status", response.status().into()),
            ("headers", pairs(response.headers())),
            ("body", Uint8Array::from(response.body()).into()),
        ])
    }
}

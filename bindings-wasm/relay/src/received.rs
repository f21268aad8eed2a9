//! A call that a page asks for.

use serde::Serialize;
use telwire::{Response, Timestamp};
use telwire_wasm_convert::{refusal, view};
use wasm_bindgen::prelude::*;

use crate::call::{Call, Share};
use crate::decode;

/// A call that was received, unsigned: what it asks for, and how its answer is passed on.
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

    /// What the page is answered where the carrier answered that.
    ///
    /// Of a list stays what stands at the positions in `keep`, which ascend; all of it where that is left out.
    pub fn answer(
        &self,
        status: u16,
        body: Vec<u8>,
        complete: bool,
        keep: Option<Vec<u32>>,
        withhold: bool,
        now: f64,
    ) -> JsValue {
        let response = Response::new(status, body);
        let response = if complete { response } else { response.incomplete() };
        // Milliseconds of a JavaScript clock: never negative, far below 2^53.
        let today = Timestamp::from_unix_millis(now as u64).date();
        let share = Share { keep, withhold };
        view::js(&AnswerView::of(&self.0.answer(&response, &share, today)))
    }
}

#[derive(Serialize)]
struct AnswerView<'a> {
    status: u16,
    headers: Vec<(&'a str, &'a str)>,
    #[serde(serialize_with = "view::bytes")]
    body: &'a [u8],
}

impl<'a> AnswerView<'a> {
    fn of(response: &'a Response) -> Self {
        Self { status: response.status(), headers: response.headers().collect(), body: response.body() }
    }
}

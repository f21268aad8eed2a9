//! Answers that came, and failures.

use telwire::{Failure, InvalidCode, InvalidInput, Response};
use wasm_bindgen::JsValue;

use crate::options;

/// An answer; `headers` are names and values in turn.
pub(crate) fn response(status: u16, headers: Vec<String>, body: Vec<u8>, complete: bool) -> Response {
    let mut response = Response::new(status, body);
    let mut headers = headers.into_iter();
    while let (Some(name), Some(value)) = (headers.next(), headers.next()) {
        response = response.with_header(name, value);
    }
    if complete { response } else { response.incomplete() }
}

/// What a host knows of a request that got no answer: `not_sent` or `no_answer`.
pub(crate) fn failure(given: &JsValue) -> Result<Failure, InvalidInput> {
    let text = options::text("failure", given)?;
    let known = [Failure::NoAnswer, Failure::NotSent].into_iter().find(|failure| failure.as_str() == text);
    known.ok_or_else(|| {
        let message = format!("must be `not_sent` or `no_answer`, not `{text}`");
        InvalidInput::new("failure", InvalidCode::UnknownValue, message)
    })
}

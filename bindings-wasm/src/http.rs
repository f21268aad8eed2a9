//! Requests to send and answers that came.

use std::time::Duration;

use telwire::{Effect, Endpoint, Failure, InvalidCode, InvalidInput, Request, Response, Service, SignedRequest};
use wasm_bindgen::JsValue;

use crate::options;
use crate::view::{View as _, list, object};

/// What a request is of.
#[derive(Clone, Copy)]
pub(crate) struct Of {
    name: &'static str,
    effect: Effect,
}

impl Of {
    pub(crate) fn call<E: Endpoint>() -> Self {
        Self { name: E::NAME, effect: E::EFFECT }
    }

    /// How long to wait for an answer, unless somebody says otherwise.
    pub(crate) fn timeout(self) -> Duration {
        self.effect.timeout()
    }
}

/// A request without host and secret.
pub(crate) fn unsigned(of: Of, request: &Request<impl Service>) -> JsValue {
    object(&[
        ("call", of.name.view()),
        ("effect", effect(of.effect).view()),
        ("timeout", millis(of.timeout()).view()),
        ("method", request.method().as_str().view()),
        ("url", JsValue::NULL),
        ("path", request.path().view()),
        ("headers", request.headers().view()),
        ("body", request.body().view()),
        ("text", request.to_string().view()),
    ])
}

/// A request that can be sent. What stands in it is all that JavaScript needs; the class `Request` there hides what is
/// secret, and prints as `text`.
pub(crate) fn signed(of: Of, timeout: Duration, request: &SignedRequest) -> JsValue {
    // A form is ASCII: everything else in it is escaped.
    let body = std::str::from_utf8(request.body()).unwrap_or_default();
    object(&[
        ("call", of.name.view()),
        ("effect", effect(of.effect).view()),
        ("timeout", millis(timeout).view()),
        ("method", request.method().as_str().view()),
        ("url", request.url().view()),
        ("path", path(request.url()).view()),
        ("headers", list(request.headers())),
        ("body", body.view()),
        ("text", request.to_string().view()),
    ])
}

/// `change`, `purchase`, `read` or `release`.
fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Change => "change",
        Effect::Purchase => "purchase",
        Effect::Read => "read",
        Effect::Release => "release",
    }
}

/// In milliseconds, as far as JavaScript can count them.
fn millis(duration: Duration) -> u32 {
    u32::try_from(duration.as_millis()).unwrap_or(u32::MAX)
}

fn path(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').and_then(|start| rest.get(start..)).unwrap_or("/")
}

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

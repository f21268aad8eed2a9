//! Requests to send, as `ts/http.ts` takes them.

use std::time::Duration;

use js_sys::Array;
use telwire::{Effect, Endpoint, Request, Service, SignedRequest};
use wasm_bindgen::JsValue;

use crate::object::{known, object};

/// What a request is of.
#[derive(Clone, Copy)]
pub struct Of {
    name: &'static str,
    effect: Effect,
}

impl Of {
    /// Requests of that call.
    #[must_use]
    pub fn call<E: Endpoint>() -> Self {
        Self { name: E::NAME, effect: E::EFFECT }
    }

    /// How long to wait for an answer, unless somebody says otherwise.
    #[must_use]
    pub fn timeout(self) -> Duration {
        self.effect.timeout()
    }

    /// Its name in messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.name
    }

    /// Whether it may be sent again without knowing what became of the first.
    #[must_use]
    pub fn is_repeatable(self) -> bool {
        self.effect.is_repeatable()
    }
}

/// A request without host and secret.
pub fn unsigned(of: Of, request: &Request<impl Service>) -> JsValue {
    object(&[
        ("call", known(of.name)),
        ("effect", effect(of.effect)),
        ("timeout", millis(of.timeout())),
        ("method", known(request.method().as_str())),
        ("url", JsValue::NULL),
        ("path", request.path().into()),
        ("headers", pairs(request.headers().into_iter())),
        ("body", request.body().into()),
        ("text", request.to_string().into()),
    ])
}

/// A request that can be sent. What stands in it is all that JavaScript needs; the class `Request` there hides what is
/// secret, and prints as `text`.
pub fn signed(of: Of, timeout: Duration, request: &SignedRequest) -> JsValue {
    // A form is ASCII: everything else in it is escaped.
    let body = std::str::from_utf8(request.body()).unwrap_or_default();
    object(&[
        ("call", known(of.name)),
        ("effect", effect(of.effect)),
        ("timeout", millis(timeout)),
        ("method", known(request.method().as_str())),
        ("url", request.url().into()),
        ("path", path(request.url()).into()),
        ("headers", pairs(request.headers())),
        ("body", body.into()),
        ("text", request.to_string().into()),
    ])
}

/// `change`, `purchase`, `read` or `release`.
fn effect(effect: Effect) -> JsValue {
    known(match effect {
        Effect::Change => "change",
        Effect::Purchase => "purchase",
        Effect::Read => "read",
        Effect::Release => "release",
    })
}

/// In milliseconds, as far as JavaScript can count them.
fn millis(duration: Duration) -> JsValue {
    u32::try_from(duration.as_millis()).unwrap_or(u32::MAX).into()
}

fn path(url: &str) -> &str {
    // The first two slashes stand before the host.
    url.match_indices('/').nth(2).and_then(|(start, _)| url.get(start..)).unwrap_or("/")
}

/// An array of names and values.
pub fn pairs<'a>(headers: impl Iterator<Item = (&'a str, &'a str)>) -> JsValue {
    let pairs = Array::new();
    for (name, value) in headers {
        pairs.push(&Array::of2(&name.into(), &value.into()));
    }
    pairs.into()
}

//! What workflows want: an object for each, told apart by its `type`.

use std::time::Duration;

use telwire::workflow::{Checkpoint, Progress, RequestId};
use wasm_bindgen::JsValue;

use crate::view::{View as _, bytes, object};

pub(crate) fn done(report: JsValue) -> JsValue {
    object(&[("type", "done".view()), ("report", report)])
}

pub(crate) fn item(index: u64, item: JsValue) -> JsValue {
    object(&[("type", "item".view()), ("index", index.view()), ("item", item)])
}

pub(crate) fn progress(progress: Progress) -> JsValue {
    object(&[
        ("type", "progress".view()),
        ("stage", progress.stage.as_str().view()),
        ("settled", progress.settled.view()),
        ("total", progress.total.view()),
    ])
}

/// Becomes a `Save`.
pub(crate) fn save(seq: u64, checkpoint: &Checkpoint) -> JsValue {
    object(&[("$save", seq.view()), ("checkpoint", bytes(checkpoint.as_bytes()))])
}

pub(crate) fn send(id: RequestId, request: JsValue) -> JsValue {
    object(&[("type", "send".view()), ("id", id.number().to_string().view()), ("request", marked(request))])
}

/// Becomes a `Request`.
pub(crate) fn marked(request: JsValue) -> JsValue {
    object(&[("$request", request)])
}

/// `None`: until something is said.
pub(crate) fn wait(duration: Option<Duration>) -> JsValue {
    // Longer than JavaScript can count is as good as its longest.
    let ms = duration.map(|duration| u64::try_from(duration.as_millis()).unwrap_or(u64::MAX).min(LONGEST_WAIT));
    object(&[("type", "wait".view()), ("ms", ms.view())])
}

/// `Number.MAX_SAFE_INTEGER`.
const LONGEST_WAIT: u64 = (1 << 53) - 1;

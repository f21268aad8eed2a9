//! What workflows want: an object for each, told apart by its `type`.

use std::time::Duration;

use serde::{Serialize, Serializer};
use telwire::workflow::{Checkpoint, Progress, RequestId};
use wasm_bindgen::JsValue;

use crate::http::RequestView;
use crate::view;

#[derive(Serialize)]
struct DoneView<R> {
    r#type: &'static str,
    report: R,
}

pub(crate) fn done(report: impl Serialize) -> JsValue {
    view::js(&DoneView { r#type: "done", report })
}

#[derive(Serialize)]
struct ItemView<I> {
    r#type: &'static str,
    index: u64,
    item: I,
}

pub(crate) fn item(index: u64, item: impl Serialize) -> JsValue {
    view::js(&ItemView { r#type: "item", index, item })
}

#[derive(Serialize)]
struct ProgressView {
    r#type: &'static str,
    #[serde(flatten)]
    progress: Progress,
}

pub(crate) fn progress(progress: Progress) -> JsValue {
    view::js(&ProgressView { r#type: "progress", progress })
}

/// Becomes a `Save`.
#[derive(Serialize)]
struct SaveView<'a> {
    #[serde(rename = "$save")]
    seq: u64,
    #[serde(serialize_with = "bytes")]
    checkpoint: &'a Checkpoint,
}

pub(crate) fn save(seq: u64, checkpoint: &Checkpoint) -> JsValue {
    view::js(&SaveView { seq, checkpoint })
}

fn bytes<S: Serializer>(checkpoint: &Checkpoint, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(checkpoint.as_bytes())
}

#[derive(Serialize)]
struct SendView<'a> {
    r#type: &'static str,
    id: String,
    request: Marked<'a>,
}

pub(crate) fn send(id: RequestId, request: RequestView<'_>) -> JsValue {
    view::js(&SendView { r#type: "send", id: id.number().to_string(), request: Marked::of(request) })
}

/// Becomes a `Request`.
#[derive(Serialize)]
pub(crate) struct Marked<'a> {
    #[serde(rename = "$request")]
    request: RequestView<'a>,
}

impl<'a> Marked<'a> {
    pub(crate) fn of(request: RequestView<'a>) -> Self {
        Self { request }
    }
}

#[derive(Serialize)]
struct WaitView {
    r#type: &'static str,
    /// `None`: until something is said.
    ms: Option<u64>,
}

pub(crate) fn wait(duration: Option<Duration>) -> JsValue {
    // Longer than JavaScript can count is as good as its longest.
    let ms = duration.map(|duration| u64::try_from(duration.as_millis()).unwrap_or(u64::MAX).min(LONGEST_WAIT));
    view::js(&WaitView { r#type: "wait", ms })
}

/// `Number.MAX_SAFE_INTEGER`.
const LONGEST_WAIT: u64 = (1 << 53) - 1;

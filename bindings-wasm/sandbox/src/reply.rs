//! What comes back on the connection.

use serde::Serialize;
use telwire::{Response, SignedRequest};
use telwire_sandbox::{Reply, patience};
use telwire_wasm_convert::view;
use wasm_bindgen::JsValue;

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum ReplyView<'a> {
    Answer {
        status: u16,
        headers: Vec<(&'a str, &'a str)>,
        #[serde(serialize_with = "view::bytes")]
        body: &'a [u8],
        /// How many bytes of body were promised: more than there are where the connection breaks within it.
        announced: usize,
    },
    NoAnswer {
        /// How many milliseconds a client waits for it.
        timeout: u32,
    },
    NotSent,
}

/// The reply to a request as JavaScript sees it.
pub(crate) fn reply(request: &SignedRequest, reply: &Reply) -> JsValue {
    view::js(&match reply {
        Reply::Answer(response) => ReplyView::answer(response, response.body().len()),
        Reply::Cut { response, announced } => ReplyView::answer(response, *announced),
        Reply::NotSent => ReplyView::NotSent,
        Reply::Nothing => ReplyView::NoAnswer { timeout: patience(request).as_millis() as u32 },
    })
}

/// What is answered where no carrier takes the method.
pub(crate) fn method_not_allowed() -> JsValue {
    view::js(&ReplyView::answer(&Response::new(405, ""), 0))
}

impl<'a> ReplyView<'a> {
    fn answer(response: &'a Response, announced: usize) -> Self {
        Self::Answer {
            status: response.status(),
            headers: response.headers().collect(),
            body: response.body(),
            announced,
        }
    }
}

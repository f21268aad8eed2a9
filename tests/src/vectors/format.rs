//! The members of each kind of vector.

use serde::Deserialize;
use serde_json::{Map, Value};
use telwire::{InvalidInput, Response};

use super::expand;

/// A request that goes out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Request {
    pub(super) parameters: Value,
    pub(super) account: Option<Value>,
    pub(super) gateway: Option<Value>,
    pub(super) expect: SentRequest,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SentRequest {
    pub(super) unsigned: Unsigned,
    pub(super) signed: Signed,
    /// The target of the same request by GET, for the calls that have one.
    pub(super) get: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unsigned {
    pub(super) service: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) headers: Map<String, Value>,
    pub(super) body: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signed {
    pub(super) url: String,
    pub(super) headers: Map<String, Value>,
    pub(super) body: String,
}

/// An answer that comes in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// What was asked.
    pub parameters: Value,
    /// What came back.
    pub response: ReceivedResponse,
    /// What it says: `{"value": …}` or `{"error": …}`.
    pub expect: Value,
}

/// A response, its body in parts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceivedResponse {
    status: u16,
    #[serde(default)]
    headers: Map<String, Value>,
    body: Value,
    #[serde(default = "vouched_for")]
    complete: bool,
}

fn vouched_for() -> bool {
    true
}

impl ReceivedResponse {
    /// The response with its whole body.
    ///
    /// # Errors
    /// The body or a header is not written as the format says.
    pub fn response(&self) -> Result<Response, String> {
        let body = expand::body(&self.body)?;
        let mut response = Response::new(self.status, body);
        for (name, value) in &self.headers {
            let value = value.as_str().ok_or("a header must be a text")?;
            response = response.with_header(name, value);
        }
        Ok(if self.complete { response } else { response.incomplete() })
    }
}

/// Parameters that are refused.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RefusedInput {
    pub(super) parameters: Value,
    pub(super) expect: Refusal,
}

/// An account that is refused.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RefusedAccount {
    pub(super) account: Value,
    pub(super) expect: Refusal,
}

/// A gateway that is refused.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RefusedGateway {
    pub(super) gateway: Value,
    pub(super) expect: Refusal,
}

/// What an `invalid_input` says.
#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Refusal {
    field: String,
    /// `null` or a position.
    item: Value,
    code: String,
    message: String,
}

impl From<&InvalidInput> for Refusal {
    fn from(error: &InvalidInput) -> Self {
        Self {
            field: error.field().to_owned(),
            item: error.item().into(),
            code: error.code().to_string(),
            message: error.to_string(),
        }
    }
}

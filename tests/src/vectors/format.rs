//! The members of each kind of vector.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Map, Value};
use telwire::workflow::{Fingerprint, Setup};
use telwire::{Error, Failure, InvalidInput, Response, Timestamp};

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

/// A workflow and the steps it goes through.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Script {
    pub(super) parameters: Value,
    pub(super) account: Option<Value>,
    pub(super) gateway: Option<Value>,
    #[serde(default)]
    pub(super) setup: GivenSetup,
    pub(super) script: Vec<Step>,
}

/// How the workflow behaves on the wire; what is left out is the default.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GivenSetup {
    seed: Option<u64>,
    max_in_flight: Option<usize>,
    max_retries: Option<u32>,
    timeout_seconds: Option<u64>,
}

impl GivenSetup {
    pub(super) fn of(&self, fingerprint: Fingerprint) -> Setup {
        let setup = Setup::new(fingerprint, self.seed.unwrap_or(1));
        let setup = self.max_in_flight.into_iter().fold(setup, Setup::max_in_flight);
        let setup = self.max_retries.into_iter().fold(setup, Setup::max_retries);
        self.timeout_seconds.map(Duration::from_secs).into_iter().fold(setup, Setup::timeout)
    }
}

/// One step: a moment, what is done then, and the error that comes of it.
#[derive(Deserialize)]
#[serde(try_from = "Map<String, Value>")]
pub(super) struct Step {
    pub(super) at: Timestamp,
    pub(super) act: Act,
    pub(super) error: Option<ScriptError>,
}

impl TryFrom<Map<String, Value>> for Step {
    type Error = serde_json::Error;

    fn try_from(mut members: Map<String, Value>) -> Result<Self, serde_json::Error> {
        let at = serde_json::from_value(members.shift_remove("at").unwrap_or_default())?;
        let error = members.shift_remove("error").map(serde_json::from_value).transpose()?;
        Ok(Self { at, act: serde_json::from_value(Value::Object(members))?, error })
    }
}

impl Step {
    /// Every password that the step shows.
    pub(super) fn passwords(&self) -> Vec<&str> {
        match &self.act {
            Act::Expect(output) => passwords(output),
            _ => Vec::new(),
        }
    }
}

fn passwords(value: &Value) -> Vec<&str> {
    match value {
        Value::Array(elements) => elements.iter().flat_map(passwords).collect(),
        Value::Object(members) => {
            let own = members.get("password").and_then(Value::as_str);
            own.into_iter().chain(members.values().flat_map(passwords)).collect()
        }
        _ => Vec::new(),
    }
}

/// What is done in a step.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Act {
    /// The workflow is polled, and wants this.
    Expect(Value),
    /// The workflow is told this.
    Input(Given),
    /// The caller says of a purchase that it was not done.
    Resolve { attempt: usize },
    /// The process ends, and another goes on.
    Resume(Resume),
    /// The caller has the passwords where they belong.
    Seal {},
}

/// What the workflow is told.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Given {
    Failed { id: Id, failure: GivenFailure },
    Response(GivenResponse),
    SaveFailed { seq: u64, conflict: bool },
    Saved { seq: u64 },
    Stop,
}

/// A request by the name that the script gave it, or a number that no request of the script has.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Id {
    Named(String),
    Foreign(u64),
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum GivenFailure {
    NoAnswer,
    NotSent,
}

impl From<GivenFailure> for Failure {
    fn from(given: GivenFailure) -> Self {
        match given {
            GivenFailure::NoAnswer => Self::NoAnswer,
            GivenFailure::NotSent => Self::NotSent,
        }
    }
}

/// A response, and the request that it answers.
#[derive(Deserialize)]
#[serde(try_from = "Map<String, Value>")]
pub(super) struct GivenResponse {
    pub(super) id: Id,
    pub(super) response: ReceivedResponse,
}

impl TryFrom<Map<String, Value>> for GivenResponse {
    type Error = serde_json::Error;

    fn try_from(mut members: Map<String, Value>) -> Result<Self, serde_json::Error> {
        let id = serde_json::from_value(members.shift_remove("id").unwrap_or_default())?;
        Ok(Self { id, response: serde_json::from_value(Value::Object(members))? })
    }
}

/// Where another process goes on, and what it is given in place of what the script says.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Resume {
    pub(super) from: Source,
    pub(super) parameters: Option<Value>,
    pub(super) account: Option<Value>,
    pub(super) gateway: Option<Value>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Source {
    /// What the workflow writes at that moment.
    Checkpoint,
    /// The last save that was handed out, whatever was said of it.
    Handed,
    /// The last save that was confirmed; where there is none, the workflow begins anew.
    #[default]
    Journal,
}

/// What an error that a script expects says.
#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct ScriptError {
    kind: String,
    code: String,
    message: String,
}

impl From<&Error> for ScriptError {
    fn from(error: &Error) -> Self {
        Self { kind: error.kind().to_string(), code: error.code().to_owned(), message: error.to_string() }
    }
}

/// Parameters that no workflow begins with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RefusedWorkflow {
    pub(super) parameters: Value,
    pub(super) expect: Refusal,
}

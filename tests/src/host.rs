//! What a host supplies and the core does not have: variables of the environment, and a transport.

pub mod asynchronous;

use std::io::Read as _;
use std::time::Duration;
use std::{env, fs};

use http::HeaderMap;
use telwire::{Failure, Response, SignedRequest};
use ureq::{Agent, Timeout};

/// How much of an answer is read: a listing of the largest account is well below.
const BODY_LIMIT: usize = 64 << 20;

/// The variable `name`, or the contents of the file that `name_FILE` points to, without the line end.
///
/// # Errors
/// A sentence that names the variable, if it is no text, its file cannot be read, or both are set.
pub fn variable(name: &str) -> Result<Option<String>, String> {
    let named = |name: &str| match env::var(name) {
        Ok(value) => Ok(Some(value)),
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => Err(format!("`{name}` is no text")),
    };
    let path = match (named(name)?, named(&format!("{name}_FILE"))?) {
        (Some(_), Some(_)) => return Err(format!("`{name}` and `{name}_FILE` are both set: one of them is stale")),
        (value, None) => return Ok(value),
        (None, Some(path)) => path,
    };
    let text = fs::read_to_string(&path).map_err(|error| format!("`{name}_FILE` points to `{path}`: {error}"))?;
    Ok(Some(text.trim_end_matches(['\r', '\n']).to_owned()))
}

/// Sends one request on a connection of its own, and gives up on its answer after `timeout`; follows no redirect and
/// repeats nothing.
///
/// # Errors
/// [`Failure::NotSent`] only where the request certainly never left; anything else may have arrived.
pub fn send(request: &SignedRequest, timeout: Duration) -> Result<Response, Failure> {
    let agent: Agent = Agent::config_builder()
        .http_status_as_error(false)
        .max_idle_connections(0)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_global(Some(timeout))
        .build()
        .into();
    let request = http::Request::<Vec<u8>>::try_from(request).map_err(|_| Failure::NotSent)?;
    let response = agent.run(request).map_err(|error| failure(&error))?;
    Ok(read(response))
}

fn failure(error: &ureq::Error) -> Failure {
    let is_before_sending = match error {
        ureq::Error::BadUri(_)
        | ureq::Error::ConnectionFailed
        | ureq::Error::HostNotFound
        | ureq::Error::Http(_)
        | ureq::Error::Timeout(Timeout::Connect | Timeout::Resolve) => true,
        ureq::Error::Io(error) => error.kind() == std::io::ErrorKind::ConnectionRefused,
        _ => false,
    };
    if is_before_sending { Failure::NotSent } else { Failure::NoAnswer }
}

/// Reads what comes. The body is whole only if its end was announced and reached.
fn read(response: http::Response<ureq::Body>) -> Response {
    let (parts, body) = response.into_parts();
    let mut bytes = Vec::new();
    let is_read = body.into_with_config().limit(BODY_LIMIT as u64).reader().read_to_end(&mut bytes).is_ok();
    let is_whole = is_read && is_announced(&parts.headers);
    let response = Response::from(http::Response::from_parts(parts, bytes));
    if is_whole { response } else { response.incomplete() }
}

/// Whether the headers tell where the body ends; otherwise a broken connection looks like the end.
fn is_announced(headers: &HeaderMap) -> bool {
    headers.contains_key("content-length") || headers.contains_key("transfer-encoding")
}

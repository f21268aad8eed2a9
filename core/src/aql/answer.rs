//! What aql's answers share: lines, and the code or the `ERR:` at their beginning.

use nom::Parser;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::combinator::{opt, recognize};

use crate::endpoint::Call;
use crate::error::{Error, Malformed, Reason, Refused};
use crate::grammar::{Expected, Parsed, expect, fail, position};
use crate::http::Response;
use crate::text::shortened;

/// One line of an answer, without its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    pub(crate) text: &'a [u8],
    /// Whether the line feed was there.
    is_terminated: bool,
}

impl Line<'_> {
    /// Whether the line can be believed to be as long as it was sent.
    pub(crate) fn is_whole(&self, response: &Response) -> bool {
        self.is_terminated || response.is_complete()
    }
}

/// `line = *SP *OCTET [ CR ] ( LF / end )`.
///
/// The documents end lines with LF alone; one CR before it and spaces in front are tolerated.
fn line(input: &[u8]) -> Parsed<'_, Line<'_>> {
    let (rest, _) = take_while(|byte| byte == b' ').parse(input)?;
    let (rest, text) = take_while(|byte| byte != b'\n').parse(rest)?;
    let (rest, end) = opt(tag("\n")).parse(rest)?;
    let text = text.strip_suffix(b"\r").unwrap_or(text);
    Ok((rest, Line { text, is_terminated: end.is_some() }))
}

/// The lines of an answer that hold something.
pub(crate) fn lines(input: &[u8]) -> impl Iterator<Item = Line<'_>> {
    let mut rest = input;
    let every_line = std::iter::from_fn(move || {
        let (after, line) = if rest.is_empty() { None } else { line(rest).ok() }?;
        rest = after;
        Some(line)
    });
    every_line.filter(|line| !line.text.is_empty())
}

/// The response codes of the provisioning API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// `AQVOIP_AUTH_ERROR`.
    AuthError,
    /// `AQVOIP_FORMAT_ERROR`.
    FormatError,
    /// `AQVOIP_GEN_ERROR`.
    GenError,
    /// `AQVOIP_NO_NUMBER`.
    NoNumber,
    /// `AQVOIP_OK`.
    Ok,
    /// `AQVOIP_SIMUL_ERROR`.
    SimulError,
    /// `AQVOIP_TEMP_ERROR`.
    TempError,
}

impl Code {
    const ALL: [(Self, &'static str); 7] = [
        (Self::AuthError, "AQVOIP_AUTH_ERROR"),
        (Self::FormatError, "AQVOIP_FORMAT_ERROR"),
        (Self::GenError, "AQVOIP_GEN_ERROR"),
        (Self::NoNumber, "AQVOIP_NO_NUMBER"),
        (Self::Ok, "AQVOIP_OK"),
        (Self::SimulError, "AQVOIP_SIMUL_ERROR"),
        (Self::TempError, "AQVOIP_TEMP_ERROR"),
    ];

    fn documented(text: &[u8]) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, spelling)| spelling.as_bytes() == text).map(|(code, _)| code)
    }

    /// `None` for the code that is no refusal.
    fn reason(self) -> Option<Reason> {
        match self {
            Self::AuthError => Some(Reason::AuthError),
            Self::FormatError => Some(Reason::FormatError),
            Self::GenError => Some(Reason::GenError),
            Self::NoNumber => Some(Reason::NoNumber),
            Self::Ok => None,
            Self::SimulError => Some(Reason::SimulError),
            Self::TempError => Some(Reason::TempError),
        }
    }
}

/// `code = "AQVOIP_" 1*( UPALPHA / DIGIT / "_" )`, blank space in front; behind it white space or the end.
fn code(input: &[u8]) -> Parsed<'_, &[u8]> {
    const EXPECTED: &str = "a response code such as AQVOIP_OK";
    let (rest, ()) = blank(input)?;
    let letters = take_while1(|byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    let (after, text) = expect(EXPECTED, recognize((tag("AQVOIP_"), letters))).parse(rest)?;
    let has_end = after.first().is_none_or(u8::is_ascii_whitespace);
    // A row that has run into the code is none: codes are shown, and rows hold passwords. Its number gives it away.
    let is_row = text.iter().filter(|byte| byte.is_ascii_digit()).count() > 4;
    if has_end && !is_row { Ok((after, text)) } else { fail(rest, EXPECTED) }
}

/// White space between the code and the first row, and blank lines.
fn blank(input: &[u8]) -> Parsed<'_, ()> {
    take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).parse(input).map(|(rest, _)| (rest, ()))
}

/// `answer = code blank rows`: the rows of a success; every other code is an error.
pub(crate) fn rows(call: Call, response: &Response) -> Result<&[u8], Error> {
    let body = success_body(call, response)?;
    let (rest, text) = code(body).map_err(|error| unexpected(call, response, &error))?;
    if rest.is_empty() && !response.is_complete() {
        return Err(Malformed::incomplete(call, response).into());
    }
    match Code::documented(text).map(Code::reason) {
        Some(None) => Ok(blank(rest).map_or(rest, |(rest, ())| rest)),
        Some(Some(reason)) if reason != Reason::NoNumber => {
            Err(Refused::by_carrier(call, response, reason, &words(text)).into())
        }
        // NO_NUMBER is documented for the search alone, which changes nothing.
        other => {
            let reason = other.flatten().unwrap_or(Reason::Undocumented);
            Err(Refused::by_carrier(call, response, reason, &words(text)).of_unknown_outcome().into())
        }
    }
}

/// The body of an answer by the control service that is no `ERR:Message`.
///
/// Whether an `ERR:` to a call that changes something means that nothing was changed is not documented.
pub(crate) fn control_body(call: Call, response: &Response) -> Result<&[u8], Error> {
    let body = success_body(call, response)?;
    let first = lines(body).next().map(|line| line.text).unwrap_or_default();
    if let Some(message) = first.strip_prefix(b"ERR:") {
        let message = String::from_utf8_lossy(message).trim().to_owned();
        let refused = Refused::by_carrier(call, response, Reason::ControlError, "ERR");
        return Err(refused.with_message(Some(message)).of_unknown_outcome().into());
    }
    // No item and no username begins like a page of HTML, but a proxy's answer does.
    if first.starts_with(b"<") {
        return Err(Malformed::new(call, response, 0, "lines of text, not HTML").into());
    }
    Ok(body)
}

/// The one place where aql's HTTP status becomes an error.
fn success_body(call: Call, response: &Response) -> Result<&[u8], Error> {
    match response.status() {
        200 => Ok(response.body()),
        _ => Err(Refused::by_status(call, response).into()),
    }
}

/// The error for a body that stops making sense where `error` says.
pub(crate) fn unexpected(call: Call, response: &Response, error: &nom::Err<Expected<'_>>) -> Malformed {
    match error {
        nom::Err::Error(error) | nom::Err::Failure(error) => {
            Malformed::new(call, response, position(response.body(), error.rest), error.what)
        }
        nom::Err::Incomplete(_) => Malformed::incomplete(call, response),
    }
}

fn words(text: &[u8]) -> String {
    shortened(&String::from_utf8_lossy(text), 64)
}

#[cfg(feature = "server")]
pub use server::{refuse, refuse_control};

#[cfg(feature = "server")]
mod server {
    use super::Code;
    use crate::aql::Service;
    use crate::aql::get_user::PATH;
    use crate::error::{InvalidCode, InvalidInput};
    use crate::form::Fields;
    use crate::http::{Method, Request, Response};
    use crate::text::quoted;

    impl Code {
        /// The code's spelling, such as `AQVOIP_OK`.
        #[must_use]
        pub fn as_str(self) -> &'static str {
            Self::ALL.into_iter().find(|(code, _)| *code == self).map_or("", |(_, spelling)| spelling)
        }
    }

    /// The answer of the provisioning service that is a code and nothing else.
    #[must_use]
    pub fn refuse(code: Code) -> Response {
        text(format!("{}\n", code.as_str()))
    }

    /// The answer `ERR:Message` of the control service.
    #[must_use]
    pub fn refuse_control(message: &str) -> Response {
        text(format!("ERR:{message}\n"))
    }

    /// The fields of a request, if it is one for that path.
    pub(crate) fn fields(request: &Request<Service>, service: Service, path: &str) -> Result<Fields, InvalidInput> {
        let is_this_call = request.service() == service && request.path() == path && request.method() == Method::Post;
        if !is_this_call {
            let message = format!("must be a POST to `{path}`");
            return Err(InvalidInput::new("request", InvalidCode::WrongMethod, message));
        }
        Fields::read(request.form())
    }

    /// The fields of a request to the control service, if it asks for that action.
    pub(crate) fn action(request: &Request<Service>, action: &str) -> Result<Fields, InvalidInput> {
        let mut fields = fields(request, Service::Control, PATH)?;
        match fields.required("action")? {
            given if given == action => Ok(fields),
            given => {
                let message = format!("must be `{action}`, not {}", quoted(&given));
                Err(InvalidInput::new("action", InvalidCode::UnknownValue, message))
            }
        }
    }

    pub(crate) fn text(body: String) -> Response {
        Response::new(200, body).with_header("Content-Type", "text/plain; charset=UTF-8")
    }
}

#[cfg(feature = "server")]
pub(crate) use server::{action, fields, text};

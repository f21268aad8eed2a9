//! What Aculab's answers share: JSON, and the error object.

use std::borrow::Cow;

use nom::Parser;
use nom::bytes::complete::take_while1;
use nom::combinator::verify;

use crate::endpoint::Call;
use crate::error::{Error, Malformed, Reason, Refused, Salvaged};
use crate::grammar::{Expected, Parsed, fail, position};
use crate::http::Response;
use crate::json;

/// Reads a success answer with `root`. A JSON text ends where it ends, so it is whole even if nothing vouches for it.
pub(crate) fn read<'a, T>(
    call: Call,
    response: &'a Response,
    root: impl FnMut(&'a [u8]) -> Parsed<'a, T>,
) -> Result<T, Error> {
    let body = success_body(call, response)?;
    json::document(body, root)
        .map_err(|expected| Malformed::new(call, response, position(body, expected.rest), expected.what).into())
}

/// The same error, and if it is `malformed`, with what was understood.
pub(crate) fn with_salvaged(error: Error, salvaged: Salvaged) -> Error {
    match error {
        Error::Malformed(malformed) => malformed.with_salvaged(salvaged).into(),
        other => other,
    }
}

/// `names = "[" [ string *( "," string ) ] "]"`.
pub(crate) fn names(input: &[u8]) -> Parsed<'_, Vec<String>> {
    let mut names = Vec::new();
    let (rest, ()) = json::array(input, |input| {
        let (rest, name) = json::string(input)?;
        names.push(name.into_owned());
        Ok((rest, ()))
    })?;
    Ok((rest, names))
}

/// The one place where Aculab's HTTP status becomes an error.
fn success_body(call: Call, response: &Response) -> Result<&[u8], Error> {
    let Ok(error) = ErrorObject::read(response.body()) else {
        return match response.status() {
            200 => Ok(response.body()),
            _ => Err(Refused::by_status(call, response).into()),
        };
    };
    let refused = error.refused(call, response);
    match response.status() {
        400 | 401 | 403 | 404 | 405 => Err(refused.into()),
        // An error in the clothes of a success, too: the words are worth having, what was done is unknown.
        _ => Err(refused.of_unknown_outcome().into()),
    }
}

/// The part of an error answer that says something: `{"error": {"code", "text", "details"?, …}, …}`.
struct ErrorObject<'a> {
    code: Cow<'a, str>,
    text: String,
    details: String,
}

impl<'a> ErrorObject<'a> {
    fn read(body: &'a [u8]) -> Result<Self, Expected<'a>> {
        json::document(body, |input| {
            let mut found = None;
            let (rest, ()) = json::object(input, |name, input| {
                if name != "error" {
                    return json::skip(input);
                }
                let (rest, error) = Self::inner(input)?;
                found = Some(error);
                Ok((rest, ()))
            })?;
            match found {
                Some(error) => Ok((rest, error)),
                None => fail(input, "a member `error`"),
            }
        })
    }

    fn inner(input: &'a [u8]) -> Parsed<'a, Self> {
        let (mut code, mut text, mut details) = (None, String::new(), String::new());
        let (rest, ()) = json::object(input, |name, input| match &*name {
            "code" => {
                let (rest, value) = quirk_code(input)?;
                code = Some(value);
                Ok((rest, ()))
            }
            "text" => text_into(input, &mut text),
            "details" => text_into(input, &mut details),
            _ => json::skip(input),
        })?;
        match code {
            Some(code) => Ok((rest, Self { code, text, details })),
            None => fail(input, "a member `code`"),
        }
    }

    fn refused(&self, call: Call, response: &Response) -> Refused {
        let status = response.status();
        let is_status_again = self.code == format!("HTTP {status}") || self.code.starts_with(&format!("{status} "));
        let reason = match documented_reason(&self.code) {
            Some(reason) => reason,
            // The code is only the status again, or the status says more than a code that no document lists.
            None if is_status_again || !matches!(status, 200 | 400) => Reason::HttpStatus(status),
            None => Reason::Undocumented,
        };
        let words = [self.text.as_str(), self.details.as_str()];
        let words: Vec<&str> = words.into_iter().filter(|words| !words.is_empty()).collect();
        let message = (!words.is_empty()).then(|| words.join(": "));
        Refused::by_carrier(call, response, reason, &self.code).with_message(message)
    }
}

fn is_string(input: &[u8]) -> bool {
    input.starts_with(b"\"")
}

/// A string, put where it belongs; any other value is passed over.
pub(crate) fn text_into<'a>(input: &'a [u8], slot: &mut String) -> Parsed<'a, ()> {
    if !is_string(input) {
        return json::skip(input);
    }
    let (rest, text) = json::string(input)?;
    *slot = text.into_owned();
    Ok((rest, ()))
}

/// `code = string / 1*DIGIT`: it has been seen without its quotes, leading zeros and all, which is no JSON.
pub(crate) fn quirk_code(input: &[u8]) -> Parsed<'_, Cow<'_, str>> {
    if is_string(input) {
        return json::string(input);
    }
    let digits = take_while1(|byte: u8| byte.is_ascii_digit());
    let (rest, code) = crate::grammar::expect("a code", verify(digits, |code: &[u8]| code.len() <= 8)).parse(input)?;
    Ok((rest, String::from_utf8_lossy(code)))
}

/// What the codes mean that telwire knows of; the carrier's list is longer.
pub(crate) fn documented_reason(code: &str) -> Option<Reason> {
    match code {
        "0001" => Some(Reason::ParameterMissing),
        "0002" => Some(Reason::ParameterMalformed),
        "0003" => Some(Reason::ParameterRepeated),
        "0004" => Some(Reason::ParameterZero),
        "0005" => Some(Reason::RegulationAddressRequired),
        "0006" => Some(Reason::RegulationAddressIncompatible),
        "0300" => Some(Reason::NumberNotYours),
        "0405" => Some(Reason::InvalidToken),
        _ => None,
    }
}

#[cfg(feature = "server")]
pub use server::{CarrierError, refuse};
#[cfg(feature = "server")]
pub(crate) use server::{fields, json_answer, names_answer};

#[cfg(feature = "server")]
mod server {
    use crate::aculab::Service;
    use crate::error::{InvalidCode, InvalidInput};
    use crate::form::Fields;
    use crate::http::{Request, Response};
    use crate::json::write;
    use crate::time::CivilDate;

    /// An error as Aculab words it.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct CarrierError<'a> {
        /// The HTTP status: 400 for every code that telwire knows of.
        pub status: u16,
        /// Such as `0405`.
        pub code: &'a str,
        /// What it means.
        pub text: &'a str,
        /// What exactly is wrong.
        pub details: Option<&'a str>,
        /// The day on which it happened.
        pub date: CivilDate,
        /// The path that was asked for.
        pub path: &'a str,
    }

    /// The answer that carries an error object.
    #[must_use]
    pub fn refuse(error: &CarrierError<'_>) -> Response {
        let datetime = format!("{}T00:00:00Z", error.date);
        let mut json = String::from("{\"error\":");
        let members = [
            ("code", Some(error.code)),
            ("text", Some(error.text)),
            ("details", error.details),
            ("datetime", Some(&datetime)),
        ];
        write::object(&mut json, &members);
        json.push_str(",\"request\":");
        write::object(&mut json, &[("url", Some(error.path)), ("datetime", Some(&datetime))]);
        json.push('}');
        Response::new(error.status, json).with_header("Content-Type", "application/json")
    }

    pub(crate) fn json_answer(json: String) -> Response {
        Response::new(200, json).with_header("Content-Type", "application/json")
    }

    pub(crate) fn names_answer<'a>(names: impl IntoIterator<Item = &'a str>) -> Response {
        let mut json = String::new();
        write::list(&mut json, ['[', ']'], names, write::string);
        json_answer(json)
    }

    /// The fields of a request, if it is one for that path.
    pub(crate) fn fields(request: &Request<Service>, path: &str) -> Result<Fields, InvalidInput> {
        if request.path() != path {
            let message = format!("must be for `{path}`");
            return Err(InvalidInput::new("request", InvalidCode::WrongMethod, message));
        }
        Fields::read(request.form())
    }
}

//! `POST /tel_delete_numbers`: gives numbers back.
//!
//! Document: Managing Inbound Telephone Numbers, "Tel Delete Numbers".

use std::fmt;

use crate::aculab::{InboundNumber, Service, answer};
use crate::endpoint::{Call, Effect, Endpoint};
use crate::error::{Error, InvalidCode, InvalidInput, Reason};
use crate::form::Form;
use crate::grammar::{Parsed, fail};
use crate::http::{Request, Response};
use crate::json;
use crate::sorted::repeated;

const PATH: &str = "/tel_delete_numbers";

/// Deletes numbers of the account. A number that was deleted may not be had again.
///
/// ```
/// use telwire::{Endpoint, Response, aculab};
///
/// let delete = aculab::TelDeleteNumbers::new(vec!["441908538007".parse()?, "441908538009".parse()?])?;
/// assert_eq!(delete.request().body(), "numbers=441908538007%2C441908538009");
///
/// let deleted = delete.parse(&Response::new(200, r#"{"status": "PARTIAL", "numbers": {"441908538009":
///     {"description": "Telephone number 441908538009 does not belong to you", "code": "0300"}}}"#))?;
/// assert_eq!(deleted.status, aculab::DeletedStatus::Partial);
/// assert_eq!(deleted.not_deleted[0].reason(), telwire::Reason::NumberNotYours);
/// # Ok::<(), telwire::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TelDeleteNumbers {
    numbers: Vec<InboundNumber>,
}

impl TelDeleteNumbers {
    /// Deletes all of `numbers`.
    ///
    /// # Errors
    /// Field `numbers`: `empty`; `repeated`, with the position of the second.
    pub fn new(numbers: Vec<InboundNumber>) -> Result<Self, InvalidInput> {
        if numbers.is_empty() {
            return Err(InvalidInput::new("numbers", InvalidCode::Empty, "must hold at least one number"));
        }
        let Some((position, first)) = repeated(numbers.iter()) else {
            return Ok(Self { numbers });
        };
        let number = numbers.get(position).map_or("", InboundNumber::as_str);
        let message = format!("must not repeat `{number}`, which is item {first} already");
        Err(InvalidInput::new("numbers", InvalidCode::Repeated, message).at_item(position))
    }

    /// Deletes some of the numbers of another call, which has none twice.
    pub(crate) fn of_distinct(numbers: Vec<InboundNumber>) -> Self {
        Self { numbers }
    }

    /// What is to be deleted, in order.
    #[must_use]
    pub fn numbers(&self) -> &[InboundNumber] {
        &self.numbers
    }
}

/// What became of the numbers. That some or all were not deleted is a result, not an error.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Deleted {
    /// All, some or none.
    pub status: DeletedStatus,
    /// The numbers that were not deleted, in the order of the wire.
    pub not_deleted: Vec<NotDeleted>,
}

/// How many of the numbers were deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeletedStatus {
    /// `FAIL`: none.
    Fail,
    /// `OK`: all.
    Ok,
    /// A status that the document does not list, kept as it came.
    Other(String),
    /// `PARTIAL`: at least one, but not all.
    Partial,
}

impl DeletedStatus {
    /// `FAIL`, `OK`, `PARTIAL`, or what came.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Fail => "FAIL",
            Self::Ok => "OK",
            Self::Other(text) => text,
            Self::Partial => "PARTIAL",
        }
    }

    fn from_answer(text: &str) -> Self {
        match text {
            "FAIL" => Self::Fail,
            "OK" => Self::Ok,
            "PARTIAL" => Self::Partial,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl fmt::Display for DeletedStatus {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl serde::Serialize for DeletedStatus {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A number that was not deleted, and why.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct NotDeleted {
    /// The number, as it came.
    pub number: String,
    /// Why, in the carrier's words.
    pub description: String,
    /// The carrier's code, such as `0300`.
    pub code: String,
}

impl NotDeleted {
    /// The typed reason. [`Reason::NumberNotYours`] may mean that the number is gone already, by a deletion whose answer
    /// was lost.
    #[must_use]
    pub fn reason(&self) -> Reason {
        answer::documented_reason(&self.code).unwrap_or(Reason::Undocumented)
    }
}

impl Endpoint for TelDeleteNumbers {
    type Service = Service;
    type Answer = Deleted;

    const NAME: &'static str = "tel_delete_numbers";
    const EFFECT: Effect = Effect::Release;

    fn request(&self) -> Request<Service> {
        let numbers: Vec<&str> = self.numbers.iter().map(InboundNumber::as_str).collect();
        Request::post(Service::Cloud, PATH, Form::new().field("numbers", &numbers.join(",")).finish())
    }

    fn parse(&self, response: &Response) -> Result<Deleted, Error> {
        answer::read(Call::of::<Self>(), response, deleted)
    }
}

/// `deleted = "{" "status" ":" string [ "," "numbers" ":" "{" *( number ":" reason ) "}" ] "}"`, members in any order,
/// others ignored.
fn deleted(input: &[u8]) -> Parsed<'_, Deleted> {
    let mut status = None;
    let mut not_deleted = Vec::new();
    let (rest, ()) = json::object(input, |name, input| match &*name {
        "status" => {
            let (rest, text) = json::string(input)?;
            status = Some(DeletedStatus::from_answer(&text));
            Ok((rest, ()))
        }
        "numbers" => empty_array(input).or_else(|_| {
            json::object(input, |number, input| {
                let (rest, reason) = reason(number.into_owned(), input)?;
                not_deleted.push(reason);
                Ok((rest, ()))
            })
        }),
        _ => json::skip(input),
    })?;
    match status {
        Some(status) => Ok((rest, Deleted { status, not_deleted })),
        None => fail(input, "a member `status`"),
    }
}

/// `[]`, which some languages write for an object without members.
fn empty_array(input: &[u8]) -> Parsed<'_, ()> {
    json::array(input, |input| fail(input, "`]`"))
}

/// `reason = "{" [ "description" ":" string ] [ "code" ":" code ] "}"`, members in any order, others ignored.
fn reason(number: String, input: &[u8]) -> Parsed<'_, NotDeleted> {
    let mut reason = NotDeleted { number, description: String::new(), code: String::new() };
    let (rest, ()) = json::object(input, |name, input| match &*name {
        "description" => answer::text_into(input, &mut reason.description),
        "code" => {
            let (rest, code) = answer::quirk_code(input)?;
            reason.code = code.into_owned();
            Ok((rest, ()))
        }
        _ => json::skip(input),
    })?;
    Ok((rest, reason))
}

#[cfg(feature = "server")]
mod server {
    use super::{Deleted, InvalidInput, NotDeleted, PATH, Request, Response, Service, TelDeleteNumbers, answer};
    use crate::endpoint::ServerEndpoint;
    use crate::json::write;

    impl ServerEndpoint for TelDeleteNumbers {
        fn decode(request: &Request<Service>) -> Result<Self, InvalidInput> {
            let mut fields = answer::fields(request, PATH)?;
            let list = fields.required("numbers")?;
            fields.finish()?;
            let numbers = list.split(',').enumerate().map(|(position, number)| {
                number.parse().map_err(|error: InvalidInput| error.in_field("numbers").at_item(position))
            });
            Self::new(numbers.collect::<Result<_, _>>()?)
        }

        fn encode(deleted: &Deleted) -> Response {
            let mut json = String::from("{\"status\":");
            write::string(&mut json, deleted.status.as_str());
            if !deleted.not_deleted.is_empty() {
                json.push_str(",\"numbers\":");
                write::list(&mut json, ['{', '}'], &deleted.not_deleted, reason);
            }
            json.push('}');
            answer::json_answer(json)
        }
    }

    fn reason(json: &mut String, not_deleted: &NotDeleted) {
        write::string(json, &not_deleted.number);
        json.push(':');
        let members = [("description", Some(&*not_deleted.description)), ("code", Some(&*not_deleted.code))];
        write::object(json, &members);
    }
}

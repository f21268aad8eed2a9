//! What goes wrong between a client and a carrier.

use std::time::Duration;

use telwire::{Response, aql::Code};

use crate::aql;
use crate::call::Call;
use crate::reply::Reply;

/// Something that goes wrong with one exchange. One that does not fit the call leaves it alone.
///
/// Several may happen to the same exchange: of those that say whether the request is [`Done`] the first counts; those
/// that put another answer in place of the carrier's, or alter it, work one after the other; the cut comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The body ends after `at` bytes, if it is longer.
    CutBody {
        /// How many bytes arrive.
        at: usize,
        /// Whether the length was announced, so that a client can notice. If not, the answer claims to be whole.
        declared: bool,
    },
    /// Lines end in `\r\n`.
    CrlfLineEnds,
    /// The answer is `AQVOIP_GEN_ERROR`. Fits aql's assign.
    GenError(Done),
    /// The answer is a page of HTML with the status 200.
    HtmlPage(Done),
    /// What is bought shows in listusers, getuser and tel_list_numbers only so much later. Fits purchases.
    LateVisibility(Duration),
    /// No answer comes: the request is lost ([`Done::Never`]), its answer is lost ([`Done::Now`]), or the client gives
    /// up before it is done ([`Done::Later`]).
    NoAnswer(Done),
    /// There is no connection, and the request never leaves the client. Whatever else was to go wrong does not. A server
    /// cannot do that: over HTTP no answer comes.
    NotSent,
    /// A proxy answers with this status and a page of HTML.
    ProxyError {
        /// Such as 404 or 502.
        status: u16,
        /// What becomes of the request.
        done: Done,
    },
    /// Just before, somebody else on the same account buys one number of the list, or at Aculab one of the same region.
    /// Fits purchases.
    RivalOnAccount {
        /// The position of the number in the list, from 0.
        item: usize,
    },
    /// Just before, another customer takes one number of the list, or at Aculab one of the same region. Fits purchases.
    RivalTakesNumber {
        /// The position of the number in the list, from 0.
        item: usize,
    },
    /// The answer is the one that the same listing got before, if it did. Fits listusers and tel_list_numbers.
    StaleListing,
    /// The answer is `AQVOIP_TEMP_ERROR`. Fits aql's search and assign.
    TempError(Done),
}

/// What becomes of a request whose own answer the client never sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// It is done so much later: by the first request, or the first [`advance`](crate::Sandbox::advance), from then on.
    Later(Duration),
    /// It is not done.
    Never,
    /// It is done.
    Now,
}

impl Fault {
    pub(crate) fn fits(self, call: Option<Call>) -> bool {
        match self {
            Self::CutBody { .. }
            | Self::CrlfLineEnds
            | Self::HtmlPage(_)
            | Self::NoAnswer(_)
            | Self::NotSent
            | Self::ProxyError { .. } => true,
            Self::GenError(_) => call == Some(Call::Aql(aql::Call::AssignNumbers)),
            Self::LateVisibility(_) | Self::RivalOnAccount { .. } | Self::RivalTakesNumber { .. } => {
                call.is_some_and(Call::is_purchase)
            }
            Self::StaleListing => call.is_some_and(Call::is_listing),
            Self::TempError(_) => {
                matches!(call, Some(Call::Aql(aql::Call::AssignNumbers | aql::Call::CheckNumbers)))
            }
        }
    }

    pub(crate) fn done(self) -> Option<Done> {
        match self {
            Self::GenError(done)
            | Self::HtmlPage(done)
            | Self::NoAnswer(done)
            | Self::ProxyError { done, .. }
            | Self::TempError(done) => Some(done),
            _ => None,
        }
    }

    pub(crate) fn unlisted_for(self) -> Option<Duration> {
        match self {
            Self::LateVisibility(delay) => Some(delay),
            _ => None,
        }
    }

    /// What comes in place of `answer`.
    fn altered(self, answer: Option<Response>) -> Option<Response> {
        match self {
            Self::CrlfLineEnds => answer.as_ref().map(with_crlf),
            Self::GenError(_) => Some(telwire::aql::refuse(Code::GenError)),
            Self::HtmlPage(_) => Some(html(200)),
            Self::NoAnswer(_) => None,
            Self::ProxyError { status, .. } => Some(html(status)),
            Self::TempError(_) => Some(telwire::aql::refuse(Code::TempError)),
            _ => answer,
        }
    }
}

/// What the client gets to see of `answer`, all faults considered.
pub(crate) fn reply(answer: Option<Response>, faults: &[Fault]) -> Reply {
    let Some(answer) = faults.iter().fold(answer, |answer, fault| fault.altered(answer)) else {
        return Reply::Nothing;
    };
    let cut = faults.iter().find_map(|fault| match fault {
        Fault::CutBody { at, declared } => Some((answer.body().get(..*at)?, *declared)),
        _ => None,
    });
    match cut {
        Some((body, declared)) if body.len() < answer.body().len() => {
            let response = with_body(&answer, body);
            match declared {
                true => Reply::Cut { response: response.incomplete(), announced: answer.body().len() },
                false => Reply::Answer(response),
            }
        }
        _ => Reply::Answer(answer),
    }
}

fn with_crlf(answer: &Response) -> Response {
    let lines: Vec<&[u8]> = answer.body().split(|byte| *byte == b'\n').collect();
    with_body(answer, lines.join(&b"\r\n"[..]))
}

fn with_body(answer: &Response, body: impl Into<Vec<u8>>) -> Response {
    let bare = Response::new(answer.status(), body);
    answer.headers().fold(bare, |response, (name, value)| response.with_header(name, value))
}

fn html(status: u16) -> Response {
    let page = format!("<html>\n<head><title>{status}</title></head>\n<body><h1>{status}</h1></body>\n</html>\n");
    Response::new(status, page).with_header("Content-Type", "text/html")
}

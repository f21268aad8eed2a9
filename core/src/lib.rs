//! telwire provisions telephone numbers at [aql] (UK) and [Aculab Cloud](aculab): search, buy, configure, list,
//! release.
//!
//! This crate does no I/O. It builds every request and understands every answer; you send the bytes with any HTTP
//! library. It has no clock, socket, file, environment, thread or randomness, and runs wherever Rust compiles to.
//!
//! # The smallest program that works
//!
//! ```
//! use telwire::{Endpoint, Response, SignedRequest, aql};
//!
//! fn find(send: impl Fn(&SignedRequest) -> Response) -> Result<Vec<aql::Number>, telwire::Error> {
//!     let account = aql::Account::new("reseller", "secret")?;
//!     let search = aql::CheckNumbers::new("0113 312012*".parse()?).show(20);
//!     let signed = account.sign(search.request(), &aql::Gateway::default());
//!     search.parse(&send(&signed))
//! }
//!
//! // In place of a carrier: whatever your HTTP library returns.
//! let numbers = find(|request| {
//!     assert_eq!(request.url(), "https://gw.aql.com/telecoms/checknumberapi.php");
//!     Response::new(200, "AQVOIP_OK\n44-113-3120120_44-113-3120121\n")
//! })?;
//! assert_eq!(numbers[0].e164().to_string(), "441133120120");
//! # Ok::<(), telwire::Error>(())
//! ```
//!
//! # How it fits together
//!
//! - Every call is a type with checked parameters, an [`Endpoint`]: [`request`](Endpoint::request) builds,
//!   [`parse`](Endpoint::parse) understands. [`Effect`] says what sending it twice would mean.
//! - A [`Request`] has no host and no secret. `account.sign` adds both, and the types see to it that a request is only
//!   ever signed for its own carrier.
//! - A [`Response`] says whether its body is known to be whole. A cut answer is never taken for a whole one, and what
//!   did arrive is kept: see [`Malformed::salvaged`] and the `problems` of a purchase.
//! - Every [`Error`] has a stable [`code`](Error::code), and an [`Outcome`] that says what happened to the money.
//! - Secrets do not print. [`SipPassword::reveal`] is the only way to a SIP password.
//!
//! # Features
//!
//! `http`: conversions to and from the types of the `http` crate. `server`: the carriers' side of every call, for
//! emulators and relays. Neither is on by default. Answers are `Serialize`; a SIP password refuses to be.

pub mod aculab;
pub mod aql;
pub mod workflow;

mod base_url;
mod endpoint;
mod error;
mod form;
mod grammar;
mod http;
mod json;
mod price;
mod saved;
mod secret;
mod sorted;
mod text;
mod time;

pub use base_url::BaseUrl;
#[cfg(feature = "server")]
pub use endpoint::ServerEndpoint;
pub use endpoint::{Effect, Endpoint};
pub use error::{
    Error, Failure, InvalidCode, InvalidInput, Kind, Malformed, MalformedCode, Misuse, Outcome, Reason, Refused,
    Salvaged, TransportError,
};
pub use http::{Method, Request, Response, Service, SignedRequest};
pub use price::Price;
pub use secret::{Body, Secret, SipPassword};
pub use time::{CivilDate, TimeOfDay, Timestamp};

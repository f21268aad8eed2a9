//! aql and Aculab Cloud without money: both carriers' gateways, offline, for tests.
//!
//! A [`Sandbox`] answers the requests of `telwire`, and of anything else that speaks to these carriers, as the carriers'
//! documents say, and refuses what they refuse. It remembers what was bought, and it fails on demand.
//!
//! ```
//! use telwire::{Endpoint, Timestamp, aql};
//! use telwire_sandbox::{Done, Fault, Faults, Reply, Sandbox, demo};
//!
//! let account = aql::Account::new(demo::AQL_USERNAME, demo::AQL_PASSWORD)?;
//! let order = aql::AssignNumbers::new(aql::Protocol::Sip, vec![aql::Item::new("44-113-3120120".parse()?)])?;
//! let request = account.sign(order.request(), &aql::Gateway::default());
//! let now = Timestamp::from_unix_millis(1_700_000_000_000);
//!
//! // The answer is lost, though the number is bought.
//! let mut sandbox = Sandbox::demo(1).faults(Faults::none().at(0, Fault::NoAnswer(Done::Now)));
//! assert_eq!(sandbox.handle(now, &request), Reply::Nothing);
//! let customer = sandbox.aql().customer(demo::AQL_USERNAME).unwrap();
//! assert_eq!(customer.users()[0].number.to_string(), "44-113-3120120");
//!
//! // Asking once more finds the number taken.
//! let answer = sandbox.handle(now, &request).into_response().unwrap();
//! assert_eq!(order.parse(&answer).unwrap_err().code(), "simul_error");
//! # Ok::<(), telwire::Error>(())
//! ```
//!
//! # How it fits together
//!
//! - [`Sandbox::demo`] has an account at each carrier, nine million numbers at aql, and the document's regions at Aculab
//!   Cloud. [`Sandbox::new`] has nothing: add customers, [`aql::Stock`], an [`aculab::Catalogue`].
//! - [`Sandbox::handle`] takes the time and a request and gives a [`Reply`]. Nothing is read from a clock or a socket; the
//!   same seed and the same requests give the same replies. A copy is cheap: take one to try what happens.
//! - [`Sandbox::aql`] and [`Sandbox::aculab`] tell the truth: who owns what, by which request, listed or not.
//! - [`Faults`] say what goes wrong, by plan or by chance; [`Sandbox::handle_with`] lets a test say it for one request.
//! - [`aql`] and [`aculab`] list what the sandbox decides where the documents are silent.
//!
//! # Over HTTP
//!
//! The program `telwire-sandbox` serves a sandbox on this machine, and so does `Server` from within a program. Both are
//! behind the feature `server`, which is on by default; without it nothing here does I/O.

pub mod aculab;
pub mod aql;
pub mod demo;

mod call;
mod fault;
mod faults;
mod listings;
mod origin;
mod reply;
mod sandbox;
#[cfg(feature = "server")]
mod server;

pub use call::{CALLS, patience};
pub use fault::{Done, Fault};
pub use faults::Faults;
pub use origin::{Buyer, Origin};
pub use reply::Reply;
pub use sandbox::Sandbox;
#[cfg(feature = "server")]
pub use server::Server;

//! The vectors of `tests/vectors`: what every call sends and understands and what every workflow does, as data that every
//! language runs.
//!
//! [`load`] reads the files, [`check`] runs one vector by the tables [`KINDS`], [`CALLS`] and [`WORKFLOWS`]. The format is
//! described in `tests/vectors/README.md`.

mod aculab;
mod aql;
mod call;
mod expand;
mod format;
mod kind;
mod load;
mod script;
mod workflow;

pub use call::{CALLS, Call, Parser};
pub use format::Answer;
pub use kind::{KINDS, check};
pub use load::{Loaded, Vector, load, root};
pub use workflow::{Scripts, WORKFLOWS};

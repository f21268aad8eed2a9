//! What crosses the crates of telwire: a host for the examples, what property tests are made of, the vectors, and the
//! simulation.

pub mod accounts;
pub mod arguments;
pub mod clock;
pub mod drive;
mod files;
pub mod generate;
pub mod host;
pub mod journal;
pub mod keep;
pub mod placed;
pub mod rehearse;
pub mod simulate;
pub mod vectors;
pub mod worlds;

/// The programs of the README, which must compile.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

//! The workflows, a file for each: what a careful person would do with the calls, driven by whoever has the connection.
#![allow(clippy::too_many_arguments, reason = "they are keyword arguments of Python's")]

pub(crate) mod configure;
pub(crate) mod driver;
pub(crate) mod inventory;
pub(crate) mod order;
pub(crate) mod output;
mod owner;
pub(crate) mod release;
pub(crate) mod retry;
pub(crate) mod search;
mod setup;
mod types;

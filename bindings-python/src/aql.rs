//! aql: the calls and what they answer, a file for each.

pub(crate) mod account;
pub(crate) mod assign_numbers;
pub(crate) mod check_numbers;
pub(crate) mod number;

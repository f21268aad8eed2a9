//! aql: the calls and what they answer, a file for each.

pub(crate) mod assign_numbers;
pub(crate) mod change_user;
pub(crate) mod check_numbers;
pub(crate) mod get_user;
pub(crate) mod list_users;
pub(crate) mod number;
pub(crate) mod settings;

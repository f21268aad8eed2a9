//! `voipapi.php`, `action=listusers`.

use pyo3::prelude::*;
use telwire::aql;

use crate::call::call;

/// Asks for all VoIP users of the account (number control and credit API, "action:listusers").
///
/// The answer is a list of texts, in the order of the wire. An account without users answers with nothing.
///
/// The call; it has no parameters.
///
/// >>> from telwire import aql
/// >>> aql.ListUsers().parse(200, b"606309\n612345\n")
/// ['606309', '612345']
#[pyclass(frozen, module = "telwire.aql")]
pub(crate) struct ListUsers(pub(crate) aql::ListUsers);

#[pymethods]
impl ListUsers {
    #[new]
    fn new() -> Self {
        Self(aql::ListUsers)
    }
}

call!(ListUsers of aql, Vec<String>, |_, names| Ok(users(names)));

/// The names of users.
pub(crate) fn users(names: Vec<aql::VoipUser>) -> Vec<String> {
    names.into_iter().map(|name| name.to_string()).collect()
}

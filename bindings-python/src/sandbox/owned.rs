//! What was really sold.

use pyo3::prelude::*;
use telwire_sandbox::Buyer;
use telwire_sandbox::aql::User;

use crate::aql::number::Number;
use crate::aql::settings::{Settings, settings};
use crate::secret::SipPassword;
use crate::value::{Bool, Class, Field, Str, value};

value! {
    /// A number that the demo account at aql has in truth, whatever the answers said.
    OwnedUser of "telwire.sandbox" {
        /// The number.
        number: Class<Number>,
        /// The VoIP user that it was given.
        voipnumber: Str,
        /// The password that the answer to the assign held, if it arrived.
        password: Class<SipPassword>,
        /// The first name, as the assign said.
        first_name: Str,
        /// The last name, as the assign said.
        last_name: Str,
        /// The e-mail address, as the assign said.
        email: Str,
        /// How it is configured.
        settings: Class<Settings>,
        /// Whether somebody else bought it on the same account: the fault `rival_on_account`.
        by_rival: Bool,
    }
}

/// The user for Python.
pub(crate) fn user(py: Python<'_>, user: &User) -> PyResult<OwnedUser> {
    Ok(OwnedUser {
        number: Field::new(py, Number(user.number))?,
        voipnumber: Field::new(py, user.voipnumber.as_str())?,
        password: Field::new(py, SipPassword(user.password.clone()))?,
        first_name: Field::new(py, &user.item.first_name)?,
        last_name: Field::new(py, &user.item.last_name)?,
        email: Field::new(py, &user.item.email)?,
        settings: Field::new(py, settings(py, &user.settings)?)?,
        by_rival: Field::new(py, user.origin.by == Buyer::Rival)?,
    })
}

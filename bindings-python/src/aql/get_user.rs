//! `voipapi.php`, `action=getuser`.

use pyo3::prelude::*;
use telwire::{InvalidCode, InvalidInput, aql};

use crate::aql::settings::{Settings, settings};
use crate::call::call;
use crate::convert;
use crate::errors::raised;
use crate::value::{Class, Decimal, Field, Opt, Pair, Str, Tuple, value};

/// Asks how a VoIP user is configured (number control and credit API, "action:getuser").
///
/// The answer is a `User`.
///
/// Asks about `voipnumber`, 6 digits that begin with 6 or 7, or about `user`, named as list_users or an assign named
/// it. Raises `InvalidInput`.
///
/// >>> from telwire import aql
/// >>> user = aql.GetUser("606309").parse(200, b"voipnumber:606309\nforwardstart:08:30:00\ncredit:3.42\n")
/// >>> user.credit, user.settings
/// (Decimal('3.42'), Settings(forwardstart=datetime.time(8, 30)))
#[pyclass(frozen, module = "telwire.aql")]
pub(crate) struct GetUser(pub(crate) aql::GetUser);

#[pymethods]
impl GetUser {
    #[new]
    #[pyo3(signature = (voipnumber=None, *, user=None))]
    fn new(voipnumber: Option<&str>, user: Option<&str>) -> PyResult<Self> {
        named(voipnumber, user).map(aql::GetUser::new).map(Self).map_err(raised)
    }
}

call!(GetUser of aql, User, user);

value! {
    /// How a VoIP user is configured. Every item may be missing.
    User of "telwire.aql" {
        /// The VoIP user.
        voipnumber: Opt<Str>,
        /// The telephone number of the user without separators, such as `441133120120`.
        pstnnumber: Opt<Str>,
        /// The credit left on the number; its unit is not documented.
        credit: Opt<Decimal>,
        /// What change_user can change.
        settings: Class<Settings>,
        /// Items that are not documented, stand there twice or cannot be read: pairs of name and value, as they came.
        other: Tuple<Pair<Str, Str>>,
    }
}

/// The answer for Python.
pub(crate) fn user(py: Python<'_>, user: aql::User) -> PyResult<User> {
    Ok(User {
        voipnumber: Field::new(py, user.voipnumber.as_ref().map(aql::VoipUser::as_str))?,
        pstnnumber: Field::new(py, user.pstnnumber.map(|number| number.to_string()))?,
        credit: Field::new(py, user.credit.map(|credit| convert::decimal(py, credit)).transpose()?)?,
        settings: Field::new(py, settings(py, &user.settings)?)?,
        other: Field::tuple(py, user.other.into_iter().map(Ok))?,
    })
}

/// The user of a call: a number as callers give it is checked, a name out of an answer is taken as it is.
pub(crate) fn named(voipnumber: Option<&str>, user: Option<&str>) -> Result<aql::VoipUser, InvalidInput> {
    match (voipnumber, user) {
        (Some(voipnumber), None) => Ok(voipnumber.parse::<aql::VoipNumber>()?.into()),
        (None, Some(user)) => aql::VoipUser::opaque(user),
        _ => {
            let message = "or else `user` must be given, and not both";
            Err(InvalidInput::new("voipnumber", InvalidCode::Conflict, message))
        }
    }
}

//! `voipapi.php`, `action=changeuser`.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use telwire::aql;

use crate::aql::get_user::named;
use crate::aql::settings::{self, Given, OrText};
use crate::call::call;
use crate::errors::raised;
use crate::value::{Bool, Field, Int, Opt, Str, Time, value};

/// Changes some of a VoIP user's items and leaves the others alone (number control and credit API, "action:changeuser").
///
/// Whether several items change together or one by one is not documented: after an error, read back with `GetUser`. The
/// answer is a `Changed`.
///
/// Changes `voipnumber`, 6 digits that begin with 6 or 7, or `user`, named as list_users or an assign named it. Each
/// setting may also be given as the text that aql writes: see `Settings` for what they mean. What is left out, or
/// `None`, stays as it is. Raises `InvalidInput`.
///
/// >>> from telwire import aql
/// >>> call = aql.ChangeUser("606309", forwardto="01133203040", forwardactive=True)
/// >>> call.request().body
/// b'action=changeuser&voipnumber=606309&forwardto=01133203040&forwardactive=1'
/// >>> call.parse(200, b"OK:22\n")
/// Changed(id='22')
#[pyclass(frozen, module = "telwire.aql")]
pub(crate) struct ChangeUser(pub(crate) aql::ChangeUser);

/// Declares the constructor, which takes each setting by its name.
macro_rules! constructor {
    ($($setting:ident: $type:ty,)*) => {
        #[pymethods]
        impl ChangeUser {
            #[new]
            #[pyo3(signature = (voipnumber=None, *, user=None, $($setting=None,)* **others: "None"))]
            #[expect(clippy::too_many_arguments, reason = "they are the document's parameters")]
            fn new(
                voipnumber: Option<&str>,
                user: Option<&str>,
                $($setting: Option<Given<$type>>,)*
                others: Option<&Bound<'_, PyDict>>,
            ) -> PyResult<Self> {
                let mut settings = aql::Settings::default();
                $(if let Some(setting) = $setting {
                    setting.set(&mut settings, stringify!($setting))?;
                })*
                settings::refuse(others)?;
                aql::ChangeUser::new(named(voipnumber, user).map_err(raised)?, settings).map(Self).map_err(raised)
            }
        }
    };
}

constructor! {
    voicemailon: OrText<Bool>,
    voicemaildelay: OrText<Int>,
    voicemaildest: Str,
    forwardto: Str,
    forwardstart: OrText<Time>,
    forwardend: OrText<Time>,
    forwardcli: OrText<Bool>,
    forwardactive: OrText<Bool>,
    faxenabled: OrText<Bool>,
    faxrecipient: Str,
    faxrecipientname: Str,
    sipendpoint: Str,
    smsaction: Str,
    smsdata: Str,
    callrecord: OrText<Bool>,
}

call!(ChangeUser of aql, Changed, changed);

value! {
    /// The change was accepted.
    Changed of "telwire.aql" {
        /// The id behind `OK:`, if there is one. What it means is not documented.
        id: Opt<Str>,
    }
}

/// The answer for Python.
pub(crate) fn changed(py: Python<'_>, changed: aql::Changed) -> PyResult<Changed> {
    Ok(Changed { id: Field::new(py, changed.id)? })
}

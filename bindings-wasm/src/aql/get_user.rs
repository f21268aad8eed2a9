//! `voipapi.php`, `action=getuser`.

use serde::Serialize;
use telwire::aql::{GetUser, User, VoipNumber, VoipUser};
use telwire::{InvalidCode, InvalidInput};

use crate::aql::settings::SettingsView;
use crate::call::Native;
use crate::options::Options;

impl Native for GetUser {
    fn read(options: &mut Options<'_>) -> Result<Self, InvalidInput> {
        let named = Named::read(options);
        options.finish()?;
        named.user().map(Self::new)
    }

    fn view(user: &User) -> impl Serialize {
        UserView::of(user)
    }
}

/// The user of a call, as it was given.
pub(crate) struct Named {
    voipnumber: Option<String>,
    user: Option<String>,
}

impl Named {
    pub(crate) fn read(options: &mut Options<'_>) -> Self {
        Self { voipnumber: options.text("voipnumber"), user: options.text("user") }
    }

    /// A number as callers give it is checked, a name out of an answer is taken as it is.
    pub(crate) fn user(self) -> Result<VoipUser, InvalidInput> {
        match (self.voipnumber, self.user) {
            (Some(voipnumber), None) => Ok(voipnumber.parse::<VoipNumber>()?.into()),
            (None, Some(user)) => VoipUser::opaque(&user),
            _ => {
                let message = "or else `user` must be given, and not both";
                Err(InvalidInput::new("voipnumber", InvalidCode::Conflict, message))
            }
        }
    }
}

#[derive(Serialize)]
pub(crate) struct UserView<'a> {
    voipnumber: Option<&'a str>,
    pstnnumber: Option<String>,
    credit: Option<String>,
    settings: SettingsView<'a>,
    other: &'a [(String, String)],
}

impl<'a> UserView<'a> {
    pub(crate) fn of(user: &'a User) -> Self {
        Self {
            voipnumber: user.voipnumber.as_ref().map(VoipUser::as_str),
            pstnnumber: user.pstnnumber.map(|number| number.to_string()),
            credit: user.credit.map(|credit| credit.to_string()),
            settings: SettingsView::of(&user.settings),
            other: &user.other,
        }
    }
}

//! `voipapi.php`, `action=getuser`.

use telwire::aql::{GetUser, User, VoipNumber, VoipUser};
use telwire::{InvalidCode, InvalidInput};
use wasm_bindgen::JsValue;

use crate::call::Native;
use crate::options::Options;
use crate::view::{View, object};

impl Native for GetUser {
    fn read(options: &mut Options<'_>) -> Result<Self, InvalidInput> {
        let named = Named::read(options);
        options.finish()?;
        named.user().map(Self::new)
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

impl View for User {
    fn view(&self) -> JsValue {
        object(&[
            ("voipnumber", self.voipnumber.view()),
            ("pstnnumber", self.pstnnumber.view()),
            ("credit", self.credit.view()),
            ("settings", self.settings.view()),
            ("other", self.other.view()),
        ])
    }
}

//! `POST /reseller/voipapi.php`, `action=changeuser`: configures a VoIP user.
//!
//! Document: number control and credit API, "action:changeuser".

use crate::aql::get_user::PATH;
use crate::aql::settings::Settings;
use crate::aql::{Service, VoipUser, answer};
use crate::endpoint::{Call, Effect, Endpoint};
use crate::error::{Error, InvalidCode, InvalidInput, Malformed};
use crate::form::Form;
use crate::http::{Request, Response};

/// Changes some of a VoIP user's items and leaves the others alone.
///
/// Whether several items change together or one by one is not documented: after an error, read back with
/// [`GetUser`](crate::aql::GetUser).
///
/// ```
/// use telwire::{Endpoint, Response, aql};
///
/// let settings = aql::Settings { forwardto: Some("01133203040".into()), forwardactive: Some(true), ..Default::default() };
/// let call = aql::ChangeUser::new("606309".parse::<aql::VoipNumber>()?, settings)?;
/// assert_eq!(call.request().body(), "action=changeuser&voipnumber=606309&forwardto=01133203040&forwardactive=1");
///
/// let changed = call.parse(&Response::new(200, "OK:22\n"))?;
/// assert_eq!(changed.id.as_deref(), Some("22"));
/// # Ok::<(), telwire::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeUser {
    voipnumber: VoipUser,
    settings: Settings,
}

impl ChangeUser {
    /// Changes the items that are set in `settings`.
    ///
    /// # Errors
    /// `empty` if no item is set; `control_character`, with the item's name as the field.
    pub fn new(voipnumber: impl Into<VoipUser>, settings: Settings) -> Result<Self, InvalidInput> {
        if settings.is_empty() {
            return Err(InvalidInput::new("settings", InvalidCode::Empty, "must set at least one item"));
        }
        Ok(Self { voipnumber: voipnumber.into(), settings: settings.checked()? })
    }

    /// The user to change.
    #[must_use]
    pub fn voipnumber(&self) -> &VoipUser {
        &self.voipnumber
    }

    /// What is to change.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }
}

/// The change was accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Changed {
    /// The id behind `OK:`, if there is one. What it means is not documented.
    pub id: Option<String>,
}

impl Endpoint for ChangeUser {
    type Service = Service;
    type Answer = Changed;

    const NAME: &'static str = "change_user";
    const EFFECT: Effect = Effect::Change;

    fn request(&self) -> Request<Service> {
        let form = Form::new().field("action", "changeuser").field("voipnumber", self.voipnumber.as_str());
        let items = self.settings.items();
        let form = items.iter().fold(form, |form, (name, value)| form.field(name, value));
        Request::post(Service::Control, PATH, form.finish())
    }

    fn parse(&self, response: &Response) -> Result<Changed, Error> {
        let body = answer::control_body(Call::of::<Self>(), response)?;
        if !response.is_complete() {
            return Err(Malformed::incomplete(Call::of::<Self>(), response).into());
        }
        let mut lines = answer::lines(body);
        let line = lines.next().map(|line| line.text).unwrap_or_default();
        match (changed(line), lines.next()) {
            (Some(changed), None) => Ok(changed),
            _ => Err(Malformed::new(Call::of::<Self>(), response, 0, "`OK` or `OK:` and an id").into()),
        }
    }
}

/// `changed = "OK" [ ":" id ]`.
fn changed(line: &[u8]) -> Option<Changed> {
    match line.strip_prefix(b"OK")? {
        [] => Some(Changed { id: None }),
        [b':', id @ ..] => Some(Changed { id: Some(String::from_utf8_lossy(id).into_owned()) }),
        _ => None,
    }
}

#[cfg(feature = "server")]
mod server {
    use super::{ChangeUser, Changed, InvalidInput, Request, Response, Service, Settings, VoipUser, answer};
    use crate::endpoint::ServerEndpoint;
    use crate::form;

    impl ServerEndpoint for ChangeUser {
        fn decode(request: &Request<Service>) -> Result<Self, InvalidInput> {
            let mut fields = answer::action(request, "changeuser")?;
            let voipnumber = VoipUser::opaque(fields.required("voipnumber")?)?;
            let mut settings = Settings::default();
            for (name, value) in fields.into_rest() {
                settings.set(&name, &value).map_err(form::refused)?;
            }
            Self::new(voipnumber, settings)
        }

        fn encode(changed: &Changed) -> Response {
            answer::text(match &changed.id {
                None => "OK\n".to_owned(),
                Some(id) => format!("OK:{id}\n"),
            })
        }
    }
}

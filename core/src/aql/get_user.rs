//! `POST /reseller/voipapi.php`, `action=getuser`: how a VoIP user is configured.
//!
//! Document: number control and credit API, "action:getuser".

use nom::Parser;
use nom::bytes::complete::{tag, take_till};

use crate::aql::settings::Settings;
use crate::aql::{E164, Service, VoipUser, answer};
use crate::endpoint::{Call, Effect, Endpoint};
use crate::error::{Error, Malformed, Salvaged};
use crate::form::Form;
use crate::grammar::{Parsed, fill};
use crate::http::{Request, Response};
use crate::price::Price;
use crate::text::lossless;

/// Where the whole control service lives.
pub(crate) const PATH: &str = "/reseller/voipapi.php";

/// Asks how a VoIP user is configured.
///
/// ```
/// use telwire::{Endpoint, Response, aql};
///
/// let call = aql::GetUser::new("606309".parse::<aql::VoipNumber>()?);
/// assert_eq!(call.request().body(), "action=getuser&voipnumber=606309");
///
/// let user = call.parse(&Response::new(200, "voipnumber:606309\nforwardstart:08:30:00\ncredit:3.42\n"))?;
/// assert_eq!(user.settings.forwardstart, Some("08:30:00".parse()?));
/// assert_eq!(user.credit, Some("3.42".parse()?));
/// # Ok::<(), telwire::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetUser {
    voipnumber: VoipUser,
}

impl GetUser {
    /// Asks about that user: a [`VoipNumber`](crate::aql::VoipNumber), or what listusers or an assign named.
    #[must_use]
    pub fn new(voipnumber: impl Into<VoipUser>) -> Self {
        Self { voipnumber: voipnumber.into() }
    }

    /// The user asked about.
    #[must_use]
    pub fn voipnumber(&self) -> &VoipUser {
        &self.voipnumber
    }
}

/// How a VoIP user is configured. Every item may be missing. Text that is not UTF-8 is read as ISO 8859-1, so that
/// nothing of it is lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct User {
    /// The VoIP user.
    pub voipnumber: Option<VoipUser>,
    /// The telephone number that belongs to the user, without separators.
    pub pstnnumber: Option<E164>,
    /// The credit left on the number; its unit is not documented. Sending a fax uses SMS credits.
    pub credit: Option<Price>,
    /// What changeuser can change.
    #[serde(flatten)]
    pub settings: Settings,
    /// Items that are not documented, stand there twice or cannot be read, in order, name and value as they came. A
    /// line without a colon has an empty name.
    pub other: Vec<(String, String)>,
}

impl User {
    fn read(&mut self, name: &str, value: &str) {
        let is_read = match name {
            "voipnumber" => fill(&mut self.voipnumber, VoipUser::opaque(value).ok()),
            "pstnnumber" => fill(&mut self.pstnnumber, value.parse().ok()),
            "credit" => fill(&mut self.credit, value.parse().ok()),
            _ => self.settings.set(name, value).is_ok(),
        };
        if !is_read {
            self.other.push((name.to_owned(), value.to_owned()));
        }
    }

    /// Whether anything documented was there.
    fn is_known(&self) -> bool {
        let Self { voipnumber, pstnnumber, credit, settings, .. } = self;
        voipnumber.is_some() || pstnnumber.is_some() || credit.is_some() || !settings.is_empty()
    }
}

impl Endpoint for GetUser {
    type Service = Service;
    type Answer = User;

    const NAME: &'static str = "get_user";
    const EFFECT: Effect = Effect::Read;

    fn request(&self) -> Request<Service> {
        let form = Form::new().field("action", "getuser").field("voipnumber", self.voipnumber.as_str());
        Request::post(Service::Control, PATH, form.finish())
    }

    fn parse(&self, response: &Response) -> Result<User, Error> {
        let body = answer::control_body(Call::of::<Self>(), response)?;
        let mut user = User::default();
        for line in answer::lines(body).filter(|line| line.is_whole(response)) {
            let (name, value) = match item(line.text) {
                Ok((value, name)) => (name, value),
                Err(_) => (&b""[..], line.text),
            };
            user.read(&lossless(name), &lossless(value));
        }
        if !response.is_complete() {
            let salvaged = Salvaged::User(Box::new(user));
            return Err(Malformed::incomplete(Call::of::<Self>(), response).with_salvaged(salvaged).into());
        }
        if !user.is_known() {
            return Err(Malformed::new(Call::of::<Self>(), response, 0, "lines such as `voipnumber:606309`").into());
        }
        Ok(user)
    }
}

/// `item = name ":" value`, split at the first colon: times and URLs hold more. The value is what is left.
fn item(line: &[u8]) -> Parsed<'_, &[u8]> {
    let (rest, name) = take_till(|byte| byte == b':').parse(line)?;
    let (value, _) = tag(":").parse(rest)?;
    Ok((value, name))
}

#[cfg(feature = "server")]
mod server {
    use super::{GetUser, Request, Response, Service, User, VoipUser, answer};
    use crate::endpoint::ServerEndpoint;
    use crate::error::InvalidInput;

    impl ServerEndpoint for GetUser {
        fn decode(request: &Request<Service>) -> Result<Self, InvalidInput> {
            let mut fields = answer::action(request, "getuser")?;
            let voipnumber = VoipUser::opaque(fields.required("voipnumber")?)?;
            fields.finish()?;
            Ok(Self { voipnumber })
        }

        /// The items in the order of the document's table, the user's own number first and its credit last.
        fn encode(user: &User) -> Response {
            let own = [
                ("voipnumber", user.voipnumber.as_ref().map(ToString::to_string)),
                ("pstnnumber", user.pstnnumber.map(|number| number.to_string())),
            ];
            let credit = ("credit", user.credit.map(|credit| credit.to_string()));
            let present = |(name, value): (&'static str, Option<String>)| Some((name.to_owned(), value?));
            let items = own.into_iter().filter_map(present);
            let items = items.chain(user.settings.items().into_iter().map(|(name, value)| (name.to_owned(), value)));
            let items = items.chain(present(credit)).chain(user.other.iter().cloned());
            answer::text(items.map(|(name, value)| format!("{name}:{value}\n")).collect())
        }
    }
}

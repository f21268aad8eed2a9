//! `POST /reseller/voipapi.php`, `action=listusers`: the VoIP users of the account.
//!
//! Document: number control and credit API, "action:listusers".

use crate::aql::get_user::PATH;
use crate::aql::{Service, VoipUser, answer};
use crate::endpoint::{Call, Effect, Endpoint};
use crate::error::{Error, Malformed, Salvaged};
use crate::form::Form;
use crate::http::{Request, Response};

/// Asks for all VoIP users of the account, in the order of the answer. An account without users answers with nothing.
///
/// ```
/// use telwire::{Endpoint, Response, aql};
///
/// let users = aql::ListUsers.parse(&Response::new(200, "606309\n612345\n"))?;
/// assert_eq!(users[1].as_str(), "612345");
/// # Ok::<(), telwire::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListUsers;

impl Endpoint for ListUsers {
    type Service = Service;
    type Answer = Vec<VoipUser>;

    const NAME: &'static str = "list_users";
    const EFFECT: Effect = Effect::Read;

    fn request(&self) -> Request<Service> {
        Request::post(Service::Control, PATH, Form::new().field("action", "listusers").finish())
    }

    fn parse(&self, response: &Response) -> Result<Vec<VoipUser>, Error> {
        let body = answer::control_body(Call::of::<Self>(), response)?;
        // The other service's code and the other actions' OK are no names.
        let first = answer::lines(body).next().map(|line| line.text).unwrap_or_default();
        if first == b"OK" || first.starts_with(b"AQVOIP_") {
            return Err(Malformed::new(Call::of::<Self>(), response, 0, "usernames").into());
        }
        let whole = answer::lines(body).filter(|line| line.is_whole(response));
        let users = whole.map(|line| VoipUser::from_answer(line.text)).collect();
        if response.is_complete() {
            return Ok(users);
        }
        Err(Malformed::incomplete(Call::of::<Self>(), response).with_salvaged(Salvaged::Users(users)).into())
    }
}

#[cfg(feature = "server")]
mod server {
    use super::{ListUsers, Request, Response, Service, VoipUser, answer};
    use crate::endpoint::ServerEndpoint;
    use crate::error::InvalidInput;

    impl ServerEndpoint for ListUsers {
        fn decode(request: &Request<Service>) -> Result<Self, InvalidInput> {
            answer::action(request, "listusers")?.finish()?;
            Ok(Self)
        }

        fn encode(users: &Vec<VoipUser>) -> Response {
            answer::text(users.iter().map(|user| format!("{user}\n")).collect())
        }
    }
}

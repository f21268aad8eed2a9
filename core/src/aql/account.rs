//! Who calls aql, and where it is.

use zeroize::Zeroizing;

use crate::base_url::BaseUrl;
use crate::error::InvalidInput;
use crate::form::Form;
use crate::http::{self, Request, SignedRequest};
use crate::secret::{Secret, checked_login};
use crate::workflow::Fingerprint;

/// The two services of aql.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Service {
    /// getuser, changeuser, listusers.
    Control,
    /// Search and assign.
    Provisioning,
}

impl http::Service for Service {
    fn name(self) -> &'static str {
        match self {
            Self::Control => "aql-control",
            Self::Provisioning => "aql-provisioning",
        }
    }
}

/// A reseller's account: the credentials of the provisioning service, and where they differ those of the control
/// service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    provisioning: Login,
    control: Login,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Login {
    username: String,
    password: Secret,
}

impl Login {
    fn new(username: String, password: String) -> Result<Self, InvalidInput> {
        checked_login("username", &username)?;
        checked_login("password", &password)?;
        Ok(Self { username, password: Secret::new(password) })
    }
}

impl Account {
    /// An account with the same credentials for both services.
    ///
    /// # Errors
    /// Fields `username`, `password`: `empty`, `control_character`.
    pub fn new(username: impl Into<String>, password: impl Into<String>) -> Result<Self, InvalidInput> {
        let login = Login::new(username.into(), password.into())?;
        Ok(Self { provisioning: login.clone(), control: login })
    }

    /// The same account with credentials of its own for the control service, whose document asks for those of
    /// aql.com.
    ///
    /// # Errors
    /// Fields `username`, `password`: `empty`, `control_character`.
    pub fn with_control(self, username: impl Into<String>, password: impl Into<String>) -> Result<Self, InvalidInput> {
        Ok(Self { control: Login::new(username.into(), password.into())?, ..self })
    }

    /// The username of the provisioning service.
    #[must_use]
    pub fn username(&self) -> &str {
        &self.provisioning.username
    }

    /// What a workflow's checkpoint belongs to: aql, the usernames, and the gateway's base URLs.
    #[must_use]
    pub fn fingerprint(&self, gateway: &Gateway) -> Fingerprint {
        let [provisioning, control] = [gateway.provisioning.as_str(), gateway.control.as_str()];
        Fingerprint::new(["aql", &self.provisioning.username, &self.control.username, provisioning, control])
    }

    /// Adds the host and the credentials: the one place where they meet a request.
    #[must_use]
    pub fn sign(&self, request: Request<Service>, gateway: &Gateway) -> SignedRequest {
        let (base, login) = match request.service() {
            Service::Control => (&gateway.control, &self.control),
            Service::Provisioning => (&gateway.provisioning, &self.provisioning),
        };
        let credentials = Form::new().field("username", &login.username).field("password", login.password.expose());
        SignedRequest::new(request, base.as_str(), &Zeroizing::new(credentials.finish()), None)
    }
}

/// Where aql's services are. The default is aql itself: `https://gw.aql.com` for provisioning, `https://aql.com` for
/// control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gateway {
    provisioning: BaseUrl,
    control: BaseUrl,
}

impl Gateway {
    /// Both services at one base URL.
    #[must_use]
    pub fn new(base: BaseUrl) -> Self {
        Self { provisioning: base.clone(), control: base }
    }

    /// A base URL for each service.
    #[must_use]
    pub fn per_service(provisioning: BaseUrl, control: BaseUrl) -> Self {
        Self { provisioning, control }
    }
}

impl Default for Gateway {
    fn default() -> Self {
        let url = |url: &str| BaseUrl::trusted(url.to_owned());
        Self { provisioning: url("https://gw.aql.com"), control: url("https://aql.com") }
    }
}

#[cfg(feature = "server")]
pub use received::{Credentials, receive};

#[cfg(feature = "server")]
mod received {
    use super::Service;
    use crate::aql::{assign_numbers, check_numbers, get_user};
    use crate::error::{InvalidCode, InvalidInput};
    use crate::form::Fields;
    use crate::http::{Method, Request, SignedRequest, split_target};
    use crate::secret::Secret;

    /// What a received request presents.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Credentials {
        /// The username.
        pub username: String,
        password: Secret,
    }

    impl Credentials {
        /// Whether the password is this one.
        #[must_use]
        pub fn has_password(&self, password: &str) -> bool {
            self.password.expose() == password
        }
    }

    /// The opposite of signing: takes the credentials off a request that a server received. One without the other stays
    /// in the form, where no call has a field for it.
    ///
    /// # Errors
    /// `wrong_method` if it is no POST without query to a path of aql's, `wrong_format` if the body is no text,
    /// `repeated` if a field is there twice.
    pub fn receive(signed: &SignedRequest) -> Result<(Option<Credentials>, Request<Service>), InvalidInput> {
        let refused = |message| InvalidInput::new("request", InvalidCode::WrongMethod, message);
        let (path, query) = split_target(signed.url());
        let service = match path {
            assign_numbers::PATH | check_numbers::PATH => Service::Provisioning,
            get_user::PATH => Service::Control,
            _ => return Err(refused("is for none of aql's paths")),
        };
        if signed.method() != Method::Post || !query.is_empty() {
            return Err(refused("must be a POST without query"));
        }
        let body = std::str::from_utf8(signed.body())
            .map_err(|_| InvalidInput::new("request", InvalidCode::WrongFormat, "must be a form"))?;
        let mut fields = Fields::read(body)?;
        let login = fields.pair("username", "password");
        let credentials = login.map(|(username, password)| Credentials { username, password: Secret::new(password) });
        Ok((credentials, Request::received(Method::Post, service, path.to_owned(), fields.into_form())))
    }
}

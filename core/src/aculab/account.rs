//! Who calls Aculab Cloud, and where it is.

use base64ct::{Base64, Encoding as _};
use zeroize::Zeroizing;

use crate::base_url::BaseUrl;
use crate::error::{InvalidCode, InvalidInput};
use crate::http::{self, Request, SignedRequest};
use crate::secret::{Secret, checked_login};
use crate::text::is_digits;
use crate::workflow::Fingerprint;

/// The one service of Aculab Cloud that telwire speaks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Service {
    /// The `tel_*` web services.
    Cloud,
}

impl http::Service for Service {
    fn name(self) -> &'static str {
        "aculab-cloud"
    }

    /// Asked for always: some services answer errors in XML or HTML without it.
    fn accept(self) -> Option<&'static str> {
        Some("application/json")
    }
}

/// A cloud account: the cloud ID, a user of it, and the API access key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    cloud_id: String,
    username: String,
    access_key: Secret,
}

impl Account {
    /// An account of the cloud `cloud_id`, digits and dashes such as `1-2-0`: it becomes part of a host name.
    ///
    /// # Errors
    /// Field `cloud_id`: `wrong_format`. Fields `username`, `access_key`: `empty`, `control_character`; `username`
    /// also: `wrong_format` if it holds `:`, which would end it.
    pub fn new(
        cloud_id: impl Into<String>,
        username: impl Into<String>,
        access_key: impl Into<String>,
    ) -> Result<Self, InvalidInput> {
        let (cloud_id, username, access_key) = (cloud_id.into(), username.into(), access_key.into());
        if cloud_id.len() > 40 || !cloud_id.split('-').all(is_digits) {
            // It may be the access key in the wrong place, so the message does not repeat the value.
            let message = "must be digits and dashes such as `1-2-0`";
            return Err(InvalidInput::new("cloud_id", InvalidCode::WrongFormat, message));
        }
        checked_login("username", &username)?;
        checked_login("access_key", &access_key)?;
        if username.contains(':') {
            // What stands behind it may be the access key, so the message does not repeat the value.
            let message = "must not hold `:`: the access key is given by itself";
            return Err(InvalidInput::new("username", InvalidCode::WrongFormat, message));
        }
        Ok(Self { cloud_id, username, access_key: Secret::new(access_key) })
    }

    /// The cloud ID.
    #[must_use]
    pub fn cloud_id(&self) -> &str {
        &self.cloud_id
    }

    /// The username, without the cloud ID.
    #[must_use]
    pub fn username(&self) -> &str {
        &self.username
    }

    /// What a workflow's checkpoint belongs to: Aculab Cloud, the cloud ID and username, and the gateway's base URL.
    #[must_use]
    pub fn fingerprint(&self, gateway: &Gateway) -> Fingerprint {
        Fingerprint::new(["aculab", &self.cloud_id, &self.username, self.base(gateway).as_str()])
    }

    fn base(&self, gateway: &Gateway) -> BaseUrl {
        let own = || BaseUrl::trusted(format!("https://ws-{}.aculabcloud.net", self.cloud_id));
        gateway.base.clone().unwrap_or_else(own)
    }

    /// Adds the host and the credentials: the one place where they meet a request.
    #[must_use]
    pub fn sign(&self, request: Request<Service>, gateway: &Gateway) -> SignedRequest {
        let login = Zeroizing::new(format!("{}/{}:{}", self.cloud_id, self.username, self.access_key.expose()));
        let authorization =
            Zeroizing::new(format!("Basic {}", *Zeroizing::new(Base64::encode_string(login.as_bytes()))));
        SignedRequest::new(request, self.base(gateway).as_str(), "", Some(authorization))
    }
}

/// Where Aculab Cloud is. The default is the cloud's own host, `https://ws-CLOUD_ID.aculabcloud.net`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gateway {
    base: Option<BaseUrl>,
}

impl Gateway {
    /// All services at that base URL.
    #[must_use]
    pub fn new(base: BaseUrl) -> Self {
        Self { base: Some(base) }
    }
}

#[cfg(feature = "server")]
pub use received::{Credentials, receive};

#[cfg(feature = "server")]
mod received {
    use base64ct::{Base64, Encoding as _};
    use zeroize::Zeroizing;

    use super::Service;
    use crate::error::{InvalidCode, InvalidInput};
    use crate::http::{Method, Request, SignedRequest, split_target};
    use crate::secret::Secret;

    /// What a received request presents.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Credentials {
        /// The cloud ID.
        pub cloud_id: String,
        /// The username, without the cloud ID.
        pub username: String,
        access_key: Secret,
    }

    impl Credentials {
        /// Whether the access key is this one.
        #[must_use]
        pub fn has_access_key(&self, access_key: &str) -> bool {
            self.access_key.expose() == access_key
        }

        /// `Basic`, one space, and in base64 `cloudID "/" username ":" access-key`.
        fn read(authorization: &str) -> Option<Self> {
            let (scheme, encoded) = authorization.split_once(' ')?;
            let decoded = Zeroizing::new(Base64::decode_vec(encoded.trim()).ok()?);
            let (user, access_key) = std::str::from_utf8(&decoded).ok()?.split_once(':')?;
            let (cloud_id, username) = user.split_once('/')?;
            scheme.eq_ignore_ascii_case("basic").then(|| Self {
                cloud_id: cloud_id.to_owned(),
                username: username.to_owned(),
                access_key: Secret::new(access_key.to_owned()),
            })
        }
    }

    /// The opposite of signing: takes the credentials, if there are any, off a request that a server received.
    ///
    /// # Errors
    /// `wrong_method` if a POST has a query, `wrong_format` if its body is no text or the target is no path.
    pub fn receive(signed: &SignedRequest) -> Result<(Option<Credentials>, Request<Service>), InvalidInput> {
        let refused = |code, message| InvalidInput::new("request", code, message);
        let (path, query) = split_target(signed.url());
        let form = match signed.method() {
            Method::Get => query,
            Method::Post if !query.is_empty() => {
                return Err(refused(InvalidCode::WrongMethod, "must be a POST without query"));
            }
            Method::Post => {
                std::str::from_utf8(signed.body()).map_err(|_| refused(InvalidCode::WrongFormat, "must be a form"))?
            }
        };
        if !path.starts_with('/') {
            return Err(refused(InvalidCode::WrongFormat, "must be for a path, not for a whole URL"));
        }
        let request = Request::received(signed.method(), Service::Cloud, path.to_owned(), form.to_owned());
        Ok((signed.header("authorization").and_then(Credentials::read), request))
    }
}

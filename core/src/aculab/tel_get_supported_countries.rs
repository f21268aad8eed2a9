//! `POST /tel_get_supported_countries`: where numbers can be bought.
//!
//! Document: Managing Inbound Telephone Numbers, "Tel Get Supported Countries".

use crate::aculab::{ByGet, DidType, Service, answer};
use crate::endpoint::{Call, Effect, Endpoint};
use crate::error::{Error, InvalidInput};
use crate::form::Form;
use crate::http::{Request, Response};

const PATH: &str = "/tel_get_supported_countries";

/// Asks for the names of the countries in which numbers can be bought: a `Vec<String>` in the order of the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TelGetSupportedCountries {
    did_type: Option<DidType>,
}

impl TelGetSupportedCountries {
    /// The countries with geographic numbers.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The countries with numbers of that type.
    ///
    /// # Errors
    /// Field `did_type`: `unknown_value` for a [`DidType::Other`].
    pub fn did_type(mut self, did_type: DidType) -> Result<Self, InvalidInput> {
        self.did_type = Some(did_type.documented()?);
        Ok(self)
    }
}

impl Endpoint for TelGetSupportedCountries {
    type Service = Service;
    type Answer = Vec<String>;

    const NAME: &'static str = "tel_get_supported_countries";
    const EFFECT: Effect = Effect::Read;

    fn request(&self) -> Request<Service> {
        let form = Form::new().optional("did_type", self.did_type.as_ref().map(DidType::as_str));
        Request::post(Service::Cloud, PATH, form.finish())
    }

    fn parse(&self, response: &Response) -> Result<Vec<String>, Error> {
        answer::read(Call::of::<Self>(), response, answer::names)
    }
}

impl ByGet for TelGetSupportedCountries {}

#[cfg(feature = "server")]
mod server {
    use super::{DidType, PATH, Request, Response, Service, TelGetSupportedCountries, answer};
    use crate::endpoint::ServerEndpoint;
    use crate::error::InvalidInput;

    impl TelGetSupportedCountries {
        /// The type asked for; geographic where nothing was said.
        #[must_use]
        pub fn wanted_type(&self) -> &DidType {
            self.did_type.as_ref().unwrap_or(&DidType::Geographic)
        }
    }

    impl ServerEndpoint for TelGetSupportedCountries {
        fn decode(request: &Request<Service>) -> Result<Self, InvalidInput> {
            let mut fields = answer::fields(request, PATH)?;
            let did_type = fields.parsed("did_type")?;
            fields.finish()?;
            Ok(Self { did_type })
        }

        fn encode(countries: &Vec<String>) -> Response {
            answer::names_answer(countries.iter().map(String::as_str))
        }
    }
}

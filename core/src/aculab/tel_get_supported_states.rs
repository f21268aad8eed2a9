//! `POST /tel_get_supported_states`: the states of a country.
//!
//! Document: Managing Inbound Telephone Numbers, "Tel Get Supported States".

use crate::aculab::parameter::Text;
use crate::aculab::{ByGet, Service, answer};
use crate::endpoint::{Call, Effect, Endpoint};
use crate::error::{Error, InvalidInput};
use crate::form::Form;
use crate::http::{Request, Response};

const PATH: &str = "/tel_get_supported_states";

/// Asks for the names of the states of a country in which numbers can be bought: a `Vec<String>` in the order of the
/// wire. Not all countries have states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TelGetSupportedStates {
    country: Text,
}

impl TelGetSupportedStates {
    /// The states of that country.
    ///
    /// # Errors
    /// Field `country`: `empty`, `control_character`, `wrong_format` (half of a surrogate pair).
    pub fn new(country: &str) -> Result<Self, InvalidInput> {
        Ok(Self { country: Text::new("country", country)? })
    }
}

impl Endpoint for TelGetSupportedStates {
    type Service = Service;
    type Answer = Vec<String>;

    const NAME: &'static str = "tel_get_supported_states";
    const EFFECT: Effect = Effect::Read;

    fn request(&self) -> Request<Service> {
        Request::post(Service::Cloud, PATH, Form::new().field("country", &self.country.escaped()).finish())
    }

    fn parse(&self, response: &Response) -> Result<Vec<String>, Error> {
        answer::read(Call::of::<Self>(), response, answer::names)
    }
}

impl ByGet for TelGetSupportedStates {}

#[cfg(feature = "server")]
mod server {
    use super::{InvalidInput, PATH, Request, Response, Service, TelGetSupportedStates, answer};
    use crate::endpoint::ServerEndpoint;

    impl TelGetSupportedStates {
        /// The country asked about.
        #[must_use]
        pub fn country(&self) -> &str {
            self.country.as_str()
        }
    }

    impl ServerEndpoint for TelGetSupportedStates {
        fn decode(request: &Request<Service>) -> Result<Self, InvalidInput> {
            let mut fields = answer::fields(request, PATH)?;
            let states = Self::new(&fields.required("country")?)?;
            fields.finish()?;
            Ok(states)
        }

        fn encode(states: &Vec<String>) -> Response {
            answer::names_answer(states.iter().map(String::as_str))
        }
    }
}

//! `POST /tel_get_supported_regions`: the regions of a country.
//!
//! Document: Managing Inbound Telephone Numbers, "Tel Get Supported Regions".

use crate::aculab::parameter::Text;
use crate::aculab::{ByGet, DidType, Service, answer};
use crate::endpoint::{Call, Effect, Endpoint};
use crate::error::{Error, InvalidInput};
use crate::form::Form;
use crate::http::{Request, Response};

const PATH: &str = "/tel_get_supported_regions";

/// Asks for the regions of a country in which numbers can be bought: a `Vec<String>` in the order of the wire. For
/// geographic numbers they are names, for national and toll-free ones number prefixes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TelGetSupportedRegions {
    country: Text,
    state: Option<Text>,
    did_type: Option<DidType>,
}

impl TelGetSupportedRegions {
    /// The regions of that country with geographic numbers.
    ///
    /// # Errors
    /// Field `country`: `empty`, `control_character`, `wrong_format` (half of a surrogate pair).
    pub fn new(country: &str) -> Result<Self, InvalidInput> {
        Ok(Self { country: Text::new("country", country)?, state: None, did_type: None })
    }

    /// Only those in that state; valid for countries that have states.
    ///
    /// # Errors
    /// Field `state`: as for [`new`](Self::new).
    pub fn state(self, state: &str) -> Result<Self, InvalidInput> {
        Ok(Self { state: Some(Text::new("state", state)?), ..self })
    }

    /// Those with numbers of that type.
    ///
    /// # Errors
    /// Field `did_type`: `unknown_value` for a [`DidType::Other`].
    pub fn did_type(self, did_type: DidType) -> Result<Self, InvalidInput> {
        Ok(Self { did_type: Some(did_type.documented()?), ..self })
    }
}

impl Endpoint for TelGetSupportedRegions {
    type Service = Service;
    type Answer = Vec<String>;

    const NAME: &'static str = "tel_get_supported_regions";
    const EFFECT: Effect = Effect::Read;

    fn request(&self) -> Request<Service> {
        let form = Form::new()
            .field("country", &self.country.escaped())
            .optional("state", self.state.as_ref().map(Text::escaped).as_deref())
            .optional("did_type", self.did_type.as_ref().map(DidType::as_str));
        Request::post(Service::Cloud, PATH, form.finish())
    }

    fn parse(&self, response: &Response) -> Result<Vec<String>, Error> {
        answer::read(Call::of::<Self>(), response, answer::names)
    }
}

impl ByGet for TelGetSupportedRegions {}

#[cfg(feature = "server")]
mod server {
    use super::{DidType, InvalidInput, PATH, Request, Response, Service, TelGetSupportedRegions, Text, answer};
    use crate::endpoint::ServerEndpoint;

    impl TelGetSupportedRegions {
        /// The country asked about.
        #[must_use]
        pub fn country(&self) -> &str {
            self.country.as_str()
        }

        /// The state, if one was given.
        #[must_use]
        pub fn in_state(&self) -> Option<&str> {
            self.state.as_ref().map(Text::as_str)
        }

        /// The type asked for; geographic where nothing was said.
        #[must_use]
        pub fn wanted_type(&self) -> &DidType {
            self.did_type.as_ref().unwrap_or(&DidType::Geographic)
        }
    }

    impl ServerEndpoint for TelGetSupportedRegions {
        fn decode(request: &Request<Service>) -> Result<Self, InvalidInput> {
            let mut fields = answer::fields(request, PATH)?;
            let country = Text::new("country", &fields.required("country")?)?;
            let state = Text::optional(&mut fields, "state")?;
            let did_type = fields.parsed("did_type")?;
            fields.finish()?;
            Ok(Self { country, state, did_type })
        }

        fn encode(regions: &Vec<String>) -> Response {
            answer::names_answer(regions.iter().map(String::as_str))
        }
    }
}

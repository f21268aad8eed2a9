//! `POST /tel_list_regulation_addresses`: the addresses registered for countries that ask for one.
//!
//! Document: Managing Inbound Telephone Numbers, "Tel List Regulation Addresses".

use crate::aculab::{ByGet, Service, answer};
use crate::endpoint::{Call, Effect, Endpoint};
use crate::error::Error;
use crate::grammar::Parsed;
use crate::http::{Request, Response};
use crate::json;

const PATH: &str = "/tel_list_regulation_addresses";

/// Asks for the regulation addresses of the account: a `Vec<RegulationAddress>` in the order of the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TelListRegulationAddresses;

/// An address registered on the account.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct RegulationAddress {
    /// The name that a purchase gives as `regulation_address`.
    pub name: String,
    /// The country; empty where the answer leaves it out.
    pub country: String,
    /// The region; empty where the answer leaves it out.
    pub region: String,
}

impl Endpoint for TelListRegulationAddresses {
    type Service = Service;
    type Answer = Vec<RegulationAddress>;

    const NAME: &'static str = "tel_list_regulation_addresses";
    const EFFECT: Effect = Effect::Read;

    fn request(&self) -> Request<Service> {
        Request::post(Service::Cloud, PATH, String::new())
    }

    fn parse(&self, response: &Response) -> Result<Vec<RegulationAddress>, Error> {
        answer::read(Call::of::<Self>(), response, addresses)
    }
}

impl ByGet for TelListRegulationAddresses {}

/// `addresses = "{" [ name ":" address *( "," name ":" address ) ] "}"`.
fn addresses(input: &[u8]) -> Parsed<'_, Vec<RegulationAddress>> {
    let mut addresses = Vec::new();
    let (rest, ()) = json::object(input, |name, input| {
        let (rest, address) = address(name.into_owned(), input)?;
        addresses.push(address);
        Ok((rest, ()))
    })?;
    Ok((rest, addresses))
}

/// `address = "{" [ "country" ":" string ] [ "region" ":" string ] "}"`, members in any order, others ignored.
fn address(name: String, input: &[u8]) -> Parsed<'_, RegulationAddress> {
    let mut address = RegulationAddress { name, country: String::new(), region: String::new() };
    let (rest, ()) = json::object(input, |name, input| match &*name {
        "country" => answer::text_into(input, &mut address.country),
        "region" => answer::text_into(input, &mut address.region),
        _ => json::skip(input),
    })?;
    Ok((rest, address))
}

#[cfg(feature = "server")]
mod server {
    use super::{PATH, RegulationAddress, Request, Response, Service, TelListRegulationAddresses, answer};
    use crate::endpoint::ServerEndpoint;
    use crate::error::InvalidInput;
    use crate::json::write;

    impl ServerEndpoint for TelListRegulationAddresses {
        fn decode(request: &Request<Service>) -> Result<Self, InvalidInput> {
            answer::fields(request, PATH)?.finish()?;
            Ok(Self)
        }

        fn encode(addresses: &Vec<RegulationAddress>) -> Response {
            let mut json = String::new();
            write::list(&mut json, ['{', '}'], addresses, |json, address| {
                write::string(json, &address.name);
                json.push(':');
                write::object(json, &[("country", Some(&*address.country)), ("region", Some(&*address.region))]);
            });
            answer::json_answer(json)
        }
    }
}

//! `tel_list_regulation_addresses`.

use serde::Serialize;
use telwire::InvalidInput;
use telwire::aculab::{RegulationAddress, TelListRegulationAddresses};

use crate::call::Native;
use crate::options::Options;

impl Native for TelListRegulationAddresses {
    fn read(options: &mut Options<'_>) -> Result<Self, InvalidInput> {
        options.finish()?;
        Ok(Self)
    }

    fn view(addresses: &Vec<RegulationAddress>) -> impl Serialize {
        addresses.iter().map(RegulationAddressView::of).collect::<Vec<_>>()
    }
}

#[derive(Serialize)]
struct RegulationAddressView<'a> {
    name: &'a str,
    country: &'a str,
    region: &'a str,
}

impl<'a> RegulationAddressView<'a> {
    fn of(address: &'a RegulationAddress) -> Self {
        Self { name: &address.name, country: &address.country, region: &address.region }
    }
}

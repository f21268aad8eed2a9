//! `tel_list_regulation_addresses`.

use telwire::InvalidInput;
use telwire::aculab::{RegulationAddress, TelListRegulationAddresses};
use wasm_bindgen::JsValue;

use crate::call::Native;
use crate::options::Options;
use crate::view::{View, object};

impl Native for TelListRegulationAddresses {
    fn read(options: &mut Options<'_>) -> Result<Self, InvalidInput> {
        options.finish()?;
        Ok(Self)
    }
}

impl View for RegulationAddress {
    fn view(&self) -> JsValue {
        object(&[("name", self.name.view()), ("country", self.country.view()), ("region", self.region.view())])
    }
}

//! `tel_list_numbers`.

use telwire::InvalidInput;
use telwire::aculab::{OwnedNumber, TelListNumbers};
use wasm_bindgen::JsValue;

use crate::call::Native;
use crate::options::Options;
use crate::view::{View, object};

impl Native for TelListNumbers {
    fn read(options: &mut Options<'_>) -> Result<Self, InvalidInput> {
        let (country, state) = (options.text("country"), options.text("state"));
        let (region, did_type) = (options.text("region"), options.text("did_type"));
        options.finish()?;
        let mut call = Self::new();
        if let Some(country) = country {
            call = call.country(&country)?;
        }
        if let Some(state) = state {
            call = call.state(&state)?;
        }
        if let Some(region) = region {
            call = call.region(&region)?;
        }
        match did_type {
            Some(did_type) => call.did_type(did_type.parse()?),
            None => Ok(call),
        }
    }
}

impl View for OwnedNumber {
    fn view(&self) -> JsValue {
        object(&[
            ("number", self.number.view()),
            ("country", self.country.view()),
            ("state", self.state.view()),
            ("region", self.region.view()),
            ("price", self.price.view()),
            ("purchased", self.purchased.view()),
            ("didType", self.did_type.as_str().view()),
            ("other", self.other.view()),
        ])
    }
}

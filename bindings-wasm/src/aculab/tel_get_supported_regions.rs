//! `tel_get_supported_regions`.

use telwire::InvalidInput;
use telwire::aculab::TelGetSupportedRegions;

use crate::call::Native;
use crate::options::{Options, required};

impl Native for TelGetSupportedRegions {
    fn read(options: &mut Options<'_>) -> Result<Self, InvalidInput> {
        let (country, state) = (options.text("country"), options.text("state"));
        let did_type = options.text("did_type");
        options.finish()?;
        let mut call = Self::new(&required("country", country)?)?;
        if let Some(state) = state {
            call = call.state(&state)?;
        }
        match did_type {
            Some(did_type) => call.did_type(did_type.parse()?),
            None => Ok(call),
        }
    }
}

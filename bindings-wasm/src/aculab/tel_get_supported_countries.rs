//! `tel_get_supported_countries`.

use telwire::InvalidInput;
use telwire::aculab::TelGetSupportedCountries;

use crate::call::Native;
use crate::options::Options;

impl Native for TelGetSupportedCountries {
    fn read(options: &mut Options<'_>) -> Result<Self, InvalidInput> {
        let did_type = options.text("did_type");
        options.finish()?;
        match did_type {
            Some(did_type) => Self::new().did_type(did_type.parse()?),
            None => Ok(Self::new()),
        }
    }
}

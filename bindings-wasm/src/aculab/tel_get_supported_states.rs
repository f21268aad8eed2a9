//! `tel_get_supported_states`.

use telwire::InvalidInput;
use telwire::aculab::TelGetSupportedStates;

use crate::call::Native;
use crate::options::{Options, required};

impl Native for TelGetSupportedStates {
    fn read(options: &mut Options<'_>) -> Result<Self, InvalidInput> {
        let country = options.text("country");
        options.finish()?;
        Self::new(&required("country", country)?)
    }
}

//! `checknumberapi.php`.

use telwire::InvalidInput;
use telwire::aql::CheckNumbers;

use crate::aql::number;
use crate::call::Native;
use crate::options::Options;

impl Native for CheckNumbers {
    fn read(options: &mut Options<'_>) -> Result<Self, InvalidInput> {
        let pattern = number::pattern(options);
        let (skip, show) = (options.count("skip"), options.count("show"));
        let sms_enabled = options.text("smsEnabled");
        options.finish()?;
        let mut call = Self::new(pattern.pattern()?);
        if let Some(skip) = skip {
            call = call.skip(skip);
        }
        if let Some(show) = show {
            call = call.show(show);
        }
        match sms_enabled {
            Some(sms_enabled) => Ok(call.sms_enabled(sms_enabled.parse()?)),
            None => Ok(call),
        }
    }
}

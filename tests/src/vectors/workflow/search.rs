//! A search through all its pages as vectors write it.

use serde::Deserialize;
use serde_json::Value;
use telwire::InvalidInput;
use telwire::aql::{Number, Pattern};
use telwire::workflow::{Checkpoint, Search, SearchReport, Setup};

use super::{Scripted, written};
use crate::vectors::call::Unbuilt;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameters {
    pattern: String,
    sms_enabled: Option<String>,
    page_size: Option<u32>,
}

impl Scripted for Search {
    fn begin(parameters: Value, setup: Setup) -> Result<Self, Unbuilt> {
        let Parameters { pattern, sms_enabled, page_size } = serde_json::from_value(parameters)?;
        let search = Self::new(pattern.parse::<Pattern>()?, setup);
        let filter = sms_enabled.map(|filter| filter.parse()).transpose()?;
        let search = filter.into_iter().fold(search, Self::sms_enabled);
        Ok(page_size.into_iter().fold(search, Self::page_size))
    }

    fn go_on(self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }

    fn item(numbers: Vec<Number>) -> Value {
        written(&numbers)
    }

    fn report(report: SearchReport) -> Value {
        written(&report)
    }
}

//! A release as vectors write it.

use serde::Deserialize;
use serde_json::Value;
use telwire::InvalidInput;
use telwire::workflow::{Checkpoint, Release, ReleaseItem, ReleaseReport, Setup};

use super::{Scripted, written};
use crate::vectors::call::{Unbuilt, item};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameters {
    numbers: Vec<String>,
    batch_size: Option<usize>,
}

impl Scripted for Release {
    fn begin(parameters: Value, setup: Setup) -> Result<Self, Unbuilt> {
        let Parameters { numbers, batch_size } = serde_json::from_value(parameters)?;
        let numbers = numbers.iter().enumerate().map(|(position, number)| item("numbers", position, number));
        let release = Self::new(numbers.collect::<Result<_, InvalidInput>>()?, setup)?;
        Ok(batch_size.into_iter().fold(release, Self::batch_size))
    }

    fn go_on(self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }

    fn item(item: ReleaseItem) -> Value {
        written(&item)
    }

    fn report(report: ReleaseReport) -> Value {
        written(&report)
    }

    fn text(report: &ReleaseReport) -> Option<String> {
        Some(report.to_string())
    }
}

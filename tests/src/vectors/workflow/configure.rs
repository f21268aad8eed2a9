//! A change that is read back as vectors write it.

use serde_json::Value;
use telwire::InvalidInput;
use telwire::workflow::{Checkpoint, Configure, ConfigureReport, Setup, Workflow};

use super::{Scripted, written};
use crate::vectors::aql::user_and_settings;
use crate::vectors::call::Unbuilt;

impl Scripted for Configure {
    fn begin(parameters: Value, setup: Setup) -> Result<Self, Unbuilt> {
        let (user, settings) = user_and_settings(parameters)?;
        Ok(Self::new(user, settings, setup)?)
    }

    fn go_on(self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }

    fn item(item: <Self as Workflow>::Item) -> Value {
        match item {}
    }

    fn report(report: ConfigureReport) -> Value {
        written(&report)
    }
}

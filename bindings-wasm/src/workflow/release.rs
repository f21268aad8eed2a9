//! Giving numbers back, and knowing of each whether it is gone.

use telwire::InvalidInput;
use telwire::workflow::{Checkpoint, Release, ReleaseItem, ReleaseReport, Setup};
use wasm_bindgen::JsValue;

use crate::aculab::tel_delete_numbers::listed;
use crate::options::{Options, required};
use crate::view::{View, object};
use crate::workflow::driver::{Begun, Driven};

impl Begun for Release {
    fn new(options: &mut Options<'_>, setup: Setup) -> Result<Self, InvalidInput> {
        let (numbers, batch_size) = (options.list("numbers"), options.count("batchSize"));
        options.finish()?;
        let release = Self::new(listed(&required("numbers", numbers)?)?, setup)?;
        Ok(batch_size.into_iter().fold(release, |release, numbers| release.batch_size(numbers as usize)))
    }
}

impl Driven for Release {
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }
}

impl View for ReleaseReport {
    fn view(&self) -> JsValue {
        object(&[("items", self.items.view()), ("stopped", self.stopped.view()), ("text", self.to_string().view())])
    }
}

impl View for ReleaseItem {
    fn view(&self) -> JsValue {
        object(&[
            ("number", self.number.view()),
            ("status", self.status.as_str().view()),
            ("sent", self.sent.view()),
            ("carrierCode", self.carrier_code.view()),
            ("carrierMessage", self.carrier_message.view()),
            ("listed", self.listed.view()),
        ])
    }
}

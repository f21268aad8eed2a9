//! A search through all its pages.

use telwire::InvalidInput;
use telwire::workflow::{Checkpoint, Search, SearchReport, Setup};
use wasm_bindgen::JsValue;

use crate::aql::number;
use crate::options::Options;
use crate::view::{View, object};
use crate::workflow::driver::{Begun, Driven};

impl Begun for Search {
    fn new(options: &mut Options<'_>, setup: Setup) -> Result<Self, InvalidInput> {
        let pattern = number::pattern(options);
        let (sms_enabled, page_size) = (options.text("smsEnabled"), options.count("pageSize"));
        options.finish()?;
        let search = Self::new(pattern.pattern()?, setup);
        let search = page_size.into_iter().fold(search, Self::page_size);
        match sms_enabled {
            Some(sms_enabled) => Ok(search.sms_enabled(sms_enabled.parse()?)),
            None => Ok(search),
        }
    }
}

impl Driven for Search {
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }
}

impl View for SearchReport {
    fn view(&self) -> JsValue {
        object(&[("numbers", self.numbers.view()), ("pages", self.pages.view()), ("stopped", self.stopped.view())])
    }
}

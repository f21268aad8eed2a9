//! Everything that an account has.

use telwire::InvalidInput;
use telwire::workflow::{AculabInventory, AqlInventory, AqlUser, Checkpoint, FailedUser, InventoryReport, Setup};
use wasm_bindgen::JsValue;

use crate::options::Options;
use crate::view::{View, object};
use crate::workflow::driver::{Begun, Driven};

impl Begun for AculabInventory {
    fn new(options: &mut Options<'_>, setup: Setup) -> Result<Self, InvalidInput> {
        options.finish()?;
        Ok(Self::new(setup))
    }
}

impl Driven for AculabInventory {
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }
}

impl Begun for AqlInventory {
    fn new(options: &mut Options<'_>, setup: Setup) -> Result<Self, InvalidInput> {
        options.finish()?;
        Ok(Self::new(setup))
    }
}

impl Driven for AqlInventory {
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }
}

impl View for AqlUser {
    fn view(&self) -> JsValue {
        object(&[("voipnumber", self.voipnumber.view()), ("user", self.user.view())])
    }
}

impl View for InventoryReport {
    fn view(&self) -> JsValue {
        object(&[
            ("entries", self.entries.view()),
            ("read", self.read.view()),
            ("failed", self.failed.view()),
            ("perMonth", self.per_month.view()),
            ("unpriced", self.unpriced.view()),
            ("stopped", self.stopped.view()),
        ])
    }
}

impl View for FailedUser {
    fn view(&self) -> JsValue {
        object(&[("index", self.index.view()), ("voipnumber", self.voipnumber.view()), ("error", self.error.view())])
    }
}

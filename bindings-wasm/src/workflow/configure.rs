//! A change to a VoIP user, and a look at what came of it.

use telwire::InvalidInput;
use telwire::aql::ChangeUser;
use telwire::workflow::{Checkpoint, Configure, ConfigureReport, Difference, Setup};
use wasm_bindgen::JsValue;

use crate::call::Native as _;
use crate::options::Options;
use crate::view::{View, object};
use crate::workflow::driver::{Begun, Driven};

impl Begun for Configure {
    fn new(options: &mut Options<'_>, setup: Setup) -> Result<Self, InvalidInput> {
        let call = ChangeUser::read(options)?;
        Self::new(call.voipnumber().clone(), call.settings().clone(), setup)
    }
}

impl Driven for Configure {
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }
}

impl View for ConfigureReport {
    fn view(&self) -> JsValue {
        object(&[
            ("voipnumber", self.voipnumber.view()),
            ("changed", self.changed.view()),
            ("found", self.found.view()),
            ("differences", self.differences.view()),
            ("isApplied", self.is_applied().view()),
            ("stopped", self.stopped.view()),
        ])
    }
}

impl View for Difference {
    fn view(&self) -> JsValue {
        object(&[("name", self.name.view()), ("wanted", self.wanted.view()), ("found", self.found.view())])
    }
}

//! An order at aql.

use js_sys::Number as JsNumber;
use telwire::workflow::order::aql::{Attempt, Item, LateEmail, Order, Report, Row, Slot, Spec};
use telwire::workflow::order::{Resolution, Why};
use telwire::workflow::{Checkpoint, Setup};
use telwire::{InvalidInput, Misuse, Timestamp};
use wasm_bindgen::{JsCast as _, JsValue};

use crate::aql::assign_numbers::GivenItem;
use crate::options::{self, Options, required, wrong_type};
use crate::view::{View, object};
use crate::workflow::driver::{self, Begun, Driven};
use crate::workflow::order;

impl Begun for Order {
    fn new(options: &mut Options<'_>, setup: Setup) -> Result<Self, InvalidInput> {
        let (slots, protocol) = (options.value("slots"), options.text("protocol"));
        let (pool, sms_enabled) = (options.text("pool"), options.text("smsEnabled"));
        let may_substitute = options.flag("substitute");
        let (batch_size, deadline) = (options.count("batchSize"), options.duration("deadline"));
        options.finish()?;
        let slots = self::slots(&required("slots", slots)?)?;
        let spec = Spec::new(protocol.as_deref().unwrap_or("sip").parse()?, slots)?.substitute(may_substitute);
        let pool = pool.map(|pool| pool.parse()).transpose()?;
        let spec = pool.into_iter().fold(spec, Spec::pool);
        let sms_enabled = sms_enabled.map(|filter| filter.parse()).transpose()?;
        let spec = sms_enabled.into_iter().fold(spec, Spec::sms_enabled);
        let spec = batch_size.into_iter().fold(spec, |spec, numbers| spec.batch_size(numbers as usize));
        Ok(Self::new(deadline.into_iter().fold(spec, Spec::deadline), setup))
    }
}

impl Driven for Order {
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }

    fn order(&mut self) -> Option<&mut dyn order::Order> {
        Some(self)
    }
}

impl order::Order for Order {
    fn report(&self) -> JsValue {
        self.report().view()
    }

    fn resolve(&mut self, now: Timestamp, attempt: usize, resolution: Resolution) -> Result<(), Misuse> {
        self.resolve(now, attempt, resolution)
    }

    fn seal(&mut self) -> Result<(), Misuse> {
        self.seal()
    }

    fn dry_run(&self) -> JsValue {
        driver::requests(&self.dry_run())
    }
}

/// The slots as they may be given: each by itself, or how many of the pool.
fn slots(given: &JsValue) -> Result<Vec<Slot>, InvalidInput> {
    let field = "slots";
    if let Some(count) = given.dyn_ref::<JsNumber>() {
        return Ok(vec![Slot::any(); options::count(field, count)? as usize]);
    }
    let Some(list) = given.dyn_ref::<js_sys::Array>() else {
        return Err(wrong_type(field, "an array or a number", given));
    };
    list.iter().enumerate().map(|(position, slot)| self::slot(&slot, position)).collect()
}

/// The slot at that position of an order.
fn slot(given: &JsValue, position: usize) -> Result<Slot, InvalidInput> {
    let GivenItem { number, texts: [first_name, last_name, email] } = GivenItem::of(given, position)?;
    let slot = number.map_or_else(Slot::any, Slot::of);
    Ok(slot.first_name(first_name).last_name(last_name).email(email))
}

impl View for Report {
    fn view(&self) -> JsValue {
        object(&[
            ("items", self.items.view()),
            ("attempts", self.attempts.view()),
            ("strays", self.strays.view()),
            ("isSealed", self.is_sealed.view()),
            ("isComplete", self.is_complete().view()),
            ("stopped", self.stopped.view()),
            ("text", self.to_string().view()),
        ])
    }
}

impl View for Item {
    fn view(&self) -> JsValue {
        object(&[
            ("slot", self.slot.view()),
            ("status", self.status.as_str().view()),
            ("why", self.why.map(Why::as_str).view()),
            ("number", self.number.view()),
            ("voipnumber", self.voipnumber.view()),
            ("password", self.password.view()),
            ("email", self.email.view()),
            ("listed", self.listed.view()),
            ("attempts", self.attempts.view()),
        ])
    }
}

impl View for LateEmail {
    fn view(&self) -> JsValue {
        match self {
            Self::Failed(code) => object(&[("failed", code.view())]),
            Self::Set => "set".view(),
            _ => "to_do".view(),
        }
    }
}

impl View for Attempt {
    fn view(&self) -> JsValue {
        object(&[
            ("numbers", self.numbers.view()),
            ("sends", self.sends.view()),
            ("searches", self.searches.view()),
            ("isResolved", self.is_resolved.view()),
            ("kept", self.kept.view()),
        ])
    }
}

impl View for Row {
    fn view(&self) -> JsValue {
        object(&[
            ("number", self.number.view()),
            ("voipnumber", self.voipnumber.view()),
            ("password", self.password.view()),
        ])
    }
}

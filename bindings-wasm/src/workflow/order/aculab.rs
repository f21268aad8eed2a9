//! An order at Aculab Cloud.

use telwire::workflow::order::aculab::{Attempt, Item, Order, Report, Spec};
use telwire::workflow::order::{Resolution, Why};
use telwire::workflow::{Checkpoint, Setup};
use telwire::{InvalidCode, InvalidInput, Misuse, Price, Timestamp};
use wasm_bindgen::JsValue;

use crate::aculab::tel_purchase::Parameters;
use crate::options::Options;
use crate::view::{View, object};
use crate::workflow::driver::{self, Begun, Driven};
use crate::workflow::order;

impl Begun for Order {
    fn new(options: &mut Options<'_>, setup: Setup) -> Result<Self, InvalidInput> {
        let parameters = Parameters::read(options);
        let is_exclusive = options.flag("exclusiveBuyer");
        let (price_limit, deadline) = (options.text("priceLimit"), options.duration("deadline"));
        options.finish()?;
        let spec = Spec::new(parameters.call()?).exclusive_buyer(is_exclusive);
        let limit = price_limit.as_deref().map(self::price_limit).transpose()?;
        let spec = limit.into_iter().fold(spec, Spec::price_limit);
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
        Err(Misuse::new("no_passwords", "an order at Aculab Cloud holds no SIP passwords"))
    }

    fn dry_run(&self) -> JsValue {
        driver::requests(&self.dry_run())
    }
}

/// The limit as it was given; one below 0 would buy a number only to find its price too high.
fn price_limit(text: &str) -> Result<Price, InvalidInput> {
    let field = "priceLimit";
    let limit: Price = text.parse().map_err(|error: InvalidInput| error.in_field(field))?;
    if limit >= Price::ZERO {
        return Ok(limit);
    }
    let message = format!("must not be below 0, got `{text}`");
    Err(InvalidInput::new(field, InvalidCode::OutOfRange, message))
}

impl View for Report {
    fn view(&self) -> JsValue {
        object(&[
            ("items", self.items.view()),
            ("attempts", self.attempts.view()),
            ("surplus", self.surplus.view()),
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
            ("listed", self.listed.view()),
            ("attempts", self.attempts.view()),
        ])
    }
}

impl View for Attempt {
    fn view(&self) -> JsValue {
        object(&[
            ("slots", self.slots.view()),
            ("sent", self.sent.view()),
            ("looks", self.looks.view()),
            ("candidates", self.candidates.view()),
            ("isResolved", self.is_resolved.view()),
            ("kept", self.kept.view()),
        ])
    }
}

//! An order at Aculab Cloud.

use serde::Serialize;
use telwire::aculab::InboundNumber;
use telwire::workflow::order::aculab::{Attempt, Item, Order, Report, Spec};
use telwire::workflow::order::{Resolution, Status, Why};
use telwire::workflow::{Checkpoint, Setup};
use telwire::{InvalidCode, InvalidInput, Misuse, Price, Timestamp};
use wasm_bindgen::JsValue;

use crate::aculab::tel_list_numbers::OwnedNumberView;
use crate::aculab::tel_purchase::Parameters;
use crate::options::Options;
use crate::view::{self, BodyView};
use crate::workflow::driver::{self, Begun, Driven};
use crate::workflow::order::{self, SentView};
use crate::workflow::report::StoppedView;

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

    fn item(item: &Item) -> impl Serialize {
        ItemView::of(item)
    }

    fn report(report: &Report) -> impl Serialize {
        ReportView::of(report)
    }

    fn order(&mut self) -> Option<&mut dyn order::Order> {
        Some(self)
    }
}

impl order::Order for Order {
    fn report(&self) -> JsValue {
        view::js(&ReportView::of(&self.report()))
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

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReportView<'a> {
    items: Vec<ItemView<'a>>,
    attempts: Vec<AttemptView<'a>>,
    surplus: Vec<&'a str>,
    is_complete: bool,
    stopped: Option<StoppedView<'a>>,
    text: String,
}

impl<'a> ReportView<'a> {
    fn of(report: &'a Report) -> Self {
        Self {
            items: report.items.iter().map(ItemView::of).collect(),
            attempts: report.attempts.iter().map(AttemptView::of).collect(),
            surplus: texts(&report.surplus),
            is_complete: report.is_complete(),
            stopped: StoppedView::of(report.stopped.as_ref()),
            text: report.to_string(),
        }
    }
}

#[derive(Serialize)]
struct ItemView<'a> {
    slot: usize,
    status: Status,
    why: Option<Why>,
    number: Option<&'a str>,
    listed: Option<OwnedNumberView<'a>>,
    attempts: &'a [usize],
}

impl<'a> ItemView<'a> {
    fn of(item: &'a Item) -> Self {
        Self {
            slot: item.slot,
            status: item.status,
            why: item.why,
            number: item.number.as_ref().map(InboundNumber::as_str),
            listed: item.listed.as_ref().map(OwnedNumberView::of),
            attempts: &item.attempts,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AttemptView<'a> {
    slots: &'a [usize],
    sent: SentView<'a>,
    looks: u32,
    candidates: Vec<&'a str>,
    is_resolved: bool,
    kept: Vec<BodyView<'a>>,
}

impl<'a> AttemptView<'a> {
    fn of(attempt: &'a Attempt) -> Self {
        Self {
            slots: &attempt.slots,
            sent: SentView::of(&attempt.sent),
            looks: attempt.looks,
            candidates: texts(&attempt.candidates),
            is_resolved: attempt.is_resolved,
            kept: attempt.kept.iter().map(BodyView::of).collect(),
        }
    }
}

fn texts(numbers: &[InboundNumber]) -> Vec<&str> {
    numbers.iter().map(InboundNumber::as_str).collect()
}

//! An order at aql.

use js_sys::Number as JsNumber;
use serde::Serialize;
use telwire::aql::{Number, VoipUser};
use telwire::workflow::order::aql::{Attempt, Item, LateEmail, Order, Report, Row, Slot, Spec};
use telwire::workflow::order::{Resolution, Status, Why};
use telwire::workflow::{Checkpoint, Setup};
use telwire::{InvalidInput, Misuse, Timestamp};
use wasm_bindgen::{JsCast as _, JsValue};

use crate::aql::assign_numbers::GivenItem;
use crate::aql::number::NumberView;
use crate::options::{self, Options, required, wrong_type};
use crate::view::{self, BodyView, PasswordView};
use crate::workflow::driver::{self, Begun, Driven};
use crate::workflow::order::{self, SentView};
use crate::workflow::report::StoppedView;

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

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReportView<'a> {
    items: Vec<ItemView<'a>>,
    attempts: Vec<AttemptView<'a>>,
    strays: Vec<RowView<'a>>,
    is_sealed: bool,
    is_complete: bool,
    stopped: Option<StoppedView<'a>>,
    text: String,
}

impl<'a> ReportView<'a> {
    fn of(report: &'a Report) -> Self {
        Self {
            items: report.items.iter().map(ItemView::of).collect(),
            attempts: report.attempts.iter().map(AttemptView::of).collect(),
            strays: report.strays.iter().map(RowView::of).collect(),
            is_sealed: report.is_sealed,
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
    number: Option<NumberView>,
    voipnumber: Option<&'a str>,
    password: Option<PasswordView<'a>>,
    email: Option<&'a LateEmail>,
    listed: Option<bool>,
    attempts: &'a [usize],
}

impl<'a> ItemView<'a> {
    fn of(item: &'a Item) -> Self {
        Self {
            slot: item.slot,
            status: item.status,
            why: item.why,
            number: item.number.map(NumberView::of),
            voipnumber: item.voipnumber.as_ref().map(VoipUser::as_str),
            password: item.password.as_ref().map(PasswordView::of),
            email: item.email.as_ref(),
            listed: item.listed,
            attempts: &item.attempts,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AttemptView<'a> {
    numbers: Vec<(usize, NumberView)>,
    sends: Vec<SentView<'a>>,
    searches: u32,
    is_resolved: bool,
    kept: Vec<BodyView<'a>>,
}

impl<'a> AttemptView<'a> {
    fn of(attempt: &'a Attempt) -> Self {
        let slot = |(slot, number): &(usize, Number)| (*slot, NumberView::of(*number));
        Self {
            numbers: attempt.numbers.iter().map(slot).collect(),
            sends: attempt.sends.iter().map(SentView::of).collect(),
            searches: attempt.searches,
            is_resolved: attempt.is_resolved,
            kept: attempt.kept.iter().map(BodyView::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct RowView<'a> {
    number: NumberView,
    voipnumber: &'a str,
    password: Option<PasswordView<'a>>,
}

impl<'a> RowView<'a> {
    fn of(row: &'a Row) -> Self {
        Self {
            number: NumberView::of(row.number),
            voipnumber: row.voipnumber.as_str(),
            password: row.password.as_ref().map(PasswordView::of),
        }
    }
}

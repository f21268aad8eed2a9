//! `tel_purchase`.

use serde::Serialize;
use telwire::aculab::{
    InboundNumber, MimickedPurchase, Problem, PurchaseType, Purchased, TelPurchase, TelPurchaseDevelopment,
};
use telwire::{Endpoint as _, InvalidInput};

use crate::call::Native;
use crate::options::{Options, required};

impl Native for TelPurchase {
    fn read(options: &mut Options<'_>) -> Result<Self, InvalidInput> {
        let parameters = Parameters::read(options);
        options.finish()?;
        parameters.call()
    }

    fn view(purchased: &Purchased) -> impl Serialize {
        PurchasedView::of(purchased)
    }
}

/// The parameters as callers give them.
pub(crate) struct Parameters {
    country: Option<String>,
    region: Option<String>,
    state: Option<String>,
    regulation_address: Option<String>,
    quantity: Option<u32>,
    based_on: Option<String>,
    allow_partial: bool,
    did_type: Option<String>,
    /// Who may call a toll-free number: landlines, mobile telephones, payphones.
    callers: [bool; 3],
}

impl Parameters {
    pub(crate) fn read(options: &mut Options<'_>) -> Self {
        Self {
            country: options.text("country"),
            region: options.text("region"),
            state: options.text("state"),
            regulation_address: options.text("regulation_address"),
            quantity: options.count("quantity"),
            based_on: options.text("based_on"),
            allow_partial: options.flag("allow_partial"),
            did_type: options.text("did_type"),
            callers: [options.flag("allow_landline"), options.flag("allow_cellular"), options.flag("allow_payphone")],
        }
    }

    pub(crate) fn call(self) -> Result<TelPurchase, InvalidInput> {
        let (country, region) = (required("country", self.country)?, required("region", self.region)?);
        let mut call = TelPurchase::new(&country, &region)?.allow_partial(self.allow_partial);
        if let Some(state) = self.state {
            call = call.state(&state)?;
        }
        if let Some(name) = self.regulation_address {
            call = call.regulation_address(&name)?;
        }
        if let Some(quantity) = self.quantity {
            call = call.quantity(quantity)?;
        }
        if let Some(service) = self.based_on {
            call = call.based_on(&service)?;
        }
        let [landline, cellular, payphone] = self.callers;
        let did_type = PurchaseType::from_parameters(self.did_type.as_deref(), landline, cellular, payphone)?;
        Ok(did_type.into_iter().fold(call, TelPurchase::did_type))
    }
}

/// What a purchase answers, and its rehearsal.
#[derive(Serialize)]
pub(crate) struct PurchasedView<'a> {
    #[serde(rename = "$call")]
    call: &'static str,
    rows: Vec<&'a str>,
    problems: Vec<ProblemView<'a>>,
}

#[derive(Serialize)]
struct ProblemView<'a> {
    code: &'static str,
    message: String,
    asked: Option<usize>,
    received: Option<usize>,
    row: Option<usize>,
    element: Option<&'a str>,
}

impl<'a> PurchasedView<'a> {
    pub(crate) fn of(purchased: &'a Purchased) -> Self {
        Self::new(TelPurchase::NAME, &purchased.rows, &purchased.problems)
    }

    pub(crate) fn of_mimicked(mimicked: &'a MimickedPurchase) -> Self {
        Self::new(TelPurchaseDevelopment::NAME, &mimicked.rows, &mimicked.problems)
    }

    fn new(call: &'static str, rows: &'a [InboundNumber], problems: &'a [Problem]) -> Self {
        Self {
            call,
            rows: rows.iter().map(InboundNumber::as_str).collect(),
            problems: problems.iter().map(ProblemView::of).collect(),
        }
    }
}

impl<'a> ProblemView<'a> {
    fn of(problem: &'a Problem) -> Self {
        let (asked, received, row, element) = match problem {
            Problem::LongPurchase { asked, received } | Problem::ShortPurchase { asked, received } => {
                (Some(*asked), Some(*received), None, None)
            }
            Problem::RepeatedRow { row } => (None, None, Some(*row), None),
            Problem::UnreadableElement { element } => (None, None, None, Some(element.as_str())),
            _ => (None, None, None, None),
        };
        Self { code: problem.code(), message: problem.to_string(), asked, received, row, element }
    }
}

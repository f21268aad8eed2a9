//! `tel_purchase`.

use telwire::aculab::{
    InboundNumber, MimickedPurchase, Problem, PurchaseType, Purchased, TelPurchase, TelPurchaseDevelopment,
};
use telwire::{Endpoint as _, InvalidInput};
use wasm_bindgen::JsValue;

use crate::call::Native;
use crate::options::{Options, required};
use crate::view::{View, object};

impl Native for TelPurchase {
    fn read(options: &mut Options<'_>) -> Result<Self, InvalidInput> {
        let parameters = Parameters::read(options);
        options.finish()?;
        parameters.call()
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

impl View for Purchased {
    fn view(&self) -> JsValue {
        purchased(TelPurchase::NAME, &self.rows, &self.problems)
    }
}

impl View for MimickedPurchase {
    fn view(&self) -> JsValue {
        purchased(TelPurchaseDevelopment::NAME, &self.rows, &self.problems)
    }
}

/// What a purchase answers, or its rehearsal.
fn purchased(call: &str, rows: &[InboundNumber], problems: &[Problem]) -> JsValue {
    object(&[("$call", call.view()), ("rows", rows.view()), ("problems", problems.view())])
}

impl View for Problem {
    fn view(&self) -> JsValue {
        let (asked, received, row, element) = match self {
            Self::LongPurchase { asked, received } | Self::ShortPurchase { asked, received } => {
                (Some(*asked), Some(*received), None, None)
            }
            Self::RepeatedRow { row } => (None, None, Some(*row), None),
            Self::UnreadableElement { element } => (None, None, None, Some(element)),
            _ => (None, None, None, None),
        };
        object(&[
            ("code", self.code().view()),
            ("message", self.to_string().view()),
            ("asked", asked.view()),
            ("received", received.view()),
            ("row", row.view()),
            ("element", element.view()),
        ])
    }
}

//! Both carriers with a demo account each.

use telwire::{InvalidInput, Method, SignedRequest, Timestamp};
use telwire_sandbox::aql::Stock;
use telwire_sandbox::{Faults, Sandbox, demo};
use telwire_wasm_convert::options::{self, Options};
use telwire_wasm_convert::refusal::thrown;
use wasm_bindgen::prelude::*;

use crate::faults::{self, Planned};
use crate::{owned, reply};

/// Both carriers with a demo account each: what the class `Sandbox` is around. Times are milliseconds since 1970.
#[wasm_bindgen]
pub struct World(Sandbox);

#[wasm_bindgen]
impl World {
    /// The demo world of these options: `{ seed, numbers, withoutSms }`.
    ///
    /// # Errors
    /// `invalid_input`.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Result<Self, JsValue> {
        world(options).map(Self).map_err(thrown)
    }

    /// Lets time pass: what was to be done later and is due is done.
    pub fn advance(&mut self, now: f64) {
        self.0.advance(timestamp(now));
    }

    /// Answers a request. `url` is a whole address or what stands behind the host, `headers` names and values in turn.
    pub fn handle(&mut self, method: &str, url: &str, headers: Vec<String>, body: Vec<u8>, now: f64) -> JsValue {
        let method = match method {
            "GET" => Method::Get,
            "POST" => Method::Post,
            _ => return reply::method_not_allowed(),
        };
        let request = SignedRequest::received(method, url, pairs(headers), body);
        reply::reply(&request, &self.0.handle(timestamp(now), &request))
    }

    /// Lets one exchange to come go wrong.
    ///
    /// # Errors
    /// `invalid_input`.
    pub fn add_fault(&mut self, given: &JsValue) -> Result<(), JsValue> {
        let planned = Planned::read(given).map_err(thrown)?;
        self.change_faults(|plan| planned.added(plan));
        Ok(())
    }

    /// Lets so many requests in a hundred go wrong from now on.
    ///
    /// # Errors
    /// `invalid_input`.
    pub fn fail_by_chance(&mut self, percent: &JsValue, seed: &JsValue) -> Result<(), JsValue> {
        let percent = faults::percent(percent).map_err(thrown)?;
        let seed = options::number("seed", seed).and_then(|seed| options::count("seed", seed)).map_err(thrown)?;
        self.change_faults(|plan| plan.and_by_chance(seed.into(), percent));
        Ok(())
    }

    /// Nothing goes wrong any more.
    pub fn clear_faults(&mut self) {
        self.change_faults(|_| Faults::none());
    }

    /// What the demo account at Aculab Cloud has in truth, in the order of purchase.
    pub fn owned_aculab(&self) -> JsValue {
        let customer = self.0.aculab().customer(demo::ACULAB_CLOUD_ID, demo::ACULAB_USERNAME);
        owned::numbers(customer.map_or(&[], |customer| customer.numbers()))
    }

    /// What the demo account at aql has in truth, in the order of purchase.
    pub fn owned_aql(&self) -> JsValue {
        owned::users(self.0.aql().customer(demo::AQL_USERNAME).map_or(&[], |customer| customer.users()))
    }
}

impl World {
    fn change_faults(&mut self, change: impl FnOnce(Faults) -> Faults) {
        let plan = std::mem::take(self.0.faults_mut());
        *self.0.faults_mut() = change(plan);
    }
}

fn world(options: &JsValue) -> Result<Sandbox, InvalidInput> {
    let mut options = Options::of("options", options)?;
    let seed = options.count("seed");
    options.check()?;
    let demo = Sandbox::demo(seed.unwrap_or(1).into());
    match (texts("numbers", &mut options)?, texts("without_sms", &mut options)?) {
        (None, None) => Ok(demo),
        (numbers, without_sms) => {
            Ok(demo.stock(Stock::parse(numbers.unwrap_or_default(), without_sms.unwrap_or_default())?))
        }
    }
}

fn texts(field: &'static str, options: &mut Options<'_>) -> Result<Option<Vec<String>>, InvalidInput> {
    let list = options.list(field);
    options.check()?;
    list.map(|list| list.iter().map(|value| options::text(field, value)).collect()).transpose()
}

fn pairs(flat: Vec<String>) -> Vec<(String, String)> {
    let mut flat = flat.into_iter();
    std::iter::from_fn(|| flat.next().zip(flat.next())).collect()
}

fn timestamp(now: f64) -> Timestamp {
    // Milliseconds of a JavaScript clock: never negative, far below 2^53.
    Timestamp::from_unix_millis(now as u64)
}

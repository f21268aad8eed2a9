//! What goes wrong, as it may be said.

use std::time::Duration;

use telwire::{InvalidCode, InvalidInput};
use telwire_sandbox::{CALLS, Done, Fault, Faults};
use telwire_wasm_convert::options::{self, Options, required};
use wasm_bindgen::JsValue;

/// A fault, and which exchange it happens to.
pub(crate) struct Planned {
    fault: Fault,
    /// The call whose requests are counted; `None` counts all.
    call: Option<&'static str>,
    /// From 0.
    position: u64,
}

impl Planned {
    /// What `given` says: `{ kind, call, position, … }`.
    pub(crate) fn read(given: &JsValue) -> Result<Self, InvalidInput> {
        let mut options = Options::of("fault", given)?;
        let kind = options.text("kind");
        options.check()?;
        let kind = required("kind", kind)?;
        let fault = fault(&kind, &mut options)?;
        options.check()?;
        let planned = Self { fault, call: call(&mut options)?, position: position(&mut options)? };
        options.check()?;
        match options.unknown() {
            None => Ok(planned),
            Some(name) => {
                let message = format!("is nothing that `{kind}` takes: leave it out");
                Err(InvalidInput::new(name, InvalidCode::UnknownField, message))
            }
        }
    }

    /// The plan with this in it.
    pub(crate) fn added(self, plan: Faults) -> Faults {
        match self.call {
            Some(call) => plan.on_call(call, self.position, self.fault),
            None => plan.at(self.position, self.fault),
        }
    }
}

/// How many requests in a hundred.
pub(crate) fn percent(given: &JsValue) -> Result<u8, InvalidInput> {
    let percent = options::count("percent", options::number("percent", given)?)?;
    u8::try_from(percent).ok().filter(|percent| *percent <= 100).ok_or_else(|| {
        InvalidInput::new("percent", InvalidCode::OutOfRange, format!("must be from 0 to 100, not `{percent}`"))
    })
}

/// Every kind of fault, in the order of the alphabet.
const KINDS: &str = "`crlf_line_ends`, `cut_body`, `gen_error`, `html_page`, `late_visibility`, `no_answer`, \
    `not_sent`, `proxy_error`, `rival_on_account`, `rival_takes_number`, `stale_listing`, `temp_error`";

fn fault(kind: &str, options: &mut Options<'_>) -> Result<Fault, InvalidInput> {
    Ok(match kind {
        "crlf_line_ends" => Fault::CrlfLineEnds,
        "cut_body" => Fault::CutBody { at: index("at", options), declared: declared(options) },
        "gen_error" => Fault::GenError(done(options)?),
        "html_page" => Fault::HtmlPage(done(options)?),
        "late_visibility" => Fault::LateVisibility(delay(options)?),
        "no_answer" => Fault::NoAnswer(done(options)?),
        "not_sent" => Fault::NotSent,
        "proxy_error" => Fault::ProxyError { status: status(options)?, done: done(options)? },
        "rival_on_account" => Fault::RivalOnAccount { item: index("item", options) },
        "rival_takes_number" => Fault::RivalTakesNumber { item: index("item", options) },
        "stale_listing" => Fault::StaleListing,
        "temp_error" => Fault::TempError(done(options)?),
        _ => {
            let message = format!("must be one of {KINDS}, not `{kind}`");
            return Err(InvalidInput::new("kind", InvalidCode::UnknownValue, message));
        }
    })
}

fn done(options: &mut Options<'_>) -> Result<Done, InvalidInput> {
    let Some(given) = options.value("done") else { return Ok(Done::Now) };
    match given.as_string().as_deref() {
        None => {
            let delay = options::millis("done", options::number("done", &given)?)?;
            Ok(Done::Later(Duration::from_millis(delay)))
        }
        Some("never") => Ok(Done::Never),
        Some("now") => Ok(Done::Now),
        Some(text) => {
            let message = format!("must be `now`, `never` or a number of milliseconds, not `{text}`");
            Err(InvalidInput::new("done", InvalidCode::UnknownValue, message))
        }
    }
}

fn declared(options: &mut Options<'_>) -> bool {
    options.value("declared").is_none() || options.flag("declared")
}

fn delay(options: &mut Options<'_>) -> Result<Duration, InvalidInput> {
    let missing = || InvalidInput::new("delay", InvalidCode::Missing, "must be given: milliseconds");
    let delay = options.duration("delay");
    options.check()?;
    delay.ok_or_else(missing)
}

fn status(options: &mut Options<'_>) -> Result<u16, InvalidInput> {
    let status = options.count("status").unwrap_or(502);
    u16::try_from(status).ok().filter(|status| (300..=599).contains(status)).ok_or_else(|| {
        InvalidInput::new("status", InvalidCode::OutOfRange, format!("must be from 300 to 599, not `{status}`"))
    })
}

/// A position from 0 on, which is the first.
fn index(field: &'static str, options: &mut Options<'_>) -> usize {
    options.count(field).unwrap_or_default() as usize
}

fn call(options: &mut Options<'_>) -> Result<Option<&'static str>, InvalidInput> {
    let name = options.text("call");
    options.check()?;
    let Some(name) = name else { return Ok(None) };
    let known = CALLS.into_iter().find(|call| *call == name);
    known.map(Some).ok_or_else(|| {
        let message = format!("must be the name of a call, such as `assign_numbers`, not `{name}`");
        InvalidInput::new("call", InvalidCode::UnknownValue, message)
    })
}

fn position(options: &mut Options<'_>) -> Result<u64, InvalidInput> {
    let position = options.count("position").unwrap_or(1);
    let from_0 = position.checked_sub(1);
    from_0.map(u64::from).ok_or_else(|| InvalidInput::new("position", InvalidCode::Zero, "counts from 1"))
}

//! What goes wrong, by plan and by chance.

use std::time::Duration;

use pyo3::inspect::{PyStaticConstant, PyStaticExpr};
use pyo3::prelude::*;
use pyo3::{type_hint_identifier, type_hint_subscript, type_hint_union};
use telwire::{InvalidCode, InvalidInput};
use telwire_sandbox::{CALLS, Done, Fault, Faults as Plan};

use crate::convert;
use crate::errors::raised;
use crate::sandbox::world::Shared;

/// What goes wrong in a sandbox, from now on: by plan, by chance, or both.
#[pyclass(frozen, module = "telwire.sandbox")]
pub(crate) struct Faults(pub(crate) Shared);

#[pymethods]
impl Faults {
    /// Lets one exchange to come go wrong: the `position`-th from now on, from 1, of the calls named `call`
    /// (`assign_numbers`, `tel_purchase`, …), or of all.
    ///
    /// | `kind` | what happens | |
    /// |---|---|---|
    /// | `crlf_line_ends` | lines end in `\r\n` | |
    /// | `cut_body` | the body ends after `at` bytes (0); `declared` (true): a client can notice | |
    /// | `gen_error` | `AQVOIP_GEN_ERROR` | `done` |
    /// | `html_page` | a page of HTML with the status 200 | `done` |
    /// | `late_visibility` | what is bought shows in listings `delay` seconds later | |
    /// | `no_answer` | the connection is closed without an answer | `done` |
    /// | `not_sent` | there is no connection (by HTTP: `no_answer`, not done) | |
    /// | `proxy_error` | a page of HTML with another `status` (502) | `done` |
    /// | `rival_on_account` | just before, somebody else on the account buys the number at `item` (0) of the list | |
    /// | `rival_takes_number` | just before, another customer takes that number | |
    /// | `stale_listing` | a listing answers as it did before | |
    /// | `temp_error` | `AQVOIP_TEMP_ERROR` | `done` |
    ///
    /// `done` says what becomes of the request all the same: it is done `now`, `never`, or so many seconds later, when
    /// the client may have given up. A fault that does not fit the call leaves it alone. Raises `InvalidInput`.
    #[pyo3(signature = (kind, *, call=None, position=1, done=None, at=None, declared=None, delay=None, status=None, item=None))]
    #[allow(clippy::too_many_arguments, reason = "each is a keyword in Python")]
    fn add(
        &self,
        kind: &'static Kind,
        call: Option<&str>,
        position: u64,
        done: Option<GivenDone>,
        at: Option<usize>,
        declared: Option<bool>,
        delay: Option<f64>,
        status: Option<u16>,
        item: Option<usize>,
    ) -> PyResult<()> {
        let parameters = Parameters { done: done.map(|done| done.0), at, declared, delay, status, item };
        let fault = parameters.fault(kind)?;
        let call = call.map(known_call).transpose()?;
        let position =
            position.checked_sub(1).ok_or_else(|| invalid("position", InvalidCode::Zero, "counts from 1"))?;
        self.change(|plan| match call {
            Some(call) => plan.on_call(call, position, fault),
            None => plan.at(position, fault),
        });
        Ok(())
    }

    /// From now on lets so many requests in a hundred go wrong; `seed` decides which, and how. Raises `InvalidInput`.
    #[pyo3(signature = (percent, seed=1))]
    fn by_chance(&self, percent: u8, seed: u64) -> PyResult<()> {
        if percent > 100 {
            return Err(invalid("percent", InvalidCode::OutOfRange, format!("must be from 0 to 100, not `{percent}`")));
        }
        self.change(|plan| plan.and_by_chance(seed, percent));
        Ok(())
    }

    /// Nothing goes wrong any more, unless added from now on.
    fn clear(&self) {
        self.change(|_| Plan::none());
    }
}

impl Faults {
    fn change(&self, change: impl FnOnce(Plan) -> Plan) {
        let mut sandbox = self.0.lock();
        let plan = std::mem::take(sandbox.faults_mut());
        *sandbox.faults_mut() = change(plan);
    }
}

/// Makes a fault of what is given, and takes that away.
type Make = fn(&mut Parameters) -> PyResult<Fault>;

/// A kind of fault as it may be given: its name.
struct Kind {
    name: &'static str,
    make: Make,
}

/// Declares the kinds: the names that Python takes, and what each makes.
macro_rules! kinds {
    ($($name:literal => $make:expr,)*) => {
        const KINDS: &[Kind] = &[$(Kind { name: $name, make: $make }),*];

        impl Kind {
            const HINT: PyStaticExpr = type_hint_subscript!(
                type_hint_identifier!("typing", "Literal"),
                $(PyStaticExpr::Constant { value: PyStaticConstant::Str($name) }),*
            );
        }
    };
}

kinds! {
    "crlf_line_ends" => |_| Ok(Fault::CrlfLineEnds),
    "cut_body" => |given| Ok(Fault::CutBody { at: given.at(), declared: given.declared() }),
    "gen_error" => |given| Ok(Fault::GenError(given.done())),
    "html_page" => |given| Ok(Fault::HtmlPage(given.done())),
    "late_visibility" => |given| given.delay().map(Fault::LateVisibility),
    "no_answer" => |given| Ok(Fault::NoAnswer(given.done())),
    "not_sent" => |_| Ok(Fault::NotSent),
    "proxy_error" => |given| Ok(Fault::ProxyError { status: given.status()?, done: given.done() }),
    "rival_on_account" => |given| Ok(Fault::RivalOnAccount { item: given.item() }),
    "rival_takes_number" => |given| Ok(Fault::RivalTakesNumber { item: given.item() }),
    "stale_listing" => |_| Ok(Fault::StaleListing),
    "temp_error" => |given| Ok(Fault::TempError(given.done())),
}

impl<'py> FromPyObject<'_, 'py> for &'static Kind {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = Kind::HINT;

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let name: &str = given.extract()?;
        KINDS.iter().find(|kind| kind.name == name).ok_or_else(|| {
            let names: Vec<String> = KINDS.iter().map(|kind| format!("`{}`", kind.name)).collect();
            let message = format!("must be one of {}, not `{name}`", names.join(", "));
            invalid("kind", InvalidCode::UnknownValue, message)
        })
    }
}

/// What a fault may be given.
struct Parameters {
    done: Option<Done>,
    at: Option<usize>,
    declared: Option<bool>,
    delay: Option<f64>,
    status: Option<u16>,
    item: Option<usize>,
}

impl Parameters {
    /// The fault of that kind; what it does not take must not be given.
    fn fault(mut self, kind: &Kind) -> PyResult<Fault> {
        let fault = (kind.make)(&mut self)?;
        match self.unused() {
            None => Ok(fault),
            Some(field) => {
                let message = format!("is nothing that `{}` takes: leave it out", kind.name);
                Err(invalid(field, InvalidCode::UnknownField, message))
            }
        }
    }

    fn done(&mut self) -> Done {
        self.done.take().unwrap_or(Done::Now)
    }

    fn at(&mut self) -> usize {
        self.at.take().unwrap_or_default()
    }

    fn declared(&mut self) -> bool {
        self.declared.take().unwrap_or(true)
    }

    fn delay(&mut self) -> PyResult<Duration> {
        let delay = self.delay.take();
        let delay = delay.ok_or_else(|| invalid("delay", InvalidCode::Missing, "must be given: seconds"))?;
        convert::seconds("delay", delay)
    }

    fn status(&mut self) -> PyResult<u16> {
        match self.status.take().unwrap_or(502) {
            status @ 300..=599 => Ok(status),
            status => {
                Err(invalid("status", InvalidCode::OutOfRange, format!("must be from 300 to 599, not `{status}`")))
            }
        }
    }

    fn item(&mut self) -> usize {
        self.item.take().unwrap_or_default()
    }

    /// The name of a parameter that no one took.
    fn unused(&self) -> Option<&'static str> {
        let given = [
            ("done", self.done.is_some()),
            ("at", self.at.is_some()),
            ("declared", self.declared.is_some()),
            ("delay", self.delay.is_some()),
            ("status", self.status.is_some()),
            ("item", self.item.is_some()),
        ];
        given.into_iter().find_map(|(name, is_given)| is_given.then_some(name))
    }
}

/// `done` as it may be given: `now`, `never`, or seconds.
struct GivenDone(Done);

impl<'py> FromPyObject<'_, 'py> for GivenDone {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_union!(
        type_hint_subscript!(
            type_hint_identifier!("typing", "Literal"),
            PyStaticExpr::Constant { value: PyStaticConstant::Str("now") },
            PyStaticExpr::Constant { value: PyStaticConstant::Str("never") }
        ),
        type_hint_identifier!("builtins", "float")
    );

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let Ok(text) = given.extract::<&str>() else {
            return convert::seconds("done", given.extract()?).map(|delay| Self(Done::Later(delay)));
        };
        match text {
            "never" => Ok(Self(Done::Never)),
            "now" => Ok(Self(Done::Now)),
            _ => {
                let message = format!("must be `now`, `never` or a number of seconds, not `{text}`");
                Err(invalid("done", InvalidCode::UnknownValue, message))
            }
        }
    }
}

fn known_call(name: &str) -> PyResult<&'static str> {
    let known = CALLS.into_iter().find(|call| *call == name);
    known.ok_or_else(|| {
        let message = format!("must be the name of a call, such as `assign_numbers`, not `{name}`");
        invalid("call", InvalidCode::UnknownValue, message)
    })
}

fn invalid(field: &'static str, code: InvalidCode, message: impl Into<std::borrow::Cow<'static, str>>) -> PyErr {
    raised(InvalidInput::new(field, code, message))
}

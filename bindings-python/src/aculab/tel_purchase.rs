//! `tel_purchase`.

use pyo3::prelude::*;
use telwire::{InvalidInput, aculab};

use crate::call::{call, complete};
use crate::value::{Class, Field, Int, Opt, Str, Tuple, value};

/// Buys numbers in a region (Managing Inbound Telephone Numbers, "Tel Purchase"). **Each time it is sent it may buy**, at
/// once and every month.
///
/// The answer is a `Purchased`.
///
/// One number in `region`, a name as tel_get_supported_regions gives it, or a prefix for toll-free and national numbers;
/// or `quantity` numbers. `state`, `regulation_address`: some countries require them. `based_on`: an inbound service to
/// copy for each number. `allow_partial`: fewer numbers are a success. `did_type`: a `DidType`; geographic unless given.
/// A toll-free number needs one of `allow_landline`, `allow_cellular`, `allow_payphone`. Raises `InvalidInput`.
///
/// >>> from telwire import aculab
/// >>> purchase = aculab.TelPurchase("Germany", "Mönchengladbach")
/// >>> purchase.parse(200, b'["4921615550100"]').require_complete()
/// ('4921615550100',)
#[pyclass(frozen, module = "telwire.aculab")]
pub(crate) struct TelPurchase(pub(crate) aculab::TelPurchase);

/// Declares the constructor of a purchase, which its rehearsal has too.
macro_rules! constructor {
    ($class:ident, $call:expr) => {
        #[pyo3::pymethods]
        impl $class {
            #[new]
            #[pyo3(signature = (
                country, region, *, state=None, regulation_address=None, quantity=None, based_on=None,
                allow_partial=false, did_type=None, allow_landline=false, allow_cellular=false, allow_payphone=false
            ))]
            #[expect(clippy::too_many_arguments, reason = "they are the document's parameters")]
            fn new(
                country: &str,
                region: &str,
                state: Option<&str>,
                regulation_address: Option<&str>,
                quantity: Option<$crate::convert::Count<'_>>,
                based_on: Option<&str>,
                allow_partial: bool,
                did_type: Option<&str>,
                allow_landline: bool,
                allow_cellular: bool,
                allow_payphone: bool,
            ) -> pyo3::PyResult<Self> {
                let purchase = $crate::aculab::tel_purchase::Parameters {
                    country,
                    region,
                    state,
                    regulation_address,
                    quantity: quantity.map(|quantity| quantity.of("quantity")).transpose()?,
                    based_on,
                    allow_partial,
                    did_type,
                    callers: [allow_landline, allow_cellular, allow_payphone],
                };
                purchase.call().map($call).map(Self).map_err($crate::errors::raised)
            }
        }
    };
}

constructor!(TelPurchase, std::convert::identity);
call!(TelPurchase of aculab, Purchased, |py, answer| purchased(py, &answer));

/// The parameters as callers name them.
pub(crate) struct Parameters<'a> {
    pub(crate) country: &'a str,
    pub(crate) region: &'a str,
    pub(crate) state: Option<&'a str>,
    pub(crate) regulation_address: Option<&'a str>,
    pub(crate) quantity: Option<u32>,
    pub(crate) based_on: Option<&'a str>,
    pub(crate) allow_partial: bool,
    pub(crate) did_type: Option<&'a str>,
    /// Who may call a toll-free number: landlines, mobile telephones, payphones.
    pub(crate) callers: [bool; 3],
}

impl Parameters<'_> {
    pub(crate) fn call(self) -> Result<aculab::TelPurchase, InvalidInput> {
        let mut call = aculab::TelPurchase::new(self.country, self.region)?.allow_partial(self.allow_partial);
        if let Some(state) = self.state {
            call = call.state(state)?;
        }
        if let Some(name) = self.regulation_address {
            call = call.regulation_address(name)?;
        }
        if let Some(quantity) = self.quantity {
            call = call.quantity(quantity)?;
        }
        if let Some(service) = self.based_on {
            call = call.based_on(service)?;
        }
        let [landline, cellular, payphone] = self.callers;
        let did_type = aculab::PurchaseType::from_parameters(self.did_type, landline, cellular, payphone)?;
        Ok(did_type.into_iter().fold(call, aculab::TelPurchase::did_type))
    }
}

value! {
    /// What a purchase bought. `problems` empty means: as many as asked for, or fewer where that is allowed.
    Purchased of "telwire.aculab" {
        /// Every number of the answer, in its order. **All of them are bought**, whatever `problems` says.
        rows: Tuple<Str>,
        /// What does not fit the request.
        problems: Tuple<Class<Problem>>,
    }
}

#[pymethods]
impl Purchased {
    /// The numbers, if they are what was asked for. Else raises `Malformed` with the code `problems`; its `salvaged` is
    /// this value.
    fn require_complete(slf: &Bound<'_, Self>) -> PyResult<Field<Tuple<Str>>> {
        complete::<aculab::TelPurchase, _, _>(slf, &slf.get().rows, &slf.get().problems)
    }
}

value! {
    /// What is wrong with the answer to a purchase, or to its rehearsal.
    Problem of "telwire.aculab" {
        /// `long_purchase`, `repeated_row`, `short_purchase` or `unreadable_element`.
        code: Str,
        /// A sentence that says it.
        message: Str,
        /// How many numbers were asked for.
        asked: Opt<Int>,
        /// How many different numbers came.
        received: Opt<Int>,
        /// Which of the rows, from 0.
        row: Opt<Int>,
        /// The JSON text of an element that is no number.
        element: Opt<Str>,
    }
}

#[pymethods]
impl Problem {
    fn __str__(&self) -> &Field<Str> {
        &self.message
    }
}

/// The answer for Python.
pub(crate) fn purchased(py: Python<'_>, purchased: &aculab::Purchased) -> PyResult<Purchased> {
    let (rows, problems) = parts(py, &purchased.rows, &purchased.problems)?;
    Ok(Purchased { rows, problems })
}

type Parts = (Field<Tuple<Str>>, Field<Tuple<Class<Problem>>>);

/// What the answers to a purchase and to its rehearsal are made of.
pub(crate) fn parts(py: Python<'_>, rows: &[aculab::InboundNumber], problems: &[aculab::Problem]) -> PyResult<Parts> {
    let rows = Field::tuple(py, rows.iter().map(|number| Ok(number.as_str())))?;
    let problems = Field::tuple(py, problems.iter().map(|problem| self::problem(py, problem)))?;
    Ok((rows, problems))
}

fn problem(py: Python<'_>, problem: &aculab::Problem) -> PyResult<Problem> {
    use aculab::Problem as Wrong;
    let (counts, row, element) = match problem {
        Wrong::LongPurchase { asked, received } | Wrong::ShortPurchase { asked, received } => {
            (Some((*asked, *received)), None, None)
        }
        Wrong::RepeatedRow { row } => (None, Some(*row), None),
        Wrong::UnreadableElement { element } => (None, None, Some(element)),
        _ => (None, None, None),
    };
    Ok(Problem {
        code: Field::new(py, problem.code())?,
        message: Field::new(py, problem.to_string())?,
        asked: Field::new(py, counts.map(|(asked, _)| asked))?,
        received: Field::new(py, counts.map(|(_, received)| received))?,
        row: Field::new(py, row)?,
        element: Field::new(py, element)?,
    })
}

pub(crate) use constructor;

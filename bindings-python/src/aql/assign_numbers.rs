//! `assignnumberapi.php`.

use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::types::{PyMapping, PyString};
use pyo3::{PyTypeInfo as _, type_hint_identifier, type_hint_subscript, type_hint_union};
use telwire::{InvalidCode, InvalidInput, aql};

use crate::aql::number::{GivenNumber, Number};
use crate::call::{call, complete};
use crate::convert::Many;
use crate::errors::raised;
use crate::secret::{Body, SipPassword};
use crate::value::{Class, Field, Int, Opt, Str, Tuple, names, value};

/// One number to buy, and who gets it.
///
/// aql's lists are separated by `_`: a name or an e-mail address with one is refused.
#[pyclass(frozen, eq, hash, get_all, module = "telwire.aql")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Item {
    /// The number.
    number: Number,
    /// The first name, perhaps empty.
    first_name: String,
    /// The last name, perhaps empty.
    last_name: String,
    /// The e-mail address, perhaps empty.
    email: String,
}

#[pymethods]
impl Item {
    #[new]
    #[pyo3(signature = (number, first_name="", last_name="", email=""))]
    fn new(number: GivenNumber, first_name: &str, last_name: &str, email: &str) -> PyResult<Self> {
        let [first_name, last_name, email] = [first_name, last_name, email].map(str::to_owned);
        Ok(Self { number: Number(number.number()?), first_name, last_name, email })
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let Self { number, first_name, last_name, email } = self;
        let quoted = |text: &str| PyString::new(py, text).repr();
        let [first_name, last_name, email] = [quoted(first_name)?, quoted(last_name)?, quoted(email)?];
        Ok(format!("Item('{}', {first_name}, {last_name}, {email})", number.0))
    }

    fn __getnewargs__(&self) -> (Number, &str, &str, &str) {
        (self.number, &self.first_name, &self.last_name, &self.email)
    }
}

names!(Item: number, first_name, last_name, email);

value! {
    /// What an assign bought. `problems` empty means: checked, and exactly what was asked for.
    Assigned of "telwire.aql" {
        /// A row for each number that was bought.
        rows: Tuple<Class<AssignedNumber>>,
        /// What does not fit the request.
        problems: Tuple<Class<Problem>>,
    }
}

value! {
    /// A number that was bought, its VoIP user and that user's password.
    AssignedNumber of "telwire.aql" {
        /// The number.
        number: Class<Number>,
        /// The VoIP user that it was given.
        voipnumber: Str,
        /// The password of the VoIP user. No other answer holds it.
        password: Class<SipPassword>,
    }
}

value! {
    /// What is wrong with the answer to an assign.
    Problem of "telwire.aql" {
        /// `foreign_row`, `missing_row`, `out_of_order`, `repeated_row`, `unreadable_line` or `unterminated_line`.
        code: Str,
        /// A sentence that says it.
        message: Str,
        /// Which of the rows, from 0.
        row: Opt<Int>,
        /// The number that has no row.
        number: Opt<Class<Number>>,
        /// The line as it came; it may hold a password.
        line: Opt<Class<Body>>,
    }
}

#[pymethods]
impl Assigned {
    /// The rows, if they are exactly what was asked for. Else raises `Malformed` with the code `problems`; its
    /// `salvaged` is this value.
    fn require_complete(slf: &Bound<'_, Self>) -> PyResult<Field<Tuple<Class<AssignedNumber>>>> {
        complete::<aql::AssignNumbers, _, _>(slf, &slf.get().rows, &slf.get().problems)
    }
}

#[pymethods]
impl Problem {
    fn __str__(&self) -> &Field<Str> {
        &self.message
    }
}

/// The answer for Python.
pub(crate) fn assigned(py: Python<'_>, assigned: aql::Assigned) -> PyResult<Assigned> {
    Ok(Assigned {
        rows: Field::tuple(py, assigned.rows.into_iter().map(|row| assigned_number(py, row)))?,
        problems: Field::tuple(py, assigned.problems.iter().map(|problem| self::problem(py, problem)))?,
    })
}

fn assigned_number(py: Python<'_>, row: aql::AssignedNumber) -> PyResult<AssignedNumber> {
    Ok(AssignedNumber {
        number: Field::new(py, Number(row.number))?,
        voipnumber: Field::new(py, row.voipnumber.as_str())?,
        password: Field::new(py, SipPassword(row.password))?,
    })
}

fn problem(py: Python<'_>, problem: &aql::Problem) -> PyResult<Problem> {
    use aql::Problem as Wrong;
    let (row, number, line) = match problem {
        Wrong::ForeignRow { row } | Wrong::OutOfOrder { row } | Wrong::RepeatedRow { row } => (Some(*row), None, None),
        Wrong::MissingRow { number } => (None, Some(Number(*number)), None),
        Wrong::UnreadableLine { line } | Wrong::UnterminatedLine { line } => (None, None, Some(Body(line.clone()))),
        _ => (None, None, None),
    };
    Ok(Problem {
        code: Field::new(py, problem.code())?,
        message: Field::new(py, problem.to_string())?,
        row: Field::new(py, row)?,
        number: Field::new(py, number)?,
        line: Field::new(py, line)?,
    })
}

/// Buys numbers (number provisioning API, "Assigning numbers"). **Each time it is sent it may buy.**
///
/// The answer is an `Assigned`; no other answer ever holds the passwords.
///
/// A purchase of these numbers, at most 100, as `sip` or `iax` users. Each is an `Item`, a mapping with the keys
/// `number`, `first_name`, `last_name`, `email`, or a number alone. Raises `InvalidInput`.
#[pyclass(frozen, module = "telwire.aql")]
pub(crate) struct AssignNumbers(aql::AssignNumbers);

#[pymethods]
impl AssignNumbers {
    #[new]
    #[pyo3(signature = (items, *, protocol="sip"))]
    fn new(items: Many<GivenItem>, protocol: &str) -> PyResult<Self> {
        let items = items.0.into_iter().enumerate().map(|(position, item)| item.of_list(position));
        let items = items.collect::<PyResult<_>>()?;
        aql::AssignNumbers::new(protocol.parse().map_err(raised)?, items).map(Self).map_err(raised)
    }
}

call!(AssignNumbers of aql, Assigned, assigned);

/// An item as it may be given: an [`Item`], a mapping of its fields, or a number alone.
#[derive(Default)]
pub(crate) struct GivenItem {
    number: Option<GivenNumber>,
    first_name: String,
    last_name: String,
    email: String,
    /// A key of the mapping that is no field.
    unknown: Option<String>,
}

impl GivenItem {
    const NUMBERS: &'static str = "phoneNumbers";

    fn of_list(self, position: usize) -> PyResult<aql::Item> {
        let (number, [first_name, last_name, email]) = self.parts(position)?;
        let item = number.map(aql::Item::new).ok_or_else(|| {
            let missing = InvalidInput::new(Self::NUMBERS, InvalidCode::Missing, "is required, as `number`");
            raised(missing.at_item(position))
        })?;
        Ok(item.first_name(first_name).last_name(last_name).email(email))
    }

    /// The number, if there is one; first name, last name and e-mail address.
    pub(crate) fn parts(self, position: usize) -> PyResult<(Option<aql::Number>, [String; 3])> {
        if let Some(key) = self.unknown {
            let unknown = InvalidInput::new(key, InvalidCode::UnknownField, "is not a field of an item");
            return Err(raised(unknown.at_item(position)));
        }
        let number = self.number.map(|number| number.of_list(Self::NUMBERS, position)).transpose()?;
        Ok((number, [self.first_name, self.last_name, self.email]))
    }

    pub(crate) fn new(number: Option<GivenNumber>, [first_name, last_name, email]: [String; 3]) -> Self {
        Self { number, first_name, last_name, email, unknown: None }
    }

    fn of_number(number: GivenNumber) -> Self {
        Self { number: Some(number), ..Self::default() }
    }

    fn of_mapping(mapping: &Bound<'_, PyMapping>) -> PyResult<Self> {
        let mut item = Self::default();
        for member in mapping.items()? {
            let (key, value): (String, Bound<'_, PyAny>) = member.extract()?;
            match key.as_str() {
                "number" => item.number = value.extract()?,
                "first_name" => item.first_name = value.extract()?,
                "last_name" => item.last_name = value.extract()?,
                "email" => item.email = value.extract()?,
                _ => item.unknown = Some(key),
            }
        }
        Ok(item)
    }
}

impl<'py> FromPyObject<'_, 'py> for GivenItem {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_union!(
        Item::TYPE_HINT,
        type_hint_subscript!(
            type_hint_identifier!("collections.abc", "Mapping"),
            type_hint_identifier!("builtins", "str"),
            GivenNumber::INPUT_TYPE
        ),
        GivenNumber::INPUT_TYPE
    );

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(item) = given.cast::<Item>() {
            let Item { number, first_name, last_name, email } = item.get().clone();
            return Ok(Self::new(Some(number.into()), [first_name, last_name, email]));
        }
        match given.cast::<PyMapping>() {
            Ok(mapping) => Self::of_mapping(&mapping),
            Err(_) => given.extract().map(Self::of_number),
        }
    }
}

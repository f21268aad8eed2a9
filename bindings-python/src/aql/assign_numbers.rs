//! `assignnumberapi.php`.

use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::{type_hint_identifier, type_hint_subscript, type_hint_union};
use telwire::aql;

use crate::aql::number::{GivenNumber, Number};
use crate::call::call;
use crate::errors::raised;
use crate::secret::{Body, SipPassword};
use crate::value::{Class, Field, Int, Opt, Str, Tuple, value};

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
    /// An item of these.
    #[new]
    #[pyo3(signature = (number, first_name=String::new(), last_name=String::new(), email=String::new()))]
    fn new(number: GivenNumber, first_name: String, last_name: String, email: String) -> Self {
        Self { number: Number(number.0), first_name, last_name, email }
    }

    #[classattr]
    #[pyo3(name = "__match_args__")]
    const MATCH_ARGS: (&str, &str, &str, &str) = ("number", "first_name", "last_name", "email");

    fn __repr__(&self) -> String {
        let Self { number, first_name, last_name, email } = self;
        format!("Item('{}', {first_name:?}, {last_name:?}, {email:?})", number.0)
    }

    fn __getnewargs__(&self) -> (Number, &str, &str, &str) {
        (self.number, &self.first_name, &self.last_name, &self.email)
    }
}

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
#[pyclass(frozen, module = "telwire.aql")]
pub(crate) struct AssignNumbers(aql::AssignNumbers);

#[pymethods]
impl AssignNumbers {
    /// A purchase of these numbers, at most 100, as `sip` or `iax` users. Each is an `Item`, a mapping with the keys
    /// `number`, `first_name`, `last_name`, `email`, or a number alone. Raises `InvalidInput`.
    #[new]
    #[pyo3(signature = (items, *, protocol="sip"))]
    fn new(items: Vec<GivenItem>, protocol: &str) -> PyResult<Self> {
        let items = items.into_iter().map(|item| item.0).collect();
        aql::AssignNumbers::new(protocol.parse().map_err(raised)?, items).map(Self).map_err(raised)
    }
}

call!(AssignNumbers of aql, Assigned, assigned);

/// An item as it may be given.
pub(crate) struct GivenItem(aql::Item);

impl<'py> FromPyObject<'_, 'py> for GivenItem {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_union!(
        type_hint_identifier!("telwire._native.aql", "Item"),
        GivenNumber::INPUT_TYPE,
        type_hint_subscript!(
            type_hint_identifier!("collections.abc", "Mapping"),
            type_hint_identifier!("builtins", "str"),
            GivenNumber::INPUT_TYPE
        )
    );

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(item) = given.cast::<Item>() {
            let Item { number, first_name, last_name, email } = item.get();
            return Ok(Self(aql::Item::new(number.0).first_name(first_name).last_name(last_name).email(email)));
        }
        Ok(Self(aql::Item::new(given.extract::<GivenNumber>()?.0)))
    }
}

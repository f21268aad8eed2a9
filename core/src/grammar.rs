//! What every grammar here is made of: nom parsers on bytes whose error says what was expected, and where.

use nom::error::{ErrorKind, ParseError};
use nom::{IResult, Parser};

/// The rest of the input and the value.
pub(crate) type Parsed<'a, T> = IResult<&'a [u8], T, Expected<'a>>;

/// What should have stood at the beginning of `rest`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Expected<'a> {
    pub(crate) rest: &'a [u8],
    pub(crate) what: &'static str,
}

impl<'a> ParseError<&'a [u8]> for Expected<'a> {
    /// What nom's own parsers say; [`expect`] puts it in the field's terms.
    fn from_error_kind(rest: &'a [u8], _: ErrorKind) -> Self {
        Self { rest, what: "something else" }
    }

    /// The innermost expectation is the one that helps.
    fn append(_: &'a [u8], _: ErrorKind, other: Self) -> Self {
        other
    }

    /// Of alternatives, the one that got further.
    fn or(self, other: Self) -> Self {
        if other.rest.len() <= self.rest.len() { other } else { self }
    }
}

/// A failure at the beginning of `rest`.
pub(crate) fn fail<'a, T>(rest: &'a [u8], what: &'static str) -> Parsed<'a, T> {
    Err(nom::Err::Error(Expected { rest, what }))
}

/// `parser`, its failure told as "expected `what`" at the place where it began.
pub(crate) fn expect<'a, T>(
    what: &'static str,
    mut parser: impl Parser<&'a [u8], Output = T, Error = Expected<'a>>,
) -> impl FnMut(&'a [u8]) -> Parsed<'a, T> {
    move |input| parser.parse(input).map_err(|_| nom::Err::Error(Expected { rest: input, what }))
}

/// How far into `input` its tail `rest` begins.
pub(crate) fn position(input: &[u8], rest: &[u8]) -> usize {
    input.len().saturating_sub(rest.len())
}

/// Sets what is not set yet; says whether it did.
pub(crate) fn fill<T>(item: &mut Option<T>, value: Option<T>) -> bool {
    let is_new = item.is_none() && value.is_some();
    if is_new {
        *item = value;
    }
    is_new
}

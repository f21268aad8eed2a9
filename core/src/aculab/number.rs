//! Numbers at Aculab Cloud and their types.

use std::fmt;
use std::str::FromStr;

use crate::error::{InvalidCode, InvalidInput};
use crate::saved::{Reader, Saved, saved_as_text};
use crate::text::{is_digits, quoted, serde_as_text};

/// How many digits a number may have: more than any numbering plan, few enough to be one.
const DIGITS_LIMIT: usize = 32;

/// An inbound telephone number: digits as Aculab gives them, opaque. It need not be E.164; toll-free numbers and some
/// countries' are not.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InboundNumber(String);

impl InboundNumber {
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number of a text that [`is_number`].
    pub(crate) fn checked(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// Whether the text is 1 to 32 digits.
#[inline]
pub(crate) fn is_number(text: &str) -> bool {
    is_digits(text) && text.len() <= DIGITS_LIMIT
}

impl fmt::Display for InboundNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for InboundNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Reads 1 to 32 digits.
impl FromStr for InboundNumber {
    type Err = InvalidInput;

    fn from_str(text: &str) -> Result<Self, InvalidInput> {
        if is_number(text) {
            return Ok(Self::checked(text));
        }
        let message = format!("must be digits as tel_list_numbers gives them, not {}", quoted(text));
        Err(InvalidInput::new("number", InvalidCode::NotDigits, message))
    }
}

serde_as_text!(InboundNumber);
saved_as_text!(InboundNumber, Self(String::new()));

/// The type of a number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum DidType {
    /// Of a region.
    Geographic,
    /// Of a mobile network.
    Mobile,
    /// Of a country as a whole.
    National,
    /// A type that no document lists, kept as it came. No request asks for it.
    Other(String),
    /// Free for the caller.
    TollFree,
}

impl DidType {
    /// `geographic`, `mobile`, `national`, `tollfree`, or what came.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Geographic => "geographic",
            Self::Mobile => "mobile",
            Self::National => "national",
            Self::Other(text) => text,
            Self::TollFree => "tollfree",
        }
    }

    /// The same type, if a request can ask for it.
    pub(crate) fn documented(self) -> Result<Self, InvalidInput> {
        match self {
            Self::Other(text) => text.parse(),
            documented => Ok(documented),
        }
    }

    /// The type of that name; every text is one.
    pub(crate) fn from_answer(text: &str) -> Self {
        text.parse().unwrap_or_else(|_: InvalidInput| Self::Other(text.to_owned()))
    }
}

impl fmt::Display for DidType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// Reads the documented types.
impl FromStr for DidType {
    type Err = InvalidInput;

    fn from_str(text: &str) -> Result<Self, InvalidInput> {
        match text {
            "geographic" => Ok(Self::Geographic),
            "mobile" => Ok(Self::Mobile),
            "national" => Ok(Self::National),
            "tollfree" => Ok(Self::TollFree),
            _ => {
                let message = format!("must be `geographic`, `national`, `mobile` or `tollfree`, not {}", quoted(text));
                Err(InvalidInput::new("did_type", InvalidCode::UnknownValue, message))
            }
        }
    }
}

impl Saved for DidType {
    fn save(&self, to: &mut Vec<u8>) {
        self.as_str().to_owned().save(to);
    }

    fn load(from: &mut Reader<'_>) -> Self {
        Self::from_answer(from.text())
    }
}

impl<'de> serde::Deserialize<'de> for DidType {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <String as serde::Deserialize>::deserialize(deserializer).map(|text| Self::from_answer(&text))
    }
}

impl serde::Serialize for DidType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

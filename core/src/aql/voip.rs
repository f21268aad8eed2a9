//! The VoIP side of a number.

use std::fmt;
use std::str::FromStr;

use crate::error::{InvalidCode, InvalidInput};
use crate::saved::saved_struct;
use crate::text::{has_control, is_digits, lossless, quoted};

/// A VoIP number as callers give it: 6 digits, beginning with 6 or 7 (number control API, getuser).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VoipNumber(u32);

impl fmt::Display for VoipNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0)
    }
}

impl fmt::Debug for VoipNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// Reads `612345`.
impl FromStr for VoipNumber {
    type Err = InvalidInput;

    fn from_str(text: &str) -> Result<Self, InvalidInput> {
        let number = text.parse().ok().filter(|_| text.len() == 6 && is_digits(text));
        match number {
            Some(number @ 600_000..=799_999) => Ok(Self(number)),
            _ => {
                let message = format!("must be 6 digits that begin with 6 or 7, not {}", quoted(text));
                Err(InvalidInput::new("voipnumber", InvalidCode::WrongFormat, message))
            }
        }
    }
}

/// A VoIP user as the carrier names it. Usually a [`VoipNumber`], but documented only as a username, so it is kept as
/// it came.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct VoipUser(String);

impl VoipUser {
    /// A user whose name came from an answer, by way of a database say: any text on one line.
    ///
    /// # Errors
    /// Field `voipnumber`: `empty`, `control_character`.
    pub fn opaque(name: impl Into<String>) -> Result<Self, InvalidInput> {
        let name = name.into();
        if name.is_empty() {
            return Err(InvalidInput::new("voipnumber", InvalidCode::Empty, "must not be empty"));
        }
        if has_control(&name) {
            let message = format!("must not hold a control character, got {}", quoted(&name));
            return Err(InvalidInput::new("voipnumber", InvalidCode::ControlCharacter, message));
        }
        Ok(Self(name))
    }

    /// A name out of an answer, odd ones included: one odd name must not hide the others.
    pub(crate) fn from_answer(name: &[u8]) -> Self {
        Self(lossless(name).into_owned())
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

saved_struct!(VoipUser { 0 });

impl From<VoipNumber> for VoipUser {
    fn from(number: VoipNumber) -> Self {
        Self(number.to_string())
    }
}

impl fmt::Display for VoipUser {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for VoipUser {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

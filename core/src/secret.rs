//! Secrets: what opens an account, and what a carrier hands out for a number. Neither prints.

use std::fmt;

use zeroize::Zeroizing;

use crate::error::{InvalidCode, InvalidInput};
use crate::text::has_control;

/// What stands in the place of a secret wherever one would print.
pub(crate) const PLACEHOLDER: &str = "[secret]";

/// The password or API key of an account. It prints as a placeholder, always; signing a request is its only way out.
///
/// The memory is overwritten when the last copy goes.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    pub(crate) fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(PLACEHOLDER)
    }
}

/// A part of a login must be there and on one line. The message never repeats it: it may be the secret.
pub(crate) fn checked_login(field: &'static str, value: &str) -> Result<(), InvalidInput> {
    if value.is_empty() {
        return Err(InvalidInput::new(field, InvalidCode::Empty, "must not be empty"));
    }
    if has_control(value) {
        let message = "must not hold a control character, such as the line end of the file it came from";
        return Err(InvalidInput::new(field, InvalidCode::ControlCharacter, message));
    }
    Ok(())
}

/// The password of one number's VoIP user, as the answer to an assign gave it: the only answer that ever does.
///
/// It shows a placeholder in `Debug`, has no `Display`, and refuses to be serialised, because a placeholder stored in
/// a database would be a lost password. [`reveal`](Self::reveal) is the way to the text. The memory is overwritten
/// when the last copy goes.
#[derive(Clone, PartialEq, Eq)]
pub struct SipPassword(Zeroizing<String>);

impl SipPassword {
    /// A password that came from elsewhere than an answer, a database say. Any text without a line end.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The password itself. Hand it to what needs it, and to nothing that logs.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SipPassword {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(PLACEHOLDER)
    }
}

impl serde::Serialize for SipPassword {
    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom(
            "a SIP password is not serialised by itself: take its text with `reveal()` and store that where it belongs",
        ))
    }
}

/// Bytes that arrived and are kept as they came. They may hold a password, so printing shows only how many there are.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Body(Zeroizing<Vec<u8>>);

impl Body {
    /// Keeps `bytes`.
    #[must_use]
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(Zeroizing::new(bytes.into()))
    }

    /// The bytes themselves.
    #[must_use]
    pub fn reveal(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "[{} bytes]", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_print_as_a_placeholder() {
        assert_eq!(format!("{:?}", Secret::new("hunter2".into())), "[secret]");
        assert_eq!(format!("{:?}", SipPassword::new("hunter2")), "[secret]");
        assert_eq!(format!("{:?}", Body::new("hunter2")), "[7 bytes]");
    }

    #[test]
    fn serialising_a_sip_password_fails_and_names_reveal() {
        let error = serde_json::to_string(&SipPassword::new("hunter2")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "a SIP password is not serialised by itself: take its text with `reveal()` and store that where it belongs"
        );
    }
}

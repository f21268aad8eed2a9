//! Small rules about text that every carrier shares.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::error::{InvalidCode, InvalidInput};
use crate::secret::PLACEHOLDER;

/// How much of somebody's input a message repeats.
const QUOTE_LIMIT: usize = 64;

/// A value that is stored as its text, and checked when it is read back.
macro_rules! serde_as_text {
    ($type:ty) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use serde_as_text;

/// `input` as messages show it: in backticks, on one line, control characters escaped, shortened when long. Input that
/// speaks of a password, a form in the wrong place say, is not repeated.
pub(crate) fn quoted(input: &str) -> String {
    if speaks_of_password(input) {
        return PLACEHOLDER.to_owned();
    }
    format!("`{}`", shortened(input, QUOTE_LIMIT))
}

/// Whether the word stands anywhere in it, in any case.
pub(crate) fn speaks_of_password(text: &str) -> bool {
    // Byte by byte: the standard library's search for a text, which `contains` is, was a fortieth of the wasm module.
    const WORD: &[u8] = b"password";
    text.as_bytes().windows(WORD.len()).any(|part| part.eq_ignore_ascii_case(WORD))
}

/// `input` on one line of at most `limit` characters and an ellipsis, control characters escaped.
pub(crate) fn shortened(input: &str, limit: usize) -> String {
    let mut short = String::new();
    for character in input.chars().take(limit) {
        if character.is_control() {
            // Writing to a String cannot fail.
            let _ = write!(short, "{}", character.escape_default());
        } else {
            short.push(character);
        }
    }
    if input.chars().nth(limit).is_some() {
        short.push('…');
    }
    short
}

pub(crate) fn has_control(text: &str) -> bool {
    text.chars().any(char::is_control)
}

#[inline]
pub(crate) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Text out of an answer, nothing lost: UTF-8, or else each byte as the character of that number, as ISO 8859-1 has it.
pub(crate) fn lossless(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// `text` as a count, digits alone.
pub(crate) fn count(field: &'static str, text: &str) -> Result<u32, InvalidInput> {
    text.parse().ok().filter(|_| is_digits(text)).ok_or_else(|| {
        let message = format!("must be a whole number of at most {}, not {}", u32::MAX, quoted(text));
        InvalidInput::new(field, InvalidCode::OutOfRange, message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_input_stays_on_one_line_and_short() {
        assert_eq!(quoted("a=1\nPassword=hunter2"), "[secret]");
        assert_eq!(quoted("a\r\nb"), r"`a\r\nb`");
        assert_eq!(quoted(&"é".repeat(64)), format!("`{}`", "é".repeat(64)));
        assert_eq!(quoted(&"é".repeat(65)), format!("`{}…`", "é".repeat(64)));
    }

    #[test]
    fn digits_are_ascii_and_at_least_one() {
        assert!(is_digits("0123"));
        assert!(!is_digits(""));
        assert!(!is_digits("٣"));
        assert!(!is_digits("+44"));
    }
}

//! Text parameters, and how they travel: "unicode must be provided", the document says, as `\u` and four digits.

use std::fmt::Write as _;

use crate::error::{InvalidCode, InvalidInput};
#[cfg(feature = "server")]
use crate::form::Fields;
use crate::text::{has_control, quoted};

/// A text parameter: not empty, on one line. Escapes are decoded when it is made, so that `M\u00f6nchengladbach` and
/// `Mönchengladbach` are the same value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text(String);

impl Text {
    pub(crate) fn new(field: &'static str, text: &str) -> Result<Self, InvalidInput> {
        let Some(decoded) = unescaped(text) else {
            let message = format!("must not hold half of a surrogate pair, got {}", quoted(text));
            return Err(InvalidInput::new(field, InvalidCode::WrongFormat, message));
        };
        if decoded.is_empty() {
            return Err(InvalidInput::new(field, InvalidCode::Empty, "must not be empty"));
        }
        if has_control(&decoded) {
            let message = format!("must not hold a control character, got {}", quoted(&decoded));
            return Err(InvalidInput::new(field, InvalidCode::ControlCharacter, message));
        }
        Ok(Self(decoded))
    }

    /// The field of a received form, if it is there.
    #[cfg(feature = "server")]
    pub(crate) fn optional(fields: &mut Fields, field: &'static str) -> Result<Option<Self>, InvalidInput> {
        fields.optional(field).map(|text| Self::new(field, &text)).transpose()
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The text in ASCII: every other UTF-16 unit, and a backslash that would look like an escape, as `\uXXXX`.
    pub(crate) fn escaped(&self) -> String {
        let mut escaped = String::with_capacity(self.0.len());
        for (index, character) in self.0.char_indices() {
            let is_like_escape = || self.0.get(index..).is_some_and(|rest| escape(rest).is_some());
            if character.is_ascii() && !(character == '\\' && is_like_escape()) {
                escaped.push(character);
                continue;
            }
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a String cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        }
        escaped
    }
}

/// `text` with its escapes decoded; `None` if a surrogate stands alone.
fn unescaped(text: &str) -> Option<String> {
    let mut units = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        match escape(rest) {
            Some((unit, after)) => {
                units.push(unit);
                rest = after;
            }
            None => {
                units.extend_from_slice(character.encode_utf16(&mut [0; 2]));
                rest = rest.get(character.len_utf8()..).unwrap_or_default();
            }
        }
    }
    String::from_utf16(&units).ok()
}

/// `escape = "\u" 4HEXDIG` at the beginning of `text`, and what follows it.
fn escape(text: &str) -> Option<(u16, &str)> {
    let (digits, rest) = text.strip_prefix("\\u")?.split_at_checked(4)?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let unit = u16::from_str_radix(digits, 16).ok().filter(|_| is_hex)?;
    Some((unit, rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn both_spellings_are_the_same_value() {
        let [plain, escaped] =
            ["Mönchengladbach", r"M\u00F6nchengladbach"].map(|text| Text::new("region", text).unwrap());
        assert_eq!(plain, escaped);
        assert_eq!(plain.escaped(), r"M\u00f6nchengladbach");
        assert_eq!(Text::new("region", "\u{1f600}").unwrap().escaped(), r"\ud83d\ude00");
    }

    #[test]
    fn half_a_pair_and_a_hidden_line_end_are_refused() {
        let error = Text::new("region", r"\ud83d").unwrap_err();
        assert_eq!(error.to_string(), r"`region` must not hold half of a surrogate pair, got `\ud83d`");
        let error = Text::new("region", r"a\u000ab").unwrap_err();
        assert_eq!(error.to_string(), r"`region` must not hold a control character, got `a\nb`");
    }

    proptest! {
        #[test]
        fn what_is_escaped_reads_back_as_the_same_value(text in r"([a-z\\uö\x{1f600}]|\\u[0-9a-f]{4}|\\u005cu00f6){1,8}") {
            if let Ok(value) = Text::new("region", &text) {
                let escaped = value.escaped();
                prop_assert!(escaped.is_ascii());
                prop_assert_eq!(Text::new("region", &escaped).unwrap(), value);
            }
        }
    }
}

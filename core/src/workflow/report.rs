//! What the reports of workflows share: how a result that may have failed is serialised, and lines of bounded width.

use std::fmt;

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use crate::error::Error;

/// How wide a printed report is at most.
pub(crate) const WIDTH: usize = 80;

/// The value itself, or `{"error": {…}}`.
pub(crate) fn value_or_error<T: Serialize, S: Serializer>(result: &Result<T, Error>, to: S) -> Result<S::Ok, S::Error> {
    match result {
        Ok(value) => value.serialize(to),
        Err(error) => {
            let mut map = to.serialize_map(Some(1))?;
            map.serialize_entry("error", error)?;
            map.end()
        }
    }
}

/// Writes `text` in lines of at most [`WIDTH`] characters, each after the first indented; a longer word is broken.
pub(crate) fn wrapped(formatter: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    const INDENT: &str = "  ";
    let mut column = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > WIDTH {
            write!(formatter, "\n{INDENT}")?;
            column = INDENT.len();
        } else if column > 0 {
            formatter.write_str(" ")?;
            column += 1;
        }
        for character in word.chars() {
            if column == WIDTH {
                write!(formatter, "\n{INDENT}")?;
                column = INDENT.len();
            }
            write!(formatter, "{character}")?;
            column += 1;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Wrapped(&'static str);

    impl fmt::Display for Wrapped {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            wrapped(formatter, self.0)
        }
    }

    #[test]
    fn lines_break_between_words_and_within_long_ones() {
        let [words, word] = ["word ".repeat(20), "w".repeat(100)];
        let words = Wrapped(words.leak()).to_string();
        assert_eq!(words, format!("{}\n  {}", ["word"; 16].join(" "), ["word"; 4].join(" ")));
        assert_eq!(Wrapped(word.leak()).to_string(), format!("{}\n  {}", "w".repeat(80), "w".repeat(20)));
    }
}

//! The pattern of a search: digits, and `*` for any run of digits, none included.

/// A pattern, split at its stars: `31*20*` is `31`, `20` and nothing.
pub(crate) struct SubCode<'a> {
    parts: Vec<&'a str>,
}

impl<'a> SubCode<'a> {
    pub(crate) fn new(pattern: &'a str) -> Self {
        Self { parts: pattern.split('*').collect() }
    }

    /// Whether every number of its [`span`](Self::span) matches: a whole number, or `prefix*`.
    pub(crate) fn is_its_span(&self) -> bool {
        self.parts.iter().skip(1).all(|part| part.is_empty())
    }

    /// The lowest and the highest number of `width` digits that begins like the pattern.
    pub(crate) fn span(&self, width: usize) -> Option<(u64, u64)> {
        let (prefix, has_star) = match self.parts.as_slice() {
            [] => return None,
            [whole] => (*whole, false),
            [prefix, ..] => (*prefix, true),
        };
        let open = width.checked_sub(prefix.len()).filter(|open| has_star || *open == 0)?;
        let size = 10_u64.checked_pow(u32::try_from(open).ok()?)?;
        let first = prefix.parse().unwrap_or(0_u64).checked_mul(size)?;
        Some((first, first + (size - 1)))
    }

    /// Whether the pattern is that of `digits`.
    pub(crate) fn matches(&self, digits: &str) -> bool {
        match self.parts.as_slice() {
            [] => false,
            [whole] => digits == *whole,
            [first, middle @ .., last] => {
                // The earliest place for each part leaves the most room for the next.
                let begin = digits.strip_prefix(*first);
                let rest = middle.iter().fold(begin, |rest, part| Some(rest?.split_once(*part)?.1));
                rest.is_some_and(|rest| rest.ends_with(*last))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_any_run_of_digits_and_none_too() {
        let table = [
            ("3120120", "3120120", true),
            ("3120120", "3120121", false),
            ("3120120*", "3120120", true),
            ("312012*", "3120120", true),
            ("312012*", "3120130", false),
            ("*", "3120120", true),
            ("**", "3120120", true),
            ("*20", "3120120", true),
            ("*20", "3120121", false),
            ("3*20", "3120120", true),
            ("3*1*20", "3120120", true),
            ("31*120*", "3120120", true),
            ("312*1200", "3120120", false),
            ("31*12", "312", false),
            ("12*21", "121", false),
            ("*01*01*", "3120120", false),
            ("*12*12*", "3120120", true),
        ];
        for (pattern, digits, expected) in table {
            assert_eq!(SubCode::new(pattern).matches(digits), expected, "{pattern} {digits}");
        }
    }

    #[test]
    fn a_span_is_what_begins_like_the_pattern() {
        let table = [
            ("3120120", Some((3_120_120, 3_120_120)), true),
            ("312012*", Some((3_120_120, 3_120_129)), true),
            ("3120120*", Some((3_120_120, 3_120_120)), true),
            ("*", Some((0, 9_999_999)), true),
            ("0*", Some((0, 999_999)), true),
            ("31*20", Some((3_100_000, 3_199_999)), false),
            ("312", None, true),
            ("31201200*", None, true),
        ];
        for (pattern, span, is_its_span) in table {
            let code = SubCode::new(pattern);
            assert_eq!((code.span(7), code.is_its_span()), (span, is_its_span), "{pattern}");
        }
    }
}

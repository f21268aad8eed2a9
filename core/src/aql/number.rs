//! Numbers and patterns of numbers.

use std::fmt;
use std::str::FromStr;

use nom::Parser;
use nom::bytes::complete::{tag, take_while1};

use crate::error::{InvalidCode, InvalidInput};
use crate::grammar::{Parsed, expect, fail};
use crate::saved::{Reader, Saved, saved_as_text};
use crate::text::{is_digits, quoted, serde_as_text};

/// How many digits a number has at most: ITU-T E.164.
const E164_DIGITS: usize = 15;

/// How many digits a country code has at most: ITU-T E.164.
const COUNTRY_DIGITS: usize = 3;

/// A telephone number as aql's provisioning service writes it: country code, area code, subscriber number, such as
/// `44-113-3120120`. 15 digits at most.
///
/// It is `Copy` and as large as a `u64`. Equality is of the three parts; to compare across spellings use
/// [`e164`](Self::e164).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(
    /// The digits of all three parts as one decimal number, then (4 bits each) how many digits there are in all, in
    /// the country code, in the area code.
    u64,
);

impl Number {
    fn from_parts(country: &[u8], area: &[u8], subscriber: &[u8]) -> Option<Self> {
        let length = |part: &[u8]| u32::try_from(part.len()).ok();
        let total = length(country)?.checked_add(length(area)?)?.checked_add(length(subscriber)?)?;
        let digits = country.iter().chain(area).chain(subscriber);
        let digits = digits
            .fold(0_u64, |number, digit| number.wrapping_mul(10).wrapping_add(u64::from(digit.wrapping_sub(b'0'))));
        Self::from_digits(digits, total, length(country)?, length(area)?)
    }

    /// The number of `length` digits, the first of them `country` and `area` digits long; `None` unless each part has
    /// a digit, the first is no zero, and they are 15 at most.
    #[inline]
    pub(crate) fn from_digits(digits: u64, length: u32, country: u32, area: u32) -> Option<Self> {
        let has_every_part = country > 0 && area > 0 && country.checked_add(area)? < length;
        let has_no_zero_in_front = length <= E164_DIGITS as u32 && digits >= 10_u64.pow(length.checked_sub(1)?);
        let packed = digits << 12 | u64::from(length) << 8 | u64::from(country) << 4 | u64::from(area);
        (has_every_part && has_no_zero_in_front).then_some(Self(packed))
    }

    /// The digits, zeros in front included, and where the area code and the subscriber number begin.
    fn digits(self) -> (String, usize, usize) {
        let nibble = |shift: u32| (self.0 >> shift & 0xf) as usize;
        let (length, country, area) = (nibble(8), nibble(4), nibble(0));
        (format!("{:0length$}", self.0 >> 12), country, country + area)
    }

    /// What is made of country code, area code and the rest.
    fn with_parts<T>(self, make: impl FnOnce([&str; 3]) -> T) -> T {
        let (digits, area, subscriber) = self.digits();
        let parts = [digits.get(..area), digits.get(area..subscriber), digits.get(subscriber..)];
        make(parts.map(Option::unwrap_or_default))
    }

    /// The country code, such as `44`.
    #[must_use]
    pub fn country(self) -> String {
        self.with_parts(|[country, ..]| country.to_owned())
    }

    /// The area code without its leading zero, such as `113`.
    #[must_use]
    pub fn area_code(self) -> String {
        self.with_parts(|[_, area_code, _]| area_code.to_owned())
    }

    /// The rest, such as `3120120`.
    #[must_use]
    pub fn subscriber(self) -> String {
        self.with_parts(|[.., subscriber]| subscriber.to_owned())
    }

    /// The same number in the spelling that getuser's `pstnnumber` has.
    #[must_use]
    pub fn e164(self) -> E164 {
        E164(self.0 >> 12)
    }

    /// The pattern that matches this number alone: what a recheck before a purchase searches for.
    #[must_use]
    pub fn pattern(self) -> Pattern {
        Pattern { country: self.country(), area_code: self.area_code(), sub_code: self.subscriber() }
    }

    /// The pattern that matches this number and those that differ in the last two digits alone.
    pub(crate) fn neighbours(self) -> Pattern {
        let subscriber = self.subscriber();
        let kept = subscriber.len().saturating_sub(2);
        let sub_code = format!("{}*", subscriber.get(..kept).unwrap_or_default());
        Pattern { sub_code, ..self.pattern() }
    }

    /// How many digits there are in the country code, in the area code, in the rest.
    #[must_use]
    #[inline]
    pub fn lengths(self) -> [u32; 3] {
        let nibble = |shift: u32| (self.0 >> shift & 0xf) as u32;
        let (length, country, area) = (nibble(8), nibble(4), nibble(0));
        [country, area, length - country - area]
    }

    /// The numbers with the same country code and area code, and as many digits.
    #[must_use]
    #[inline]
    pub fn area(self) -> Area {
        let [_, _, subscriber] = self.lengths();
        let size = 10_u64.pow(subscriber);
        let lowest = (self.0 >> 12) / size * size;
        Area { first: lowest << 12 | self.0 & 0xfff, size: size << 12 }
    }

    /// The number as one integer, for handing lists across a language boundary; see [`from_packed`](Self::from_packed).
    #[must_use]
    pub fn packed(self) -> u64 {
        self.0
    }

    /// The opposite of [`packed`](Self::packed); `None` for an integer that is no number's.
    #[must_use]
    pub fn from_packed(packed: u64) -> Option<Self> {
        let (digits, area, subscriber) = Self(packed).digits();
        let (country, rest) = digits.as_bytes().split_at_checked(area)?;
        let (area, subscriber) = rest.split_at_checked(subscriber.checked_sub(area)?)?;
        Self::from_parts(country, area, subscriber).filter(|number| number.0 == packed)
    }
}

/// The numbers that have a country code and an area code in common, and how many digits they have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Area {
    /// The lowest of them, packed.
    first: u64,
    /// How far behind it the packed numbers of the next area begin.
    size: u64,
}

impl Area {
    /// Whether the number is one of them.
    #[must_use]
    #[inline]
    pub fn contains(self, number: Number) -> bool {
        let distance = number.0.wrapping_sub(self.first);
        // The lengths of the parts are the lowest bits of a packed number.
        distance < self.size && distance & 0xfff == 0
    }
}

/// `number = 1*DIGIT "-" 1*DIGIT "-" 1*DIGIT`, at most 15 digits, the first no zero.
pub(crate) fn number(input: &[u8]) -> Parsed<'_, Number> {
    let digits = || take_while1(|byte: u8| byte.is_ascii_digit());
    let production = (digits(), tag("-"), digits(), tag("-"), digits());
    let (rest, (country, _, area, _, subscriber)) =
        expect("a number such as 44-113-3120120", production).parse(input)?;
    match Number::from_parts(country, area, subscriber) {
        Some(number) => Ok((rest, number)),
        None => fail(input, "a number of at most 15 digits"),
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_parts(|[country, area_code, subscriber]| write!(formatter, "{country}-{area_code}-{subscriber}"))
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// Reads `44-113-3120120`.
impl FromStr for Number {
    type Err = InvalidInput;

    fn from_str(text: &str) -> Result<Self, InvalidInput> {
        match number(text.as_bytes()) {
            Ok(([], number)) => Ok(number),
            _ => {
                let message = format!("must be a number such as `44-113-3120120`, not {}", quoted(text));
                Err(InvalidInput::new("number", InvalidCode::WrongFormat, message))
            }
        }
    }
}

/// As text for people; as [`packed`](Number::packed) in formats that are not for them.
impl serde::Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match serializer.is_human_readable() {
            true => serializer.collect_str(self),
            false => serializer.serialize_u64(self.packed()),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Number {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error as _;
        if deserializer.is_human_readable() {
            let text = <String as serde::Deserialize>::deserialize(deserializer)?;
            return text.parse().map_err(D::Error::custom);
        }
        let packed = <u64 as serde::Deserialize>::deserialize(deserializer)?;
        Self::from_packed(packed).ok_or_else(|| D::Error::custom("no packed number"))
    }
}

/// As [`packed`](Number::packed).
impl Saved for Number {
    fn save(&self, to: &mut Vec<u8>) {
        self.packed().save(to);
    }

    fn load(from: &mut Reader<'_>) -> Self {
        let packed = u64::load(from);
        from.sound(Self::from_packed(packed), Self(0))
    }
}

/// A telephone number as getuser writes it: country code and national number without separators or plus, such as
/// `441133120120`. 1 to 15 digits, the first no zero.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct E164(u64);

impl fmt::Display for E164 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0)
    }
}

impl fmt::Debug for E164 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// Reads `441133120120`.
impl FromStr for E164 {
    type Err = InvalidInput;

    fn from_str(text: &str) -> Result<Self, InvalidInput> {
        let is_number = is_digits(text) && !text.starts_with('0') && text.len() <= E164_DIGITS;
        match text.parse() {
            Ok(number) if is_number => Ok(Self(number)),
            _ => {
                let message = format!("must be a number such as `441133120120`, not {}", quoted(text));
                Err(InvalidInput::new("number", InvalidCode::WrongFormat, message))
            }
        }
    }
}

serde_as_text!(E164);

/// What a search looks for: country code, area code, and the rest of the number with `*` for any digits.
///
/// Reads what people write, `0113 312012*` (United Kingdom) or `44-113-312012*`:
///
/// ```
/// use telwire::aql::Pattern;
///
/// let pattern: Pattern = "0113 312012*".parse()?;
/// assert_eq!(pattern, Pattern::new("44", "113", "312012*")?);
/// # Ok::<(), telwire::InvalidInput>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pattern {
    country: String,
    area_code: String,
    sub_code: String,
}

impl Pattern {
    /// A pattern from the three fields of the search (provisioning API, "Querying available numbers").
    ///
    /// # Errors
    /// Fields `country`, `areaCode`: `empty`, `not_digits`, `leading_zero`, `out_of_range`; `subCode`: `empty`,
    /// `wrong_format`, `out_of_range`.
    pub fn new(country: &str, area_code: &str, sub_code: &str) -> Result<Self, InvalidInput> {
        checked_code("country", country)?;
        if country.len() > COUNTRY_DIGITS {
            let message = format!("must have at most {COUNTRY_DIGITS} digits, not {}", quoted(country));
            return Err(InvalidInput::new("country", InvalidCode::OutOfRange, message));
        }
        checked_code("areaCode", area_code)?;
        checked_length("subCode", sub_code)?;
        if !sub_code.bytes().all(|byte| byte.is_ascii_digit() || byte == b'*') {
            let message = format!("must be digits and `*`, such as `312012*`, not {}", quoted(sub_code));
            return Err(InvalidInput::new("subCode", InvalidCode::WrongFormat, message));
        }
        Ok(Self { country: country.to_owned(), area_code: area_code.to_owned(), sub_code: sub_code.to_owned() })
    }

    /// The country code, such as `44`.
    #[must_use]
    pub fn country(&self) -> &str {
        &self.country
    }

    /// The area code without its leading zero, such as `113`.
    #[must_use]
    pub fn area_code(&self) -> &str {
        &self.area_code
    }

    /// The rest, such as `312012*`.
    #[must_use]
    pub fn sub_code(&self) -> &str {
        &self.sub_code
    }
}

fn checked_length(field: &'static str, code: &str) -> Result<(), InvalidInput> {
    match code.len() {
        0 => Err(InvalidInput::new(field, InvalidCode::Empty, "must not be empty")),
        1..=E164_DIGITS => Ok(()),
        _ => {
            let message = format!("must have at most {E164_DIGITS} characters, not {}", quoted(code));
            Err(InvalidInput::new(field, InvalidCode::OutOfRange, message))
        }
    }
}

fn checked_code(field: &'static str, code: &str) -> Result<(), InvalidInput> {
    checked_length(field, code)?;
    if !is_digits(code) {
        let message = format!("must be digits, not {}", quoted(code));
        return Err(InvalidInput::new(field, InvalidCode::NotDigits, message));
    }
    match code.trim_start_matches('0') {
        significant if significant == code => Ok(()),
        "" => Err(InvalidInput::new(field, InvalidCode::LeadingZero, format!("must not be {}", quoted(code)))),
        significant => {
            let message = format!("must not begin with 0: write `{significant}` instead of {}", quoted(code));
            Err(InvalidInput::new(field, InvalidCode::LeadingZero, message))
        }
    }
}

/// Country, area and the rest, separated by `-`.
impl fmt::Display for Pattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}-{}", self.country, self.area_code, self.sub_code)
    }
}

/// Reads a national spelling that begins with 0 (country 44), or an international one that begins with `+` or `00`, the
/// parts separated by spaces or dashes; without either, `44-113-312012*`.
impl FromStr for Pattern {
    type Err = InvalidInput;

    fn from_str(text: &str) -> Result<Self, InvalidInput> {
        let parts: Vec<&str> = text.split([' ', '-']).filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [country, area, rest @ ..] if is_international(text, country) && !rest.is_empty() => {
                Self::new(country.trim_start_matches(['+', '0']), area, &rest.concat())
            }
            [area, rest @ ..] if area.starts_with('0') && !area.starts_with("00") && !rest.is_empty() => {
                Self::new("44", area.strip_prefix('0').unwrap_or(area), &rest.concat())
            }
            _ => {
                let message = format!("must be written like `0113 312012*` or `44-113-312012*`, not {}", quoted(text));
                Err(InvalidInput::new("pattern", InvalidCode::WrongFormat, message))
            }
        }
    }
}

serde_as_text!(Pattern);
saved_as_text!(Pattern, Self { country: String::new(), area_code: String::new(), sub_code: String::new() });

/// `+44` and `0044`, and `44` where a dash follows: with a space it may be an area code without its zero.
fn is_international(text: &str, country: &str) -> bool {
    let has_prefix = country.starts_with('+') || country.starts_with("00");
    let rest = text.trim_start().strip_prefix(country).filter(|_| !country.starts_with('0'));
    let is_bare = rest.is_some_and(|rest| rest.starts_with('-'));
    has_prefix || is_bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_parts_and_their_zeros() {
        let number: Number = "44-113-0120120".parse().unwrap();
        assert_eq!(size_of::<Number>(), 8);
        assert_eq!(
            (number.country(), number.area_code(), number.subscriber()),
            ("44".into(), "113".into(), "0120120".into())
        );
        assert_eq!(number.to_string(), "44-113-0120120");
        assert_eq!(number.e164().to_string(), "441130120120");
        assert_eq!(number.lengths(), [2, 3, 7]);
        assert_eq!(number.pattern().to_string(), "44-113-0120120");
        assert_eq!(Number::from_packed(number.packed()), Some(number));
    }

    #[test]
    fn equality_is_of_the_parts_and_e164_of_the_whole() {
        let [leeds, other] = ["44-113-3120120", "44-1133-120120"].map(|text| text.parse::<Number>().unwrap());
        assert_ne!(leeds, other);
        assert_eq!(leeds.e164(), other.e164());
        assert_eq!(leeds.e164(), "441133120120".parse().unwrap());
    }

    #[test]
    fn the_longest_number_fits() {
        assert_eq!("999-999-999999999".parse::<Number>().unwrap().to_string(), "999-999-999999999");
        assert!("9999-999-999999999".parse::<Number>().is_err());
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in
            ["", "441133120120", "44-113", "44--3120120", "44-113-312012*", "044-113-1", "+44-113-1", "44-113-1 "]
        {
            let error = text.parse::<Number>().unwrap_err();
            assert_eq!(error.to_string(), format!("`number` must be a number such as `44-113-3120120`, not `{text}`"));
        }
    }

    #[test]
    fn a_number_is_stored_as_text_for_people_and_as_an_integer_otherwise() {
        let number: Number = "44-113-3120120".parse().unwrap();
        assert_eq!(serde_json::to_string(&number).unwrap(), "\"44-113-3120120\"");
        assert_eq!(serde_json::from_str::<Number>("\"44-113-3120120\"").unwrap(), number);
        let bytes = postcard::to_allocvec(&number).unwrap();
        assert_eq!(bytes, postcard::to_allocvec(&number.packed()).unwrap());
        assert_eq!(postcard::from_bytes::<Number>(&bytes).unwrap(), number);
        assert!(postcard::from_bytes::<Number>(&[0]).is_err());
    }

    #[test]
    fn an_integer_that_is_no_numbers_is_refused() {
        for packed in [0, u64::MAX, 12 << 12 | 2 << 8 | 1 << 4 | 1, 441_u64 << 12 | 3 << 8 | 15 << 4 | 15] {
            assert_eq!(Number::from_packed(packed), None);
        }
    }

    #[test]
    fn patterns_are_read_as_people_write_them() {
        for text in [
            "0113 312012*",
            "44-113-312012*",
            "+44 113 312012*",
            "0044 113 312012*",
            "0113 312 012*",
            "0113-312012*",
            " +44  113 312012* ",
        ] {
            assert_eq!(text.parse::<Pattern>().unwrap().to_string(), "44-113-312012*");
        }
        assert_eq!("353-1-*".parse::<Pattern>().unwrap().to_string(), "353-1-*");
    }

    #[test]
    fn area_holds_the_numbers_with_its_codes_and_as_many_digits() {
        let number = |text: &str| text.parse::<Number>().unwrap();
        let area = number("44-113-31").area();
        for inside in ["44-113-00", "44-113-31", "44-113-99"] {
            assert!(area.contains(number(inside)), "{inside}");
        }
        for outside in ["44-112-99", "44-114-00", "44-1133-1", "441-13-31", "44-113-310", "44-113-3"] {
            assert!(!area.contains(number(outside)), "{outside}");
        }
    }

    #[test]
    fn a_pattern_that_could_mean_two_things_is_refused() {
        for text in ["0113312012*", "113 312012*", "113 312 012*", "44 113 312012*", "44 44-113-1", "44", "", "0113"] {
            let error = text.parse::<Pattern>().unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("`pattern` must be written like `0113 312012*` or `44-113-312012*`, not `{text}`")
            );
        }
    }
}

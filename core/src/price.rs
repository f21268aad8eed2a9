//! Amounts of money, exact.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use nom::Parser;
use nom::bytes::complete::{tag, take_while1};
use nom::combinator::opt;
use nom::sequence::preceded;

use crate::error::{InvalidCode, InvalidInput};
use crate::grammar::Parsed;
use crate::saved::saved_as_text;
use crate::text::{quoted, serde_as_text};

/// How many digits an amount may have in all.
const DIGITS_LIMIT: usize = 18;

/// An exact decimal amount, such as a price per month or a credit: at most 18 digits.
///
/// It prints with the decimals it was written with. Amounts are equal when their values are: `3.0` is `3.00`.
///
/// ```
/// use telwire::Price;
///
/// let sum: Option<Price> = Price::sum(["0.10".parse()?, "0.20".parse()?]);
/// assert_eq!(sum, Some("0.3".parse()?));
/// # Ok::<(), telwire::InvalidInput>(())
/// ```
#[derive(Clone, Copy)]
pub struct Price {
    /// The amount in units of ten to the power of minus `decimals`.
    units: i64,
    decimals: u8,
}

impl Price {
    /// Nothing.
    pub const ZERO: Self = Self { units: 0, decimals: 0 };

    /// The amount that the text is, if it is one.
    #[inline]
    pub(crate) fn read(text: &str) -> Option<Self> {
        match price(text.as_bytes()) {
            Ok(([], (is_negative, whole, fraction))) => assembled(is_negative, whole, fraction),
            _ => None,
        }
    }

    /// The exact sum of two amounts; `None` where it has more than 18 digits.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let decimals = self.decimals.max(other.decimals);
        let units = self.scaled(decimals)?.checked_add(other.scaled(decimals)?)?;
        let units = i64::try_from(units).ok().filter(|units| units.unsigned_abs() < 10_u64.pow(18))?;
        Some(Self { units, decimals })
    }

    /// The exact sum of many amounts; `None` where it has more than 18 digits.
    #[must_use]
    pub fn sum(prices: impl IntoIterator<Item = Self>) -> Option<Self> {
        prices.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// The amount in units of ten to the power of minus `decimals`, which is no less than its own. 18 digits and 18
    /// decimals more always fit.
    fn scaled(self, decimals: u8) -> Option<i128> {
        let factor = 10_i128.checked_pow(u32::from(decimals.checked_sub(self.decimals)?))?;
        i128::from(self.units).checked_mul(factor)
    }

    /// The same value without trailing zeros behind the point: what equality and hashing see.
    fn normalised(self) -> (i64, u8) {
        let Self { mut units, mut decimals } = self;
        while decimals > 0 && units % 10 == 0 {
            units /= 10;
            decimals -= 1;
        }
        (units, decimals)
    }
}

impl Default for Price {
    fn default() -> Self {
        Self::ZERO
    }
}

impl PartialEq for Price {
    fn eq(&self, other: &Self) -> bool {
        self.normalised() == other.normalised()
    }
}

impl Eq for Price {}

impl Hash for Price {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.normalised().hash(state);
    }
}

impl PartialOrd for Price {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Price {
    fn cmp(&self, other: &Self) -> Ordering {
        let decimals = self.decimals.max(other.decimals);
        self.scaled(decimals).cmp(&other.scaled(decimals))
    }
}

impl fmt::Display for Price {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.units < 0 { "-" } else { "" };
        let decimals = usize::from(self.decimals);
        let digits = format!("{:0width$}", self.units.unsigned_abs(), width = decimals + 1);
        match digits.split_at_checked(digits.len().saturating_sub(decimals)) {
            Some((whole, fraction)) if decimals > 0 => {
                write!(formatter, "{sign}{whole}.{fraction}")
            }
            _ => write!(formatter, "{sign}{digits}"),
        }
    }
}

impl fmt::Debug for Price {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// Reads digits with an optional sign and an optional fraction, such as `3.00` or `-0.5`.
impl FromStr for Price {
    type Err = InvalidInput;

    fn from_str(text: &str) -> Result<Self, InvalidInput> {
        Self::read(text).ok_or_else(|| {
            let message = format!("must be a decimal amount of at most {DIGITS_LIMIT} digits, not {}", quoted(text));
            InvalidInput::new("price", InvalidCode::WrongFormat, message)
        })
    }
}

/// `price = [ "-" ] 1*DIGIT [ "." 1*DIGIT ]`: the sign, the digits before and behind the point.
#[inline]
fn price(input: &[u8]) -> Parsed<'_, (bool, &[u8], &[u8])> {
    let digits = || take_while1(|byte: u8| byte.is_ascii_digit());
    let mut production = (opt(tag("-")), digits(), opt(preceded(tag("."), digits())));
    let (rest, (sign, whole, fraction)) = production.parse(input)?;
    Ok((rest, (sign.is_some(), whole, fraction.unwrap_or_default())))
}

#[inline]
fn assembled(is_negative: bool, whole: &[u8], fraction: &[u8]) -> Option<Price> {
    if whole.len().checked_add(fraction.len())? > DIGITS_LIMIT {
        return None;
    }
    let digits = whole.iter().chain(fraction);
    let units = digits.fold(0_i64, |units, digit| units * 10 + i64::from(digit - b'0'));
    let units = if is_negative { -units } else { units };
    Some(Price { units, decimals: u8::try_from(fraction.len()).ok()? })
}

serde_as_text!(Price);
saved_as_text!(Price, Self::ZERO);

#[cfg(test)]
mod tests {
    use super::*;

    fn price(text: &str) -> Price {
        text.parse().unwrap()
    }

    #[test]
    fn amounts_print_as_they_were_written() {
        for text in ["3.00", "0", "-0.50", "0.00000000000000001", "999999999999999999", "12345.678"] {
            assert_eq!(price(text).to_string(), text);
        }
    }

    #[test]
    fn amounts_are_equal_and_ordered_by_value() {
        assert_eq!(price("3.0"), price("3.00"));
        assert_eq!(price("-0"), price("0.00"));
        assert!(price("-1") < price("0.5"));
        assert!(price("10") > price("9.99"));
        assert!(price("999999999999999999") > price("0.00000000000000001"));
    }

    #[test]
    fn sums_are_exact_or_none() {
        assert_eq!(Price::sum(vec![price("0.1"); 10]), Some(price("1")));
        assert_eq!(price("999999999999999999").checked_add(price("1")), None);
        assert_eq!(price("999999999999999999").checked_add(price("0.1")), None);
        assert_eq!(price("3.42").checked_add(price("-3.42")), Some(Price::ZERO));
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in ["", "-", "3.", ".5", "1e3", "3,00", " 3", "+3", "1234567890123456789", "٣"] {
            let error = text.parse::<Price>().unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("`price` must be a decimal amount of at most 18 digits, not `{text}`")
            );
        }
    }
}

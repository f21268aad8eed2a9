//! Dates and times as the carriers write them, and time as the host tells it. Nothing here reads a clock.

use std::fmt;
use std::ops::Add;
use std::str::FromStr;
use std::time::Duration;

use crate::error::{InvalidCode, InvalidInput};
use crate::saved::{saved_as_text, saved_struct};
use crate::text::{quoted, serde_as_text};

/// A moment, in milliseconds since 1970-01-01 00:00 UTC, as the host's clock tells it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Timestamp(u64);

impl Timestamp {
    /// The moment `milliseconds` after 1970-01-01 00:00 UTC.
    #[must_use]
    pub const fn from_unix_millis(milliseconds: u64) -> Self {
        Self(milliseconds)
    }

    /// Milliseconds since 1970-01-01 00:00 UTC.
    #[must_use]
    pub const fn unix_millis(self) -> u64 {
        self.0
    }

    /// The time from `earlier` to this moment; nothing if it is not earlier.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0))
    }

    /// The date in UTC; dates beyond the year 9999 are shown as 9999-12-31.
    #[must_use]
    pub fn date(self) -> CivilDate {
        CivilDate::from_unix_days(self.0 / 86_400_000)
    }
}

impl Add<Duration> for Timestamp {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        let milliseconds = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
        Self(self.0.saturating_add(milliseconds))
    }
}

saved_struct!(Timestamp { 0 });

/// The moment of an HTTP date in its preferred form, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7).
pub(crate) fn http_date(text: &str) -> Option<Timestamp> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (_, date) = text.strip_suffix(" GMT")?.split_once(',')?;
    let mut parts = date.strip_prefix(' ')?.split(' ');
    let day = parts.next()?.parse().ok()?;
    let month = MONTHS.iter().position(|month| Some(*month) == parts.clone().next())?;
    let [_, year, time] = [parts.next()?, parts.next()?, parts.next()?];
    let date = CivilDate::new(year.parse().ok()?, u8::try_from(month).ok()? + 1, day).ok()?;
    let time: TimeOfDay = time.parse().ok()?;
    let seconds = u64::from(time.hour) * 3600 + u64::from(time.minute) * 60 + u64::from(time.second);
    let seconds = date.unix_days()?.checked_mul(86_400)?.checked_add(seconds)?;
    Some(Timestamp::from_unix_millis(seconds.checked_mul(1000)?))
}

/// A day of the calendar, from 0000-01-01 to 9999-12-31, written `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDate {
    year: u16,
    month: u8,
    day: u8,
}

impl CivilDate {
    /// The day, if the calendar has it.
    ///
    /// # Errors
    /// `out_of_range` if the year is over 9999 or the month has no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, InvalidInput> {
        Self::in_calendar(year, month, day).ok_or_else(|| {
            let message = format!("must be a day of the calendar, not `{year:04}-{month:02}-{day:02}`");
            InvalidInput::new("date", InvalidCode::OutOfRange, message)
        })
    }

    /// The day that the text is, if it is one.
    #[inline]
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (year, month, day) = written(text)?;
        Self::in_calendar(year, month, day)
    }

    #[inline]
    fn in_calendar(year: u16, month: u8, day: u8) -> Option<Self> {
        let is_day = year <= 9999 && (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        is_day.then_some(Self { year, month, day })
    }

    /// The year, 0 to 9999.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }

    /// Days since 1970-01-01; `None` before. The opposite of [`from_unix_days`](Self::from_unix_days).
    fn unix_days(self) -> Option<u64> {
        // Months counted from March, so that the leap day is the last of the year.
        let is_after_february = self.month > 2;
        let year = u64::from(self.year).checked_sub(u64::from(!is_after_february))?;
        let month_from_march = u64::from(if is_after_february { self.month - 3 } else { self.month + 9 });
        let (era, year_of_era) = (year / 400, year % 400);
        let day_of_year = (153 * month_from_march + 2) / 5 + u64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        (era * 146_097 + day_of_era).checked_sub(719_468)
    }

    /// Days since 1970-01-01 to a date, by Howard Hinnant's `civil_from_days` over eras of 400 years.
    fn from_unix_days(days: u64) -> Self {
        const LAST_DAY: u64 = 2_932_896;
        let days = days.min(LAST_DAY) + 719_468;
        let (era, day_of_era) = (days / 146_097, days % 146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        // Months counted from March, so that the leap day is the last of the year.
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + u64::from(month <= 2);
        let narrow = |value: u64| u8::try_from(value).unwrap_or(1);
        Self { year: u16::try_from(year).unwrap_or(9999), month: narrow(month), day: narrow(day) }
    }
}

#[inline]
fn days_in(year: u16, month: u8) -> u8 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for CivilDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Reads `YYYY-MM-DD`.
impl FromStr for CivilDate {
    type Err = InvalidInput;

    fn from_str(text: &str) -> Result<Self, InvalidInput> {
        let Some((year, month, day)) = written(text) else {
            let message = format!("must be written `YYYY-MM-DD`, not {}", quoted(text));
            return Err(InvalidInput::new("date", InvalidCode::WrongFormat, message));
        };
        Self::new(year, month, day)
    }
}

/// The numbers of `YYYY-MM-DD`, whether the calendar has that day or not.
#[inline]
fn written(text: &str) -> Option<(u16, u8, u8)> {
    let &[a, b, c, d, b'-', e, f, b'-', g, h] = text.as_bytes() else { return None };
    let year = u16::from(two_digits(a, b)?) * 100 + u16::from(two_digits(c, d)?);
    Some((year, two_digits(e, f)?, two_digits(g, h)?))
}

serde_as_text!(CivilDate);
saved_as_text!(CivilDate, Self { year: 0, month: 1, day: 1 });

/// A time of day, from 00:00:00 to 23:59:59, written `HH:MM:SS`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay {
    hour: u8,
    minute: u8,
    second: u8,
}

impl TimeOfDay {
    /// The time, if the clock shows it.
    ///
    /// # Errors
    /// `out_of_range` beyond 23 hours, 59 minutes, 59 seconds.
    pub fn new(hour: u8, minute: u8, second: u8) -> Result<Self, InvalidInput> {
        if hour <= 23 && minute <= 59 && second <= 59 {
            return Ok(Self { hour, minute, second });
        }
        let message = format!("must lie between `00:00:00` and `23:59:59`, not at `{hour:02}:{minute:02}:{second:02}`");
        Err(InvalidInput::new("time", InvalidCode::OutOfRange, message))
    }

    /// The hour, 0 to 23.
    #[must_use]
    pub fn hour(self) -> u8 {
        self.hour
    }

    /// The minute, 0 to 59.
    #[must_use]
    pub fn minute(self) -> u8 {
        self.minute
    }

    /// The second, 0 to 59.
    #[must_use]
    pub fn second(self) -> u8 {
        self.second
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02}:{:02}:{:02}", self.hour, self.minute, self.second)
    }
}

/// Reads `HH:MM:SS`.
impl FromStr for TimeOfDay {
    type Err = InvalidInput;

    fn from_str(text: &str) -> Result<Self, InvalidInput> {
        let Some((hour, minute, second)) = shown(text) else {
            let message = format!("must be written `HH:MM:SS`, not {}", quoted(text));
            return Err(InvalidInput::new("time", InvalidCode::WrongFormat, message));
        };
        Self::new(hour, minute, second)
    }
}

serde_as_text!(TimeOfDay);

/// The numbers of `HH:MM:SS`, whether a clock shows that or not.
fn shown(text: &str) -> Option<(u8, u8, u8)> {
    let &[a, b, b':', c, d, b':', e, f] = text.as_bytes() else { return None };
    Some((two_digits(a, b)?, two_digits(c, d)?, two_digits(e, f)?))
}

#[inline]
fn two_digits(tens: u8, ones: u8) -> Option<u8> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + (ones - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_days_of_the_calendar() {
        assert_eq!("2024-02-29".parse::<CivilDate>().unwrap().to_string(), "2024-02-29");
        for text in ["2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024-04-00"] {
            let error = text.parse::<CivilDate>().unwrap_err();
            assert_eq!(error.to_string(), format!("`date` must be a day of the calendar, not `{text}`"));
        }
        for text in ["2024-1-01", "20240101", "2024-01-01T00:00", "", "2024-01-0x", "+024-01-01"] {
            let error = text.parse::<CivilDate>().unwrap_err();
            assert_eq!(error.to_string(), format!("`date` must be written `YYYY-MM-DD`, not `{text}`"));
        }
    }

    #[test]
    fn times_are_on_the_clock() {
        assert_eq!("23:59:59".parse::<TimeOfDay>().unwrap().to_string(), "23:59:59");
        let error = "24:00:00".parse::<TimeOfDay>().unwrap_err();
        assert_eq!(error.to_string(), "`time` must lie between `00:00:00` and `23:59:59`, not at `24:00:00`");
        let error = "9:00".parse::<TimeOfDay>().unwrap_err();
        assert_eq!(error.to_string(), "`time` must be written `HH:MM:SS`, not `9:00`");
    }

    #[test]
    fn a_timestamp_knows_its_date() {
        let day = |days: u64| Timestamp::from_unix_millis(days * 86_400_000).date().to_string();
        assert_eq!(day(0), "1970-01-01");
        assert_eq!(day(11_016), "2000-02-29");
        assert_eq!(day(20_779), "2026-11-22");
        assert_eq!(day(2_932_896), "9999-12-31");
        assert_eq!(day(3_000_000), "9999-12-31");
    }

    #[test]
    fn days_count_both_ways() {
        for days in (0..2_932_896).step_by(13) {
            assert_eq!(CivilDate::from_unix_days(days).unix_days(), Some(days));
        }
        assert_eq!("1969-12-31".parse::<CivilDate>().unwrap().unix_days(), None);
    }

    #[test]
    fn an_http_date_is_a_moment() {
        let date = http_date("Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(date, Some(Timestamp::from_unix_millis(784_111_777_000)));
        for text in ["", "06 Nov 1994 08:49:37 GMT", "Sun, 06 Now 1994 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT"] {
            assert_eq!(http_date(text), None, "{text}");
        }
    }

    #[test]
    fn time_only_adds() {
        let moment = Timestamp::from_unix_millis(500) + Duration::from_millis(250);
        assert_eq!(moment.unix_millis(), 750);
        assert_eq!(moment.since(Timestamp::from_unix_millis(500)), Duration::from_millis(250));
        assert_eq!(Timestamp::default().since(moment), Duration::ZERO);
    }
}

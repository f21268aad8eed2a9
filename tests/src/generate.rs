//! Strategies for property tests, through the public API alone: every call with an answer that fits it, and the values
//! they are made of.

pub mod aculab;
pub mod aql;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use telwire::{BaseUrl, CivilDate, Price, TimeOfDay};

/// A username and the secret that goes with it.
#[derive(Clone, Debug)]
pub struct Login {
    /// The username.
    pub username: String,
    /// The password or access key.
    pub secret: String,
}

/// Logins with awkward characters in both parts.
pub fn login() -> impl Strategy<Value = Login> {
    (name(), name()).prop_map(|(username, secret)| Login { username, secret })
}

/// Base URLs, with a path and without.
pub fn base_url() -> impl Strategy<Value = BaseUrl> {
    let url = select(&["https://gateway.example", "https://gateway.example:8443/relay/v1", "http://[::1]:8620"][..]);
    url.prop_filter_map("a base URL", |url| url.parse().ok())
}

/// Text on one line, also none, of what encoders get wrong: separators, escapes, what looks like one, characters of
/// every length.
pub fn text() -> impl Strategy<Value = String> {
    const AWKWARD: &[&str] = &[
        "&",
        "=",
        "%",
        "%26",
        "+",
        "_",
        "-",
        ":",
        ",",
        ";",
        "?",
        "#",
        "/",
        "\"",
        "<",
        " ",
        r"\",
        r"\u",
        r"\u00f6",
        r"\u005c",
        r"\u005cu00f6",
        r"\ud83d\ude00",
        "%5Cu00f6",
        "ö",
        "😀",
        "\u{2028}",
        "\u{feff}",
    ];
    let character = any::<char>().prop_filter("on one line", |character| !character.is_control());
    let piece = prop_oneof![
        3 => select(AWKWARD).prop_map(str::to_owned),
        2 => "[a-zA-Z0-9]{1,4}",
        1 => character.prop_map(String::from),
    ];
    vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// [`text`] that is not empty.
pub fn name() -> impl Strategy<Value = String> {
    text().prop_filter("a name", |text| !text.is_empty())
}

/// Text of any characters at all, line ends included.
pub fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![text(), vec(any::<char>(), 0..6).prop_map(String::from_iter)]
}

/// Amounts of up to 18 digits, as text.
pub fn price_text() -> impl Strategy<Value = String> {
    prop_oneof!["-?[0-9]{1,18}", "-?[0-9]{1,2}\\.[0-9]{1,16}", "-?[0-9]{1,17}\\.[0-9]", "-?[0-9]{1,3}\\.[0-9]{2}"]
}

/// Amounts of up to 18 digits.
pub fn price() -> impl Strategy<Value = Price> {
    price_text().prop_filter_map("a price", |text| text.parse().ok())
}

/// Every day of the calendar.
pub fn date() -> impl Strategy<Value = CivilDate> {
    let parts = (0..=9999_u16, 1..=12_u8, 1..=31_u8);
    parts.prop_filter_map("a day of the calendar", |(year, month, day)| CivilDate::new(year, month, day).ok())
}

/// Every time of the day.
pub fn time() -> impl Strategy<Value = TimeOfDay> {
    let parts = (0..24_u8, 0..60_u8, 0..60_u8);
    parts.prop_filter_map("a time of day", |(hour, minute, second)| TimeOfDay::new(hour, minute, second).ok())
}

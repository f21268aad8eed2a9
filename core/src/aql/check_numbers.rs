//! `POST /telecoms/checknumberapi.php`: which numbers are available.
//!
//! Document: number provisioning API, "Querying available numbers".

use std::str::FromStr;

use crate::aql::number::{Number, Pattern, number};
use crate::aql::{Service, answer};
use crate::endpoint::{Call, Effect, Endpoint};
use crate::error::{Error, InvalidCode, InvalidInput, Malformed, Reason, Salvaged};
use crate::form::Form;
use crate::grammar::position;
use crate::http::{Request, Response};
use crate::text::quoted;

pub(crate) const PATH: &str = "/telecoms/checknumberapi.php";

/// Asks for available numbers that match a pattern.
///
/// The answer is a `Vec<Number>`, empty where nothing matches (`AQVOIP_NO_NUMBER` included). It may hold fewer than
/// [`show`](Self::show) even if there are more: page on how many came.
///
/// ```
/// use telwire::{Endpoint, Response, aql};
///
/// let search = aql::CheckNumbers::new("0113 312012*".parse()?).show(20);
/// assert_eq!(search.request().body(), "country=44&areaCode=113&subCode=312012*&skip=0&show=20");
///
/// let numbers = search.parse(&Response::new(200, "AQVOIP_OK\n44-113-3120120_44-113-3120121\n"))?;
/// assert_eq!(numbers[1].to_string(), "44-113-3120121");
/// # Ok::<(), telwire::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckNumbers {
    pattern: Pattern,
    skip: u32,
    show: u32,
    sms_enabled: Option<SmsEnabled>,
}

/// Which numbers a search shows by their use for SMS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SmsEnabled {
    /// All numbers.
    Ignore,
    /// Those without SMS.
    No,
    /// Those with SMS: what the gateway takes where nothing is said.
    Yes,
}

impl SmsEnabled {
    const ALL: [(Self, &'static str); 3] = [(Self::Ignore, "ignore"), (Self::No, "no"), (Self::Yes, "yes")];

    /// `ignore`, `no` or `yes`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.into_iter().find(|(value, _)| *value == self).map_or("", |(_, text)| text)
    }
}

/// Reads `ignore`, `no` or `yes`.
impl FromStr for SmsEnabled {
    type Err = InvalidInput;

    fn from_str(text: &str) -> Result<Self, InvalidInput> {
        let known = Self::ALL.into_iter().find(|(_, spelling)| *spelling == text);
        known.map(|(value, _)| value).ok_or_else(|| {
            let message = format!("must be `yes`, `no` or `ignore`, not {}", quoted(text));
            InvalidInput::new("smsEnabled", InvalidCode::UnknownValue, message)
        })
    }
}

impl CheckNumbers {
    /// A search for `pattern` from the first match on, 100 numbers.
    #[must_use]
    pub fn new(pattern: Pattern) -> Self {
        Self { pattern, skip: 0, show: 100, sms_enabled: None }
    }

    /// Leaves out the first `skip` matches. 0 unless set.
    #[must_use]
    pub fn skip(self, skip: u32) -> Self {
        Self { skip, ..self }
    }

    /// Asks for at most `show` numbers. 100 unless set; the gateway may answer with fewer.
    #[must_use]
    pub fn show(self, show: u32) -> Self {
        Self { show, ..self }
    }

    /// Filters by SMS. Left out, the gateway takes `yes`: **numbers without SMS do not show** unless this is
    /// [`SmsEnabled::Ignore`] or [`SmsEnabled::No`].
    #[must_use]
    pub fn sms_enabled(self, sms_enabled: SmsEnabled) -> Self {
        Self { sms_enabled: Some(sms_enabled), ..self }
    }

    /// The numbers of the whole body of a success in a single pass, for layers that hand lists across a language boundary
    /// in a form of their own. `None` where anything is unusual, and [`parse`](Endpoint::parse) then says what.
    #[must_use]
    #[inline]
    pub fn scan(body: &[u8]) -> Option<Vec<Number>> {
        let list = body.strip_prefix(b"AQVOIP_OK")?;
        list.first().filter(|byte| matches!(byte, b'\n' | b'\r'))?;
        scanned(list)
    }

    /// What is searched for.
    #[must_use]
    pub fn pattern(&self) -> &Pattern {
        &self.pattern
    }
}

impl Endpoint for CheckNumbers {
    type Service = Service;
    type Answer = Vec<Number>;

    const NAME: &'static str = "check_numbers";
    const EFFECT: Effect = Effect::Read;

    fn request(&self) -> Request<Service> {
        let form = Form::new()
            .field("country", self.pattern.country())
            .field("areaCode", self.pattern.area_code())
            .field("subCode", self.pattern.sub_code())
            .field("skip", &self.skip.to_string())
            .field("show", &self.show.to_string())
            .optional("smsEnabled", self.sms_enabled.map(SmsEnabled::as_str));
        Request::post(Service::Provisioning, PATH, form.finish())
    }

    fn parse(&self, response: &Response) -> Result<Vec<Number>, Error> {
        let list = match answer::rows(Call::of::<Self>(), response) {
            Ok(list) => list,
            Err(Error::Refused(refused)) if refused.reason() == Reason::NoNumber => &[],
            Err(error) => return Err(error),
        };
        if response.is_complete()
            && let Some(numbers) = scanned(list)
        {
            return Ok(numbers);
        }
        let (numbers, rest) = listed(list);
        match (response.is_complete(), rest) {
            (true, []) => Ok(numbers),
            (true, rest) => {
                let at = position(response.body(), rest);
                Err(salvaged(Malformed::new(Call::of::<Self>(), response, at, EXPECTED), numbers))
            }
            (false, []) => {
                Err(salvaged(Malformed::incomplete(Call::of::<Self>(), response), whole_items(numbers, list)))
            }
            (false, _) => Err(salvaged(Malformed::incomplete(Call::of::<Self>(), response), numbers)),
        }
    }
}

const EXPECTED: &str = "numbers such as 44-113-3120120, separated by `_`";

fn salvaged(error: Malformed, numbers: Vec<Number>) -> Error {
    error.with_salvaged(Salvaged::Numbers(numbers)).into()
}

/// Of a list that may be cut, the numbers that are whole: the last one is only if something ended it.
fn whole_items(mut numbers: Vec<Number>, list: &[u8]) -> Vec<Number> {
    if list.last().is_some_and(u8::is_ascii_digit) {
        numbers.pop();
    }
    numbers
}

/// `list = *separator [ number *( 1*separator number ) ] *separator`: the numbers up to the end, or to what cannot be
/// read.
fn listed(list: &[u8]) -> (Vec<Number>, &[u8]) {
    let mut numbers = Vec::new();
    let mut rest = separators(list);
    while let Ok((after, number)) = number(rest)
        && after.first().is_none_or(|byte| is_separator(*byte))
    {
        numbers.push(number);
        rest = separators(after);
    }
    (numbers, rest)
}

#[inline]
fn separators(list: &[u8]) -> &[u8] {
    let length = list.iter().take_while(|byte| is_separator(**byte)).count();
    list.get(length..).unwrap_or_default()
}

/// `separator = "_" / LF / CR / SP`: the document has `_` alone; line ends and spaces between are tolerated.
#[inline]
fn is_separator(byte: u8) -> bool {
    matches!(byte, b'_' | b'\n' | b'\r' | b' ')
}

/// The same as [`listed`] in a single pass, for the lists that gateways really send; `None` where anything is wrong,
/// and the grammar then says what. A property test holds the two equal. It is `inline` as the scanner of listings is.
#[inline]
fn scanned(list: &[u8]) -> Option<Vec<Number>> {
    let mut numbers = Vec::with_capacity(list.len() / 15 + 1);
    let mut cursor = Cursor { rest: separators(list), digits: 0 };
    while !cursor.rest.is_empty() {
        numbers.push(cursor.number()?);
        cursor = Cursor { rest: separators(cursor.rest), digits: 0 };
    }
    Some(numbers)
}

struct Cursor<'a> {
    rest: &'a [u8],
    /// The digits of the number that is being read.
    digits: u64,
}

impl Cursor<'_> {
    /// A number and nothing but a separator or the end behind it.
    #[inline]
    fn number(&mut self) -> Option<Number> {
        let country = self.part();
        self.dash()?;
        let area = self.part();
        self.dash()?;
        let subscriber = self.part();
        self.rest.first().is_none_or(|byte| is_separator(*byte)).then_some(())?;
        Number::from_digits(self.digits, country + area + subscriber, country, area)
    }

    /// How many digits there are.
    #[inline]
    fn part(&mut self) -> u32 {
        let mut length = 0;
        while let [digit @ b'0'..=b'9', rest @ ..] = self.rest {
            self.digits = self.digits.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
            self.rest = rest;
            length += 1;
        }
        length
    }

    #[inline]
    fn dash(&mut self) -> Option<()> {
        self.rest = self.rest.strip_prefix(b"-")?;
        Some(())
    }
}

#[cfg(feature = "server")]
mod server {
    use super::{CheckNumbers, InvalidInput, Number, Pattern, Request, Response, Service, SmsEnabled, answer};
    use crate::endpoint::ServerEndpoint;
    use crate::text::count;

    impl CheckNumbers {
        /// How many matches to leave out.
        #[must_use]
        pub fn skipped(&self) -> u32 {
            self.skip
        }

        /// How many to answer with at most.
        #[must_use]
        pub fn shown(&self) -> u32 {
            self.show
        }

        /// The filter by SMS; `None` means [`SmsEnabled::Yes`] at the gateway.
        #[must_use]
        pub fn sms_filter(&self) -> Option<SmsEnabled> {
            self.sms_enabled
        }
    }

    impl ServerEndpoint for CheckNumbers {
        fn decode(request: &Request<Service>) -> Result<Self, InvalidInput> {
            let mut fields = answer::fields(request, Service::Provisioning, super::PATH)?;
            let [country, area_code, sub_code] =
                [fields.required("country")?, fields.required("areaCode")?, fields.required("subCode")?];
            let search = Self {
                pattern: Pattern::new(&country, &area_code, &sub_code)?,
                skip: count("skip", &fields.required("skip")?)?,
                show: count("show", &fields.required("show")?)?,
                sms_enabled: fields.parsed("smsEnabled")?,
            };
            fields.finish()?;
            Ok(search)
        }

        fn encode(numbers: &Vec<Number>) -> Response {
            if numbers.is_empty() {
                return answer::refuse(answer::Code::NoNumber);
            }
            let list: Vec<String> = numbers.iter().map(Number::to_string).collect();
            answer::text(format!("AQVOIP_OK\n{}\n", list.join("_")))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Lists of numbers, of what looks like numbers, and of noise.
        #[test]
        fn the_scanner_agrees_with_the_grammar(list in "([0-9]{1,4}-[0-9]{1,4}-[0-9]{1,9}[_\\n\\r ]{1,2}|[-0-9_x]{1,3}){0,6}") {
            let (numbers, rest) = listed(list.as_bytes());
            let expected = rest.is_empty().then_some(numbers);
            prop_assert_eq!(scanned(list.as_bytes()), expected);
        }
    }

    proptest! {
        #[test]
        fn a_scan_says_what_the_call_says(
            body in "(AQVOIP_[A-Z]{2}|AQVOIP_OK)[\\n\\r _]{0,2}([0-9]{1,4}-[0-9]{1,4}-[0-9]{1,9}[_\\n\\r ]{1,2}|[-0-9_x]{1,3}){0,6}",
        ) {
            if let Some(numbers) = CheckNumbers::scan(body.as_bytes()) {
                let call = CheckNumbers::new("44-113-*".parse().unwrap());
                prop_assert_eq!(call.parse(&Response::new(200, body)), Ok(numbers));
            }
        }
    }

    #[test]
    fn a_scan_gives_up_on_what_is_no_success() {
        assert_eq!(CheckNumbers::scan(b"AQVOIP_OK\r\n44-113-3120120\r\n").unwrap().len(), 1);
        for body in ["", "AQVOIP_OK", "AQVOIP_OKAY\n", "AQVOIP_NO_NUMBER\n", "AQVOIP_OK\nx"] {
            assert_eq!(CheckNumbers::scan(body.as_bytes()), None);
        }
    }

    #[test]
    fn the_scanner_reads_what_gateways_send() {
        let numbers = scanned(b"44-113-3120120_44-113-3120121\n").unwrap();
        assert_eq!(numbers.iter().map(Number::to_string).collect::<Vec<_>>(), ["44-113-3120120", "44-113-3120121"]);
    }
}

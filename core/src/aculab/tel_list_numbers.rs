//! `POST /tel_list_numbers`: the numbers of the account.
//!
//! Document: Managing Inbound Telephone Numbers, "Tel List Numbers".

use crate::aculab::number::is_number;
use crate::aculab::parameter::Text;
use crate::aculab::{ByGet, DidType, InboundNumber, Service, answer};
use crate::endpoint::{Call, Effect, Endpoint};
use crate::error::{Error, InvalidInput, Salvaged};
use crate::form::Form;
use crate::grammar::{Parsed, fail, fill};
use crate::http::{Request, Response};
use crate::json;
use crate::price::Price;
use crate::time::CivilDate;

const PATH: &str = "/tel_list_numbers";

/// Asks for the numbers of the account, all of them unless filtered.
///
/// The answer is a `Vec<OwnedNumber>` in the order of the wire.
///
/// ```
/// use telwire::{Endpoint, Response, aculab};
///
/// let call = aculab::TelListNumbers::new().country("United Kingdom")?;
/// let owned = call.parse(&Response::new(200, r#"{"441908538007": {"country": "United Kingdom", "price": "3.00",
///     "region": "Milton Keynes", "purchased": "2011-09-14", "did_type": "geographic"}}"#))?;
/// assert_eq!(owned[0].number.as_str(), "441908538007");
/// assert_eq!(owned[0].price, Some("3.00".parse()?));
/// # Ok::<(), telwire::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TelListNumbers {
    country: Option<Text>,
    state: Option<Text>,
    region: Option<Text>,
    did_type: Option<DidType>,
}

impl TelListNumbers {
    /// All numbers.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Only those in that country.
    ///
    /// # Errors
    /// Field `country`: `empty`, `control_character`, `wrong_format` (half of a surrogate pair).
    pub fn country(self, country: &str) -> Result<Self, InvalidInput> {
        Ok(Self { country: Some(Text::new("country", country)?), ..self })
    }

    /// Only those in that state; valid for some countries.
    ///
    /// # Errors
    /// Field `state`: as for [`country`](Self::country).
    pub fn state(self, state: &str) -> Result<Self, InvalidInput> {
        Ok(Self { state: Some(Text::new("state", state)?), ..self })
    }

    /// Only those in that region, a name or for toll-free and national numbers a prefix.
    ///
    /// # Errors
    /// Field `region`: as for [`country`](Self::country).
    pub fn region(self, region: &str) -> Result<Self, InvalidInput> {
        Ok(Self { region: Some(Text::new("region", region)?), ..self })
    }

    /// Only those of that type.
    ///
    /// # Errors
    /// Field `did_type`: `unknown_value` for a [`DidType::Other`].
    pub fn did_type(self, did_type: DidType) -> Result<Self, InvalidInput> {
        Ok(Self { did_type: Some(did_type.documented()?), ..self })
    }
}

/// A number of the account.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct OwnedNumber {
    /// The number.
    pub number: InboundNumber,
    /// The country; empty where the answer leaves it out.
    pub country: String,
    /// The state, only where countries have them.
    pub state: Option<String>,
    /// The region, a name or for toll-free and national numbers a prefix; empty where the answer leaves it out.
    pub region: String,
    /// The price per month, in US dollars; `None` where it is left out, or unreadable and then in `other`.
    pub price: Option<Price>,
    /// The day on which it was bought; `None` as for the price.
    pub purchased: Option<CivilDate>,
    /// The type; an empty [`DidType::Other`] where the answer leaves it out.
    pub did_type: DidType,
    /// Documented members that stand there twice or could not be read, with their JSON text.
    pub other: Vec<(String, String)>,
}

impl OwnedNumber {
    fn new(number: InboundNumber) -> Self {
        Self {
            number,
            country: String::new(),
            state: None,
            region: String::new(),
            price: None,
            purchased: None,
            did_type: DidType::Other(String::new()),
            other: Vec::new(),
        }
    }
}

impl Endpoint for TelListNumbers {
    type Service = Service;
    type Answer = Vec<OwnedNumber>;

    const NAME: &'static str = "tel_list_numbers";
    const EFFECT: Effect = Effect::Read;

    fn request(&self) -> Request<Service> {
        let escaped = |text: &Option<Text>| text.as_ref().map(Text::escaped);
        let form = Form::new()
            .optional("country", escaped(&self.country).as_deref())
            .optional("state", escaped(&self.state).as_deref())
            .optional("region", escaped(&self.region).as_deref())
            .optional("did_type", self.did_type.as_ref().map(DidType::as_str));
        Request::post(Service::Cloud, PATH, form.finish())
    }

    fn parse(&self, response: &Response) -> Result<Vec<OwnedNumber>, Error> {
        if response.status() == 200 {
            let mut owned = Vec::with_capacity(response.body().len() / 128 + 1);
            if Self::scan(response.body(), |listed| owned.push(listed.into())) {
                return Ok(owned);
            }
        }
        let mut owned = Vec::new();
        match answer::read(Call::of::<Self>(), response, |input| listing(input, &mut owned)) {
            Ok(()) => Ok(owned),
            Err(error) => Err(answer::with_salvaged(error, Salvaged::Owned(owned))),
        }
    }
}

impl ByGet for TelListNumbers {}

impl TelListNumbers {
    /// Goes through the body of a success, HTTP status 200, and hands on each number without copying it.
    ///
    /// `false`: the body is no listing. What was handed on is then void, and [`parse`](Endpoint::parse) says what is
    /// wrong.
    ///
    /// ```
    /// use telwire::aculab::{Listed, TelListNumbers};
    ///
    /// let body = br#"{"441908538007": {"country": "United Kingdom", "price": "3.00", "region": "Milton Keynes",
    ///     "purchased": "2011-09-14", "did_type": "geographic"}}"#;
    /// let mut regions = Vec::new();
    /// let is_listing = TelListNumbers::scan(body, |listed| match listed {
    ///     Listed::Plain(entry) => regions.push(entry.region),
    ///     Listed::Unusual(_) => {}
    /// });
    /// assert!(is_listing);
    /// assert_eq!(regions, ["Milton Keynes"]);
    /// ```
    #[must_use]
    #[inline]
    pub fn scan<'a>(body: &'a [u8], each: impl FnMut(Listed<'a>)) -> bool {
        std::str::from_utf8(body).is_ok_and(|text| scan::listing(text, each).is_some())
    }
}

/// A number of a listing: as it stands there, or read into a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listed<'a> {
    /// An entry that says what the document says.
    Plain(Entry<'a>),
    /// Any other.
    Unusual(OwnedNumber),
}

impl From<Listed<'_>> for OwnedNumber {
    fn from(listed: Listed<'_>) -> Self {
        match listed {
            Listed::Plain(entry) => entry.into(),
            Listed::Unusual(owned) => owned,
        }
    }
}

/// `listing = "{" [ owned *( "," owned ) ] "}"`.
fn listing<'a>(input: &'a [u8], listed: &mut Vec<OwnedNumber>) -> Parsed<'a, ()> {
    json::object(input, |number, input| {
        let (rest, owned) = owned(&number, input)?;
        listed.push(owned);
        Ok((rest, ()))
    })
}

/// `owned = number ":" entry`, its number read already.
fn owned<'a>(number: &str, input: &'a [u8]) -> Parsed<'a, OwnedNumber> {
    match number.parse() {
        Ok(number) => entry(number, input),
        Err(_) => fail(input, "an entry keyed by a number"),
    }
}

/// `entry`: an object of documented members, others ignored.
fn entry(number: InboundNumber, input: &[u8]) -> Parsed<'_, OwnedNumber> {
    let mut entry = OwnedNumber::new(number);
    let (rest, ()) = json::object(input, |name, input| {
        let (rest, value) = json::value(input)?;
        let text = json::string(value).ok().map(|(_, text)| text);
        if text.is_none_or(|text| !entry.set(&name, &text)) && is_documented(&name) {
            entry.other.push((name.into_owned(), String::from_utf8_lossy(value).into_owned()));
        }
        Ok((rest, ()))
    })?;
    Ok((rest, entry))
}

fn is_documented(name: &str) -> bool {
    matches!(name, "country" | "state" | "region" | "price" | "purchased" | "did_type")
}

impl OwnedNumber {
    /// Sets a documented member that is not set yet; says whether it did.
    fn set(&mut self, name: &str, text: &str) -> bool {
        match name {
            "country" => fill_text(&mut self.country, text),
            "state" => fill(&mut self.state, Some(text.to_owned())),
            "region" => fill_text(&mut self.region, text),
            "price" => fill(&mut self.price, text.parse().ok()),
            "purchased" => fill(&mut self.purchased, text.parse().ok()),
            "did_type" if self.did_type.as_str().is_empty() => {
                self.did_type = DidType::from_answer(text);
                true
            }
            _ => false,
        }
    }
}

fn fill_text(member: &mut String, text: &str) -> bool {
    let is_new = member.is_empty();
    if is_new {
        text.clone_into(member);
    }
    is_new
}

pub use scan::Entry;

/// The same as [`listing`] in a single pass, for what Aculab really sends. What is unusual is read by the grammar: a text with
/// something escaped, and an entry with a missing, repeated, unknown or unreadable member; the others are not. A property
/// test holds the two equal. A listing may have 100,000 entries: this is the one place of telwire that is written for speed.
///
/// What stands here is `inline`, to be compiled as fast as the crate that uses it wants: the npm package is built for size,
/// but for this. It is so always, as a cursor that no function is called with stays in registers, and calls of those that are
/// `cold` get none.
mod scan {
    use std::borrow::Cow;

    use super::{CivilDate, DidType, InboundNumber, Listed, OwnedNumber, Price, is_number, json, owned};

    /// A number of the account, its texts borrowed from the answer where nothing in them is escaped.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Entry<'a> {
        /// The number: 1 to 32 digits.
        pub number: &'a str,
        /// The country.
        pub country: Cow<'a, str>,
        /// The state, only where countries have them.
        pub state: Option<Cow<'a, str>>,
        /// The region, a name or for toll-free and national numbers a prefix.
        pub region: Cow<'a, str>,
        /// The price per month, in US dollars: always one that a [`Price`] reads.
        pub price: &'a str,
        /// The day on which it was bought: always one that a [`CivilDate`] reads.
        pub purchased: &'a str,
        /// The type.
        pub did_type: &'a str,
    }

    /// Reads a whole listing and hands on each entry; `None` if it is none.
    #[inline(always)]
    pub(super) fn listing<'a>(text: &'a str, mut each: impl FnMut(Listed<'a>)) -> Option<()> {
        let mut cursor = Cursor { text, at: 0 };
        cursor.token(b'{')?;
        if cursor.token(b'}').is_none() {
            loop {
                each(cursor.listed()?);
                if cursor.token(b',').is_none() {
                    break;
                }
            }
            cursor.token(b'}')?;
        }
        cursor.blank();
        cursor.peek().is_none().then_some(())
    }

    impl From<Entry<'_>> for OwnedNumber {
        fn from(entry: Entry<'_>) -> Self {
            Self {
                number: InboundNumber::checked(entry.number),
                country: entry.country.into_owned(),
                state: entry.state.map(Cow::into_owned),
                region: entry.region.into_owned(),
                price: entry.price.parse().ok(),
                purchased: entry.purchased.parse().ok(),
                did_type: DidType::from_answer(entry.did_type),
                other: Vec::new(),
            }
        }
    }

    const COUNTRY: u64 = spelled(b"country\"");
    const DID_TYPE: u64 = spelled(b"did_type");
    const PRICE: u64 = spelled(b"price\"  ");
    const PURCHASE: u64 = spelled(b"purchase");
    const REGION: u64 = spelled(b"region\" ");
    const STATE: u64 = spelled(b"state\"  ");

    /// Eight bytes as they are compared together. The spaces behind a short name are not.
    const fn spelled(bytes: &[u8; 8]) -> u64 {
        u64::from_le_bytes(*bytes)
    }

    /// The documented members, in the order in which [`Cursor::entry`] keeps their texts.
    #[derive(Clone, Copy)]
    enum Name {
        Country,
        DidType,
        Price,
        Purchased,
        Region,
        State,
    }

    /// Where a string stands, without its quotation marks.
    #[derive(Clone, Copy)]
    struct Text {
        start: usize,
        end: usize,
        is_escaped: bool,
    }

    struct Cursor<'a> {
        text: &'a str,
        at: usize,
    }

    impl<'a> Cursor<'a> {
        /// A number and its entry, as it stands there or read by the grammar.
        #[inline(always)]
        fn listed(&mut self) -> Option<Listed<'a>> {
            let before = self.at;
            if let Some(entry) = self.entry() {
                return Some(Listed::Plain(entry));
            }
            let (owned, at) = unusual(self.text, before)?;
            self.at = at;
            Some(Listed::Unusual(owned))
        }

        /// `None` where anything is unusual.
        #[inline(always)]
        fn entry(&mut self) -> Option<Entry<'a>> {
            let number = self.text()?;
            let number = self.plain(number).filter(|number| is_number(number))?;
            self.token(b':')?;
            self.token(b'{')?;
            let mut texts = [None; 6];
            loop {
                let name = self.name()?;
                self.token(b':')?;
                let text = self.text()?;
                if texts.get_mut(name as usize)?.replace(text).is_some() {
                    return None;
                }
                if self.token(b',').is_none() {
                    break;
                }
            }
            self.token(b'}')?;
            let [country, did_type, price, purchased, region, state] = texts;
            let (price, purchased) = (self.plain(price?)?, self.plain(purchased?)?);
            is_price(price).then_some(())?;
            CivilDate::read(purchased)?;
            Some(Entry {
                number,
                country: self.read(country?)?,
                state: match state {
                    Some(state) => Some(self.read(state)?),
                    None => None,
                },
                region: self.read(region?)?,
                price,
                purchased,
                did_type: self.plain(did_type?)?,
            })
        }

        #[inline(always)]
        fn rest(&self) -> &'a [u8] {
            self.text.as_bytes().get(self.at..).unwrap_or_default()
        }

        #[inline(always)]
        fn peek(&self) -> Option<u8> {
            self.text.as_bytes().get(self.at).copied()
        }

        /// Passes over white space.
        #[inline(always)]
        fn blank(&mut self) {
            while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
                self.at += 1;
            }
        }

        /// Passes over white space and then over `token`, if it is there.
        #[inline(always)]
        fn token(&mut self, token: u8) -> Option<()> {
            if self.peek()? != token {
                self.blank();
                (self.peek()? == token).then_some(())?;
            }
            self.at += 1;
            Some(())
        }

        /// The name of a documented member.
        #[inline(always)]
        fn name(&mut self) -> Option<Name> {
            self.token(b'"')?;
            let rest = self.rest();
            let word = u64::from_le_bytes(*rest.first_chunk()?);
            let (name, length) = match (word, rest.get(8..10)?) {
                (COUNTRY, _) => (Name::Country, 8),
                (DID_TYPE, [b'"', _]) => (Name::DidType, 9),
                (PURCHASE, [b'd', b'"']) => (Name::Purchased, 10),
                _ if word << 8 == REGION << 8 => (Name::Region, 7),
                _ if word << 16 == PRICE << 16 => (Name::Price, 6),
                _ if word << 16 == STATE << 16 => (Name::State, 6),
                _ => return None,
            };
            self.at += length;
            Some(name)
        }

        /// A string.
        #[inline(always)]
        fn text(&mut self) -> Option<Text> {
            self.token(b'"')?;
            let start = self.at;
            let mut is_escaped = false;
            loop {
                self.at += end_of_text(self.rest())?;
                match self.peek()? {
                    b'"' => break,
                    b'\\' => (is_escaped, self.at) = (true, self.at + 2),
                    _ => return None,
                }
            }
            let end = self.at;
            self.at += 1;
            Some(Text { start, end, is_escaped })
        }

        /// A text in which nothing is escaped; those that hold no letters outside of ASCII never have anything.
        #[inline(always)]
        fn plain(&self, Text { start, end, is_escaped }: Text) -> Option<&'a str> {
            if is_escaped { None } else { self.text.get(start..end) }
        }

        /// Any text.
        #[inline(always)]
        fn read(&self, text: Text) -> Option<Cow<'a, str>> {
            match self.plain(text) {
                Some(plain) => Some(Cow::Borrowed(plain)),
                None => unescaped(self.text, text),
            }
        }
    }

    /// The text that stands there, by the grammar.
    #[cold]
    fn unescaped(listing: &str, Text { start, end, .. }: Text) -> Option<Cow<'_, str>> {
        let (_, text) = json::string(listing.as_bytes().get(start - 1..=end)?).ok()?;
        Some(text)
    }

    /// The number and its entry that stand at `at`, by the grammar, and where they end.
    #[cold]
    fn unusual(text: &str, at: usize) -> Option<(OwnedNumber, usize)> {
        let cursor = &mut Cursor { text, at };
        cursor.blank();
        let (rest, owned) = json::member(cursor.rest(), |number, input| owned(&number, input)).ok()?;
        Some((owned, text.len().checked_sub(rest.len())?))
    }

    /// Whether a [`Price`] reads it. What nearly all are is looked at first: one or two digits, a point, two digits.
    #[inline(always)]
    fn is_price(text: &str) -> bool {
        let is_usual = match *text.as_bytes() {
            [a, b'.', b, c] => [a, b, c].iter().all(u8::is_ascii_digit),
            [a, b, b'.', c, d] => [a, b, c, d].iter().all(u8::is_ascii_digit),
            _ => false,
        };
        is_usual || Price::read(text).is_some()
    }

    /// Where the first byte is that ends a string or does not stand in one as it is: `"`, `\` or a control character.
    /// Eight bytes are looked at together; the lowest bit that the differences set is always a true one.
    #[inline(always)]
    fn end_of_text(bytes: &[u8]) -> Option<usize> {
        const ONES: u64 = u64::from_le_bytes([1; 8]);
        const HIGH: u64 = ONES << 7;
        let zero = |word: u64| word.wrapping_sub(ONES) & !word;
        let (words, rest) = bytes.as_chunks::<8>();
        for (index, word) in words.iter().enumerate() {
            let word = u64::from_le_bytes(*word);
            let control = word.wrapping_sub(ONES * u64::from(b' ')) & !word;
            let quote = zero(word ^ (ONES * u64::from(b'"')));
            let escape = zero(word ^ (ONES * u64::from(b'\\')));
            let found = (control | quote | escape) & HIGH;
            if found != 0 {
                return Some(index * 8 + found.trailing_zeros() as usize / 8);
            }
        }
        let end = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | ..b' '))?;
        Some(words.len() * 8 + end)
    }
}

#[cfg(feature = "server")]
mod server {
    use super::{OwnedNumber, PATH, Request, Response, Service, TelListNumbers, Text, answer};
    use crate::endpoint::ServerEndpoint;
    use crate::error::InvalidInput;
    use crate::json::write;

    impl TelListNumbers {
        /// Whether the filters let that number through.
        #[must_use]
        pub fn admits(&self, owned: &OwnedNumber) -> bool {
            let admits =
                |filter: &Option<Text>, text: &str| filter.as_ref().is_none_or(|filter| filter.as_str() == text);
            admits(&self.country, &owned.country)
                && admits(&self.state, owned.state.as_deref().unwrap_or_default())
                && admits(&self.region, &owned.region)
                && self.did_type.as_ref().is_none_or(|did_type| *did_type == owned.did_type)
        }
    }

    impl ServerEndpoint for TelListNumbers {
        fn decode(request: &Request<Service>) -> Result<Self, InvalidInput> {
            let mut fields = answer::fields(request, PATH)?;
            let country = Text::optional(&mut fields, "country")?;
            let state = Text::optional(&mut fields, "state")?;
            let region = Text::optional(&mut fields, "region")?;
            let did_type = fields.parsed("did_type")?;
            fields.finish()?;
            Ok(Self { country, state, region, did_type })
        }

        fn encode(owned: &Vec<OwnedNumber>) -> Response {
            let mut json = String::new();
            write::list(&mut json, ['{', '}'], owned, |json, owned| {
                write::string(json, owned.number.as_str());
                json.push(':');
                entry(json, owned);
            });
            answer::json_answer(json)
        }
    }

    fn entry(json: &mut String, owned: &OwnedNumber) {
        let price = owned.price.map(|price| price.to_string());
        let purchased = owned.purchased.map(|date| date.to_string());
        let unless_empty = |text| Some(text).filter(|text: &&str| !text.is_empty());
        let members = [
            ("country", unless_empty(&owned.country)),
            ("state", owned.state.as_deref()),
            ("region", unless_empty(&owned.region)),
            ("price", price.as_deref()),
            ("purchased", purchased.as_deref()),
            ("did_type", unless_empty(owned.did_type.as_str())),
        ];
        // What is not documented is kept as JSON.
        type Write = fn(&mut String, &str);
        let documented = members.into_iter().filter_map(|(name, text)| Some((name, text?, write::string as Write)));
        let other = owned.other.iter().map(|(name, value)| (name.as_str(), value.as_str(), String::push_str as Write));
        write::list(json, ['{', '}'], documented.chain(other), |json, (name, value, write)| {
            write::string(json, name);
            json.push(':');
            write(json, value);
        });
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::json::tests::damage::damaged;
    use crate::json::tests::{blanks, list, spaced};

    type Members = Vec<(&'static str, String)>;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1024))]

        #[test]
        fn the_scanner_reads_what_is_documented(json in listings(documented())) {
            let mut are_plain = true;
            prop_assert!(TelListNumbers::scan(&json, |listed| are_plain &= matches!(listed, Listed::Plain(_))));
            prop_assert!(are_plain);
            prop_assert_eq!(scanned(&json), read(&json));
        }

        #[test]
        fn the_scanner_never_contradicts_the_grammar(json in damaged(listings(unusual()))) {
            prop_assert_eq!(scanned(&json), read(&json));
        }
    }

    /// The listing as it is read.
    fn scanned(json: &[u8]) -> Option<Vec<OwnedNumber>> {
        let mut owned = Vec::new();
        TelListNumbers::scan(json, |listed| owned.push(listed.into())).then_some(owned)
    }

    /// The listing as the grammar alone reads it.
    fn read(json: &[u8]) -> Option<Vec<OwnedNumber>> {
        let mut owned = Vec::new();
        json::document(json, |input| {
            json::object(input, |number, input| {
                let Ok(number) = number.parse() else { return fail(input, "a number") };
                let (rest, entry) = entry(number, input)?;
                owned.push(entry);
                Ok((rest, ()))
            })
        })
        .ok()?;
        Some(owned)
    }

    /// Listings of entries with these members, white space anywhere between the tokens.
    fn listings(members: impl Strategy<Value = Members>) -> impl Strategy<Value = Vec<u8>> {
        let entries = vec(("\"[0-9]{1,32}\"", members), 0..5);
        (entries, blanks()).prop_map(|(entries, blanks)| {
            let member = |name: String, value: Vec<String>| [vec![name, ":".into()], value].concat();
            let entry = |members: Members| {
                let members = members.into_iter();
                let members = members.map(|(name, value)| member(format!("\"{name}\""), vec![value]));
                list("{", &members.collect::<Vec<_>>(), "}")
            };
            let entries = entries.into_iter().map(|(number, members)| member(number, entry(members)));
            spaced(&list("{", &entries.collect::<Vec<_>>(), "}"), &blanks).into_bytes()
        })
    }

    /// The documented members in any order, the state now and then.
    fn documented() -> impl Strategy<Value = Members> {
        let required = ["country", "region", "price", "purchased", "did_type"].map(documented_member);
        let state = vec(documented_member("state"), 0..2);
        let members = (required, state).prop_map(|(required, state)| [required.to_vec(), state].concat());
        members.prop_shuffle()
    }

    fn documented_member(name: &'static str) -> impl Strategy<Value = (&'static str, String)> {
        let value = match name {
            "price" => "[0-9]{1,9}(\\.[0-9]{1,9})?",
            "purchased" => "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])",
            "did_type" => "geographic|national|mobile|tollfree|[a-z]{0,3}",
            _ => "([^\\p{Cc}\"\\\\]{0,8}|United Kingdom)",
        };
        value.prop_map(move |value| (name, format!("\"{value}\"")))
    }

    /// Members left out, repeated, undocumented, or of values that are escaped or wrong.
    fn unusual() -> impl Strategy<Value = Members> {
        const NAMES: &[&str] = &["country", "state", "region", "price", "purchased", "did_type", "expires", ""];
        const VALUES: &[&str] =
            &["null", "3.00", "[{}]", "\"\"", r#""\u00f6""#, "\"3.00\"", "\"2024-02-30\"", "\"free\""];
        let change = (select(NAMES), option::of(select(VALUES)), any::<bool>());
        let changes = prop_oneof![Just(Vec::new()), vec(change, 1..3)];
        let members = (documented(), changes).prop_map(|(mut members, changes)| {
            for (name, value, is_instead) in changes {
                members.retain(|(other, _)| !is_instead || *other != name);
                members.extend(value.map(|value| (name, value.to_owned())));
            }
            members
        });
        members.prop_shuffle()
    }
}

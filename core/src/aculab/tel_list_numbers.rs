//! `POST /tel_list_numbers`: the numbers of the account.
//!
//! Document: Managing Inbound Telephone Numbers, "Tel List Numbers".

use crate::aculab::parameter::Text;
use crate::aculab::{ByGet, DidType, InboundNumber, Service, answer};
use crate::endpoint::{Effect, Endpoint};
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
        if response.status() == 200
            && let Some(owned) = scan::listing(response.body())
        {
            return Ok(owned);
        }
        let mut owned = Vec::new();
        match answer::read::<Self, ()>(response, |input| listing(input, &mut owned)) {
            Ok(()) => Ok(owned),
            Err(error) => Err(answer::with_salvaged(error, Salvaged::Owned(owned))),
        }
    }
}

impl ByGet for TelListNumbers {}

/// `listing = "{" [ number ":" entry *( "," number ":" entry ) ] "}"`; what was read stays in `owned`.
fn listing<'a>(input: &'a [u8], owned: &mut Vec<OwnedNumber>) -> Parsed<'a, ()> {
    json::object(input, |number, input| {
        let Ok(number) = number.parse() else {
            return fail(input, "an entry keyed by a number");
        };
        let (rest, entry) = entry(number, input)?;
        owned.push(entry);
        Ok((rest, ()))
    })
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

/// The same as [`listing`] in a single pass, for the listings that Aculab really sends: `None` where anything is
/// unusual (an escape, a missing, repeated, unknown or unreadable member), and the grammar then reads it all. A property
/// test holds the two equal.
mod scan {
    use super::{DidType, InboundNumber, OwnedNumber};

    pub(super) fn listing(body: &[u8]) -> Option<Vec<OwnedNumber>> {
        let mut cursor = Cursor { rest: std::str::from_utf8(body).ok()? };
        let mut owned = Vec::with_capacity(body.len() / 128 + 1);
        cursor.token('{')?;
        if cursor.token('}').is_some() {
            return cursor.at_end().then_some(owned);
        }
        loop {
            let number = cursor.text()?.parse().ok()?;
            cursor.token(':')?;
            owned.push(entry(number, &mut cursor)?);
            if cursor.token(',').is_none() {
                cursor.token('}')?;
                return cursor.at_end().then_some(owned);
            }
        }
    }

    fn entry(number: InboundNumber, cursor: &mut Cursor<'_>) -> Option<OwnedNumber> {
        let (mut country, mut state, mut region, mut price, mut purchased, mut did_type) =
            (None, None, None, None, None, None);
        cursor.token('{')?;
        loop {
            let slot = match cursor.text()? {
                "country" => &mut country,
                "did_type" => &mut did_type,
                "price" => &mut price,
                "purchased" => &mut purchased,
                "region" => &mut region,
                "state" => &mut state,
                _ => return None,
            };
            cursor.token(':')?;
            if slot.replace(cursor.text()?).is_some() {
                return None;
            }
            if cursor.token(',').is_none() {
                break;
            }
        }
        cursor.token('}')?;
        Some(OwnedNumber {
            number,
            country: country?.to_owned(),
            state: state.map(str::to_owned),
            region: region?.to_owned(),
            price: Some(price?.parse().ok()?),
            purchased: Some(purchased?.parse().ok()?),
            did_type: DidType::from_answer(did_type?),
            other: Vec::new(),
        })
    }

    struct Cursor<'a> {
        rest: &'a str,
    }

    impl<'a> Cursor<'a> {
        /// Passes over white space and then over `token`, if it is there.
        fn token(&mut self, token: char) -> Option<()> {
            self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
            self.rest = self.rest.strip_prefix(token)?;
            Some(())
        }

        /// A string without escapes.
        fn text(&mut self) -> Option<&'a str> {
            self.token('"')?;
            let end = self.rest.bytes().position(|byte| byte == b'"' || byte == b'\\' || byte < b' ')?;
            let (text, rest) = self.rest.split_at_checked(end)?;
            self.rest = rest.strip_prefix('"')?;
            Some(text)
        }

        fn at_end(&self) -> bool {
            self.rest.trim_start_matches([' ', '\t', '\n', '\r']).is_empty()
        }
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
        let documented = members.into_iter().filter_map(|(name, text)| Some((name, quoted(text?))));
        let other = owned.other.iter().map(|(name, text)| (name.as_str(), text.clone()));
        write::list(json, ['{', '}'], documented.chain(other), |json, (name, text)| {
            write::string(json, name);
            json.push(':');
            json.push_str(&text);
        });
    }

    fn quoted(text: &str) -> String {
        let mut json = String::new();
        write::string(&mut json, text);
        json
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
            prop_assert!(scan::listing(&json).is_some());
            prop_assert_eq!(scan::listing(&json), read(&json));
        }

        #[test]
        fn the_scanner_never_contradicts_the_grammar(json in damaged(listings(unusual()))) {
            if let Some(owned) = scan::listing(&json) {
                prop_assert_eq!(Some(owned), read(&json));
            }
        }
    }

    /// The listing as the grammar reads it.
    fn read(json: &[u8]) -> Option<Vec<OwnedNumber>> {
        let mut owned = Vec::new();
        json::document(json, |input| listing(input, &mut owned)).ok()?;
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

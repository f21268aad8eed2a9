//! `POST /tel_purchase`: buys numbers in a region.
//!
//! Document: Managing Inbound Telephone Numbers, "Tel Purchase".

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::aculab::parameter::Text;
use crate::aculab::{DidType, InboundNumber, Service, answer};
use crate::endpoint::{Call, Effect, Endpoint};
use crate::error::{Error, InvalidCode, InvalidInput, Malformed, Salvaged};
use crate::form::Form;
use crate::grammar::{Parsed, fail};
use crate::http::{Request, Response};
use crate::json;
use crate::saved::{Reader, Saved, saved_struct};
use crate::sorted::Set;

const PATH: &str = "/tel_purchase";

/// Buys numbers. **Each call that succeeds costs money at once and every month**; it may take several seconds, and the
/// account holder gets an e-mail.
///
/// Texts may hold any character; `\u00f6` and `ö` are the same.
///
/// ```
/// use telwire::{Endpoint, Response, aculab};
///
/// let purchase = aculab::TelPurchase::new("Germany", "Mönchengladbach")?;
/// assert_eq!(purchase.request().body(), r"country=Germany&region=M%5Cu00f6nchengladbach");
///
/// let purchased = purchase.parse(&Response::new(200, r#"["4921615550100"]"#))?;
/// assert_eq!(purchased.into_complete()?[0].as_str(), "4921615550100");
/// # Ok::<(), telwire::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Parameters", try_from = "Parameters")]
pub struct TelPurchase {
    country: Text,
    state: Option<Text>,
    region: Text,
    regulation_address: Option<Text>,
    quantity: Option<u32>,
    based_on: Option<Text>,
    allow_partial: bool,
    did_type: Option<PurchaseType>,
}

/// Which type of number to buy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PurchaseType {
    /// Of a region: what is bought where nothing is said.
    Geographic,
    /// Of a mobile network.
    Mobile,
    /// Of a country as a whole; the region is a number prefix.
    National,
    /// Free for these callers, at a price per minute; the region is a number prefix.
    TollFree(TollFreeCallers),
}

/// From which telephones a toll-free number can be called: at least one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TollFreeCallers {
    landline: bool,
    cellular: bool,
    payphone: bool,
}

impl TollFreeCallers {
    /// The kinds that are `true`.
    ///
    /// # Errors
    /// Field `did_type`: `conflict` if all three are `false`: such a purchase does not go through.
    pub fn new(landline: bool, cellular: bool, payphone: bool) -> Result<Self, InvalidInput> {
        if landline || cellular || payphone {
            return Ok(Self { landline, cellular, payphone });
        }
        let message = "is `tollfree`, so at least one of `allow_landline`, `allow_cellular` and `allow_payphone` must be \
                       true";
        Err(InvalidInput::new("did_type", InvalidCode::Conflict, message))
    }

    /// Whether landlines can call it.
    #[must_use]
    pub fn landline(self) -> bool {
        self.landline
    }

    /// Whether mobile telephones can call it.
    #[must_use]
    pub fn cellular(self) -> bool {
        self.cellular
    }

    /// Whether payphones can call it.
    #[must_use]
    pub fn payphone(self) -> bool {
        self.payphone
    }
}

impl PurchaseType {
    /// The type from the four flat parameters of the document.
    ///
    /// # Errors
    /// Field `did_type`: `unknown_value`, `conflict` as for [`TollFreeCallers::new`]. Fields `allow_landline`,
    /// `allow_cellular`, `allow_payphone`: `conflict` if one is `true` and the type is not `tollfree`.
    pub fn from_parameters(
        did_type: Option<&str>,
        landline: bool,
        cellular: bool,
        payphone: bool,
    ) -> Result<Option<Self>, InvalidInput> {
        let known = match did_type.map(str::parse::<DidType>).transpose()? {
            Some(DidType::TollFree) => {
                return TollFreeCallers::new(landline, cellular, payphone).map(|callers| Some(Self::TollFree(callers)));
            }
            Some(DidType::Mobile) => Some(Self::Mobile),
            Some(DidType::National) => Some(Self::National),
            Some(DidType::Geographic) => Some(Self::Geographic),
            Some(other @ DidType::Other(_)) => return other.documented().map(|_| None),
            None => None,
        };
        let flags = [("allow_landline", landline), ("allow_cellular", cellular), ("allow_payphone", payphone)];
        match flags.into_iter().find(|(_, is_set)| *is_set) {
            None => Ok(known),
            Some((field, _)) => {
                let message = "is for toll-free numbers only: set `did_type` to `tollfree` or leave it out";
                Err(InvalidInput::new(field, InvalidCode::Conflict, message))
            }
        }
    }

    /// `geographic`, `mobile`, `national` or `tollfree`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Geographic => "geographic",
            Self::Mobile => "mobile",
            Self::National => "national",
            Self::TollFree(_) => "tollfree",
        }
    }

    fn callers(self) -> Option<TollFreeCallers> {
        match self {
            Self::TollFree(callers) => Some(callers),
            Self::Geographic | Self::Mobile | Self::National => None,
        }
    }
}

impl TelPurchase {
    /// A purchase of one number. `region` is a name as tel_get_supported_regions gives it, or for toll-free and national
    /// numbers a prefix.
    ///
    /// # Errors
    /// Fields `country`, `region`: `empty`, `control_character`, `wrong_format` (half of a surrogate pair).
    pub fn new(country: &str, region: &str) -> Result<Self, InvalidInput> {
        Ok(Self::of(Text::new("country", country)?, Text::new("region", region)?))
    }

    fn of(country: Text, region: Text) -> Self {
        Self {
            country,
            state: None,
            region,
            regulation_address: None,
            quantity: None,
            based_on: None,
            allow_partial: false,
            did_type: None,
        }
    }

    /// In this state; some countries require it.
    ///
    /// # Errors
    /// Field `state`: as for [`new`](Self::new).
    pub fn state(self, state: &str) -> Result<Self, InvalidInput> {
        Ok(Self { state: Some(Text::new("state", state)?), ..self })
    }

    /// With the regulation address registered under this name; some countries require one.
    ///
    /// # Errors
    /// Field `regulation_address`: as for [`new`](Self::new).
    pub fn regulation_address(self, name: &str) -> Result<Self, InvalidInput> {
        Ok(Self { regulation_address: Some(Text::new("regulation_address", name)?), ..self })
    }

    /// So many numbers, 1 or more. 1 unless set.
    ///
    /// # Errors
    /// Field `quantity`: `zero`.
    pub fn quantity(self, quantity: u32) -> Result<Self, InvalidInput> {
        match quantity {
            0 => Err(InvalidInput::new("quantity", InvalidCode::Zero, "must be at least 1")),
            quantity => Ok(Self { quantity: Some(quantity), ..self }),
        }
    }

    /// With a new inbound service for each number, made after the existing one of this name. Deleting a number is not
    /// documented to remove its service.
    ///
    /// # Errors
    /// Field `based_on`: as for [`new`](Self::new).
    pub fn based_on(self, service: &str) -> Result<Self, InvalidInput> {
        Ok(Self { based_on: Some(Text::new("based_on", service)?), ..self })
    }

    /// Whether fewer numbers than asked for are a success.
    #[must_use]
    pub fn allow_partial(self, allow_partial: bool) -> Self {
        Self { allow_partial, ..self }
    }

    /// Of this type. Geographic unless set.
    #[must_use]
    pub fn did_type(self, did_type: PurchaseType) -> Self {
        Self { did_type: Some(did_type), ..self }
    }

    pub(crate) fn form(&self) -> String {
        let escaped = |text: &Option<Text>| text.as_ref().map(Text::escaped);
        let flag = |is_set: bool| is_set.then_some("True");
        let callers = self.did_type.and_then(PurchaseType::callers);
        Form::new()
            .field("country", &self.country.escaped())
            .optional("state", escaped(&self.state).as_deref())
            .field("region", &self.region.escaped())
            .optional("regulation_address", escaped(&self.regulation_address).as_deref())
            .optional("quantity", self.quantity.map(|quantity| quantity.to_string()).as_deref())
            .optional("based_on", escaped(&self.based_on).as_deref())
            .optional("allow_partial", flag(self.allow_partial))
            .optional("did_type", self.did_type.map(PurchaseType::as_str))
            .optional("allow_landline", flag(callers.is_some_and(TollFreeCallers::landline)))
            .optional("allow_cellular", flag(callers.is_some_and(TollFreeCallers::cellular)))
            .optional("allow_payphone", flag(callers.is_some_and(TollFreeCallers::payphone)))
            .finish()
    }

    /// What the answer to the call, this purchase or its rehearsal, says, and what keeps it from being a success.
    pub(crate) fn read(&self, call: Call, response: &Response) -> (Purchased, Result<(), Error>) {
        let mut purchased = Purchased { rows: Vec::new(), problems: Vec::new() };
        let read = answer::read(call, response, |input| json::array(input, |input| purchased.read(input)));
        if read.is_ok() {
            purchased.check(self.quantity.unwrap_or(1), self.allow_partial);
        }
        (purchased, read)
    }
}

/// The parameters.
impl TelPurchase {
    /// The country.
    #[must_use]
    pub fn country(&self) -> &str {
        self.country.as_str()
    }

    /// The state, if one was given.
    #[must_use]
    pub fn in_state(&self) -> Option<&str> {
        self.state.as_ref().map(Text::as_str)
    }

    /// The region or prefix.
    #[must_use]
    pub fn region(&self) -> &str {
        self.region.as_str()
    }

    /// The name of a regulation address, if one was given.
    #[must_use]
    pub fn with_regulation_address(&self) -> Option<&str> {
        self.regulation_address.as_ref().map(Text::as_str)
    }

    /// How many numbers.
    #[must_use]
    pub fn wanted(&self) -> u32 {
        self.quantity.unwrap_or(1)
    }

    /// Whether fewer are a success.
    #[must_use]
    pub fn allows_partial(&self) -> bool {
        self.allow_partial
    }

    /// The service to copy, if one was given.
    #[must_use]
    pub fn based_on_service(&self) -> Option<&str> {
        self.based_on.as_ref().map(Text::as_str)
    }

    /// The type; geographic where nothing was said.
    #[must_use]
    pub fn wanted_type(&self) -> PurchaseType {
        self.did_type.unwrap_or(PurchaseType::Geographic)
    }
}

/// The flat parameters of the document: how a purchase is stored.
#[derive(Serialize, Deserialize)]
struct Parameters {
    country: String,
    state: Option<String>,
    region: String,
    regulation_address: Option<String>,
    quantity: Option<u32>,
    based_on: Option<String>,
    allow_partial: bool,
    did_type: Option<String>,
    allow_landline: bool,
    allow_cellular: bool,
    allow_payphone: bool,
}

impl From<TelPurchase> for Parameters {
    fn from(purchase: TelPurchase) -> Self {
        // Escaped, so that a text which looks like an escape is read back as itself.
        let escaped = |text: &Option<Text>| text.as_ref().map(Text::escaped);
        let allows =
            |flag: fn(TollFreeCallers) -> bool| purchase.did_type.and_then(PurchaseType::callers).is_some_and(flag);
        Self {
            country: purchase.country.escaped(),
            state: escaped(&purchase.state),
            region: purchase.region.escaped(),
            regulation_address: escaped(&purchase.regulation_address),
            quantity: purchase.quantity,
            based_on: escaped(&purchase.based_on),
            allow_partial: purchase.allow_partial,
            did_type: purchase.did_type.map(|did_type| did_type.as_str().to_owned()),
            allow_landline: allows(TollFreeCallers::landline),
            allow_cellular: allows(TollFreeCallers::cellular),
            allow_payphone: allows(TollFreeCallers::payphone),
        }
    }
}

/// With the checks that a purchase goes through when it is made.
impl TryFrom<Parameters> for TelPurchase {
    type Error = InvalidInput;

    fn try_from(parameters: Parameters) -> Result<Self, InvalidInput> {
        let text = |field, value: Option<String>| value.map(|value| Text::new(field, &value)).transpose();
        let did_type = PurchaseType::from_parameters(
            parameters.did_type.as_deref(),
            parameters.allow_landline,
            parameters.allow_cellular,
            parameters.allow_payphone,
        )?;
        let purchase = Self {
            state: text("state", parameters.state)?,
            regulation_address: text("regulation_address", parameters.regulation_address)?,
            based_on: text("based_on", parameters.based_on)?,
            allow_partial: parameters.allow_partial,
            did_type,
            ..Self::new(&parameters.country, &parameters.region)?
        };
        match parameters.quantity {
            Some(quantity) => purchase.quantity(quantity),
            None => Ok(purchase),
        }
    }
}

saved_struct!(Parameters {
    country,
    state,
    region,
    regulation_address,
    quantity,
    based_on,
    allow_partial,
    did_type,
    allow_landline,
    allow_cellular,
    allow_payphone,
});

impl Saved for TelPurchase {
    fn save(&self, to: &mut Vec<u8>) {
        Parameters::from(self.clone()).save(to);
    }

    fn load(from: &mut Reader<'_>) -> Self {
        let purchase = Parameters::load(from).try_into().ok();
        from.sound(purchase, Self::of(Text::default(), Text::default()))
    }
}

/// What was bought, as far as the answer says: every number that arrived, and what is wrong with them.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Purchased {
    /// Every number of the answer, in its order. **All of them are bought**, whatever `problems` says.
    pub rows: Vec<InboundNumber>,
    /// What does not fit the request. Empty means: as many as asked for, or fewer where that is allowed.
    pub problems: Vec<Problem>,
}

impl Purchased {
    /// The numbers, if they are what was asked for.
    ///
    /// # Errors
    /// `malformed` with the code `problems`; its `salvaged` is this value, numbers and all.
    pub fn into_complete(self) -> Result<Vec<InboundNumber>, Error> {
        match self.problems.first() {
            None => Ok(self.rows),
            Some(problem) => {
                let problem = problem.to_string();
                Err(Malformed::with_problems::<TelPurchase>(problem).with_salvaged(Salvaged::Purchased(self)).into())
            }
        }
    }

    /// One element: a string of digits is a number, anything else is kept as it is.
    fn read<'a>(&mut self, input: &'a [u8]) -> Parsed<'a, ()> {
        let (rest, element) = json::value(input)?;
        // Without a quote or bracket at its end, an element at the end of what came may be cut.
        if rest.is_empty() && element.last().is_some_and(u8::is_ascii_alphanumeric) {
            return fail(rest, "`,` or `]`");
        }
        let number = json::string(element).ok().and_then(|(_, text)| text.parse().ok());
        match number {
            Some(number) => self.rows.push(number),
            None => {
                let element = String::from_utf8_lossy(element).into_owned();
                self.problems.push(Problem::UnreadableElement { element });
            }
        }
        Ok((rest, ()))
    }

    fn check(&mut self, asked: u32, allow_partial: bool) {
        let mut seen = Set::new();
        for (row, number) in self.rows.iter().enumerate() {
            if !seen.insert(number) {
                self.problems.push(Problem::RepeatedRow { row });
            }
        }
        let asked = asked as usize;
        let received = seen.len();
        if received > asked {
            self.problems.push(Problem::LongPurchase { asked, received });
        } else if received < asked && !allow_partial {
            self.problems.push(Problem::ShortPurchase { asked, received });
        }
    }
}

/// What is wrong with the answer to a purchase.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Problem {
    /// More numbers than asked for. They are bought.
    LongPurchase {
        /// How many were asked for.
        asked: usize,
        /// How many different numbers came.
        received: usize,
    },
    /// The number stands in the answer already.
    RepeatedRow {
        /// Which of the rows, from 0.
        row: usize,
    },
    /// Fewer numbers than asked for, and `allow_partial` was not set.
    ShortPurchase {
        /// How many were asked for.
        asked: usize,
        /// How many different numbers came.
        received: usize,
    },
    /// An element of the array is no string of digits.
    UnreadableElement {
        /// Its JSON text.
        element: String,
    },
}

impl Problem {
    /// A stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::LongPurchase { .. } => "long_purchase",
            Self::RepeatedRow { .. } => "repeated_row",
            Self::ShortPurchase { .. } => "short_purchase",
            Self::UnreadableElement { .. } => "unreadable_element",
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LongPurchase { asked, received } => {
                write!(formatter, "{received} numbers came where {asked} were asked for: they are bought")
            }
            Self::RepeatedRow { row } => write!(formatter, "row {row} repeats a number"),
            Self::ShortPurchase { asked, received } => {
                write!(formatter, "{received} numbers came where {asked} were asked for")
            }
            Self::UnreadableElement { element } => {
                write!(formatter, "{} is no number", crate::text::quoted(element))
            }
        }
    }
}

impl Endpoint for TelPurchase {
    type Service = Service;
    type Answer = Purchased;

    const NAME: &'static str = "tel_purchase";
    const EFFECT: Effect = Effect::Purchase;

    fn request(&self) -> Request<Service> {
        Request::post(Service::Cloud, PATH, self.form())
    }

    /// Nothing that arrived is thrown away: look at [`Purchased::problems`], or take [`Purchased::into_complete`].
    fn parse(&self, response: &Response) -> Result<Purchased, Error> {
        match self.read(Call::of::<Self>(), response) {
            (purchased, Ok(())) => Ok(purchased),
            (purchased, Err(error)) => Err(answer::with_salvaged(error, Salvaged::Purchased(purchased))),
        }
    }
}

#[cfg(feature = "server")]
mod server {
    use super::{
        InboundNumber, InvalidInput, PATH, PurchaseType, Purchased, Request, Response, Service, TelPurchase, Text,
        answer,
    };
    use crate::endpoint::ServerEndpoint;
    use crate::form::Fields;
    use crate::text::count;

    impl TelPurchase {
        pub(crate) fn from_fields(mut fields: Fields) -> Result<Self, InvalidInput> {
            let purchase = Self::new(&fields.required("country")?, &fields.required("region")?)?;
            let state = Text::optional(&mut fields, "state")?;
            let regulation_address = Text::optional(&mut fields, "regulation_address")?;
            let based_on = Text::optional(&mut fields, "based_on")?;
            let purchase = match fields.optional("quantity") {
                Some(quantity) => purchase.quantity(count("quantity", &quantity)?)?,
                None => purchase,
            };
            let allow_partial = fields.flag("allow_partial")?;
            let did_type = PurchaseType::from_parameters(
                fields.optional("did_type").as_deref(),
                fields.flag("allow_landline")?,
                fields.flag("allow_cellular")?,
                fields.flag("allow_payphone")?,
            )?;
            fields.finish()?;
            Ok(Self { state, regulation_address, based_on, allow_partial, did_type, ..purchase })
        }
    }

    impl ServerEndpoint for TelPurchase {
        fn decode(request: &Request<Service>) -> Result<Self, InvalidInput> {
            Self::from_fields(answer::fields(request, PATH)?)
        }

        fn encode(purchased: &Purchased) -> Response {
            answer::names_answer(purchased.rows.iter().map(InboundNumber::as_str))
        }
    }
}

//! What can go wrong, and for each error: whose fault, what now, and what happened to the money.

use std::borrow::Cow;
use std::fmt;

use crate::aculab;
use crate::aql;
use crate::endpoint::{Call, Effect, Endpoint};
use crate::http::Response;
use crate::secret::Body;
use crate::text::shortened;

/// How much of a carrier's own words a message repeats.
const WORDS_LIMIT: usize = 200;

/// Everything that telwire refuses, is refused, or does not understand.
///
/// ```
/// use telwire::{Outcome, aql};
///
/// let error = aql::Pattern::new("44", "0113", "312012*").map_err(telwire::Error::from).unwrap_err();
/// assert_eq!(error.to_string(), "`areaCode` must not begin with 0: write `113` instead of `0113`");
/// assert_eq!(error.code(), "leading_zero");
/// assert_eq!(error.outcome(), Outcome::NotSent);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A parameter cannot be sent as it is. Nothing was built.
    #[error(transparent)]
    InvalidInput(#[from] InvalidInput),
    /// An answer came and could not be understood, or is not known to be whole.
    #[error(transparent)]
    Malformed(Box<Malformed>),
    /// The host used the library against its contract.
    #[error(transparent)]
    Misuse(#[from] Misuse),
    /// The carrier said no, or something between here and there answered in its place.
    #[error(transparent)]
    Refused(Box<Refused>),
    /// The host says that no answer came.
    #[error(transparent)]
    Transport(#[from] TransportError),
}

impl Error {
    /// Whose fault it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::InvalidInput(_) => Kind::InvalidInput,
            Self::Malformed(_) => Kind::Malformed,
            Self::Misuse(_) => Kind::Misuse,
            Self::Refused(_) => Kind::Refused,
            Self::Transport(_) => Kind::Transport,
        }
    }

    /// A stable code, the same text in every language: what programs compare.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::InvalidInput(error) => error.code().as_str(),
            Self::Malformed(error) => error.code().as_str(),
            Self::Misuse(error) => error.code(),
            Self::Refused(error) => error.reason().code(),
            Self::Transport(error) => error.failure().as_str(),
        }
    }

    /// What happened to the money, as far as this one exchange tells.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::InvalidInput(_) | Self::Misuse(_) => Outcome::NotSent,
            Self::Malformed(error) => error.outcome(),
            Self::Refused(error) => error.outcome(),
            Self::Transport(error) => error.outcome(),
        }
    }

    /// Whether the identical request may be sent again without harm, and has a chance to succeed then.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::InvalidInput(_) | Self::Misuse(_) => false,
            Self::Malformed(error) => error.is_retryable(),
            Self::Refused(error) => error.is_retryable(),
            Self::Transport(error) => error.is_retryable(),
        }
    }
}

/// `{"kind": …, "code": …, "outcome": …, "message": …}`: what programs compare, and a sentence for people.
impl serde::Serialize for Error {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct as _;
        let mut error = serializer.serialize_struct("Error", 4)?;
        error.serialize_field("kind", self.kind().as_str())?;
        error.serialize_field("code", self.code())?;
        error.serialize_field("outcome", self.outcome().as_str())?;
        error.serialize_field("message", &self.to_string())?;
        error.end()
    }
}

impl From<Refused> for Error {
    fn from(error: Refused) -> Self {
        Self::Refused(Box::new(error))
    }
}

impl From<Malformed> for Error {
    fn from(error: Malformed) -> Self {
        Self::Malformed(Box::new(error))
    }
}

/// Declares a fieldless enum with a stable text for each variant.
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// The stable text.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(self.as_str())
            }
        }
    };
}

codes! {
    /// Whose fault an error is.
    Kind {
        /// The caller's: a parameter cannot be sent.
        InvalidInput = "invalid_input",
        /// The carrier's, or the network's: the answer makes no sense.
        Malformed = "malformed",
        /// The host's: the contract was broken.
        Misuse = "misuse",
        /// Nobody's: the answer is no.
        Refused = "refused",
        /// The network's: no answer came.
        Transport = "transport",
    }
}

codes! {
    /// What happened to the money.
    Outcome {
        /// The carrier did it.
        Applied = "applied",
        /// The carrier did nothing.
        NotChanged = "not_changed",
        /// The request never left.
        NotSent = "not_sent",
        /// It may have been done or not: find out before trying again.
        Unknown = "unknown",
    }
}

impl Outcome {
    /// What a message adds where somebody might think that nothing was done.
    fn warning(self) -> &'static str {
        match self {
            Self::Unknown => "; it may have been done, find out before sending it again",
            Self::Applied | Self::NotChanged | Self::NotSent => "",
        }
    }

    /// The outcome where nothing is known but what the call could have done.
    fn unknown_of(effect: Effect) -> Self {
        match effect {
            Effect::Read => Self::NotChanged,
            Effect::Change | Effect::Purchase | Effect::Release => Self::Unknown,
        }
    }
}

codes! {
    /// What is wrong with a parameter.
    InvalidCode {
        /// Two parameters cannot stand together, or one needs another.
        Conflict = "conflict",
        /// Holds a control character, such as a line end.
        ControlCharacter = "control_character",
        /// Does not read back as it was written.
        Damaged = "damaged",
        /// Is empty.
        Empty = "empty",
        /// Belongs to something else.
        Foreign = "foreign",
        /// Would send credentials where they are not safe.
        Insecure = "insecure",
        /// Begins with a zero that does not belong there.
        LeadingZero = "leading_zero",
        /// Was left out.
        Missing = "missing",
        /// Is not made of digits.
        NotDigits = "not_digits",
        /// Is too large, too small, too long or too short.
        OutOfRange = "out_of_range",
        /// Can be read, not written.
        ReadOnly = "read_only",
        /// Is there twice.
        Repeated = "repeated",
        /// Holds `_`, which separates the items of aql's lists and cannot be escaped.
        Underscore = "underscore",
        /// Is no field of the call.
        UnknownField = "unknown_field",
        /// Is none of the documented values.
        UnknownValue = "unknown_value",
        /// Is nothing that the carrier documents.
        Unsupported = "unsupported",
        /// Is not written as it must be.
        WrongFormat = "wrong_format",
        /// Came with a method or to a place that the call does not have.
        WrongMethod = "wrong_method",
        /// Is 0 where at least 1 makes sense.
        Zero = "zero",
    }
}

/// A parameter that cannot be sent as it is: which one, the item of a list, what is wrong and what to do.
///
/// Fields carry the carriers' names (`areaCode`, `firstNames`, `based_on`); items count from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place} {message}", place = self.place(), message = self.0.message)]
pub struct InvalidInput(Box<Refusal>);

/// What an [`InvalidInput`] says. It is in a box as nearly every function can return one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Refusal {
    field: Cow<'static, str>,
    item: Option<usize>,
    code: InvalidCode,
    message: Cow<'static, str>,
}

impl InvalidInput {
    /// A refusal of `field`; `message` goes on after the field's name: "must not be empty".
    ///
    /// For the layers above that take parameters in forms of their own.
    #[must_use]
    pub fn new(field: impl Into<Cow<'static, str>>, code: InvalidCode, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Refusal { field: field.into(), item: None, code, message: message.into() }))
    }

    /// The same refusal, of `field`: whoever parses a value knows which one it is for.
    #[must_use]
    pub fn in_field(mut self, field: impl Into<Cow<'static, str>>) -> Self {
        self.0.field = field.into();
        self
    }

    /// The same refusal, at that position of a list, counted from 0.
    #[must_use]
    pub fn at_item(mut self, item: usize) -> Self {
        self.0.item = Some(item);
        self
    }

    /// The field, by the carrier's name.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.0.field
    }

    /// The position in a list, from 0.
    #[must_use]
    pub fn item(&self) -> Option<usize> {
        self.0.item
    }

    /// What is wrong.
    #[must_use]
    pub fn code(&self) -> InvalidCode {
        self.0.code
    }

    fn place(&self) -> String {
        match self.0.item {
            None => format!("`{}`", self.0.field),
            Some(item) => format!("`{}[{item}]`", self.0.field),
        }
    }
}

/// Why a carrier said no. The carriers' codes are documented in their own documents; the rest is what HTTP tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// aql `AQVOIP_AUTH_ERROR`: username or password.
    AuthError,
    /// aql control, `ERR:` and words of its own.
    ControlError,
    /// aql `AQVOIP_FORMAT_ERROR`: a variable is not in the correct format.
    FormatError,
    /// aql `AQVOIP_GEN_ERROR`: general error during assignment.
    GenError,
    /// An HTTP status that is no success, without an error that the carrier documents.
    HttpStatus(u16),
    /// Aculab 0405: the access key is not valid.
    InvalidToken,
    /// aql `AQVOIP_NO_NUMBER`: nothing matches.
    NoNumber,
    /// Aculab 0300: the number belongs to somebody else, or to nobody any more.
    NumberNotYours,
    /// Aculab 0002: a parameter is malformed.
    ParameterMalformed,
    /// Aculab 0001: a parameter is missing.
    ParameterMissing,
    /// Aculab 0003: a parameter is given twice.
    ParameterRepeated,
    /// Aculab 0004: a parameter is zero.
    ParameterZero,
    /// Aculab 0006: the regulation address does not fit the number.
    RegulationAddressIncompatible,
    /// Aculab 0005: the country asks for a regulation address.
    RegulationAddressRequired,
    /// aql `AQVOIP_SIMUL_ERROR`: one of the numbers is not available, or somebody else is taking it.
    SimulError,
    /// aql `AQVOIP_TEMP_ERROR`: try again in a few moments.
    TempError,
    /// A code that no document lists; it is kept as it came.
    Undocumented,
}

impl Reason {
    /// A stable text.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::AuthError => "auth_error",
            Self::ControlError => "control_error",
            Self::FormatError => "format_error",
            Self::GenError => "gen_error",
            Self::HttpStatus(_) => "http_status",
            Self::InvalidToken => "invalid_token",
            Self::NoNumber => "no_number",
            Self::NumberNotYours => "number_not_yours",
            Self::ParameterMalformed => "parameter_malformed",
            Self::ParameterMissing => "parameter_missing",
            Self::ParameterRepeated => "parameter_repeated",
            Self::ParameterZero => "parameter_zero",
            Self::RegulationAddressIncompatible => "regulation_address_incompatible",
            Self::RegulationAddressRequired => "regulation_address_required",
            Self::SimulError => "simul_error",
            Self::TempError => "temp_error",
            Self::Undocumented => "undocumented",
        }
    }

    /// What it means and what to do, in a few words.
    fn advice(self) -> &'static str {
        match self {
            Self::AuthError => "username or password is wrong",
            Self::ControlError | Self::Undocumented => "see the carrier's own words",
            Self::FormatError => "a variable is not in the correct format",
            Self::GenError => "general error during assignment; call aql if it persists",
            Self::HttpStatus(_) => "no documented error came with it",
            Self::InvalidToken => "the access key is not valid for this cloud and user",
            Self::NoNumber => "no number matches",
            Self::NumberNotYours => "the number does not belong to this account",
            Self::ParameterMalformed => "a parameter is malformed",
            Self::ParameterMissing => "a parameter is missing",
            Self::ParameterRepeated => "a parameter is repeated",
            Self::ParameterZero => "a parameter is zero",
            Self::RegulationAddressIncompatible => "the regulation address does not fit this number",
            Self::RegulationAddressRequired => "this country asks for a regulation address",
            Self::SimulError => "a number is not available; search again",
            Self::TempError => "temporary; try again in a few moments",
        }
    }

    fn is_temporary(self) -> bool {
        match self {
            Self::TempError => true,
            Self::HttpStatus(status) => matches!(status, 408 | 425 | 429 | 500..=599),
            _ => false,
        }
    }
}

/// A no: the carrier's code and words, a typed reason, and the bytes as they came.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence())]
pub struct Refused {
    call: Call,
    status: u16,
    reason: Reason,
    carrier_code: Option<String>,
    carrier_message: Option<String>,
    outcome: Outcome,
    body: Body,
}

impl Refused {
    /// A refusal by the carrier itself, documented to have changed nothing.
    pub(crate) fn by_carrier(call: Call, response: &Response, reason: Reason, carrier_code: &str) -> Self {
        Self {
            call,
            status: response.status(),
            reason,
            carrier_code: Some(carrier_code.to_owned()),
            carrier_message: None,
            outcome: Outcome::NotChanged,
            body: response.kept_body(),
        }
    }

    /// An HTTP status other than 200 that came without an error the carrier documents.
    pub(crate) fn by_status(call: Call, response: &Response) -> Self {
        let outcome = match response.status() {
            401 | 403 | 404 | 405 => Outcome::NotChanged,
            _ => Outcome::unknown_of(call.effect()),
        };
        Self {
            call,
            status: response.status(),
            reason: Reason::HttpStatus(response.status()),
            carrier_code: None,
            carrier_message: None,
            outcome,
            body: response.kept_body(),
        }
    }

    pub(crate) fn with_message(self, message: Option<String>) -> Self {
        Self { carrier_message: message, ..self }
    }

    /// The carrier's word is not enough to know that nothing changed.
    pub(crate) fn of_unknown_outcome(self) -> Self {
        Self { outcome: Outcome::unknown_of(self.call.effect()), ..self }
    }

    /// The call's name.
    #[must_use]
    pub fn call(&self) -> &'static str {
        self.call.name()
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The typed reason.
    #[must_use]
    pub fn reason(&self) -> Reason {
        self.reason
    }

    /// The carrier's code as it came, such as `AQVOIP_SIMUL_ERROR` or `0405`.
    #[must_use]
    pub fn carrier_code(&self) -> Option<&str> {
        self.carrier_code.as_deref()
    }

    /// The carrier's own words.
    #[must_use]
    pub fn carrier_message(&self) -> Option<&str> {
        self.carrier_message.as_deref()
    }

    /// What happened to the money.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// Whether the identical request may be sent again without harm, and has a chance to succeed then.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        let is_harmless = self.call.effect().is_repeatable() || self.outcome == Outcome::NotChanged;
        self.reason.is_temporary() && is_harmless
    }

    /// The bytes that came.
    #[must_use]
    pub fn body(&self) -> &Body {
        &self.body
    }

    fn sentence(&self) -> String {
        let advice = self.reason.advice();
        let answer = match &self.carrier_code {
            Some(code) => format!("refused with {}", shortened(code, WORDS_LIMIT)),
            None => format!("answered with HTTP status {}", self.status),
        };
        let words = match &self.carrier_message {
            Some(words) => format!(" (the carrier says: `{}`)", shortened(words, WORDS_LIMIT)),
            None => String::new(),
        };
        format!("`{}` was {answer}: {advice}{words}{}", self.call.name(), self.outcome.warning())
    }
}

codes! {
    /// How an answer fails to be understood.
    MalformedCode {
        /// The body is empty.
        EmptyBody = "empty_body",
        /// The body ends too early, or is not known to be whole.
        Incomplete = "incomplete",
        /// A success was read to its end, and does not fit what was asked for.
        Problems = "problems",
        /// Something else stands where an expected part should.
        Unexpected = "unexpected",
    }
}

/// An answer that is not understood, or not known to be whole: where, what was expected, the bytes, and what could
/// be understood of them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence())]
pub struct Malformed {
    call: Call,
    code: MalformedCode,
    position: usize,
    expected: Cow<'static, str>,
    body: Body,
    salvaged: Option<Salvaged>,
}

impl Malformed {
    /// An answer to the call that stops making sense at `position`.
    pub(crate) fn new(call: Call, response: &Response, position: usize, expected: &'static str) -> Self {
        let code = match response.body().len() {
            0 => MalformedCode::EmptyBody,
            length if position >= length || !response.is_complete() => MalformedCode::Incomplete,
            _ => MalformedCode::Unexpected,
        };
        Self { call, code, position, expected: expected.into(), body: response.kept_body(), salvaged: None }
    }

    /// An answer to the call that makes sense as far as it goes and is not known to be whole.
    pub(crate) fn incomplete(call: Call, response: &Response) -> Self {
        Self {
            code: MalformedCode::Incomplete,
            ..Self::new(call, response, response.body().len(), "the rest of the answer")
        }
    }

    /// A success of the call `E` that has problems, `problem` the first of them.
    ///
    /// For the layers above that have answers in forms of their own.
    #[must_use]
    pub fn with_problems<E: Endpoint>(problem: String) -> Self {
        Self {
            call: Call::of::<E>(),
            code: MalformedCode::Problems,
            position: 0,
            expected: problem.into(),
            body: Body::default(),
            salvaged: None,
        }
    }

    pub(crate) fn with_salvaged(self, salvaged: Salvaged) -> Self {
        Self { salvaged: Some(salvaged), ..self }
    }

    /// The call's name.
    #[must_use]
    pub fn call(&self) -> &'static str {
        self.call.name()
    }

    /// How it fails.
    #[must_use]
    pub fn code(&self) -> MalformedCode {
        self.code
    }

    /// Where, in bytes from the start of the body.
    #[must_use]
    pub fn position(&self) -> usize {
        self.position
    }

    /// What should have stood there; of a success with problems, the first of them.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// The bytes that came. Of a success with problems it is empty: everything that came is in `salvaged`.
    #[must_use]
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// What was understood: the beginning of the answer, as far as it is certain.
    #[must_use]
    pub fn salvaged(&self) -> Option<&Salvaged> {
        self.salvaged.as_ref()
    }

    /// What happened to the money.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        Outcome::unknown_of(self.call.effect())
    }

    /// Whether the identical request may be sent again without harm.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.call.effect().is_repeatable()
    }

    fn sentence(&self) -> String {
        let Self { position, expected, .. } = self;
        let call = self.call.name();
        let warning = self.outcome().warning();
        match self.code {
            MalformedCode::EmptyBody => format!("the answer to `{call}` is empty: expected {expected}{warning}"),
            MalformedCode::Incomplete => {
                format!("the answer to `{call}` is cut off at byte {position}: expected {expected}{warning}")
            }
            MalformedCode::Problems => format!("`{call}` succeeded, but its answer has problems: {expected}"),
            MalformedCode::Unexpected => {
                format!("the answer to `{call}` is not understood at byte {position}: expected {expected}{warning}")
            }
        }
    }
}

/// The part of an answer that was understood before it stopped making sense; one variant for each answer that is
/// worth keeping in part.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Salvaged {
    /// Of an assign: the rows, and what is wrong.
    Assigned(aql::Assigned),
    /// Of a rehearsed purchase: the numbers before the break, none of them bought, and what is wrong.
    Mimicked(aculab::MimickedPurchase),
    /// Of a number listing at Aculab: the entries before the break.
    Owned(Vec<aculab::OwnedNumber>),
    /// Of a purchase: the numbers before the break, and what is wrong.
    Purchased(aculab::Purchased),
    /// Of a search: the numbers before the break.
    Numbers(Vec<aql::Number>),
    /// Of getuser: the items before the break.
    User(Box<aql::User>),
    /// Of listusers: the users before the break.
    Users(Vec<aql::VoipUser>),
}

codes! {
    /// What the host knows of a request without an answer.
    Failure {
        /// It left, or may have left; no whole answer came.
        NoAnswer = "no_answer",
        /// It certainly never left: the name did not resolve, the connection was refused, the handshake failed.
        NotSent = "not_sent",
    }
}

/// No answer came. The host's transport says whether the request may have arrived.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence())]
pub struct TransportError {
    call: Call,
    failure: Failure,
}

impl TransportError {
    /// `failure` happened to a request of the call `E`.
    #[must_use]
    pub fn new<E: Endpoint>(failure: Failure) -> Self {
        Self { call: Call::of::<E>(), failure }
    }

    /// The call's name.
    #[must_use]
    pub fn call(&self) -> &'static str {
        self.call.name()
    }

    /// What the host knows.
    #[must_use]
    pub fn failure(&self) -> Failure {
        self.failure
    }

    /// What happened to the money.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self.failure {
            Failure::NotSent => Outcome::NotSent,
            Failure::NoAnswer => Outcome::unknown_of(self.call.effect()),
        }
    }

    /// Whether the identical request may be sent again without harm.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.failure == Failure::NotSent || self.call.effect().is_repeatable()
    }

    fn sentence(&self) -> String {
        let call = self.call.name();
        match (self.failure, self.call.effect().is_repeatable()) {
            (Failure::NotSent, _) => format!("`{call}` never left: it may be sent again"),
            (Failure::NoAnswer, true) => {
                format!("no answer to `{call}` came: it may be sent again")
            }
            (Failure::NoAnswer, false) => format!("no answer to `{call}` came{}", self.outcome().warning()),
        }
    }
}

/// The host used the library against its contract, or could not do its part, such as writing the journal: never caused
/// by what a carrier sends.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.0.1)]
pub struct Misuse(Box<(&'static str, &'static str)>);

impl Misuse {
    /// A breach of the contract, for the parts of telwire that hold a contract with the host.
    #[must_use]
    pub fn new(code: &'static str, message: &'static str) -> Self {
        Self(Box::new((code, message)))
    }

    /// A stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.0.0
    }
}

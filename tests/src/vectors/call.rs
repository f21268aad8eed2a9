//! What the runner must know of a call and of a carrier, and the table of the calls.

use std::fmt::Debug;
use std::str::FromStr;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use telwire::workflow::Fingerprint;
use telwire::{Error, InvalidCode, InvalidInput, Response, Salvaged, ServerEndpoint, Service, SignedRequest};
use telwire::{aculab, aql};

use super::format;
use super::kind::{self, Mismatch};

/// Every call, by the folder of its vectors.
pub const CALLS: [Call; 13] = [
    Call::of::<aculab::TelDeleteNumbers>("aculab/tel_delete_numbers"),
    Call::of::<aculab::TelGetSupportedCountries>("aculab/tel_get_supported_countries"),
    Call::of::<aculab::TelGetSupportedRegions>("aculab/tel_get_supported_regions"),
    Call::of::<aculab::TelGetSupportedStates>("aculab/tel_get_supported_states"),
    Call::of::<aculab::TelListNumbers>("aculab/tel_list_numbers"),
    Call::of::<aculab::TelListRegulationAddresses>("aculab/tel_list_regulation_addresses"),
    Call::of::<aculab::TelPurchase>("aculab/tel_purchase"),
    Call::of::<aculab::TelPurchaseDevelopment>("aculab/tel_purchase_development"),
    Call::of::<aql::AssignNumbers>("aql/assign_numbers"),
    Call::of::<aql::ChangeUser>("aql/change_user"),
    Call::of::<aql::CheckNumbers>("aql/check_numbers"),
    Call::of::<aql::GetUser>("aql/get_user"),
    Call::of::<aql::ListUsers>("aql/list_users"),
];

/// Every carrier, by the folder of the vectors about its accounts and gateways.
pub(super) const ACCOUNTS: [Accounts; 2] =
    [Accounts::of::<aculab::Service>("aculab/account"), Accounts::of::<aql::Service>("aql/account")];

/// What an answer says, as a vector expects it: `{"value": …}` or `{"error": …}`.
pub type Parser = Box<dyn Fn(&Response) -> Value>;

/// A call, as the kinds of vectors need it.
pub struct Call {
    /// The folder of its vectors, such as `aql/check_numbers`.
    pub name: &'static str,
    /// The understanding of the answers to the call with these parameters.
    pub parser: fn(&Value) -> Result<Parser, String>,
    pub(super) answer: fn(&format::Answer) -> Result<Vec<Mismatch>, String>,
    pub(super) refused_input: fn(&format::RefusedInput) -> Result<Vec<Mismatch>, String>,
    pub(super) request: fn(&format::Request) -> Result<Vec<Mismatch>, String>,
}

impl Call {
    const fn of<C: Adapter>(name: &'static str) -> Self {
        Self {
            name,
            parser: parser::<C>,
            answer: kind::answer::<C>,
            refused_input: kind::refused_input::<C>,
            request: kind::request::<C>,
        }
    }

    /// The call of that name.
    ///
    /// # Errors
    /// There is none.
    pub fn named(name: &str) -> Result<&'static Self, String> {
        let call = CALLS.iter().find(|call| call.name == name);
        call.ok_or_else(|| format!("there is no call `{name}`"))
    }
}

/// The accounts and gateways of a carrier.
pub(super) struct Accounts {
    name: &'static str,
    pub(super) refused_account: fn(&format::RefusedAccount) -> Result<Vec<Mismatch>, String>,
    pub(super) refused_gateway: fn(&format::RefusedGateway) -> Result<Vec<Mismatch>, String>,
}

impl Accounts {
    const fn of<S: Carrier>(name: &'static str) -> Self {
        Self { name, refused_account: kind::refused_account::<S>, refused_gateway: kind::refused_gateway::<S> }
    }

    pub(super) fn named(name: &str) -> Result<&'static Self, String> {
        let accounts = ACCOUNTS.iter().find(|accounts| accounts.name == name);
        accounts.ok_or_else(|| format!("there are no accounts `{name}`"))
    }
}

/// A call that vectors can make: its parameters and its answers as JSON.
pub(super) trait Adapter:
    ServerEndpoint<Service: Carrier, Answer: Debug + PartialEq> + Debug + PartialEq + 'static
{
    /// The call with these parameters.
    fn from_parameters(parameters: Value) -> Result<Self, Unbuilt>;

    /// What an answer says, secrets revealed.
    fn value(answer: &Self::Answer) -> Value;

    /// The same request by GET, for the calls that have one.
    fn get_request(&self) -> Option<telwire::Request<Self::Service>> {
        None
    }
}

/// A carrier whose accounts and gateways vectors can name.
pub(super) trait Carrier: Service {
    /// An account as vectors write it.
    type Login: DeserializeOwned;
    /// A gateway.
    type Gateway;

    /// The account of the vectors that name none.
    fn standard() -> Self::Login;

    /// The gateway that vectors write so; `None` for the default.
    fn gateway(json: Option<&Value>) -> Result<Self::Gateway, Unbuilt>;

    fn sign(
        login: &Self::Login,
        request: telwire::Request<Self>,
        gateway: &Self::Gateway,
    ) -> Result<SignedRequest, Unbuilt>;

    /// What checkpoints of the account at the gateway belong to.
    fn fingerprint(login: &Self::Login, gateway: &Self::Gateway) -> Result<Fingerprint, Unbuilt>;

    /// Whether an account can be made of `login`.
    fn account(login: &Self::Login) -> Result<(), InvalidInput>;

    /// The request that a server receives, and whether it presents `login`.
    fn received(login: &Self::Login, signed: &SignedRequest) -> Result<(telwire::Request<Self>, bool), InvalidInput>;
}

/// Of a call that has no parameters.
pub(super) fn no_parameters(parameters: Value) -> Result<(), Unbuilt> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Nothing {}

    let Nothing {} = serde_json::from_value(parameters)?;
    Ok(())
}

/// A parameter that the call cannot do without. Rust's types demand it; where a caller names parameters, leaving it out
/// is refused.
pub(super) fn required<T>(field: &'static str, value: Option<T>) -> Result<T, InvalidInput> {
    value.ok_or_else(|| InvalidInput::new(field, InvalidCode::Missing, "is required"))
}

/// An item of a list. Rust's callers read each one themselves; where a caller gives texts, a refusal says which it is.
pub(super) fn item<T>(field: &'static str, position: usize, text: &str) -> Result<T, InvalidInput>
where
    T: FromStr<Err = InvalidInput>,
{
    text.parse().map_err(|error: InvalidInput| error.in_field(field).at_item(position))
}

/// Why nothing was built.
pub(super) enum Unbuilt {
    /// The vector is not written as the format says.
    Vector(String),
    /// The core refuses it.
    Refused(InvalidInput),
}

impl Unbuilt {
    /// The complaint about a vector that needs it to be built.
    pub(super) fn complaint(self) -> String {
        match self {
            Self::Vector(complaint) => complaint,
            Self::Refused(error) => format!("refused: {error}"),
        }
    }
}

impl From<InvalidInput> for Unbuilt {
    fn from(error: InvalidInput) -> Self {
        Self::Refused(error)
    }
}

impl From<serde_json::Error> for Unbuilt {
    fn from(error: serde_json::Error) -> Self {
        Self::Vector(error.to_string())
    }
}

fn parser<C: Adapter>(parameters: &Value) -> Result<Parser, String> {
    let call = C::from_parameters(parameters.clone()).map_err(Unbuilt::complaint)?;
    Ok(Box::new(move |response| understood::<C>(&call.parse(response))))
}

/// An answer as a vector expects it.
pub(super) fn understood<C: Adapter>(answer: &Result<C::Answer, Error>) -> Value {
    match answer {
        Ok(answer) => json!({ "value": C::value(answer) }),
        Err(error) => json!({ "error": self::error(error) }),
    }
}

/// An error with every member that applies.
fn error(error: &Error) -> Value {
    let common = [
        ("kind", Some(error.kind().as_str().into())),
        ("code", Some(error.code().into())),
        ("outcome", Some(error.outcome().as_str().into())),
        ("retryable", Some(error.is_retryable().into())),
        ("message", Some(error.to_string().into())),
    ];
    let own: Vec<(&str, Option<Value>)> = match error {
        Error::Refused(refused) => vec![
            ("status", Some(refused.status().into())),
            ("carrier_code", refused.carrier_code().map(Value::from)),
            ("carrier_message", refused.carrier_message().map(Value::from)),
        ],
        Error::Malformed(malformed) => {
            vec![("position", Some(malformed.position().into())), ("salvaged", malformed.salvaged().map(salvaged))]
        }
        _ => Vec::new(),
    };
    let members = common.into_iter().chain(own);
    let members = members.filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(members.collect())
}

fn salvaged(salvaged: &Salvaged) -> Value {
    match salvaged {
        Salvaged::Assigned(assigned) => aql::AssignNumbers::value(assigned),
        Salvaged::Mimicked(mimicked) => aculab::TelPurchaseDevelopment::value(mimicked),
        Salvaged::Numbers(numbers) => aql::CheckNumbers::value(numbers),
        Salvaged::Owned(owned) => aculab::TelListNumbers::value(owned),
        Salvaged::Purchased(purchased) => aculab::TelPurchase::value(purchased),
        Salvaged::User(user) => aql::GetUser::value(user),
        Salvaged::Users(users) => aql::ListUsers::value(users),
        other => format!("no vector can say {other:?}").into(),
    }
}

//! aql's calls, accounts and gateways as vectors write them.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use telwire::aql::{self, Problem};
use telwire::workflow::Fingerprint;
use telwire::{InvalidInput, Request, SignedRequest};

use super::call::{Adapter, Carrier, Unbuilt, item, no_parameters, required};
use super::expand::text_or_base64;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckNumbers {
    pattern: Option<String>,
    country: Option<String>,
    area_code: Option<String>,
    sub_code: Option<String>,
    skip: Option<u32>,
    show: Option<u32>,
    sms_enabled: Option<String>,
}

impl Adapter for aql::CheckNumbers {
    fn from_parameters(parameters: Value) -> Result<Self, Unbuilt> {
        let CheckNumbers { pattern, country, area_code, sub_code, skip, show, sms_enabled } =
            serde_json::from_value(parameters)?;
        let parts = [("country", country), ("areaCode", area_code), ("subCode", sub_code)];
        let pattern = match pattern {
            Some(pattern) if parts.iter().all(|(_, part)| part.is_none()) => pattern.parse()?,
            Some(_) => return Err(Unbuilt::Vector("must not hold a `pattern` and its parts".to_owned())),
            None => pattern_of(parts)?,
        };
        let call = Self::new(pattern);
        let call = skip.into_iter().fold(call, Self::skip);
        let call = show.into_iter().fold(call, Self::show);
        let filter = sms_enabled.map(|text| text.parse()).transpose()?;
        Ok(filter.into_iter().fold(call, Self::sms_enabled))
    }

    fn value(numbers: &Vec<aql::Number>) -> Value {
        numbers.iter().map(ToString::to_string).collect()
    }
}

fn pattern_of(parts: [(&'static str, Option<String>); 3]) -> Result<aql::Pattern, InvalidInput> {
    let [country, area_code, sub_code] = parts.map(|(field, part)| required(field, part));
    aql::Pattern::new(&country?, &area_code?, &sub_code?)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AssignNumbers {
    protocol: String,
    items: Vec<Item>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    number: String,
    #[serde(default)]
    first_name: String,
    #[serde(default)]
    last_name: String,
    #[serde(default)]
    email: String,
}

impl Adapter for aql::AssignNumbers {
    fn from_parameters(parameters: Value) -> Result<Self, Unbuilt> {
        let AssignNumbers { protocol, items } = serde_json::from_value(parameters)?;
        let items = items.into_iter().enumerate().map(|(position, given)| {
            let number = item("phoneNumbers", position, &given.number)?;
            Ok(aql::Item::new(number).first_name(given.first_name).last_name(given.last_name).email(given.email))
        });
        Ok(Self::new(protocol.parse()?, items.collect::<Result<_, InvalidInput>>()?)?)
    }

    fn value(assigned: &aql::Assigned) -> Value {
        let rows = assigned.rows.iter().map(|row| {
            json!({
                "number": row.number.to_string(),
                "voipnumber": row.voipnumber.as_str(),
                "password": row.password.reveal(),
            })
        });
        let problems = assigned.problems.iter().map(problem);
        json!({ "rows": rows.collect::<Value>(), "problems": problems.collect::<Value>() })
    }
}

fn problem(problem: &Problem) -> Value {
    let (name, value) = match problem {
        Problem::ForeignRow { row } | Problem::OutOfOrder { row } | Problem::RepeatedRow { row } => {
            ("row", (*row).into())
        }
        Problem::MissingRow { number } => ("number", number.to_string().into()),
        Problem::UnreadableLine { line } | Problem::UnterminatedLine { line } => {
            ("line", text_or_base64(line.reveal()))
        }
        other => ("unknown", other.to_string().into()),
    };
    json!({ "code": problem.code(), name: value })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WhichUser {
    voipnumber: Option<String>,
    user: Option<String>,
}

impl WhichUser {
    /// Checked strictly where it is given as a number, opaque where an answer named it.
    fn user(self) -> Result<aql::VoipUser, Unbuilt> {
        match (self.voipnumber, self.user) {
            (Some(number), None) => Ok(number.parse::<aql::VoipNumber>()?.into()),
            (None, Some(user)) => Ok(aql::VoipUser::opaque(user)?),
            _ => Err(Unbuilt::Vector("must hold either `voipnumber` or `user`".to_owned())),
        }
    }
}

impl Adapter for aql::GetUser {
    fn from_parameters(parameters: Value) -> Result<Self, Unbuilt> {
        let which: WhichUser = serde_json::from_value(parameters)?;
        Ok(Self::new(which.user()?))
    }

    fn value(user: &aql::User) -> Value {
        serde_json::to_value(user).map_or(Value::Null, present)
    }
}

/// The members of an object that are not null.
fn present(object: Value) -> Value {
    match object {
        Value::Object(mut members) => {
            members.retain(|_, value| !value.is_null());
            Value::Object(members)
        }
        other => other,
    }
}

impl Adapter for aql::ChangeUser {
    fn from_parameters(parameters: Value) -> Result<Self, Unbuilt> {
        let (user, settings) = user_and_settings(parameters)?;
        Ok(Self::new(user, settings)?)
    }

    fn value(changed: &aql::Changed) -> Value {
        json!({ "id": changed.id })
    }
}

/// A user, and the items to set. They are set by name, as callers do who do not write Rust: its types leave no room for
/// an item that cannot be written.
pub(super) fn user_and_settings(parameters: Value) -> Result<(aql::VoipUser, aql::Settings), Unbuilt> {
    let mut items: Map<String, Value> = serde_json::from_value(parameters)?;
    let mut name = |key| items.shift_remove(key).map(serde_json::from_value).transpose();
    let which = WhichUser { voipnumber: name("voipnumber")?, user: name("user")? };
    let mut settings = aql::Settings::default();
    for (name, value) in items {
        settings.set(&name, &written(value)?)?;
    }
    Ok((which.user()?, settings))
}

/// An item's value as aql writes it.
fn written(value: Value) -> Result<String, Unbuilt> {
    match value {
        Value::Bool(is_on) => Ok(u8::from(is_on).to_string()),
        Value::Number(number) => Ok(number.to_string()),
        Value::String(text) => Ok(text),
        other => Err(Unbuilt::Vector(format!("{other} is no value of an item"))),
    }
}

impl Adapter for aql::ListUsers {
    fn from_parameters(parameters: Value) -> Result<Self, Unbuilt> {
        no_parameters(parameters)?;
        Ok(Self)
    }

    fn value(users: &Vec<aql::VoipUser>) -> Value {
        users.iter().map(aql::VoipUser::as_str).collect()
    }
}

/// An account, the control service's credentials apart if it has its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Login {
    username: String,
    password: String,
    control: Option<ControlLogin>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ControlLogin {
    username: String,
    password: String,
}

impl Login {
    fn account(&self) -> Result<aql::Account, InvalidInput> {
        let account = aql::Account::new(&self.username, &self.password)?;
        match &self.control {
            Some(control) => account.with_control(&control.username, &control.password),
            None => Ok(account),
        }
    }

    fn for_service(&self, service: aql::Service) -> (&str, &str) {
        match (service, &self.control) {
            (aql::Service::Control, Some(control)) => (&control.username, &control.password),
            _ => (&self.username, &self.password),
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Gateway {
    Both(String),
    PerService(PerService),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PerService {
    provisioning: String,
    control: String,
}

impl Carrier for aql::Service {
    type Login = Login;
    type Gateway = aql::Gateway;

    fn standard() -> Login {
        Login { username: "reseller".to_owned(), password: "s3cret&=%+ü".to_owned(), control: None }
    }

    fn gateway(json: Option<&Value>) -> Result<aql::Gateway, Unbuilt> {
        match json.map(Gateway::deserialize).transpose()? {
            None => Ok(aql::Gateway::default()),
            Some(Gateway::Both(base)) => Ok(aql::Gateway::new(base.parse()?)),
            Some(Gateway::PerService(PerService { provisioning, control })) => {
                Ok(aql::Gateway::per_service(provisioning.parse()?, control.parse()?))
            }
        }
    }

    fn sign(login: &Login, request: Request<Self>, gateway: &aql::Gateway) -> Result<SignedRequest, Unbuilt> {
        Ok(login.account()?.sign(request, gateway))
    }

    fn fingerprint(login: &Login, gateway: &aql::Gateway) -> Result<Fingerprint, Unbuilt> {
        Ok(login.account()?.fingerprint(gateway))
    }

    fn account(login: &Login) -> Result<(), InvalidInput> {
        login.account().map(drop)
    }

    fn received(login: &Login, signed: &SignedRequest) -> Result<(Request<Self>, bool), InvalidInput> {
        let (credentials, request) = aql::receive(signed)?;
        let (username, password) = login.for_service(request.service());
        let is_login = credentials
            .is_some_and(|credentials| credentials.username == username && credentials.has_password(password));
        Ok((request, is_login))
    }
}

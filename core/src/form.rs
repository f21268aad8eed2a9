//! `application/x-www-form-urlencoded`: written in order, read strictly.

use crate::aql::Settings;
use crate::secret::PLACEHOLDER;
use crate::text::speaks_of_password;

/// Writes a form, field after field.
pub(crate) struct Form(form_urlencoded::Serializer<'static, String>);

impl Form {
    pub(crate) fn new() -> Self {
        Self(form_urlencoded::Serializer::new(String::new()))
    }

    pub(crate) fn field(mut self, name: &str, value: &str) -> Self {
        self.0.append_pair(name, value);
        self
    }

    pub(crate) fn optional(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.field(name, value),
            None => self,
        }
    }

    pub(crate) fn finish(mut self) -> String {
        self.0.finish()
    }
}

/// The documented parameters, which messages may name; [`Settings`] adds its items.
const DOCUMENTED: [&str; 28] = [
    "action",
    "allow_cellular",
    "allow_landline",
    "allow_partial",
    "allow_payphone",
    "areaCode",
    "based_on",
    "country",
    "credit",
    "did_type",
    "emails",
    "firstNames",
    "lastNames",
    "numbers",
    "password",
    "phoneNumbers",
    "pstnnumber",
    "quantity",
    "region",
    "regulation_address",
    "show",
    "skip",
    "smsEnabled",
    "state",
    "subCode",
    "type",
    "username",
    "voipnumber",
];

/// `form` as it may be shown, in its own spelling: documented fields, and nothing else. A form that a server received may
/// hold a secret under any name, or be no form at all.
pub(crate) fn redacted(form: &str) -> String {
    let fields = form.split('&').map(|field| {
        let mut decoded = form_urlencoded::parse(field.as_bytes());
        match decoded.next() {
            Some((name, _)) if name == "password" => format!("password={PLACEHOLDER}"),
            Some((name, value)) if !is_public(&name, &value) => PLACEHOLDER.to_owned(),
            _ => field.to_owned(),
        }
    });
    fields.collect::<Vec<_>>().join("&")
}

fn is_public(name: &str, value: &str) -> bool {
    let is_address = |text: &str| text.split(':').skip(1).any(|rest| rest.starts_with("//"));
    let may_hold_login = value.rsplit_once('@').is_some_and(|(before, _)| is_address(before));
    is_documented(name) && !speaks_of_password(value) && !may_hold_login
}

fn is_documented(name: &str) -> bool {
    DOCUMENTED.contains(&name) || Settings::NAMES.contains(&name)
}

#[cfg(feature = "server")]
pub(crate) use fields::{Fields, refused};

#[cfg(feature = "server")]
mod fields {
    use std::collections::BTreeSet;
    use std::str::FromStr;

    use super::is_documented;
    use crate::error::{InvalidCode, InvalidInput};
    use crate::text::quoted;

    /// The fields of a received form, taken out one by one; what is left at the end was not documented.
    pub(crate) struct Fields(Vec<(String, String)>);

    impl Fields {
        pub(crate) fn read(form: &str) -> Result<Self, InvalidInput> {
            let fields: Vec<_> = form_urlencoded::parse(form.as_bytes()).into_owned().collect();
            let mut seen = BTreeSet::new();
            match fields.iter().find(|(name, _)| !seen.insert(name)) {
                None => Ok(Self(fields)),
                Some((name, _)) => {
                    let error = InvalidInput::new(name.clone(), InvalidCode::Repeated, "is given more than once");
                    Err(refused(error))
                }
            }
        }

        pub(crate) fn optional(&mut self, name: &str) -> Option<String> {
            let position = self.0.iter().position(|(known, _)| known == name)?;
            Some(self.0.remove(position).1)
        }

        pub(crate) fn required(&mut self, name: &'static str) -> Result<String, InvalidInput> {
            self.optional(name).ok_or_else(|| InvalidInput::new(name, InvalidCode::Missing, "is required"))
        }

        /// Two fields that make sense together only.
        pub(crate) fn pair(&mut self, first: &str, second: &str) -> Option<(String, String)> {
            let has = |name: &str| self.0.iter().any(|(known, _)| known == name);
            if has(first) && has(second) { self.optional(first).zip(self.optional(second)) } else { None }
        }

        /// The field as a value that is read from text.
        pub(crate) fn parsed<T: FromStr<Err = InvalidInput>>(
            &mut self,
            name: &'static str,
        ) -> Result<Option<T>, InvalidInput> {
            self.optional(name).map(|text| text.parse().map_err(|error: InvalidInput| error.in_field(name))).transpose()
        }

        /// `True` or `False`, as Aculab spells them; left out is `False`.
        pub(crate) fn flag(&mut self, name: &'static str) -> Result<bool, InvalidInput> {
            match self.optional(name).as_deref() {
                None | Some("False") => Ok(false),
                Some("True") => Ok(true),
                Some(other) => {
                    let message = format!("must be `True` or `False`, not {}", quoted(other));
                    Err(InvalidInput::new(name, InvalidCode::UnknownValue, message))
                }
            }
        }

        /// What is left, as a form again.
        pub(crate) fn into_form(self) -> String {
            form_urlencoded::Serializer::new(String::new()).extend_pairs(self.0).finish()
        }

        pub(crate) fn into_rest(self) -> Vec<(String, String)> {
            self.0
        }

        /// Refuses whatever nobody asked for.
        pub(crate) fn finish(self) -> Result<(), InvalidInput> {
            match self.0.into_iter().next() {
                None => Ok(()),
                Some((name, _)) => {
                    Err(refused(InvalidInput::new(name, InvalidCode::UnknownField, "is not a field of this call")))
                }
            }
        }
    }

    /// The refusal of a field as a server words it: a documented name is repeated, any other may be a part of a password
    /// that was not encoded.
    pub(crate) fn refused(error: InvalidInput) -> InvalidInput {
        if is_documented(error.field()) {
            return error;
        }
        InvalidInput::new("request", error.code(), "holds a field that this call does not have")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoint::Endpoint as _;
    use crate::{aculab, aql};

    #[test]
    fn redaction_shows_documented_fields_alone() {
        assert_eq!(redacted("skip=1&password=x%26y&country=Turkey"), "skip=1&password=[secret]&country=Turkey");
        assert_eq!(redacted("p%61ssword=x&passwd=y&access_key=x&a"), "password=[secret]&[secret]&[secret]&[secret]");
        assert_eq!(redacted("smsdata=https://a.example?password=x&forwardto=0113"), "[secret]&forwardto=0113");
        assert_eq!(
            redacted("smsdata=https://bob:hunter2@a.example/&emails=a@b.example"),
            "[secret]&emails=a@b.example"
        );
        assert_eq!(redacted("hunter2"), "[secret]");
        assert_eq!(redacted("{\"password\":\"x=y\"}"), "[secret]");
        assert_eq!(redacted(""), "");
    }

    #[test]
    fn redaction_shows_every_documented_parameter() {
        let settings = Settings::NAMES.iter().map(|name| format!("{name}=1")).collect::<Vec<_>>().join("&");
        assert_eq!(redacted(&settings), settings);

        let search = aql::CheckNumbers::new("0113 *".parse().unwrap()).sms_enabled(aql::SmsEnabled::Yes);
        let assign = aql::AssignNumbers::new(aql::Protocol::Sip, vec![aql::Item::new("44-113-1".parse().unwrap())]);
        let user = aql::GetUser::new("612345".parse::<aql::VoipNumber>().unwrap());
        let callers = aculab::TollFreeCallers::new(true, true, true).unwrap();
        let purchase = aculab::TelPurchase::new("Spain", "901").unwrap().quantity(2).unwrap().allow_partial(true);
        let purchase = purchase.state("a").unwrap().based_on("b").unwrap().regulation_address("c").unwrap();
        let purchase = purchase.did_type(aculab::PurchaseType::TollFree(callers));
        let delete = aculab::TelDeleteNumbers::new(vec!["1".parse().unwrap()]).unwrap();
        for form in [
            search.request().form(),
            assign.unwrap().request().form(),
            user.request().form(),
            purchase.request().form(),
            delete.request().form(),
        ] {
            assert_eq!(redacted(form), form);
        }
    }
}

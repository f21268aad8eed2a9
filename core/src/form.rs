//! `application/x-www-form-urlencoded`: written in order, read strictly.

use std::borrow::Cow;

use crate::secret::PLACEHOLDER;

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

/// `form` with the value of every field whose name speaks of a password replaced. Keeps the form's own spelling.
pub(crate) fn redacted(form: &str) -> String {
    let fields = form.split('&').map(|field| {
        let name = field.split('=').next().unwrap_or_default();
        let decoded = form_urlencoded::parse(name.as_bytes()).map(|(name, _)| name.to_ascii_lowercase()).next();
        match decoded {
            Some(decoded) if decoded.contains("password") => Cow::from(format!("{name}={PLACEHOLDER}")),
            _ => Cow::from(field),
        }
    });
    fields.collect::<Vec<_>>().join("&")
}

#[cfg(feature = "server")]
pub(crate) use fields::Fields;

#[cfg(feature = "server")]
mod fields {
    use std::collections::BTreeSet;
    use std::str::FromStr;

    use crate::error::{InvalidCode, InvalidInput};
    use crate::text::{quoted, shortened};

    /// The fields of a received form, taken out one by one; what is left at the end was not documented.
    pub(crate) struct Fields(Vec<(String, String)>);

    impl Fields {
        pub(crate) fn read(form: &str) -> Result<Self, InvalidInput> {
            let fields: Vec<_> = form_urlencoded::parse(form.as_bytes()).into_owned().collect();
            let mut seen = BTreeSet::new();
            match fields.iter().find(|(name, _)| !seen.insert(name)) {
                None => Ok(Self(fields)),
                Some((name, _)) => Err(refused(name, InvalidCode::Repeated, "is given more than once")),
            }
        }

        pub(crate) fn optional(&mut self, name: &str) -> Option<String> {
            let position = self.0.iter().position(|(known, _)| known == name)?;
            Some(self.0.remove(position).1)
        }

        pub(crate) fn required(&mut self, name: &'static str) -> Result<String, InvalidInput> {
            self.optional(name).ok_or_else(|| InvalidInput::new(name, InvalidCode::Missing, "is required"))
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
                Some((name, _)) => Err(refused(&name, InvalidCode::UnknownField, "is not a field of this call")),
            }
        }
    }

    /// The name came from the network, so the message repeats only so much of it.
    fn refused(name: &str, code: InvalidCode, message: &'static str) -> InvalidInput {
        InvalidInput::new(shortened(name, 64), code, message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redaction_finds_a_password_under_any_spelling_of_its_name() {
        assert_eq!(redacted("a=1&password=x%26y&b=2"), "a=1&password=[secret]&b=2");
        assert_eq!(
            redacted("p%61ssword=x&PASSWORD=y&password[]=z"),
            "p%61ssword=[secret]&PASSWORD=[secret]&password[]=[secret]"
        );
        assert_eq!(redacted("password"), "password=[secret]");
        assert_eq!(redacted(""), "");
    }
}

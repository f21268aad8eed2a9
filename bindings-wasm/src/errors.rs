//! From the core's errors to the `TelwireError` of `ts/errors.ts`.

use telwire::{Error, Salvaged};
use wasm_bindgen::JsValue;

use crate::view::{View, object, set};

/// What is thrown for `error`.
pub(crate) fn thrown(error: impl Into<Error>) -> JsValue {
    error.into().view()
}

/// Becomes a `TelwireError`. What only some errors have is left out of the others: the class says `null` there.
impl View for Error {
    fn view(&self) -> JsValue {
        let details = object(&[
            ("kind", self.kind().as_str().view()),
            ("code", self.code().view()),
            ("outcome", self.outcome().as_str().view()),
            ("retryable", self.is_retryable().view()),
            ("message", self.to_string().view()),
        ]);
        add(&details, self);
        object(&[("$error", details)])
    }
}

fn add(details: &JsValue, error: &Error) {
    let add = |name, value: &dyn View| {
        let value = value.view();
        if !value.is_null() {
            set(details, name, &value);
        }
    };
    match error {
        Error::InvalidInput(error) => {
            add("field", &error.field());
            add("item", &error.item());
        }
        Error::Malformed(error) => {
            add("call", &error.call());
            add("position", &error.position());
            add("expected", &error.expected());
            add("body", error.body());
            add("salvaged", &error.salvaged());
        }
        Error::Refused(error) => {
            add("call", &error.call());
            add("status", &u32::from(error.status()));
            add("carrierCode", &error.carrier_code());
            add("carrierMessage", &error.carrier_message());
            add("body", error.body());
        }
        Error::Transport(error) => add("call", &error.call()),
        _ => {}
    }
}

/// What was understood, as the call would have answered it; nothing for a part that a newer core salvages and this package
/// does not know.
impl View for Salvaged {
    fn view(&self) -> JsValue {
        match self {
            Self::Assigned(assigned) => assigned.view(),
            Self::Mimicked(mimicked) => mimicked.view(),
            Self::Numbers(numbers) => numbers.view(),
            Self::Owned(owned) => owned.view(),
            Self::Purchased(purchased) => purchased.view(),
            Self::User(user) => user.view(),
            Self::Users(users) => users.view(),
            _ => JsValue::NULL,
        }
    }
}

/// A value, or the error in its place.
impl<T: View> View for Result<T, Error> {
    fn view(&self) -> JsValue {
        match self {
            Ok(value) => value.view(),
            Err(error) => error.view(),
        }
    }
}

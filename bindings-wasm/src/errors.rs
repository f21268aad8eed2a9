//! From the core's errors to the `TelwireError` of `ts/errors.ts`.

use serde::Serialize;
use telwire::{Error, Salvaged};
use wasm_bindgen::JsValue;

use crate::aculab::tel_list_numbers::OwnedNumbersView;
use crate::aculab::tel_purchase::PurchasedView;
use crate::aql::assign_numbers::AssignedView;
use crate::aql::get_user::UserView;
use crate::aql::list_users::UsersView;
use crate::aql::number::NumbersView;
use crate::view::{self, BodyView};

/// What is thrown for `error`.
pub(crate) fn thrown(error: impl Into<Error>) -> JsValue {
    view::js(&ErrorView::of(&error.into()))
}

/// Becomes a `TelwireError`.
#[derive(Serialize)]
pub(crate) struct ErrorView<'a> {
    #[serde(rename = "$error")]
    details: Details<'a>,
}

/// What only some errors have is left out of the others: the class says `null` there.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Details<'a> {
    kind: &'static str,
    code: &'static str,
    outcome: &'static str,
    retryable: bool,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    call: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    carrier_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    carrier_message: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<BodyView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    salvaged: Option<SalvagedView<'a>>,
}

/// What was understood, as the call would have answered it.
#[derive(Serialize)]
#[serde(untagged)]
enum SalvagedView<'a> {
    Assigned(AssignedView<'a>),
    Numbers(NumbersView<'a>),
    Owned(OwnedNumbersView<'a>),
    Purchased(PurchasedView<'a>),
    User(UserView<'a>),
    Users(UsersView<'a>),
}

impl<'a> ErrorView<'a> {
    pub(crate) fn of(error: &'a Error) -> Self {
        Self { details: Details::of(error) }
    }
}

impl<'a> Details<'a> {
    fn of(error: &'a Error) -> Self {
        let details = Self {
            kind: error.kind().as_str(),
            code: error.code(),
            outcome: error.outcome().as_str(),
            retryable: error.is_retryable(),
            message: error.to_string(),
            ..Self::default()
        };
        match error {
            Error::InvalidInput(error) => Self { field: Some(error.field()), item: error.item(), ..details },
            Error::Malformed(error) => Self {
                call: Some(error.call()),
                position: Some(error.position()),
                expected: Some(error.expected()),
                body: Some(BodyView::of(error.body())),
                salvaged: error.salvaged().and_then(SalvagedView::of),
                ..details
            },
            Error::Refused(error) => Self {
                call: Some(error.call()),
                status: Some(error.status()),
                carrier_code: error.carrier_code(),
                carrier_message: error.carrier_message(),
                body: Some(BodyView::of(error.body())),
                ..details
            },
            Error::Transport(error) => Self { call: Some(error.call()), ..details },
            _ => details,
        }
    }
}

impl<'a> SalvagedView<'a> {
    /// `None` for a part that a newer core salvages and this package does not know.
    fn of(salvaged: &'a Salvaged) -> Option<Self> {
        match salvaged {
            Salvaged::Assigned(assigned) => Some(Self::Assigned(AssignedView::of(assigned))),
            Salvaged::Mimicked(mimicked) => Some(Self::Purchased(PurchasedView::of_mimicked(mimicked))),
            Salvaged::Numbers(numbers) => Some(Self::Numbers(NumbersView(numbers))),
            Salvaged::Owned(owned) => Some(Self::Owned(OwnedNumbersView(owned))),
            Salvaged::Purchased(purchased) => Some(Self::Purchased(PurchasedView::of(purchased))),
            Salvaged::User(user) => Some(Self::User(UserView::of(user))),
            Salvaged::Users(users) => Some(Self::Users(UsersView(users))),
            _ => None,
        }
    }
}

/// A value, or the error in its place.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum OrError<'a, V> {
    Value(V),
    Error(Box<ErrorView<'a>>),
}

impl<'a, V> OrError<'a, V> {
    pub(crate) fn of<T>(result: &'a Result<T, Error>, view: impl FnOnce(&'a T) -> V) -> Self {
        match result {
            Ok(value) => Self::Value(view(value)),
            Err(error) => Self::Error(Box::new(ErrorView::of(error))),
        }
    }
}

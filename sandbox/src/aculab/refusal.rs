//! The noes of Aculab Cloud.

use telwire::aculab::{CarrierError, refuse};
use telwire::{CivilDate, InvalidCode, InvalidInput, Response};

/// An error object in the making: the code, what it means, what exactly is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    code: &'static str,
    text: &'static str,
    details: Option<String>,
}

impl Refusal {
    fn new(code: &'static str, text: &'static str, details: impl Into<Option<String>>) -> Self {
        Self { code, text, details: details.into() }
    }

    pub(crate) fn missing(details: impl Into<String>) -> Self {
        Self::new("0001", "Parameter missing", details.into())
    }

    pub(crate) fn malformed(details: impl Into<String>) -> Self {
        Self::new("0002", "Parameter malformed", details.into())
    }

    pub(crate) fn regulation_address_required() -> Self {
        Self::new("0005", "Regulation address required", None)
    }

    pub(crate) fn regulation_address_incompatible(details: String) -> Self {
        Self::new("0006", "Regulation address incompatible", details)
    }

    pub(crate) fn invalid_token() -> Self {
        Self::new("0405", "Invalid token", None)
    }

    /// The document names no code for it.
    pub(crate) fn shortage(left: u64) -> Self {
        Self::new("shortage", "Not enough telephone numbers available", format!("{left} left"))
    }

    pub(crate) fn response(&self, date: CivilDate, path: &str) -> Response {
        let Self { code, text, .. } = *self;
        refuse(&CarrierError { status: 400, code, text, details: self.details.as_deref(), date, path })
    }
}

impl From<InvalidInput> for Refusal {
    fn from(error: InvalidInput) -> Self {
        let details = error.to_string();
        match error.code() {
            InvalidCode::Missing => Self::missing(details),
            InvalidCode::Repeated => Self::new("0003", "Parameter repeated", details),
            InvalidCode::Zero => Self::new("0004", "Parameter zero", details),
            _ => Self::malformed(details),
        }
    }
}

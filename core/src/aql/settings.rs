//! What can be configured about a VoIP user: the one table behind getuser and changeuser.
//!
//! Document: number control and credit API, the table of parameters.

use std::fmt;
use std::str::FromStr;

use crate::error::{InvalidCode, InvalidInput};
use crate::text::{count, has_control, quoted, shortened};
use crate::time::TimeOfDay;

/// Declares the items, in the document's order: each has its carrier's name, and a type that can be [`Value`].
macro_rules! settings {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $item:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
        pub struct $name { $($(#[$doc])* pub $item: Option<$type>,)* }

        impl $name {
            /// The carrier's names of the items, in the document's order.
            pub const NAMES: &[&str] = &[$(stringify!($item)),*];

            /// The items that are set, by name, as they are written.
            pub(crate) fn items(&self) -> Vec<(&'static str, String)> {
                let mut items = Vec::new();
                $(items.extend(self.$item.as_ref().map(|value| (stringify!($item), Value::write(value))));)*
                items
            }

            /// Sets the item of that name to a text as aql writes it.
            ///
            /// # Errors
            /// With the name as the field: `unknown_field`, `read_only`, `repeated` if it is set already, and what the
            /// text is refused for.
            pub fn set(&mut self, name: &str, text: &str) -> Result<(), InvalidInput> {
                match name {
                    $(stringify!($item) => set(&mut self.$item, stringify!($item), text),)*
                    "credit" | "pstnnumber" => {
                        Err(InvalidInput::new(name.to_owned(), InvalidCode::ReadOnly, "can be read, not written"))
                    }
                    _ => {
                        let name = shortened(name, 64);
                        Err(InvalidInput::new(name, InvalidCode::UnknownField, "is not a field of this call"))
                    }
                }
            }
        }
    };
}

fn set<T: Value>(item: &mut Option<T>, name: &'static str, text: &str) -> Result<(), InvalidInput> {
    if item.is_some() {
        return Err(InvalidInput::new(name, InvalidCode::Repeated, "is given more than once"));
    }
    *item = Some(T::read(text).map_err(|error| error.in_field(name))?);
    Ok(())
}

settings! {
    /// The items of a VoIP user that can be read and written. `None` is unset: getuser did not say, changeuser leaves
    /// it alone. Unset is not the same as empty.
    ///
    /// Text may be anything on one line, the empty text included.
    Settings {
        /// Whether aql voicemail is enabled.
        voicemailon: bool,
        /// Seconds before an unanswered call goes to voicemail.
        voicemaildelay: u32,
        /// The e-mail address that voicemail messages are sent to.
        voicemaildest: String,
        /// Where calls are forwarded to, as dialled: `01133203040`.
        forwardto: String,
        /// When forwarding starts each day.
        forwardstart: TimeOfDay,
        /// When forwarding ends each day.
        forwardend: TimeOfDay,
        /// Whether the original caller's number is forwarded.
        forwardcli: bool,
        /// Whether calls are forwarded.
        forwardactive: bool,
        /// Whether the number receives faxes.
        faxenabled: bool,
        /// The e-mail addresses that faxes go to, separated by `,` or `;`.
        faxrecipient: String,
        /// The name of the recipient of faxes.
        faxrecipientname: String,
        /// The SIP endpoint of the number, `user@host`.
        sipendpoint: String,
        /// What happens with an SMS that comes in.
        smsaction: SmsAction,
        /// The e-mail address or URL that an SMS goes to.
        smsdata: String,
        /// Whether calls are recorded.
        callrecord: bool,
    }
}

impl Settings {
    /// Every text must be on one line.
    pub(crate) fn checked(self) -> Result<Self, InvalidInput> {
        match self.items().into_iter().find(|(_, text)| has_control(text)) {
            None => Ok(self),
            Some((name, text)) => {
                let message = format!("must not hold a control character, got {}", quoted(&text));
                Err(InvalidInput::new(name, InvalidCode::ControlCharacter, message))
            }
        }
    }

    /// Whether no item is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What happens with an SMS that comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SmsAction {
    /// It is sent to an e-mail address.
    Email,
    /// It is sent by HTTP GET to a URL.
    HttpGet,
    /// It is sent by HTTP POST to a URL.
    HttpPost,
    /// Nothing.
    None,
}

impl SmsAction {
    const ALL: [(Self, &'static str); 4] =
        [(Self::Email, "email"), (Self::HttpGet, "httpget"), (Self::HttpPost, "httppost"), (Self::None, "none")];

    /// `email`, `httpget`, `httppost` or `none`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.into_iter().find(|(action, _)| *action == self).map_or("", |(_, text)| text)
    }
}

impl fmt::Display for SmsAction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// Reads `email`, `httpget`, `httppost` or `none`.
impl FromStr for SmsAction {
    type Err = InvalidInput;

    fn from_str(text: &str) -> Result<Self, InvalidInput> {
        let known = Self::ALL.into_iter().find(|(_, spelling)| *spelling == text);
        known.map(|(action, _)| action).ok_or_else(|| {
            let message = format!("must be `email`, `httpget`, `httppost` or `none`, not {}", quoted(text));
            InvalidInput::new("smsaction", InvalidCode::UnknownValue, message)
        })
    }
}

impl serde::Serialize for SmsAction {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// How the control service writes an item.
pub(crate) trait Value: Sized {
    fn read(text: &str) -> Result<Self, InvalidInput>;
    fn write(&self) -> String;
}

impl Value for bool {
    fn read(text: &str) -> Result<Self, InvalidInput> {
        match text {
            "1" => Ok(true),
            "0" => Ok(false),
            _ => {
                let message = format!("must be `1` or `0`, not {}", quoted(text));
                Err(InvalidInput::new("item", InvalidCode::UnknownValue, message))
            }
        }
    }

    fn write(&self) -> String {
        u8::from(*self).to_string()
    }
}

impl Value for u32 {
    fn read(text: &str) -> Result<Self, InvalidInput> {
        count("item", text)
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

impl Value for String {
    fn read(text: &str) -> Result<Self, InvalidInput> {
        Ok(text.to_owned())
    }

    fn write(&self) -> String {
        self.clone()
    }
}

impl Value for SmsAction {
    fn read(text: &str) -> Result<Self, InvalidInput> {
        text.parse()
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

impl Value for TimeOfDay {
    fn read(text: &str) -> Result<Self, InvalidInput> {
        text.parse()
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

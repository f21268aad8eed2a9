//! aql: number provisioning (search, assign) and number control (getuser, changeuser, listusers).
//!
//! Documents: aql "Number provisioning API" and "Number control and credit API". Every call is a POST of a form; the
//! answers are lines of text. A [`Number`] is what a search finds and an assign buys; a [`VoipUser`] is what the assign
//! gives it, and what the control calls configure.

mod account;
mod answer;
mod assign_numbers;
mod change_user;
mod check_numbers;
mod get_user;
mod list_users;
mod number;
mod settings;
mod voip;

pub use account::{Account, Gateway, Service};
pub use answer::Code;
pub(crate) use assign_numbers::check_texts;
pub use assign_numbers::{AssignNumbers, Assigned, AssignedNumber, Item, Problem, Protocol};
pub use change_user::{ChangeUser, Changed};
pub use check_numbers::{CheckNumbers, SmsEnabled};
pub use get_user::{GetUser, User};
pub use list_users::ListUsers;
pub use number::{Area, E164, Number, Pattern};
pub use settings::{Settings, SmsAction};
pub use voip::{VoipNumber, VoipUser};

/// An unsigned request to aql.
pub type Request = crate::Request<Service>;

#[cfg(feature = "server")]
pub use account::{Credentials, receive};
#[cfg(feature = "server")]
pub use answer::{refuse, refuse_control};

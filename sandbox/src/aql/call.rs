//! aql's calls, by path and action.

use telwire::Endpoint;
use telwire::aql::{AssignNumbers, ChangeUser, CheckNumbers, GetUser, ListUsers};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    AssignNumbers,
    ChangeUser,
    CheckNumbers,
    GetUser,
    ListUsers,
    /// The control service is asked for something that it does not document.
    UnknownAction,
}

impl Call {
    /// `None` for a path that is not aql's.
    pub(crate) fn of(path: &str, body: &[u8]) -> Option<Self> {
        match path {
            "/telecoms/assignnumberapi.php" => Some(Self::AssignNumbers),
            "/telecoms/checknumberapi.php" => Some(Self::CheckNumbers),
            "/reseller/voipapi.php" => Some(Self::of_control(body)),
            _ => None,
        }
    }

    fn of_control(form: &[u8]) -> Self {
        let action = form_urlencoded::parse(form).find(|(name, _)| name == "action");
        match action.as_ref().map(|(_, action)| &**action) {
            Some("changeuser") => Self::ChangeUser,
            Some("getuser") => Self::GetUser,
            Some("listusers") => Self::ListUsers,
            _ => Self::UnknownAction,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::AssignNumbers => AssignNumbers::NAME,
            Self::ChangeUser => ChangeUser::NAME,
            Self::CheckNumbers => CheckNumbers::NAME,
            Self::GetUser => GetUser::NAME,
            Self::ListUsers => ListUsers::NAME,
            Self::UnknownAction => "unknown_action",
        }
    }
}

//! `voipapi.php`, `action=listusers`.

use serde::{Serialize, Serializer};
use telwire::InvalidInput;
use telwire::aql::{ListUsers, VoipUser};

use crate::call::Native;
use crate::options::Options;

impl Native for ListUsers {
    fn read(options: &mut Options<'_>) -> Result<Self, InvalidInput> {
        options.finish()?;
        Ok(Self)
    }

    fn view(users: &Vec<VoipUser>) -> impl Serialize {
        UsersView(users)
    }
}

/// The names of users.
pub(crate) struct UsersView<'a>(pub(crate) &'a [VoipUser]);

impl Serialize for UsersView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(VoipUser::as_str))
    }
}

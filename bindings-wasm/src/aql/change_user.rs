//! `voipapi.php`, `action=changeuser`.

use serde::Serialize;
use telwire::InvalidInput;
use telwire::aql::{ChangeUser, Changed};

use crate::aql::get_user::Named;
use crate::aql::settings;
use crate::call::Native;
use crate::options::Options;

impl Native for ChangeUser {
    fn read(options: &mut Options<'_>) -> Result<Self, InvalidInput> {
        let named = Named::read(options);
        options.check()?;
        let settings = settings::read(options)?;
        Self::new(named.user()?, settings)
    }

    fn view(changed: &Changed) -> impl Serialize {
        ChangedView::of(changed)
    }
}

#[derive(Serialize)]
pub(crate) struct ChangedView<'a> {
    id: Option<&'a str>,
}

impl<'a> ChangedView<'a> {
    pub(crate) fn of(changed: &'a Changed) -> Self {
        Self { id: changed.id.as_deref() }
    }
}

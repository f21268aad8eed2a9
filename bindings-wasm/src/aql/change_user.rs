//! `voipapi.php`, `action=changeuser`.

use telwire::InvalidInput;
use telwire::aql::{ChangeUser, Changed};
use wasm_bindgen::JsValue;

use crate::aql::get_user::Named;
use crate::aql::settings;
use crate::call::Native;
use crate::options::Options;
use crate::view::{View, object};

impl Native for ChangeUser {
    fn read(options: &mut Options<'_>) -> Result<Self, InvalidInput> {
        let named = Named::read(options);
        options.check()?;
        let settings = settings::read(options)?;
        Self::new(named.user()?, settings)
    }
}

impl View for Changed {
    fn view(&self) -> JsValue {
        object(&[("id", self.id.view())])
    }
}

//! `voipapi.php`, `action=listusers`.

use telwire::InvalidInput;
use telwire::aql::ListUsers;

use crate::call::Native;
use crate::options::Options;

impl Native for ListUsers {
    fn read(options: &mut Options<'_>) -> Result<Self, InvalidInput> {
        options.finish()?;
        Ok(Self)
    }
}

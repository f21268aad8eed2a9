//! `tel_purchase_development`.

use telwire::InvalidInput;
use telwire::aculab::{TelPurchase, TelPurchaseDevelopment};

use crate::call::Native;
use crate::options::Options;

impl Native for TelPurchaseDevelopment {
    fn read(options: &mut Options<'_>) -> Result<Self, InvalidInput> {
        TelPurchase::read(options).map(Self::new)
    }
}

//! `tel_purchase_development`.

use serde::Serialize;
use telwire::InvalidInput;
use telwire::aculab::{MimickedPurchase, TelPurchase, TelPurchaseDevelopment};

use crate::aculab::tel_purchase::PurchasedView;
use crate::call::Native;
use crate::options::Options;

impl Native for TelPurchaseDevelopment {
    fn read(options: &mut Options<'_>) -> Result<Self, InvalidInput> {
        TelPurchase::read(options).map(Self::new)
    }

    fn view(mimicked: &MimickedPurchase) -> impl Serialize {
        PurchasedView::of_mimicked(mimicked)
    }
}

//! What an order at Aculab Cloud asks for.

use std::time::Duration;

use crate::aculab::TelPurchase;
use crate::price::Price;
use crate::saved::saved_struct;
use crate::workflow::order::DEADLINE;

/// What is to be bought: as many numbers as the purchase says.
///
/// ```
/// use telwire::aculab::TelPurchase;
/// use telwire::workflow::order::aculab::Spec;
///
/// let spec = Spec::new(TelPurchase::new("Germany", "Berlin")?.quantity(3)?).price_limit("5.00".parse()?);
/// # Ok::<(), telwire::InvalidInput>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spec(pub(super) Plan);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) purchase: TelPurchase,
    pub(super) is_exclusive: bool,
    pub(super) price_limit: Option<Price>,
    pub(super) deadline: Duration,
}

saved_struct!(Plan { purchase, is_exclusive, price_limit, deadline });

impl Spec {
    /// An order of what `purchase` buys.
    #[must_use]
    pub fn new(purchase: TelPurchase) -> Self {
        Self(Plan { purchase, is_exclusive: false, price_limit: None, deadline: DEADLINE })
    }

    /// Whether nobody else buys on the account while the order runs, and nothing bought before is still to show in its
    /// listings. Then a number that appears after a lost answer is the order's; otherwise it is only a candidate. Not
    /// unless set.
    #[must_use]
    pub fn exclusive_buyer(self, is_exclusive: bool) -> Self {
        Self(Plan { is_exclusive, ..self.0 })
    }

    /// Buys one number after the other, and stops when the account's listing shows a price per month above `limit`, or
    /// none. That number is bought all the same: the carrier tells the price of a number that is owned, not before.
    #[must_use]
    pub fn price_limit(self, limit: Price) -> Self {
        Self(Plan { price_limit: Some(limit), ..self.0 })
    }

    /// How long after its start the order may still buy; what is open then is only looked for. An hour unless set.
    #[must_use]
    pub fn deadline(self, deadline: Duration) -> Self {
        Self(Plan { deadline, ..self.0 })
    }
}

impl Plan {
    /// How many numbers are to be bought.
    pub(super) fn slots(&self) -> usize {
        self.purchase.wanted() as usize
    }

    /// How many of them one purchase buys.
    pub(super) fn at_once(&self) -> usize {
        if self.price_limit.is_some() { 1 } else { self.slots() }
    }
}

//! The demo accounts, and nine million numbers.

use telwire::Price;

use crate::aql::{Range, Stock};
use crate::sandbox::Sandbox;
use crate::{aculab, aql};

/// The username of the demo account at aql, for both services.
pub const AQL_USERNAME: &str = "demo-reseller";
/// Its password.
pub const AQL_PASSWORD: &str = "demo-password";
/// The cloud of the demo account at Aculab Cloud.
pub const ACULAB_CLOUD_ID: &str = "1-2-0";
/// Its username.
pub const ACULAB_USERNAME: &str = "demo@example.com";
/// Its API access key.
pub const ACULAB_ACCESS_KEY: &str = "demo-access-key";
/// The inbound service that a purchase can be based on.
pub const ACULAB_SERVICE: &str = "demo service";

/// First and last number, and whether they have SMS.
const RANGES: [(&str, &str, bool); 13] = [
    ("44-113-2000000", "44-113-2999999", true),
    ("44-113-3120000", "44-113-3124999", true),
    ("44-113-3125000", "44-113-3129999", false),
    ("44-114-2000000", "44-114-2999999", true),
    ("44-115-8000000", "44-115-8999999", true),
    ("44-117-2000000", "44-117-2999999", true),
    ("44-121-2000000", "44-121-2999999", true),
    ("44-131-2000000", "44-131-2999999", true),
    ("44-141-2000000", "44-141-2999999", true),
    ("44-151-2000000", "44-151-2999999", true),
    ("44-161-2000000", "44-161-2499999", true),
    ("44-161-2500000", "44-161-2899999", false),
    ("44-20-31200000", "44-20-31289999", true),
];

impl Sandbox {
    /// Both carriers with a demo account each, and some nine million UK geographic numbers at aql.
    ///
    /// The numbers of Leeds from 0113 312 5000 to 0113 312 9999, and those of Manchester from 0161 250 0000, have no
    /// SMS, so a search that says nothing about SMS hides them.
    #[must_use]
    pub fn demo(seed: u64) -> Self {
        let reseller = aql::Customer::new(AQL_USERNAME, AQL_PASSWORD);
        let customer = aculab::Customer::new(ACULAB_CLOUD_ID, ACULAB_USERNAME, ACULAB_ACCESS_KEY);
        Self::new(seed)
            .aql_customer(reseller.with_credit("100.00".parse().unwrap_or(Price::ZERO)))
            .stock(stock())
            .aculab_customer(
                customer
                    .with_regulation_address("My french place", "France", "Avignon")
                    .with_regulation_address("My german place", "Germany", "Berlin")
                    .with_service(ACULAB_SERVICE),
            )
    }
}

/// The stock of [`RANGES`]. That they can be read, tests see to.
fn stock() -> Stock {
    let ranges = RANGES.into_iter().filter_map(|(first, last, has_sms)| {
        let range = Range::new(first.parse().ok()?, last.parse().ok()?).ok()?;
        Some(if has_sms { range } else { range.without_sms() })
    });
    Stock::new(ranges).unwrap_or_default()
}

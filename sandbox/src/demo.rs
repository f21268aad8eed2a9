//! The demo accounts, where to find them, and nine million numbers.

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

/// The variables that point a client to the demo accounts, served at the base URL `url`.
#[must_use]
pub fn environment(url: &str) -> [(&'static str, &str); 7] {
    [
        ("TELWIRE_AQL_USERNAME", AQL_USERNAME),
        ("TELWIRE_AQL_PASSWORD", AQL_PASSWORD),
        ("TELWIRE_AQL_GATEWAY", url),
        ("TELWIRE_ACULAB_CLOUD_ID", ACULAB_CLOUD_ID),
        ("TELWIRE_ACULAB_USERNAME", ACULAB_USERNAME),
        ("TELWIRE_ACULAB_ACCESS_KEY", ACULAB_ACCESS_KEY),
        ("TELWIRE_ACULAB_GATEWAY", url),
    ]
}

/// What a program says that serves the demo accounts at the base URL `url`.
#[must_use]
pub fn introduction(url: &str) -> String {
    let variables = environment(url).map(|(name, value)| format!("{name}={value}\n"));
    let (aql, aculab) = variables.split_at(3);
    format!(
        "\
aql and Aculab Cloud, offline, at {url}: nothing is spent.

The demo accounts, and where to find them:

{}
{}
Ctrl-C ends it.
",
        aql.concat(),
        aculab.concat(),
    )
}

/// The stock of [`RANGES`]. That they can be read, tests see to.
fn stock() -> Stock {
    let ranges = RANGES.into_iter().filter_map(|(first, last, has_sms)| {
        let range = Range::new(first.parse().ok()?, last.parse().ok()?).ok()?;
        Some(if has_sms { range } else { range.without_sms() })
    });
    Stock::new(ranges).unwrap_or_default()
}

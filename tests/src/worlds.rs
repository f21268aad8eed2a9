//! Sandboxes of a size that matters, and the accounts that they know.

use telwire::aculab::{self, TelPurchase};
use telwire::aql::{self, Number, Pattern};
use telwire::workflow::Setup;
use telwire::{InvalidInput, Timestamp};
use telwire_sandbox::aql::{Customer, Range, Stock};
use telwire_sandbox::{Sandbox, demo};

/// How many numbers [`nine_million`] has in stock.
pub const NINE_MILLION: u64 = 9_000_000;

/// The account that the sandboxes know at aql.
///
/// # Errors
/// None: the demo account is sound.
pub fn aql_account() -> Result<aql::Account, InvalidInput> {
    aql::Account::new(demo::AQL_USERNAME, demo::AQL_PASSWORD)
}

/// The account that the demo sandbox knows at Aculab Cloud.
///
/// # Errors
/// None: the demo account is sound.
pub fn aculab_account() -> Result<aculab::Account, InvalidInput> {
    aculab::Account::new(demo::ACULAB_CLOUD_ID, demo::ACULAB_USERNAME, demo::ACULAB_ACCESS_KEY)
}

/// A setup for aql with the first seed.
///
/// # Errors
/// None: the demo account is sound.
pub fn aql_setup() -> Result<Setup, InvalidInput> {
    Ok(Setup::new(aql_account()?.fingerprint(&aql::Gateway::default()), 1))
}

/// A setup for Aculab Cloud with the first seed.
///
/// # Errors
/// None: the demo account is sound.
pub fn aculab_setup() -> Result<Setup, InvalidInput> {
    Ok(Setup::new(aculab_account()?.fingerprint(&aculab::Gateway::default()), 1))
}

/// Nine million numbers in one area, which one search walks through: [`nine_million_pattern`].
///
/// # Errors
/// None: the range is sound.
pub fn nine_million() -> Result<Sandbox, InvalidInput> {
    let range = Range::new("44-20-10000000".parse()?, "44-20-18999999".parse()?);
    let stock = range.and_then(|range| Stock::new([range])).unwrap_or_default();
    Ok(Sandbox::new(1).aql_customer(Customer::new(demo::AQL_USERNAME, demo::AQL_PASSWORD)).stock(stock))
}

/// The pattern of every number of [`nine_million`].
///
/// # Errors
/// None: the pattern is sound.
pub fn nine_million_pattern() -> Result<Pattern, InvalidInput> {
    Pattern::new("44", "20", "1*")
}

/// The same sandbox, `count` of its numbers on the account already.
///
/// # Errors
/// None: the numbers are sound.
pub fn with_users(count: u64) -> Result<Sandbox, InvalidInput> {
    let mut sandbox = nine_million()?;
    for subscriber in 10_000_000..10_000_000 + count {
        let number: Number = format!("44-20-{subscriber}").parse()?;
        sandbox.aql_mut().buy_as_rival(Timestamp::default(), demo::AQL_USERNAME, number);
    }
    Ok(sandbox)
}

/// So many numbers in Berlin, which the demo sandbox has in stock.
///
/// # Errors
/// Field `quantity`: `zero`.
pub fn berlin(quantity: u32) -> Result<TelPurchase, InvalidInput> {
    TelPurchase::new("Germany", "Berlin")?.regulation_address("My german place")?.quantity(quantity)
}

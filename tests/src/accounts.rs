//! The accounts that the environment names, in the variables of the README.

use std::error::Error;

use telwire::{aculab, aql};

use crate::host::variable;

/// An account at aql, and where aql is.
#[derive(Clone, Debug)]
pub struct Aql {
    /// The account.
    pub account: aql::Account,
    /// Where it is.
    pub gateway: aql::Gateway,
}

/// An account at Aculab Cloud, and where that is.
#[derive(Clone, Debug)]
pub struct Aculab {
    /// The account.
    pub account: aculab::Account,
    /// Where it is.
    pub gateway: aculab::Gateway,
}

impl Aql {
    /// The account of the environment, if it names one.
    ///
    /// # Errors
    /// A sentence that says which variable is missing or wrong.
    pub fn by_environment() -> Result<Option<Self>, Box<dyn Error>> {
        let names = ["TELWIRE_AQL_USERNAME", "TELWIRE_AQL_PASSWORD"];
        let gateway = variable("TELWIRE_AQL_GATEWAY")?;
        let Some([username, password]) = account(names, gateway.is_some())? else {
            return Ok(None);
        };
        let gateway = match gateway {
            Some(url) => aql::Gateway::new(url.parse()?),
            None => aql::Gateway::default(),
        };
        Ok(Some(Self { account: aql::Account::new(username, password)?, gateway }))
    }
}

impl Aculab {
    /// The account of the environment, if it names one.
    ///
    /// # Errors
    /// A sentence that says which variable is missing or wrong.
    pub fn by_environment() -> Result<Option<Self>, Box<dyn Error>> {
        let names = ["TELWIRE_ACULAB_CLOUD_ID", "TELWIRE_ACULAB_USERNAME", "TELWIRE_ACULAB_ACCESS_KEY"];
        let gateway = variable("TELWIRE_ACULAB_GATEWAY")?;
        let Some([cloud_id, username, access_key]) = account(names, gateway.is_some())? else {
            return Ok(None);
        };
        let gateway = match gateway {
            Some(url) => aculab::Gateway::new(url.parse()?),
            None => aculab::Gateway::default(),
        };
        Ok(Some(Self { account: aculab::Account::new(cloud_id, username, access_key)?, gateway }))
    }
}

/// The variables of an account: all of them where any is set or the gateway is, so that a forgotten one does not lead
/// elsewhere unnoticed.
fn account<const N: usize>(names: [&str; N], has_gateway: bool) -> Result<Option<[String; N]>, String> {
    let mut values = [const { None }; N];
    for (value, name) in values.iter_mut().zip(names) {
        *value = variable(name)?;
    }
    if !has_gateway && values.iter().all(Option::is_none) {
        return Ok(None);
    }
    if let Some((name, _)) = names.iter().zip(&values).find(|(_, value)| value.is_none()) {
        return Err(format!("`{name}` is missing"));
    }
    Ok(Some(values.map(Option::unwrap_or_default)))
}

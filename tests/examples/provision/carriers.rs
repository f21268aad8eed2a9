//! Where the example works: at the carriers that the environment names, or at a sandbox of its own.

use telwire::{aculab, aql};
use telwire_sandbox::{Sandbox, Server, demo};
use telwire_tests::host::variable;

/// An account at aql, and where aql is.
pub(crate) struct Aql {
    pub(crate) account: aql::Account,
    pub(crate) gateway: aql::Gateway,
}

/// An account at Aculab Cloud, and where that is.
pub(crate) struct Aculab {
    pub(crate) account: aculab::Account,
    pub(crate) gateway: aculab::Gateway,
}

/// The carriers that the environment names.
pub(crate) struct Named {
    aql: Option<Aql>,
    aculab: Option<Aculab>,
}

impl Named {
    pub(crate) fn by_environment() -> super::Outcome<Self> {
        Ok(Self { aql: aql_from_environment()?, aculab: aculab_from_environment()? })
    }

    pub(crate) fn is_any(&self) -> bool {
        self.aql.is_some() || self.aculab.is_some()
    }

    /// Both carriers, the sandbox in place of what is not named.
    pub(crate) fn or_sandbox(self) -> super::Outcome<Carriers> {
        let sandbox = Server::start(Sandbox::demo(0), 0)?;
        let place = |is_named| match is_named {
            true => "the gateway that the environment names".to_owned(),
            false => format!("a sandbox at {}, nothing is spent", sandbox.url()),
        };
        let places = [place(self.aql.is_some()), place(self.aculab.is_some())];
        let aql = self.aql.map_or_else(|| aql_in(&sandbox), Ok)?;
        let aculab = self.aculab.map_or_else(|| aculab_in(&sandbox), Ok)?;
        Ok(Carriers { aql, aculab, places, _sandbox: sandbox })
    }
}

/// Both carriers.
pub(crate) struct Carriers {
    pub(crate) aql: Aql,
    pub(crate) aculab: Aculab,
    places: [String; 2],
    /// Runs for as long as the carriers are used.
    _sandbox: Server,
}

impl Carriers {
    pub(crate) fn introduction(&self) -> String {
        let [aql, aculab] = &self.places;
        format!("aql: {aql}\nAculab Cloud: {aculab}")
    }
}

fn aql_in(sandbox: &Server) -> super::Outcome<Aql> {
    let account = aql::Account::new(demo::AQL_USERNAME, demo::AQL_PASSWORD)?;
    Ok(Aql { account, gateway: aql::Gateway::new(sandbox.url().parse()?) })
}

fn aculab_in(sandbox: &Server) -> super::Outcome<Aculab> {
    let account = aculab::Account::new(demo::ACULAB_CLOUD_ID, demo::ACULAB_USERNAME, demo::ACULAB_ACCESS_KEY)?;
    Ok(Aculab { account, gateway: aculab::Gateway::new(sandbox.url().parse()?) })
}

fn aql_from_environment() -> super::Outcome<Option<Aql>> {
    let names = ["TELWIRE_AQL_USERNAME", "TELWIRE_AQL_PASSWORD"];
    let gateway = variable("TELWIRE_AQL_GATEWAY")?;
    let Some([username, password]) = account(names, gateway.is_some())? else {
        return Ok(None);
    };
    let gateway = match gateway {
        Some(url) => aql::Gateway::new(url.parse()?),
        None => aql::Gateway::default(),
    };
    Ok(Some(Aql { account: aql::Account::new(username, password)?, gateway }))
}

fn aculab_from_environment() -> super::Outcome<Option<Aculab>> {
    let names = ["TELWIRE_ACULAB_CLOUD_ID", "TELWIRE_ACULAB_USERNAME", "TELWIRE_ACULAB_ACCESS_KEY"];
    let gateway = variable("TELWIRE_ACULAB_GATEWAY")?;
    let Some([cloud_id, username, access_key]) = account(names, gateway.is_some())? else {
        return Ok(None);
    };
    let gateway = match gateway {
        Some(url) => aculab::Gateway::new(url.parse()?),
        None => aculab::Gateway::default(),
    };
    Ok(Some(Aculab { account: aculab::Account::new(cloud_id, username, access_key)?, gateway }))
}

/// The variables of an account: all of them where any is set or the gateway is, so that a forgotten one does not lead to
/// the sandbox unnoticed.
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

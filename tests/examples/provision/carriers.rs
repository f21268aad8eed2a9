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

/// Both carriers, and the sandbox that stands in for those that the environment does not name.
pub(crate) struct Carriers {
    pub(crate) aql: Aql,
    pub(crate) aculab: Aculab,
    sandbox: Server,
    is_real: bool,
}

impl Carriers {
    /// The carriers that the environment names; it must be confirmed by `--buy` that numbers are to be bought there.
    pub(crate) fn from_environment() -> super::Outcome<Self> {
        let sandbox = Server::start(Sandbox::demo(0), 0)?;
        let (aql, aculab) = (aql_from_environment()?, aculab_from_environment()?);
        let is_real = aql.is_some() || aculab.is_some();
        if is_real && !std::env::args().any(|argument| argument == "--buy") {
            return Err("the environment names a gateway, where buying costs money: say `--buy` to go on".into());
        }
        let url = sandbox.url();
        let aql = match aql {
            Some(aql) => aql,
            None => Aql {
                account: aql::Account::new(demo::AQL_USERNAME, demo::AQL_PASSWORD)?,
                gateway: aql::Gateway::new(url.parse()?),
            },
        };
        let aculab = match aculab {
            Some(aculab) => aculab,
            None => Aculab {
                account: aculab::Account::new(demo::ACULAB_CLOUD_ID, demo::ACULAB_USERNAME, demo::ACULAB_ACCESS_KEY)?,
                gateway: aculab::Gateway::new(url.parse()?),
            },
        };
        Ok(Self { aql, aculab, sandbox, is_real })
    }

    pub(crate) fn introduction(&self) -> String {
        match self.is_real {
            true => "Working at the gateways that the environment names.".to_owned(),
            false => format!("Working at a sandbox of both carriers, {}: nothing is spent.", self.sandbox.url()),
        }
    }
}

fn aql_from_environment() -> super::Outcome<Option<Aql>> {
    let Some(username) = variable("TELWIRE_AQL_USERNAME")? else {
        return Ok(None);
    };
    let account = aql::Account::new(username, required("TELWIRE_AQL_PASSWORD")?)?;
    let gateway = match variable("TELWIRE_AQL_GATEWAY")? {
        Some(url) => aql::Gateway::new(url.parse()?),
        None => aql::Gateway::default(),
    };
    Ok(Some(Aql { account, gateway }))
}

fn aculab_from_environment() -> super::Outcome<Option<Aculab>> {
    let Some(cloud_id) = variable("TELWIRE_ACULAB_CLOUD_ID")? else {
        return Ok(None);
    };
    let username = required("TELWIRE_ACULAB_USERNAME")?;
    let account = aculab::Account::new(cloud_id, username, required("TELWIRE_ACULAB_ACCESS_KEY")?)?;
    let gateway = match variable("TELWIRE_ACULAB_GATEWAY")? {
        Some(url) => aculab::Gateway::new(url.parse()?),
        None => aculab::Gateway::default(),
    };
    Ok(Some(Aculab { account, gateway }))
}

fn required(name: &str) -> Result<String, String> {
    variable(name)?.ok_or_else(|| format!("`{name}` is missing"))
}

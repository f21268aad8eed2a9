//! Where the example works: at the carriers that the environment names, or at a sandbox of its own.

use telwire::{aculab, aql};
use telwire_sandbox::{Sandbox, Server};
use telwire_tests::accounts::{Aculab, Aql};
use telwire_tests::worlds;

/// The carriers that the environment names.
pub(crate) struct Named {
    aql: Option<Aql>,
    aculab: Option<Aculab>,
}

impl Named {
    pub(crate) fn by_environment() -> super::Outcome<Self> {
        Ok(Self { aql: Aql::by_environment()?, aculab: Aculab::by_environment()? })
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
    let account = worlds::aql_account()?;
    Ok(Aql { account, gateway: aql::Gateway::new(sandbox.url().parse()?) })
}

fn aculab_in(sandbox: &Server) -> super::Outcome<Aculab> {
    let account = worlds::aculab_account()?;
    Ok(Aculab { account, gateway: aculab::Gateway::new(sandbox.url().parse()?) })
}

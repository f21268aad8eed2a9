//! What the examples that place orders share: how an order begins, or goes on with what its journal holds, and what is
//! done with it at its end.

use std::error::Error;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use telwire::workflow::order::{Resolution, aculab, aql};
use telwire::workflow::{Checkpoint, Setup, Workflow};
use telwire::{InvalidInput, Misuse, Request, SignedRequest, Timestamp};

use crate::accounts::{Aculab, Aql};
use crate::arguments::Options;
use crate::clock::Clock;
use crate::journal::Journal;
use crate::keep;

/// An order of either carrier.
pub trait Placed: Workflow<Report: Display> + Sized {
    /// What to buy.
    type Spec;
    /// Who buys, and where.
    type Account;

    /// The account that the environment names.
    ///
    /// # Errors
    /// A sentence that says which variable is missing or wrong.
    fn account() -> Result<Self::Account, Box<dyn Error>>;

    /// A new order.
    fn new(spec: Self::Spec, account: &Self::Account, seed: u64) -> Self;

    /// Goes on with what the journal holds.
    ///
    /// # Errors
    /// Field `checkpoint`, if that is damaged or not of this order.
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput>;

    /// Makes a request ready to be sent.
    fn sign(account: &Self::Account, request: Request<Self::Service>) -> SignedRequest;

    /// Tells that a purchase of unknown outcome was not done.
    ///
    /// # Errors
    /// [`Misuse`] `not_open` if there is no such purchase.
    fn was_not_bought(&mut self, now: Timestamp, attempt: usize) -> Result<(), Misuse>;

    /// Whether its passwords were handed over, or it never has any.
    fn is_handed_over(&self) -> bool;

    /// Puts the SIP passwords of an order that is done into a new file, durably, and seals the order. `true` if it wants
    /// to save that.
    ///
    /// # Errors
    /// A sentence, if the file cannot be made or written.
    fn hand_over(&mut self, report: &Self::Report, file: &Path) -> Result<bool, Box<dyn Error>>;

    /// Whether every number is bought, and nothing else is left to do.
    fn is_complete(report: &Self::Report) -> bool;
}

/// An order that is ready to be driven, and what that takes.
#[derive(Debug)]
pub struct Opened<W: Placed> {
    /// The order: a new one, or as the journal holds it.
    pub order: W,
    /// Who buys, and where.
    pub account: W::Account,
    /// What time it is.
    pub clock: Clock,
    /// Where the order is saved.
    pub journal: Journal,
    /// Where the SIP passwords go at the end.
    pub keep: Option<PathBuf>,
}

/// Opens the order of the command line. Nothing is sent yet, nor written but the journal's lock.
///
/// # Errors
/// A sentence that says what does not fit.
pub fn open<W: Placed>(spec: W::Spec, options: Options) -> Result<Opened<W>, Box<dyn Error>> {
    let Options { journal: path, keep, not_bought } = options;
    let account = W::account()?;
    let clock = Clock::by_environment()?;
    let journal = Journal::open(&path)?;
    let mut order = W::new(spec, &account, clock.now().unix_millis());
    if let Some(checkpoint) = journal.load()? {
        let resumed = order.resume(&checkpoint);
        // The user knows no checkpoint, but the journal.
        order = resumed.map_err(|error| format!("the journal {}", error.in_field(path.display().to_string())))?;
    }
    if let Some(file) = keep.as_deref().filter(|_| !order.is_handed_over() || !not_bought.is_empty()) {
        check(file, &journal)?;
    }
    for attempt in not_bought {
        let resolved = order.was_not_bought(clock.now(), attempt);
        resolved.map_err(|misuse| format!("`--not-bought {attempt}`: {misuse}"))?;
    }
    Ok(Opened { order, account, clock, journal, keep })
}

/// Refuses a file that could not take the passwords, before anything is bought.
fn check(file: &Path, journal: &Journal) -> Result<(), String> {
    if journal.uses(file) {
        return Err(format!("the file `{}` is the journal's own: choose another", file.display()));
    }
    keep::refuse_existing(file)
}

/// How the process ends: with 0 only if everything that was asked for is done. An error is printed.
pub fn exit_code(is_done: Result<bool, Box<dyn Error>>) -> ExitCode {
    match is_done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

impl Placed for aql::Order {
    type Spec = aql::Spec;
    type Account = Aql;

    fn account() -> Result<Aql, Box<dyn Error>> {
        Ok(Aql::by_environment()?.ok_or("`TELWIRE_AQL_USERNAME` is missing")?)
    }

    fn new(spec: aql::Spec, Aql { account, gateway }: &Aql, seed: u64) -> Self {
        aql::Order::new(spec, Setup::new(account.fingerprint(gateway), seed))
    }

    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        aql::Order::resume(self, checkpoint)
    }

    fn sign(Aql { account, gateway }: &Aql, request: Request<Self::Service>) -> SignedRequest {
        account.sign(request, gateway)
    }

    fn was_not_bought(&mut self, now: Timestamp, attempt: usize) -> Result<(), Misuse> {
        self.resolve(now, attempt, Resolution::NotBought)
    }

    fn is_handed_over(&self) -> bool {
        self.report().is_sealed
    }

    fn hand_over(&mut self, report: &aql::Report, file: &Path) -> Result<bool, Box<dyn Error>> {
        let rows = rows(report);
        if rows.is_empty() || report.stopped.is_some() {
            return Ok(false);
        }
        keep::hand_over(file, rows).map_err(|error| format!("{error}; the journal still holds the passwords"))?;
        self.seal()?;
        Ok(true)
    }

    fn is_complete(report: &aql::Report) -> bool {
        report.is_complete()
    }
}

/// Every password that came, whether for a slot or not.
fn rows(report: &aql::Report) -> Vec<keep::Row<'_>> {
    let of_items =
        report.items.iter().filter_map(|item| Some((item.number?, item.voipnumber.as_ref()?, item.password.as_ref()?)));
    let of_strays = report.strays.iter().filter_map(|row| Some((row.number, &row.voipnumber, row.password.as_ref()?)));
    of_items.chain(of_strays).collect()
}

impl Placed for aculab::Order {
    type Spec = aculab::Spec;
    type Account = Aculab;

    fn account() -> Result<Aculab, Box<dyn Error>> {
        Ok(Aculab::by_environment()?.ok_or("`TELWIRE_ACULAB_CLOUD_ID` is missing")?)
    }

    fn new(spec: aculab::Spec, Aculab { account, gateway }: &Aculab, seed: u64) -> Self {
        aculab::Order::new(spec, Setup::new(account.fingerprint(gateway), seed))
    }

    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        aculab::Order::resume(self, checkpoint)
    }

    fn sign(Aculab { account, gateway }: &Aculab, request: Request<Self::Service>) -> SignedRequest {
        account.sign(request, gateway)
    }

    fn was_not_bought(&mut self, now: Timestamp, attempt: usize) -> Result<(), Misuse> {
        self.resolve(now, attempt, Resolution::NotBought)
    }

    /// There are no passwords at Aculab Cloud.
    fn is_handed_over(&self) -> bool {
        true
    }

    fn hand_over(&mut self, _: &aculab::Report, _: &Path) -> Result<bool, Box<dyn Error>> {
        Ok(false)
    }

    fn is_complete(report: &aculab::Report) -> bool {
        report.is_complete()
    }
}

//! The order of `order_blocking`, on tokio: several requests that only read are in flight at a time.
//!
//! It works at the gateways that the account variables of the README name.

use std::error::Error;
use std::fmt::Display;
use std::process::ExitCode;

use telwire::workflow::order::{aculab, aql};
use telwire::workflow::{Checkpoint, Setup, Workflow};
use telwire::{Request, SignedRequest};
use telwire_tests::accounts::{Aculab, Aql};
use telwire_tests::arguments::{Arguments, Wanted};
use telwire_tests::clock::Clock;
use telwire_tests::drive::{self, Event};
use telwire_tests::host;
use telwire_tests::journal::Journal;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let Arguments { journal, wanted } = Arguments::of_process()?;
    let journal = Journal::open(journal)?;
    let saved = journal.load()?;
    let clock = Clock::by_environment()?;
    let seed = clock.now().unix_millis();
    match wanted {
        Wanted::Aculab(spec) => {
            let Aculab { account, gateway } =
                Aculab::by_environment()?.ok_or("`TELWIRE_ACULAB_CLOUD_ID` is missing")?;
            let order = aculab::Order::new(spec, Setup::new(account.fingerprint(&gateway), seed));
            let order = match saved {
                Some(checkpoint) => order.resume(&checkpoint)?,
                None => order,
            };
            place(order, clock, |request| account.sign(request, &gateway), journal).await
        }
        Wanted::Aql(spec) => {
            let Aql { account, gateway } = Aql::by_environment()?.ok_or("`TELWIRE_AQL_USERNAME` is missing")?;
            let order = aql::Order::new(spec, Setup::new(account.fingerprint(&gateway), seed));
            let order = match saved {
                Some(checkpoint) => order.resume(&checkpoint)?,
                None => order,
            };
            place(order, clock, |request| account.sign(request, &gateway), journal).await
        }
    }
}

/// Drives the order to its end, until Ctrl-C at most, and prints what became of it.
///
/// The report of one at aql holds the SIP passwords, and so does the journal until the order is sealed.
async fn place<W: Workflow<Report: Display>>(
    mut order: W,
    clock: Clock,
    sign: impl Fn(Request<W::Service>) -> SignedRequest,
    mut journal: Journal,
) -> Result<(), Box<dyn Error>> {
    let client = host::asynchronous::client()?;
    let stop = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    let save = |seq, checkpoint: &Checkpoint| journal.save(seq, checkpoint);
    let tell = |event: Event<W::Item>| eprintln!("{event}");
    let report = drive::asynchronous(&mut order, clock, &client, sign, save, tell, stop).await?;
    print!("{report}");
    Ok(())
}

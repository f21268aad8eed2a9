//! The order of `order_blocking`, on tokio: several requests that only read are in flight at a time.
//!
//! It works at the gateways that the account variables of the README name.

use std::error::Error;
use std::path::PathBuf;
use std::pin::pin;
use std::process::ExitCode;

use telwire::workflow::order::{aculab, aql};
use telwire::workflow::{Checkpoint, Setup};
use telwire::{Request, SignedRequest};
use telwire_tests::accounts::{Aculab, Aql};
use telwire_tests::arguments::{Arguments, Wanted};
use telwire_tests::clock::Clock;
use telwire_tests::drive::{self, Event};
use telwire_tests::host;
use telwire_tests::journal::Journal;
use telwire_tests::placed::Placed;

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
    let Arguments { journal, keep, wanted } = Arguments::of_process()?;
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
            place(order, clock, |request| account.sign(request, &gateway), journal, keep).await
        }
        Wanted::Aql(spec) => {
            let Aql { account, gateway } = Aql::by_environment()?.ok_or("`TELWIRE_AQL_USERNAME` is missing")?;
            let order = aql::Order::new(spec, Setup::new(account.fingerprint(&gateway), seed));
            let order = match saved {
                Some(checkpoint) => order.resume(&checkpoint)?,
                None => order,
            };
            place(order, clock, |request| account.sign(request, &gateway), journal, keep).await
        }
    }
}

/// Drives the order to its end, until Ctrl-C at most, and prints what became of it.
///
/// The journal of one at aql holds the SIP passwords, until they are handed over to the file `keep`.
async fn place<W: Placed>(
    mut order: W,
    clock: Clock,
    sign: impl Fn(Request<W::Service>) -> SignedRequest,
    mut journal: Journal,
    keep: Option<PathBuf>,
) -> Result<(), Box<dyn Error>> {
    let client = host::asynchronous::client()?;
    let mut stop = pin!(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    });
    let mut save = |seq, checkpoint: &Checkpoint| journal.save(seq, checkpoint);
    let tell = |event: Event<W::Item>| eprintln!("{event}");
    let report = drive::asynchronous(&mut order, clock, &client, &sign, &mut save, tell, &mut stop).await?;
    print!("{report}");
    if let Some(file) = keep
        && order.hand_over(&report, file)?
    {
        drive::asynchronous(&mut order, clock, &client, &sign, &mut save, tell, &mut stop).await?;
    }
    Ok(())
}

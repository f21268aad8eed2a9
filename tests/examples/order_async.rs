//! The order of `order_blocking`, on tokio: several requests that only read are in flight at a time.
//!
//! It works at the gateways that the account variables of the README name.

use std::error::Error;
use std::pin::pin;
use std::process::ExitCode;

use futures_util::FutureExt as _;
use telwire::workflow::Checkpoint;
use telwire::workflow::order::{aculab, aql};
use telwire_tests::arguments::{Arguments, Wanted, help};
use telwire_tests::drive::{self, Event};
use telwire_tests::host;
use telwire_tests::placed::{Opened, Placed, exit_code, open};

#[tokio::main]
async fn main() -> ExitCode {
    exit_code(run().await)
}

/// Whether everything that was asked for is done.
async fn run() -> Result<bool, Box<dyn Error>> {
    let Some(Arguments { wanted, options }) = Arguments::of_process()? else {
        println!("{}", help());
        return Ok(true);
    };
    match wanted {
        Wanted::Aculab(spec) => place(open::<aculab::Order>(spec, options)?).await,
        Wanted::Aql(spec) => place(open::<aql::Order>(spec, options)?).await,
    }
}

/// Drives the order to its end, until Ctrl-C at most, and prints what became of it.
///
/// The journal of one at aql holds the SIP passwords, until they are handed over to the file that keeps them.
async fn place<W: Placed>(opened: Opened<W>) -> Result<bool, Box<dyn Error>> {
    let Opened { mut order, account, clock, mut journal, keep } = opened;
    let client = host::asynchronous::client()?;
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    let mut stop = pin!(interrupted.fuse());
    let sign = |request| W::sign(&account, request);
    let mut save = |seq, checkpoint: &Checkpoint| journal.save(seq, checkpoint);
    let tell = |event: Event<W::Item>| eprintln!("{event}");
    let mut report = drive::asynchronous(&mut order, clock, &client, sign, &mut save, tell, &mut stop).await?;
    print!("{report}");
    if let Some(file) = keep
        && order.hand_over(&report, &file)?
    {
        report = drive::asynchronous(&mut order, clock, &client, sign, &mut save, tell, &mut stop).await?;
    }
    Ok(W::is_complete(&report))
}

//! An order that outlives its process: interrupt it, kill it, run the same again, and it goes on where it was.
//!
//! It works at the gateways that the account variables of the README name.

use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::SIGINT;
use telwire::workflow::Checkpoint;
use telwire::workflow::order::{aculab, aql};
use telwire_tests::arguments::{Arguments, Wanted, help};
use telwire_tests::drive::{self, Event};
use telwire_tests::placed::{Opened, Placed, exit_code, open};

fn main() -> ExitCode {
    exit_code(run())
}

/// Whether everything that was asked for is done.
fn run() -> Result<bool, Box<dyn Error>> {
    let Some(Arguments { wanted, options }) = Arguments::of_process()? else {
        println!("{}", help());
        return Ok(true);
    };
    match wanted {
        Wanted::Aculab(spec) => place(open::<aculab::Order>(spec, options)?),
        Wanted::Aql(spec) => place(open::<aql::Order>(spec, options)?),
    }
}

/// Drives the order to its end, until Ctrl-C at most, and prints what became of it.
///
/// The journal of one at aql holds the SIP passwords, until they are handed over to the file that keeps them.
fn place<W: Placed>(opened: Opened<W>) -> Result<bool, Box<dyn Error>> {
    let Opened { mut order, account, clock, mut journal, keep } = opened;
    let stop = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register(SIGINT, Arc::clone(&stop))?;
    let sign = |request| W::sign(&account, request);
    let mut save = |seq, checkpoint: &Checkpoint| journal.save(seq, checkpoint);
    let tell = |event: Event<W::Item>| eprintln!("{event}");
    let mut report = drive::blocking(&mut order, clock, sign, &mut save, tell, &stop)?;
    print!("{report}");
    if let Some(file) = keep
        && order.hand_over(&report, &file)?
    {
        report = drive::blocking(&mut order, clock, sign, &mut save, tell, &stop)?;
    }
    Ok(W::is_complete(&report))
}

//! Serves a sandbox of both carriers on this machine until it is interrupted.

mod arguments;
mod ending;

use std::io::{self, ErrorKind, Write as _};
use std::process::ExitCode;

use telwire_sandbox::{Faults, Sandbox, Server, demo};

use arguments::{Arguments, Options};
use ending::Ending;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // Without a place to complain, the exit code has to do.
            let _ = writeln!(io::stderr(), "{message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    match Arguments::read()? {
        Arguments::Help => print(arguments::HELP),
        Arguments::Serve(options) => serve(&options),
    }
}

fn serve(options: &Options) -> Result<(), String> {
    let server = start(options)?;
    let no_signals = |error: io::Error| format!("cannot wait for signals: {error}");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(no_signals)?;
    runtime.block_on(async {
        // Before anybody knows that it runs: whoever reads the address may end it at once.
        let ending = Ending::new().map_err(no_signals)?;
        print(&demo::introduction(&server.url()))?;
        ending.wait().await;
        Ok(())
    })
}

fn start(options: &Options) -> Result<Server, String> {
    let Options { port, seed, faults } = *options;
    let sandbox = Sandbox::demo(seed).faults(Faults::by_chance(seed, faults));
    Server::start(sandbox, port).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => {
            format!("port {port} of 127.0.0.1 is in use: choose another with --port, or --port 0 for any free one")
        }
        _ => format!("cannot listen on port {port} of 127.0.0.1: {error}"),
    })
}

fn print(text: &str) -> Result<(), String> {
    let mut out = io::stdout();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| format!("cannot print: {error}"))
}

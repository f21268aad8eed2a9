//! How the program is told to end: Ctrl-C, and where there is one SIGTERM.

use std::io;

pub(crate) use system::Ending;

#[cfg(unix)]
mod system {
    use super::io;
    use tokio::signal::unix::{Signal, SignalKind, signal};

    /// Signals are waited for from the moment it is made.
    pub(crate) struct Ending {
        interrupt: Signal,
        terminate: Signal,
    }

    impl Ending {
        pub(crate) fn new() -> io::Result<Self> {
            Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
        }

        pub(crate) async fn wait(mut self) {
            tokio::select! {
                _ = self.interrupt.recv() => {}
                _ = self.terminate.recv() => {}
            }
        }
    }
}

#[cfg(windows)]
mod system {
    use super::io;
    use tokio::signal::windows::{CtrlC, ctrl_c};

    /// Ctrl-C is waited for from the moment it is made.
    pub(crate) struct Ending(CtrlC);

    impl Ending {
        pub(crate) fn new() -> io::Result<Self> {
            ctrl_c().map(Self)
        }

        pub(crate) async fn wait(mut self) {
            self.0.recv().await;
        }
    }
}

//! One call, repeated until it is answered.

use std::convert::Infallible;

use serde::Serialize;
use telwire::workflow::{Checkpoint, Retry, Setup, Stopped};
use telwire::{InvalidCode, InvalidInput};

use crate::call::Native;
use crate::options::Options;
use crate::workflow::driver::Driven;
use crate::workflow::owner::Owner;
use crate::workflow::report::StoppedView;

impl<E> Driven for Retry<E>
where
    E: Native<Service: Owner, Answer: Clone> + Clone,
{
    fn new(options: &mut Options<'_>, setup: Setup) -> Result<Self, InvalidInput> {
        Ok(Self::new(E::read(options)?, setup))
    }

    fn resume(self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }

    fn item(_: &Infallible) -> impl Serialize {}

    fn report(report: &Result<E::Answer, Stopped>) -> impl Serialize {
        ReportView { value: report.as_ref().ok().map(E::view), stopped: StoppedView::of(report.as_ref().err()) }
    }
}

#[derive(Serialize)]
struct ReportView<'a, V> {
    value: Option<V>,
    stopped: Option<StoppedView<'a>>,
}

/// The error for the call of that name, which is sent once.
pub(crate) fn not_repeatable(call: &str) -> InvalidInput {
    let message = format!("must be a call that reads or changes, not `{call}`: purchases and releases are sent once");
    InvalidInput::new("call", InvalidCode::Unsupported, message)
}

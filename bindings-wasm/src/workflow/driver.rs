//! What all workflows have in common.

use telwire::workflow::{self as core, Checkpoint, Input, Output, Setup};
use telwire::{Error, InvalidInput, Misuse, Timestamp};
use telwire_wasm_convert::request;
use wasm_bindgen::JsValue;

use crate::options::Options;
use crate::view::{self, View};
use crate::workflow::order::Order;
use crate::workflow::output;
use crate::workflow::owner::Owner;
use crate::workflow::setup::{Host, setup};

/// A workflow of the core, and what it is in JavaScript.
pub(crate) trait Driven: core::Workflow<Service: Owner, Item: View, Report: View> + Sized + 'static {
    /// The same workflow, from `checkpoint` on.
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput>;

    /// What only orders can do.
    fn order(&mut self) -> Option<&mut dyn Order> {
        None
    }
}

/// A workflow that begins with options.
pub(crate) trait Begun: Driven {
    /// The workflow of these options.
    fn new(options: &mut Options<'_>, setup: Setup) -> Result<Self, InvalidInput>;
}

/// A workflow, whichever it is, and who sends its requests.
pub(crate) trait Machine {
    fn poll(&mut self, now: Timestamp) -> Result<JsValue, Error>;
    fn handle(&mut self, now: Timestamp, input: Input) -> Result<(), Misuse>;
    fn checkpoint(&self) -> Checkpoint;
    fn resume(&mut self, checkpoint: &Checkpoint) -> Result<(), InvalidInput>;
    fn order(&mut self) -> Option<&mut dyn Order>;
}

struct Driver<W> {
    workflow: W,
    host: Host,
}

/// The workflow of these options.
pub(crate) fn begin<W: Begun>(options: &JsValue, given: &JsValue) -> Result<Box<dyn Machine>, Error> {
    load(given, |setup| W::new(&mut Options::of("options", options)?, setup))
}

/// The workflow that is made of a setup.
pub(crate) fn load<W: Driven>(
    given: &JsValue,
    workflow: impl FnOnce(Setup) -> Result<W, InvalidInput>,
) -> Result<Box<dyn Machine>, Error> {
    let (setup, host) = setup(given, W::Service::fingerprint)?;
    Ok(Box::new(Driver { workflow: workflow(setup)?, host }))
}

impl<W: Driven> Machine for Driver<W> {
    fn poll(&mut self, now: Timestamp) -> Result<JsValue, Error> {
        Ok(match self.workflow.poll(now) {
            Output::Done(report) => output::done(report.view()),
            Output::Item { index, item } => output::item(index, item.view()),
            Output::Progress(progress) => output::progress(progress),
            Output::Save { seq, checkpoint } => output::save(seq, &checkpoint),
            Output::Send { id, request, timeout, .. } => output::send(id, self.host.request(request, timeout)?),
            Output::Wait(duration) => output::wait(duration),
        })
    }

    fn handle(&mut self, now: Timestamp, input: Input) -> Result<(), Misuse> {
        self.workflow.handle(now, input)
    }

    fn checkpoint(&self) -> Checkpoint {
        self.workflow.checkpoint()
    }

    fn resume(&mut self, checkpoint: &Checkpoint) -> Result<(), InvalidInput> {
        self.workflow = self.workflow.resume(checkpoint)?;
        Ok(())
    }

    fn order(&mut self) -> Option<&mut dyn Order> {
        self.workflow.order()
    }
}

/// Requests that show what would be sent.
pub(crate) fn requests<S: Owner>(requests: &[telwire::Request<S>]) -> JsValue {
    view::list(requests.iter().map(|unsent| output::marked(request::unsigned(S::call(unsent), unsent))))
}

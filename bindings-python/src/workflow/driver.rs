//! What all workflows have in common: one trait, one implementation, one base class.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use telwire::workflow::{self as core, Checkpoint, Input, RequestId};
use telwire::{InvalidInput, Timestamp};

use crate::call::GivenFailure;
use crate::errors::raised;
use crate::http::{Request, Response};
use crate::value::Field;
use crate::workflow::output::{self, Output};
use crate::workflow::owner::Owner;
use crate::workflow::setup::Host;

/// A workflow of the core, and how its results look in Python.
pub(crate) trait Driven: core::Workflow<Item: Send, Report: Send> + Clone + Send + 'static {
    /// The same workflow, from `checkpoint` on.
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput>;

    /// A piece of the result.
    fn item(py: Python<'_>, item: Self::Item) -> PyResult<Py<PyAny>>;

    /// What comes at the end.
    fn report(py: Python<'_>, report: Self::Report) -> PyResult<Py<PyAny>>;
}

/// What the base class needs of any workflow of any account.
pub(crate) trait Machine: Send + Sync {
    fn poll(&self, py: Python<'_>, now: Timestamp) -> PyResult<Output>;
    fn handle(&self, py: Python<'_>, now: Timestamp, input: Input) -> PyResult<()>;
    fn checkpoint(&self, py: Python<'_>) -> Checkpoint;
    fn resume(&self, py: Python<'_>, checkpoint: &Checkpoint) -> PyResult<()>;
}

/// A workflow and who sends its requests.
pub(crate) struct Driver<W, A: Owner> {
    workflow: Mutex<W>,
    host: Host<A>,
}

impl<W: Driven, A: Owner> Driver<W, A> {
    pub(crate) fn new(workflow: W, host: Host<A>) -> Arc<Self> {
        Arc::new(Self { workflow: Mutex::new(workflow), host })
    }

    /// Does something with the workflow. The interpreter's lock is not held meanwhile: another thread may have the
    /// workflow, and want that lock to go on.
    pub(crate) fn with<T: Send>(&self, py: Python<'_>, act: impl FnOnce(&mut W) -> T + Send) -> T {
        let workflow = &self.workflow;
        py.detach(move || act(&mut locked(workflow)))
    }
}

/// The workflow; no step of the core leaves it half done.
fn locked<W>(workflow: &Mutex<W>) -> MutexGuard<'_, W> {
    workflow.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<W, A> Machine for Driver<W, A>
where
    W: Driven<Service = A::Service>,
    A: Owner,
{
    fn poll(&self, py: Python<'_>, now: Timestamp) -> PyResult<Output> {
        Ok(match self.with(py, |workflow| workflow.poll(now)) {
            core::Output::Done(report) => {
                Output::Done(output::Done { report: Field::new(py, W::report(py, report)?)? })
            }
            core::Output::Item { index, item } => {
                let item = Field::new(py, W::item(py, item)?)?;
                Output::Item(output::Item { index: Field::new(py, index)?, item })
            }
            core::Output::Progress(progress) => Output::Progress(output::progress(py, progress)?),
            core::Output::Save { seq, checkpoint } => Output::Save(output::save(py, seq, &checkpoint)),
            core::Output::Send { id, request, timeout, .. } => {
                let request = Request::signed(A::call(&request), timeout, self.host.sign(request));
                Output::Send(output::Send { id: Field::new(py, id.number())?, request: Field::new(py, request)? })
            }
            core::Output::Wait(duration) => {
                let seconds = duration.map(|duration| duration.as_secs_f64());
                Output::Wait(output::Wait { seconds: Field::new(py, seconds)? })
            }
        })
    }

    fn handle(&self, py: Python<'_>, now: Timestamp, input: Input) -> PyResult<()> {
        self.with(py, |workflow| workflow.handle(now, input)).map_err(raised)
    }

    fn checkpoint(&self, py: Python<'_>) -> Checkpoint {
        self.with(py, |workflow| workflow.checkpoint())
    }

    fn resume(&self, py: Python<'_>, checkpoint: &Checkpoint) -> PyResult<()> {
        let resume = |workflow: &mut W| workflow.resume(checkpoint).map(|resumed| *workflow = resumed);
        self.with(py, resume).map_err(raised)
    }
}

/// What every workflow can do: see the manual in `telwire.workflow`. Times are in milliseconds since 1970.
///
/// It may be used by several threads at once; each step is whole.
#[pyclass(frozen, subclass, module = "telwire.workflow")]
pub(crate) struct Workflow(Arc<dyn Machine>);

impl Workflow {
    /// The base of a workflow's class.
    pub(crate) fn of(machine: Arc<dyn Machine>) -> PyClassInitializer<Self> {
        PyClassInitializer::from(Self(machine))
    }
}

#[pymethods]
impl Workflow {
    /// What the workflow wants now, by the host's clock. If that runs backwards, time stands still.
    fn poll(&self, py: Python<'_>, now_ms: u64) -> PyResult<Output> {
        self.0.poll(py, at(now_ms))
    }

    /// The request `id` was answered, whole or not. Raises `Misuse` (`unknown_request`) if it was not sent.
    fn respond(&self, py: Python<'_>, now_ms: u64, id: u64, response: &Response) -> PyResult<()> {
        let response = response.0.clone();
        self.0.handle(py, at(now_ms), Input::Response { id: RequestId::from_number(id), response })
    }

    /// The request `id` got no answer: `not_sent` if it certainly never left, else `no_answer`. Raises `Misuse`
    /// (`unknown_request`) if it was not sent, `InvalidInput` for another failure.
    fn fail(&self, py: Python<'_>, now_ms: u64, id: u64, failure: GivenFailure) -> PyResult<()> {
        self.0.handle(py, at(now_ms), Input::Failed { id: RequestId::from_number(id), failure: failure.0 })
    }

    /// The save `seq` is in the journal, durably. Raises `Misuse` (`unexpected_saved`) if it was not asked for.
    fn saved(&self, py: Python<'_>, now_ms: u64, seq: u64) -> PyResult<()> {
        self.0.handle(py, at(now_ms), Input::Saved { seq })
    }

    /// The save `seq` is not in the journal; `conflict`: because that holds something else than the save before. Raises
    /// `Misuse` (`unexpected_saved`) if it was not asked for.
    fn save_failed(&self, py: Python<'_>, now_ms: u64, seq: u64, conflict: bool) -> PyResult<()> {
        self.0.handle(py, at(now_ms), Input::SaveFailed { seq, conflict })
    }

    /// Stop at the next safe point: nothing new is bought, what is in flight is waited for.
    fn stop(&self, py: Python<'_>, now_ms: u64) -> PyResult<()> {
        self.0.handle(py, at(now_ms), Input::Stop)
    }

    /// The state as bytes, to go on elsewhere by `resume`. That of an order holds the SIP passwords that came: keep it
    /// as safe as them.
    fn checkpoint<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, self.0.checkpoint(py).as_bytes())
    }

    /// Goes on with a checkpoint of the same workflow for the same account; what was in flight counts as unanswered.
    /// Raises `InvalidInput` (`foreign`, `damaged`, `wrong_format`, `out_of_range`: of another version); then nothing has
    /// changed.
    fn resume(&self, py: Python<'_>, checkpoint: &[u8]) -> PyResult<()> {
        self.0.resume(py, &Checkpoint::from_bytes(checkpoint))
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        Ok(format!("<telwire.workflow.{}>", slf.get_type().name()?))
    }
}

/// The host's clock.
pub(crate) fn at(now_ms: u64) -> Timestamp {
    Timestamp::from_unix_millis(now_ms)
}

//! What workflows want.

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use telwire::workflow::{self as core, Checkpoint};

use crate::enums::{Enum as _, Stage};
use crate::http;
use crate::value::{Any, Class, Field, Int, Opt, names, value};
use crate::workflow::types::Float;

/// One of them.
#[derive(IntoPyObject)]
pub(crate) enum Output {
    Done(Done),
    Item(Item),
    Progress(Progress),
    Save(Save),
    Send(Send),
    Wait(Wait),
}

value! {
    /// The end. An answer to a purchase that comes even later is taken all the same: poll again then.
    Done of "telwire.workflow" {
        /// What comes at the end: see the class of the workflow.
        report: Any,
    }
}

value! {
    /// A piece of the result, once it is settled; the last one of an index counts.
    Item of "telwire.workflow" {
        /// Its position, from 0.
        index: Int,
        /// The piece: see the class of the workflow.
        item: Any,
    }
}

value! {
    /// How far the workflow is, for whoever watches.
    Progress of "telwire.workflow" {
        /// What it is doing.
        stage: Stage,
        /// How many pieces are settled.
        settled: Int,
        /// How many there are to be; `None` where nobody knows yet.
        total: Opt<Int>,
    }
}

value! {
    /// Send the request, once: no retry, no redirect, and for a purchase a fresh connection.
    Send of "telwire.workflow" {
        /// Goes back with the answer.
        id: Int,
        /// What to send: signed, with the time to allow in `timeout`.
        request: Class<http::Request>,
    }
}

value! {
    /// Nothing happens by itself for so long; what is said to the workflow may end it sooner.
    Wait of "telwire.workflow" {
        /// For how many seconds; `None`: until something is said.
        seconds: Opt<Float>,
    }
}

/// How far it is, for Python.
pub(crate) fn progress(py: Python<'_>, progress: core::Progress) -> PyResult<Progress> {
    Ok(Progress {
        stage: Stage::field(py, progress.stage.as_str())?,
        settled: Field::new(py, progress.settled)?,
        total: Field::new(py, progress.total)?,
    })
}

/// Write the checkpoint to the journal, durably, before anything else happens. It prints as its size: it may hold
/// passwords.
#[pyclass(frozen, get_all, module = "telwire.workflow")]
pub(crate) struct Save {
    /// The number of this save, from 1; the journal must hold the one before.
    seq: u64,
    /// What to write.
    checkpoint: Py<PyBytes>,
}

/// What to write, for Python.
pub(crate) fn save(py: Python<'_>, seq: u64, checkpoint: &Checkpoint) -> Save {
    Save { seq, checkpoint: PyBytes::new(py, checkpoint.as_bytes()).unbind() }
}

#[pymethods]
impl Save {
    #[new]
    fn new(seq: u64, checkpoint: Py<PyBytes>) -> Self {
        Self { seq, checkpoint }
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        format!("Save(seq={}, checkpoint=[{} bytes])", self.seq, self.checkpoint.as_bytes(py).len())
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> bool {
        let is_same =
            |other: &Self| other.seq == self.seq && other.checkpoint.as_bytes(py) == self.checkpoint.as_bytes(py);
        other.cast::<Self>().is_ok_and(|other| is_same(other.get()))
    }

    fn __hash__(&self) -> u64 {
        self.seq
    }

    fn __getnewargs__(&self, py: Python<'_>) -> (u64, Py<PyBytes>) {
        (self.seq, self.checkpoint.clone_ref(py))
    }
}

names!(Save: seq, checkpoint);

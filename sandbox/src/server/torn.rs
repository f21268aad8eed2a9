//! A body that ends before it is complete.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Bytes;
use hyper::body::{Body, Frame, SizeHint};

/// Promises more bytes than it has, gives what it has, and fails: the server then closes the connection.
pub(super) struct Torn {
    announced: u64,
    step: Step,
}

enum Step {
    Bytes(Bytes),
    /// What was given has to leave before the connection breaks.
    Flush,
    Break,
}

impl Torn {
    pub(super) fn new(bytes: &[u8], announced: usize) -> Self {
        Self { announced: announced as u64, step: Step::Bytes(Bytes::copy_from_slice(bytes)) }
    }
}

/// The connection breaks within the body.
#[derive(Debug)]
pub(super) struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the connection breaks within the body")
    }
}

impl std::error::Error for Broken {}

impl Body for Torn {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        match std::mem::replace(&mut self.step, Step::Break) {
            Step::Bytes(bytes) => {
                self.step = Step::Flush;
                Poll::Ready(Some(Ok(Frame::data(bytes))))
            }
            Step::Flush => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Step::Break => Poll::Ready(Some(Err(Broken))),
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.announced)
    }
}

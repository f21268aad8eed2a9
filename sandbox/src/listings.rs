//! What the listings said last, as a cache on the way to the carrier would keep it.

use std::sync::Arc;

use telwire::{Method, Response, SignedRequest};

/// The last answer to each listing. A copy is cheap.
#[derive(Clone, Debug, Default)]
pub(crate) struct Listings(Vec<(Arc<SignedRequest>, Arc<Response>)>);

impl Listings {
    pub(crate) fn last(&self, request: &SignedRequest) -> Option<Response> {
        let last = self.0.iter().find(|(known, _)| key(known) == key(request));
        last.map(|(_, answer)| Response::clone(answer))
    }

    pub(crate) fn keep(&mut self, request: &SignedRequest, answer: &Response) {
        let answer = Arc::new(answer.clone());
        match self.0.iter_mut().find(|(known, _)| key(known) == key(request)) {
            Some((_, last)) => *last = answer,
            None => self.0.push((Arc::new(request.clone()), answer)),
        }
    }
}

/// Who asks for what; headers other than the credentials do not matter.
fn key(request: &SignedRequest) -> (Method, &str, Option<&str>, &[u8]) {
    (request.method(), request.url(), request.header("authorization"), request.body())
}

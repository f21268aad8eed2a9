//! One connection, from accepting it to closing it.

use std::convert::Infallible;
use std::fmt;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::Watcher;
use tokio::net::TcpStream;
use tower::ServiceExt;

/// How long a client may take over its headers, and then over its body.
const PATIENCE: Duration = Duration::from_secs(30);

/// Closes the connection without an answer: put into a response by the handler, made an error by [`serve`].
#[derive(Clone, Copy, Debug)]
pub(super) struct HangUp;

impl fmt::Display for HangUp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the connection is closed without an answer")
    }
}

impl std::error::Error for HangUp {}

impl IntoResponse for HangUp {
    fn into_response(self) -> Response {
        let mut response = Response::default();
        response.extensions_mut().insert(self);
        response
    }
}

/// Answers the requests of one connection until either side closes it.
pub(super) async fn serve(stream: TcpStream, router: Router, watcher: Watcher) {
    let service = service_fn(|request| respond(router.clone(), request));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .serve_connection(TokioIo::new(stream), service);
    // A client that goes away is no matter of ours, and a reply may be made to fail.
    let _ = watcher.watch(connection).await;
}

async fn respond(router: Router, request: Request<Incoming>) -> Result<Response, HangUp> {
    let response = tokio::time::timeout(PATIENCE, router.oneshot(request)).await.map_err(|_| HangUp)?;
    let response = response.unwrap_or_else(|never: Infallible| match never {});
    match response.extensions().get::<HangUp>() {
        Some(hang_up) => Err(*hang_up),
        None => Ok(response),
    }
}

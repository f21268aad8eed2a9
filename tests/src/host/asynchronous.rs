//! The transport of an asynchronous host: tokio and reqwest.

use std::time::Duration;

use reqwest::Client;
use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};
use telwire::{Failure, Response, SignedRequest};

use crate::host::{BODY_LIMIT, is_announced};

/// A client that sends each request once and on a connection of its own, and follows no redirect.
///
/// # Errors
/// If the system has no randomness for TLS, or reqwest refuses what is set here.
pub fn client() -> Result<Client, Box<dyn std::error::Error>> {
    let client = Client::builder()
        .pool_max_idle_per_host(0)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .tls_backend_preconfigured(tls()?)
        .build()?;
    Ok(client)
}

/// With the root certificates that come with the program, wherever it runs.
fn tls() -> Result<ClientConfig, rustls::Error> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let provider = ring::default_provider().into();
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

/// Sends one request with such a client, and gives up on its answer after `timeout`.
///
/// # Errors
/// [`Failure::NotSent`] only where the request certainly never left; anything else may have arrived.
pub async fn send(client: &Client, request: &SignedRequest, timeout: Duration) -> Result<Response, Failure> {
    let request = http::Request::<Vec<u8>>::try_from(request).map_err(|_| Failure::NotSent)?;
    let mut request = reqwest::Request::try_from(request).map_err(|error| failure(&error))?;
    *request.timeout_mut() = Some(timeout);
    let response = client.execute(request).await.map_err(|error| failure(&error))?;
    Ok(read(response).await)
}

/// To connect is to look the name up, to reach the host, and to agree on TLS with it: nothing of the request left then.
fn failure(error: &reqwest::Error) -> Failure {
    if error.is_builder() || error.is_connect() { Failure::NotSent } else { Failure::NoAnswer }
}

/// Reads what comes. The body is whole only if its end was announced and reached.
async fn read(mut response: reqwest::Response) -> Response {
    let mut bytes = Vec::new();
    let is_read = loop {
        match response.chunk().await {
            Ok(Some(chunk)) if bytes.len() + chunk.len() <= BODY_LIMIT => bytes.extend_from_slice(&chunk),
            Ok(None) => break true,
            Ok(Some(_)) | Err(_) => break false,
        }
    };
    let is_whole = is_read && is_announced(response.headers());
    let response = Response::from(http::Response::from(response).map(|_: reqwest::Body| bytes));
    if is_whole { response } else { response.incomplete() }
}

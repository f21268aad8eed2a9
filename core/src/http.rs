//! Requests and responses, small and owned; any HTTP library can carry them.
//!
//! A [`Request`] is unsigned: it knows its service and path, no host and no secret, and may travel through a browser.
//! An account's `sign` makes it a [`SignedRequest`], which does hold credentials and prints without them.

use std::borrow::Cow;
use std::fmt;

use zeroize::Zeroizing;

use crate::form;
use crate::secret::{Body, PLACEHOLDER};

const FORM_TYPE: &str = "application/x-www-form-urlencoded";

/// The HTTP methods the carriers use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// Parameters in the query string.
    Get,
    /// Parameters in a form body.
    Post,
}

impl Method {
    /// `GET` or `POST`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// One of a carrier's services: what a request is for, before anybody says where that is.
pub trait Service: Copy + Eq + fmt::Debug {
    /// A stable name, such as `aql-provisioning`.
    fn name(self) -> &'static str;

    /// The value of the `Accept` header, where the service wants one.
    fn accept(self) -> Option<&'static str> {
        None
    }
}

/// An unsigned request: no host, no secret.
///
/// Only the account of the same carrier can sign it: the service `S` is part of the type. `Debug` shows the form with
/// the care that [`SignedRequest`] takes, as one that a server received may hold anything.
#[derive(Clone, PartialEq, Eq)]
pub struct Request<S> {
    method: Method,
    service: S,
    path: Cow<'static, str>,
    form: String,
}

impl<S: Service> Request<S> {
    pub(crate) fn post(service: S, path: &'static str, form: String) -> Self {
        Self { method: Method::Post, service, path: path.into(), form }
    }

    #[cfg(feature = "server")]
    pub(crate) fn received(method: Method, service: S, path: String, form: String) -> Self {
        Self { method, service, path: path.into(), form }
    }

    /// The same request with its parameters in the query string.
    pub(crate) fn into_get(self) -> Self {
        Self { method: Method::Get, ..self }
    }

    /// `GET` or `POST`.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    /// The service that takes it.
    #[must_use]
    pub fn service(&self) -> S {
        self.service
    }

    /// The path, from the first slash on, without query.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The parameters, form-encoded, wherever the method puts them.
    #[must_use]
    pub fn form(&self) -> &str {
        &self.form
    }

    /// The path, and for a GET the query behind it.
    #[must_use]
    pub fn target(&self) -> String {
        match self.method {
            Method::Get if !self.form.is_empty() => format!("{}?{}", self.path, self.form),
            _ => self.path.to_string(),
        }
    }

    /// The body: the form of a POST, nothing for a GET.
    #[must_use]
    pub fn body(&self) -> &str {
        match self.method {
            Method::Get => "",
            Method::Post => &self.form,
        }
    }

    /// The headers the request needs, each once. None is secret.
    #[must_use]
    pub fn headers(&self) -> Vec<(&'static str, &'static str)> {
        let accept = self.service.accept().map(|value| ("Accept", value));
        let content_type = (self.method == Method::Post).then_some(("Content-Type", FORM_TYPE));
        accept.into_iter().chain(content_type).collect()
    }
}

/// Method, path and form as a human reads them, with the care that `Debug` takes.
impl<S> fmt::Display for Request<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}\n\n{}", self.method, self.path, form::redacted(&self.form))
    }
}

impl<S: fmt::Debug> fmt::Debug for Request<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Request")
            .field("method", &self.method)
            .field("service", &self.service)
            .field("path", &self.path)
            .field("form", &form::redacted(&self.form))
            .finish()
    }
}

/// A request with its host and its credentials, ready to be sent.
///
/// `Debug` and `Display` show it without secrets; [`url`](Self::url), [`headers`](Self::headers) and
/// [`body`](Self::body) are for the HTTP library alone. The memory is overwritten when it goes.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedRequest {
    method: Method,
    url: String,
    headers: Vec<(Cow<'static, str>, Zeroizing<String>)>,
    body: Zeroizing<Vec<u8>>,
}

impl SignedRequest {
    /// `request` at `base`, its body extended by `credentials` (a finished form), one header added.
    pub(crate) fn new<S: Service>(
        request: Request<S>,
        base: &str,
        credentials: &str,
        authorization: Option<Zeroizing<String>>,
    ) -> Self {
        let url = format!("{base}{}", request.target());
        let headers = request.headers().into_iter();
        let headers = headers.map(|(name, value)| (name.into(), Zeroizing::new(value.to_owned())));
        let headers = headers.chain(authorization.map(|value| ("Authorization".into(), value))).collect();
        let method = request.method;
        let mut body = match method {
            Method::Get => Vec::new(),
            Method::Post => request.form.into_bytes(),
        };
        // All the room at once: a buffer that grows leaves a copy of the credentials behind.
        body.reserve_exact(1 + credentials.len());
        if !body.is_empty() && !credentials.is_empty() {
            body.push(b'&');
        }
        body.extend_from_slice(credentials.as_bytes());
        Self { method, url, headers, body: Zeroizing::new(body) }
    }

    /// A request as a server received it: `target` is what stood in the request line, the path and any query.
    #[cfg(feature = "server")]
    #[must_use]
    pub fn received(
        method: Method,
        target: impl Into<String>,
        headers: impl IntoIterator<Item = (String, String)>,
        body: impl Into<Vec<u8>>,
    ) -> Self {
        let headers = headers.into_iter().map(|(name, value)| (name.into(), Zeroizing::new(value)));
        Self { method, url: target.into(), headers: headers.collect(), body: Zeroizing::new(body.into()) }
    }

    /// `GET` or `POST`.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    /// The whole address; of a received request, what stood in the request line.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The headers, credentials included, in the order in which they are to be sent.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_ref(), value.as_str()))
    }

    /// The first header of that name, in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The body, credentials included.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    fn redacted_url(&self) -> String {
        let (path, query) = split_target(&self.url);
        // Only a received request can hold a login in front of its host.
        let path = match path.rsplit_once('@') {
            Some((_, host)) => format!("{PLACEHOLDER}@{host}"),
            None => path.to_owned(),
        };
        if query.is_empty() { path } else { format!("{path}?{}", form::redacted(query)) }
    }

    /// The form without its passwords; a body that is no form might hold anything, so only its size.
    fn redacted_body(&self) -> String {
        let is_form = self.header("content-type").is_some_and(|value| value.starts_with(FORM_TYPE));
        match std::str::from_utf8(&self.body) {
            Ok(text) if is_form => form::redacted(text),
            _ => format!("[{} bytes]", self.body.len()),
        }
    }
}

/// What stands before and behind the first `?`.
pub(crate) fn split_target(target: &str) -> (&str, &str) {
    target.split_once('?').unwrap_or((target, ""))
}

/// Method, address, headers and body as a human reads them, secrets replaced by a placeholder.
impl fmt::Display for SignedRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.method, self.redacted_url())?;
        for (name, value) in self.headers() {
            let value = if is_public_header(name) { value } else { PLACEHOLDER };
            write!(formatter, "\n{name}: {value}")?;
        }
        if !self.body.is_empty() {
            write!(formatter, "\n\n{}", self.redacted_body())?;
        }
        Ok(())
    }
}

impl fmt::Debug for SignedRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SignedRequest")
            .field("method", &self.method)
            .field("url", &self.redacted_url())
            .field("headers", &self.headers.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("body", &self.redacted_body())
            .finish()
    }
}

/// A received request may carry its secrets in any header, so only the ones known to be harmless are shown.
fn is_public_header(name: &str) -> bool {
    const PUBLIC: [&str; 5] = ["accept", "content-length", "content-type", "host", "user-agent"];
    PUBLIC.iter().any(|public| name.eq_ignore_ascii_case(public))
}

/// What came back. It may hold a password, so `Debug` shows the status and the size.
#[derive(Clone, PartialEq, Eq)]
pub struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    body: Body,
    complete: bool,
}

impl Response {
    /// A response whose body the HTTP library vouches to be whole: its announced length or its last chunk arrived.
    #[must_use]
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: Vec::new(), body: Body::new(body), complete: true }
    }

    /// The same response, its body not known to be whole: the connection broke, or nothing announced the end.
    #[must_use]
    pub fn incomplete(self) -> Self {
        Self { complete: false, ..self }
    }

    /// The same response with one more header.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The HTTP status, such as 200.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The headers, as they came.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The first header of that name, in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The bytes of the body.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        self.body.reveal()
    }

    /// Whether the body is known to be whole.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    pub(crate) fn kept_body(&self) -> Body {
        self.body.clone()
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &self.headers.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("body", &self.body)
            .field("complete", &self.complete)
            .finish()
    }
}

#[cfg(feature = "http")]
mod conversions {
    use super::{Method, Response, SignedRequest};

    impl From<Method> for http::Method {
        fn from(method: Method) -> Self {
            match method {
                Method::Get => Self::GET,
                Method::Post => Self::POST,
            }
        }
    }

    /// Ready for any client built on the `http` crate; the `Authorization` header is marked sensitive.
    impl TryFrom<&SignedRequest> for http::Request<Vec<u8>> {
        type Error = http::Error;

        fn try_from(request: &SignedRequest) -> Result<Self, http::Error> {
            let mut builder = http::Request::builder().method(http::Method::from(request.method())).uri(request.url());
            for (name, value) in request.headers() {
                let mut value = http::HeaderValue::from_str(value)?;
                value.set_sensitive(name.eq_ignore_ascii_case("authorization"));
                builder = builder.header(name, value);
            }
            builder.body(request.body().to_vec())
        }
    }

    /// A response whose body was read to its announced end. Header values that are not text are left out.
    impl<B: Into<Vec<u8>>> From<http::Response<B>> for Response {
        fn from(response: http::Response<B>) -> Self {
            let (parts, body) = response.into_parts();
            let text = |value: &http::HeaderValue| value.to_str().ok().map(str::to_owned);
            let headers = parts.headers.iter();
            let headers = headers.filter_map(|(name, value)| Some((name.to_string(), text(value)?)));
            Self { headers: headers.collect(), ..Self::new(parts.status.as_u16(), body) }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::endpoint::Endpoint as _;
    use crate::{aculab, aql};

    use super::*;

    fn signed_at_aql() -> SignedRequest {
        let account = aql::Account::new("reseller", "hunter2").unwrap();
        account.sign(aql::ListUsers.request(), &aql::Gateway::default())
    }

    fn signed_at_aculab() -> SignedRequest {
        let account = aculab::Account::new("1-2-0", "bob@example.com", "hunter2").unwrap();
        let call = aculab::TelGetSupportedStates::new("Canada").unwrap();
        account.sign(aculab::ByGet::get_request(&call), &aculab::Gateway::default())
    }

    #[test]
    fn an_unsigned_request_has_no_host_and_knows_its_service() {
        let request = aql::ListUsers.request();
        assert_eq!(request.service().name(), "aql-control");
        assert_eq!((request.method(), request.path()), (Method::Post, "/reseller/voipapi.php"));
        assert_eq!((request.target().as_str(), request.body()), ("/reseller/voipapi.php", "action=listusers"));
    }

    #[test]
    fn credentials_come_last() {
        assert_eq!(signed_at_aql().url(), "https://aql.com/reseller/voipapi.php");
        assert_eq!(signed_at_aql().body(), b"action=listusers&username=reseller&password=hunter2");
        assert_eq!(signed_at_aculab().header("authorization"), Some("Basic MS0yLTAvYm9iQGV4YW1wbGUuY29tOmh1bnRlcjI="));
    }

    #[test]
    fn a_get_has_its_parameters_in_the_url_and_no_body() {
        let signed = signed_at_aculab();
        assert_eq!(signed.url(), "https://ws-1-2-0.aculabcloud.net/tel_get_supported_states?country=Canada");
        assert_eq!(signed.body(), b"");
        assert_eq!(signed.header("content-type"), None);
    }

    #[test]
    fn a_signed_request_prints_without_its_secrets() {
        assert_eq!(
            signed_at_aql().to_string(),
            "POST https://aql.com/reseller/voipapi.php\nContent-Type: application/x-www-form-urlencoded\n\n\
             action=listusers&username=reseller&password=[secret]"
        );
        assert_eq!(
            signed_at_aculab().to_string(),
            "GET https://ws-1-2-0.aculabcloud.net/tel_get_supported_states?country=Canada\n\
             Accept: application/json\nAuthorization: [secret]"
        );
        assert_eq!(
            format!("{:?}", signed_at_aculab()),
            "SignedRequest { method: Get, \
             url: \"https://ws-1-2-0.aculabcloud.net/tel_get_supported_states?country=Canada\", \
             headers: [\"Accept\", \"Authorization\"], body: \"[0 bytes]\" }"
        );
    }

    #[test]
    fn a_response_prints_its_size_alone() {
        let response = Response::new(200, "AQVOIP_OK").with_header("Set-Cookie", "hunter2").incomplete();
        assert_eq!(
            format!("{response:?}"),
            "Response { status: 200, headers: [\"Set-Cookie\"], body: [9 bytes], complete: false }"
        );
        assert_eq!(response.header("set-cookie"), Some("hunter2"));
    }

    #[cfg(feature = "http")]
    #[test]
    fn the_types_of_the_http_crate_convert() {
        let request = ::http::Request::<Vec<u8>>::try_from(&signed_at_aculab()).unwrap();
        assert_eq!(request.method(), ::http::Method::GET);
        assert_eq!(request.uri().query(), Some("country=Canada"));
        assert!(request.headers()["authorization"].is_sensitive());

        let response = ::http::Response::builder().status(503).header("Retry-After", "5").body("busy").unwrap();
        let response = Response::from(response);
        assert_eq!((response.status(), response.header("retry-after")), (503, Some("5")));
        assert_eq!((response.body(), response.is_complete()), (&b"busy"[..], true));
    }
}

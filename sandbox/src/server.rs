//! The sandbox over HTTP/1.1, on this machine alone. The only part that does I/O and reads the clock.

mod connection;
mod torn;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use hyper_util::server::graceful::GracefulShutdown;
use telwire::{SignedRequest, Timestamp};
use tokio::net::{TcpListener, TcpSocket};
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

use crate::reply::Reply;
use crate::sandbox::Sandbox;
use connection::HangUp;
use torn::Torn;

const BODY_LIMIT: usize = 1 << 20;

/// How many connections may wait to be accepted.
const BACKLOG: u32 = 1_024;

/// How long the requests in flight have when the server stops.
const GRACE: Duration = Duration::from_secs(1);

/// A sandbox on a port of 127.0.0.1, with a thread of its own. It stops when it is dropped.
///
/// ```
/// use telwire_sandbox::{Sandbox, Server, demo};
///
/// let server = Server::start(Sandbox::demo(1), 0)?;
/// let gateway = telwire::aql::Gateway::new(server.url().parse().unwrap());
/// // … send requests that are signed for `gateway` with any HTTP client, and then look at the truth:
/// let bought = server.with(|sandbox| sandbox.aql().customer(demo::AQL_USERNAME).unwrap().purchases());
/// assert_eq!(bought, 0);
/// # std::io::Result::Ok(())
/// ```
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    sandbox: Shared,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves `sandbox` on `port` of 127.0.0.1, or if that is 0 on any free one.
    ///
    /// # Errors
    /// If the port is in use, or the system has no more sockets or threads to give.
    pub fn start(sandbox: Sandbox, port: u16) -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (listener, address) = match listen(&runtime, port) {
            Ok(listening) => listening,
            Err(error) => {
                // Within a runtime of the caller's, dropping ours would panic.
                runtime.shutdown_background();
                return Err(error);
            }
        };
        let sandbox = Shared(Arc::new(Mutex::new(sandbox)));
        let (stop, stopped) = oneshot::channel();
        let router = router(sandbox.clone());
        let thread = std::thread::Builder::new()
            .name("telwire-sandbox".to_owned())
            .spawn(move || runtime.block_on(serve(listener, router, stopped)))?;
        Ok(Self { address, sandbox, stop: Some(stop), thread: Some(thread) })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The base URL of both carriers, such as `http://127.0.0.1:8620`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Lets `look` at the sandbox, brought up to the present. Requests wait meanwhile.
    pub fn with<T>(&self, look: impl FnOnce(&mut Sandbox) -> T) -> T {
        let mut sandbox = self.sandbox.lock();
        sandbox.advance(now());
        look(&mut sandbox)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail only if the thread is gone already.
        let _ = self.stop.take().map(|stop| stop.send(()));
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// The sandbox, for the connections and for whoever looks at it.
#[derive(Clone, Debug)]
struct Shared(Arc<Mutex<Sandbox>>);

impl Shared {
    /// A test that panicked while it looked leaves a sandbox that works.
    fn lock(&self) -> MutexGuard<'_, Sandbox> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn listen(runtime: &Runtime, port: u16) -> io::Result<(TcpListener, SocketAddr)> {
    let _context = runtime.enter();
    let socket = TcpSocket::new_v4()?;
    // Elsewhere the option would let two servers share the port.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind((Ipv4Addr::LOCALHOST, port).into())?;
    let listener = socket.listen(BACKLOG)?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

fn router(sandbox: Shared) -> Router {
    Router::new().fallback(answer).layer(DefaultBodyLimit::max(BODY_LIMIT)).with_state(sandbox)
}

async fn serve(listener: TcpListener, router: Router, mut stopped: oneshot::Receiver<()>) {
    let connections = GracefulShutdown::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => drop(tokio::spawn(connection::serve(stream, router.clone(), connections.watcher()))),
                // Out of sockets, most likely: some will be closed.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
            _ = &mut stopped => break,
        }
    }
    // Whoever is not done then is cut off with the runtime.
    let _ = tokio::time::timeout(GRACE, connections.shutdown()).await;
}

async fn answer(State(sandbox): State<Shared>, method: Method, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let method = match method {
        Method::GET => telwire::Method::Get,
        Method::POST => telwire::Method::Post,
        _ => return StatusCode::METHOD_NOT_ALLOWED.into_response(),
    };
    let headers = headers.iter().filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())));
    let target = uri.path_and_query().map_or("/", |target| target.as_str());
    let request = SignedRequest::received(method, target, headers, body);
    match sandbox.lock().handle(now(), &request) {
        Reply::Answer(response) => with_body(&response, Body::from(response.body().to_vec())),
        Reply::Cut { response, announced } => with_body(&response, Body::new(Torn::new(response.body(), announced))),
        Reply::NotSent | Reply::Nothing => HangUp.into_response(),
    }
}

fn with_body(answer: &telwire::Response, body: Body) -> Response {
    let builder = Response::builder().status(answer.status());
    let builder = answer.headers().fold(builder, |builder, (name, value)| builder.header(name, value));
    builder.body(body).unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn now() -> Timestamp {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_unix_millis(u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX))
}

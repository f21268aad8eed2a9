//! The transports of the examples tell the core the truth about what arrived, over real sockets.

#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;
use std::time::Duration;

use telwire::{Endpoint as _, Failure, Outcome, Response, SignedRequest, aql};
use telwire_sandbox::{Done, Fault, Faults, Sandbox, Server, demo};
use telwire_tests::host;
use telwire_tests::worlds;

type Answer = Result<Response, Failure>;

/// Both transports, each with its own way to say what arrived.
const TRANSPORTS: [fn(&SignedRequest, Duration) -> Answer; 2] = [host::send, send_asynchronously];

const TIMEOUT: Duration = Duration::from_secs(30);

fn send_asynchronously(request: &SignedRequest, timeout: Duration) -> Answer {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(host::asynchronous::send(&host::asynchronous::client().unwrap(), request, timeout))
}

fn assign() -> aql::AssignNumbers {
    let item = aql::Item::new("44-113-3120120".parse().unwrap());
    aql::AssignNumbers::new(aql::Protocol::Sip, vec![item]).unwrap()
}

fn signed(base: &str) -> SignedRequest {
    let account = worlds::aql_account().unwrap();
    account.sign(assign().request(), &aql::Gateway::new(base.parse().unwrap()))
}

fn sandbox_with(fault: Fault) -> Server {
    Server::start(Sandbox::demo(1).faults(Faults::none().at(0, fault)), 0).unwrap()
}

/// A server that answers one request with these bytes and closes the connection.
fn answering(answer: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"demo-password") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            request.extend(byte);
        }
        stream.write_all(answer.as_bytes()).unwrap();
    });
    url
}

#[test]
fn a_whole_answer_is_complete() {
    for send in TRANSPORTS {
        let server = Server::start(Sandbox::demo(1), 0).unwrap();
        let response = send(&signed(&server.url()), TIMEOUT).unwrap();
        assert!(response.is_complete());
        assert_eq!(response.header("content-type"), Some("text/plain; charset=UTF-8"));
        assert_eq!(assign().parse(&response).unwrap().into_complete().unwrap().len(), 1);
    }
}

#[test]
fn a_request_that_nobody_accepts_was_not_sent() {
    for send in TRANSPORTS {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        assert_eq!(send(&signed(&format!("http://{address}")), TIMEOUT), Err(Failure::NotSent));
    }
}

#[test]
fn a_request_was_not_sent_where_the_handshake_failed() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    thread::spawn(move || listener.accept().unwrap().0.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap());
    assert_eq!(send_asynchronously(&signed(&url), TIMEOUT), Err(Failure::NotSent));
}

#[test]
fn a_connection_closed_without_an_answer_leaves_the_purchase_unknown() {
    for send in TRANSPORTS {
        let server = sandbox_with(Fault::NoAnswer(Done::Now));
        assert_eq!(send(&signed(&server.url()), TIMEOUT), Err(Failure::NoAnswer));
        let bought = server.with(|sandbox| sandbox.aql().customer(demo::AQL_USERNAME).unwrap().purchases());
        assert_eq!(bought, 1);
    }
}

#[test]
fn an_answer_that_takes_too_long_leaves_the_purchase_unknown() {
    for send in TRANSPORTS {
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", silent.local_addr().unwrap());
        assert_eq!(send(&signed(&url), Duration::from_millis(20)), Err(Failure::NoAnswer));
    }
}

#[test]
fn a_body_cut_before_its_announced_end_is_kept_and_incomplete() {
    for send in TRANSPORTS {
        let server = sandbox_with(Fault::CutBody { at: 20, declared: true });
        let response = send(&signed(&server.url()), TIMEOUT).unwrap();
        assert_eq!((response.body(), response.is_complete()), (&b"AQVOIP_OK\n44-113-312"[..], false));
        let assigned = assign().parse(&response).unwrap();
        assert_eq!(assigned.into_complete().unwrap_err().outcome(), Outcome::Unknown);
    }
}

#[test]
fn a_body_whose_end_nothing_announces_is_incomplete() {
    for send in TRANSPORTS {
        let url = answering("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nAQVOIP_OK\n44-113-3120120_612345_pass");
        let response = send(&signed(&url), TIMEOUT).unwrap();
        assert_eq!((response.status(), response.is_complete()), (200, false));
        assert!(assign().parse(&response).unwrap().rows.is_empty());
    }
}

#[test]
fn a_redirect_is_not_followed() {
    let elsewhere = "HTTP/1.1 307 Temporary Redirect\r\nLocation: https://evil.example/\r\nContent-Length: 0\r\n\r\n";
    for send in TRANSPORTS {
        let response = send(&signed(&answering(elsewhere)), TIMEOUT).unwrap();
        let error = assign().parse(&response).unwrap_err();
        assert_eq!((error.code(), error.outcome()), ("http_status", Outcome::Unknown));
    }
}

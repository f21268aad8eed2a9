//! The sandbox over real sockets.

#![cfg(feature = "server")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "tests may stop at the first surprise"
)]

mod common;

use std::io::{ErrorKind, Read, Write};

use common::wire::{connect, encoded, exchange, header, parts, read, status};
use common::*;
use telwire::aql::ListUsers;
use telwire::{Endpoint, Response};
use telwire_sandbox::{Done, Fault, Faults, Sandbox, Server};

fn failing(fault: Fault) -> Server {
    Server::start(Sandbox::demo(1).faults(Faults::none().at(0, fault)), 0).unwrap()
}

fn serving() -> Server {
    Server::start(Sandbox::demo(1), 0).unwrap()
}

const ORDERED: [&str; 1] = ["44-113-3120120"];

#[test]
fn both_carriers_answer_at_one_address() {
    let server = serving();
    let order = assign(&ORDERED);
    let answer = exchange(server.address(), &encoded(&at_aql(&order)));
    assert_eq!((status(&answer), header(&answer, "content-type")), (200, Some("text/plain; charset=UTF-8")));
    let rows = order.parse(&Response::new(200, parts(&answer).1)).unwrap().into_complete().unwrap();
    server.with(|sandbox| assert_eq!(aql_customer(sandbox).users()[0].password, rows[0].password));

    let answer = exchange(server.address(), &encoded(&at_aculab(&purchase("Spain", "Bilbao"))));
    assert_eq!((status(&answer), header(&answer, "content-type")), (200, Some("application/json")));
    assert_eq!(parts(&answer).1, r#"["21887377377"]"#);

    let answer = exchange(server.address(), &encoded(&at_aculab(&purchase("Spain", "Atlantis"))));
    assert_eq!(status(&answer), 400);
}

#[test]
fn a_get_keeps_its_query() {
    let server = serving();
    let request = aculab_get("http://sandbox/tel_purchase?country=Germany&region=M%5Cu00f6nchengladbach");
    let answer = exchange(server.address(), &encoded(&request));
    assert_eq!(parts(&answer).1, r#"["4921615550100"]"#);
}

#[test]
fn nothing_closes_the_connection_without_an_answer() {
    let server = failing(Fault::NoAnswer(Done::Now));
    assert_eq!(exchange(server.address(), &encoded(&at_aql(&assign(&ORDERED)))), "");
    server.with(|sandbox| assert_eq!(aql_numbers(sandbox), ORDERED));
}

#[test]
fn a_cut_body_is_announced_whole_and_ends_early() {
    let whole = exchange(serving().address(), &encoded(&at_aql(&assign(&ORDERED))));
    let whole = parts(&whole).1;
    for at in [0, 1, 20, whole.len() - 1] {
        let server = failing(Fault::CutBody { at, declared: true });
        let answer = exchange(server.address(), &encoded(&at_aql(&assign(&ORDERED))));
        assert_eq!((status(&answer), parts(&answer).1), (200, &whole[..at]), "{at}");
        assert_eq!(header(&answer, "content-length"), Some(&*whole.len().to_string()), "{at}");
    }
}

#[test]
fn a_body_that_is_cut_silently_looks_whole() {
    let server = failing(Fault::CutBody { at: 9, declared: false });
    let answer = exchange(server.address(), &encoded(&at_aql(&assign(&ORDERED))));
    assert_eq!((parts(&answer).1, header(&answer, "content-length")), ("AQVOIP_OK", Some("9")));
}

#[test]
fn whoever_looks_sees_the_present() {
    let server = failing(Fault::NoAnswer(Done::Later(seconds(0))));
    exchange(server.address(), &encoded(&at_aql(&assign(&ORDERED))));
    server.with(|sandbox| assert_eq!(aql_numbers(sandbox), ORDERED));
}

#[test]
fn bodies_of_more_than_a_mebibyte_are_too_large() {
    let server = serving();
    for (size, expected) in [(1 << 20, 200), ((1 << 20) + 1, 413)] {
        let head = format!(
            "POST /reseller/voipapi.php HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\nContent-Length: {size}\r\n\r\n"
        );
        let request = [head.into_bytes(), vec![b'a'; size]].concat();
        assert_eq!(status(&exchange(server.address(), &request)), expected, "{size}");
    }
}

#[test]
fn other_methods_are_not_allowed() {
    let server = serving();
    for method in ["PUT", "DELETE", "HEAD", "OPTIONS"] {
        let request = format!("{method} /tel_list_numbers HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\n\r\n");
        assert_eq!(status(&exchange(server.address(), request.as_bytes())), 405, "{method}");
    }
}

#[test]
fn a_connection_serves_one_request_after_the_other() {
    let server = serving();
    let mut stream = connect(server.address());
    let request = "GET /nowhere HTTP/1.1\r\nHost: sandbox\r\n\r\n";
    for _ in 0..3 {
        stream.write_all(request.as_bytes()).unwrap();
        let mut begin = [0; 12];
        stream.read_exact(&mut begin).unwrap();
        assert_eq!(&begin, b"HTTP/1.1 404");
        let mut rest = vec![0; 1];
        while !rest.ends_with(b"no carrier has this path\n") {
            let mut byte = [0; 1];
            stream.read_exact(&mut byte).unwrap();
            rest.extend(byte);
        }
    }
}

#[test]
fn who_dawdles_does_not_hold_up_the_others() {
    let server = serving();
    let idle = connect(server.address());
    let mut slow = connect(server.address());
    let request = encoded(&at_aql(&assign(&ORDERED)));
    let (begin, end) = request.split_at(request.len() - 1);
    slow.write_all(begin).unwrap();

    assert_eq!(status(&exchange(server.address(), &encoded(&at_aql(&ListUsers)))), 200);
    slow.write_all(end).unwrap();
    assert_eq!(status(&read(&mut slow)), 200);
    drop(idle);
}

#[test]
fn a_port_is_used_once_and_free_again_afterwards() {
    let server = serving();
    let port = server.address().port();
    assert_eq!(server.url(), format!("http://127.0.0.1:{port}"));
    assert_eq!(Server::start(Sandbox::demo(1), port).unwrap_err().kind(), ErrorKind::AddrInUse);
    drop(server);
    assert_eq!(Server::start(Sandbox::demo(1), port).unwrap().address().port(), port);
}

#[test]
fn a_server_starts_fails_and_stops_within_a_runtime_too() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let server = serving();
        let taken = Server::start(Sandbox::demo(1), server.address().port());
        assert_eq!(taken.unwrap_err().kind(), ErrorKind::AddrInUse);
        assert_eq!(status(&exchange(server.address(), &encoded(&at_aql(&ListUsers)))), 200);
    });
}

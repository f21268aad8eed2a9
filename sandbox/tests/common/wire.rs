//! A client that sees the bytes on the wire.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use telwire::SignedRequest;

pub fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    // Long enough for a busy machine; a test that waits for it has failed.
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    stream
}

/// The request as it goes over the wire, on a connection that is closed behind it.
pub fn encoded(request: &SignedRequest) -> Vec<u8> {
    let target = request.url().split_once("://").unwrap().1;
    let target = &target[target.find('/').unwrap()..];
    let mut head = format!("{} {target} HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\n", request.method());
    for (name, value) in request.headers() {
        head += &format!("{name}: {value}\r\n");
    }
    head += &format!("Content-Length: {}\r\n\r\n", request.body().len());
    [head.as_bytes(), request.body()].concat()
}

/// Everything that comes until the connection ends, however it ends.
pub fn read(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8(bytes).unwrap()
}

pub fn exchange(address: SocketAddr, request: &[u8]) -> String {
    let mut stream = connect(address);
    stream.write_all(request).unwrap();
    read(&mut stream)
}

/// Head and body of an answer.
pub fn parts(answer: &str) -> (&str, &str) {
    answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: `{answer}`"))
}

pub fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_else(|| panic!("no answer: `{answer}`"))
}

pub fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = parts(answer).0.lines().skip(1).filter_map(|line| line.split_once(": "));
    lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

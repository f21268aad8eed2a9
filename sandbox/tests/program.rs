//! The program `telwire-sandbox` as its users meet it.

#![cfg(feature = "server")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "tests may stop at the first surprise"
)]

mod common;

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, ChildStdout, Command, Stdio};

use common::at_aql;
use common::wire::{connect, encoded, exchange, read, status};
use telwire::aql::ListUsers;

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_telwire-sandbox"));
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// The running program, killed if a test leaves it running.
struct Program {
    child: Child,
    out: BufReader<ChildStdout>,
    address: SocketAddr,
}

impl Program {
    fn start() -> Self {
        let mut child = command(&["--port", "0", "--seed", "1"]).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let url = line.split_once("http://").unwrap().1;
        let address = url.split_once(": nothing").unwrap().0.parse().unwrap();
        Self { child, out, address }
    }

    #[cfg(unix)]
    fn signal(&self, signal: &str) {
        let kill = Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap();
        assert!(kill.success());
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
#[test]
fn it_says_where_it_is_and_ends_cleanly() {
    for signal in ["-INT", "-TERM"] {
        let mut program = Program::start();
        let address = program.address;
        assert_eq!(status(&exchange(address, &encoded(&at_aql(&ListUsers)))), 200);
        // Neither an idle connection nor half a request keeps it from ending.
        let idle = connect(address);
        let mut half = connect(address);
        half.write_all(b"POST /tel_purchase HTTP/1.1\r\nContent-Length: 9\r\n\r\n").unwrap();

        program.signal(signal);
        assert_eq!(program.child.wait().unwrap().code(), Some(0), "{signal}");
        drop((idle, half));
        let mut rest = String::new();
        std::io::Read::read_to_string(&mut program.out, &mut rest).unwrap();
        let expected = format!(
            "
The demo accounts, and where to find them:

TELWIRE_AQL_USERNAME=demo-reseller
TELWIRE_AQL_PASSWORD=demo-password
TELWIRE_AQL_GATEWAY=http://{address}

TELWIRE_ACULAB_CLOUD_ID=1-2-0
TELWIRE_ACULAB_USERNAME=demo@example.com
TELWIRE_ACULAB_ACCESS_KEY=demo-access-key
TELWIRE_ACULAB_GATEWAY=http://{address}

Ctrl-C ends it.
"
        );
        assert_eq!(rest, expected);
    }
}

#[test]
fn a_taken_port_is_told_with_the_way_out() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = command(&["--port", &port]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        format!("port {port} of 127.0.0.1 is in use: choose another with --port, or --port 0 for any free one\n")
    );
    assert_eq!(output.stdout, b"");
}

#[test]
fn a_wrong_command_line_is_told() {
    let output = command(&["--faults", "101"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "cannot parse argument \"101\": must be from 0 to 100\ntry --help\n"
    );
    let help = command(&["--help"]).output().unwrap();
    assert_eq!(help.status.code(), Some(0));
    let help = String::from_utf8(help.stdout).unwrap();
    assert!(["--port N", "--seed N", "--faults PERCENT"].iter().all(|option| help.contains(option)), "{help}");
}

#[test]
fn a_thousand_connections_at_once_are_answered() {
    let program = Program::start();
    let request = encoded(&at_aql(&ListUsers));
    let (begin, end) = request.split_at(request.len() - 1);
    let mut streams: Vec<_> = (0..1_000).map(|_| connect(program.address)).collect();
    for part in [begin, end] {
        for stream in &mut streams {
            stream.write_all(part).unwrap();
        }
    }
    for stream in &mut streams {
        assert_eq!(status(&read(stream)), 200);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn nine_million_numbers_fit_into_thirty_megabytes() {
    let program = Program::start();
    let report = std::fs::read_to_string(format!("/proc/{}/status", program.child.id())).unwrap();
    let peak = report.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kibibytes: u64 = peak.trim().strip_suffix(" kB").unwrap().parse().unwrap();
    assert!(kibibytes < 30 * 1_024, "{kibibytes} KiB");
}

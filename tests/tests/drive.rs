//! The drivers keep the contract of workflows: each output is carried out, and answered once.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may stop at the first surprise")]

use std::collections::VecDeque;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::thread;
use std::time::Duration;

use futures_util::FutureExt as _;
use telwire::workflow::{Checkpoint, Input, Output, Progress, RequestId, Retry, Stage, Workflow};
use telwire::{Effect, Endpoint as _, Failure, Misuse, Request, SignedRequest, Timestamp, aql};
use telwire_sandbox::{Done, Fault, Faults, Sandbox, Server};
use telwire_tests::clock::Clock;
use telwire_tests::drive::{self, Event};
use telwire_tests::host;
use telwire_tests::journal::JournalError;
use telwire_tests::worlds;

/// Waits that the carriers need pass in no time.
const CLOCK: Clock = Clock::faster(NonZeroU32::new(100_000).unwrap());

const NOWHERE: &str = "http://127.0.0.1:1";

/// Wants what it is told to want, and reports what it heard.
#[derive(Clone)]
struct Scripted {
    outputs: VecDeque<Output<aql::Service, &'static str, Vec<Input>>>,
    heard: Vec<Input>,
}

impl Workflow for Scripted {
    type Service = aql::Service;
    type Item = &'static str;
    type Report = Vec<Input>;

    fn poll(&mut self, _: Timestamp) -> Output<aql::Service, &'static str, Vec<Input>> {
        self.outputs.pop_front().unwrap_or_else(|| Output::Done(self.heard.clone()))
    }

    fn handle(&mut self, _: Timestamp, input: Input) -> Result<(), Misuse> {
        if matches!(input, Input::Saved { seq: 13 }) {
            return Err(Misuse::new("unexpected_saved", "no save with this number is under way"));
        }
        self.heard.push(input);
        Ok(())
    }

    fn checkpoint(&self) -> Checkpoint {
        Checkpoint::from_bytes("scripted")
    }
}

fn scripted<const N: usize>(outputs: [Output<aql::Service, &'static str, Vec<Input>>; N]) -> Scripted {
    Scripted { outputs: outputs.into(), heard: Vec::new() }
}

fn send(number: u64) -> Output<aql::Service, &'static str, Vec<Input>> {
    Output::Send {
        id: RequestId::from_number(number),
        request: aql::ListUsers.request(),
        effect: Effect::Read,
        timeout: Duration::from_secs(30),
    }
}

fn save(seq: u64) -> Output<aql::Service, &'static str, Vec<Input>> {
    Output::Save { seq, checkpoint: Checkpoint::from_bytes("scripted") }
}

fn sign(request: Request<aql::Service>, base: &str) -> SignedRequest {
    let account = worlds::aql_account().unwrap();
    account.sign(request, &aql::Gateway::new(base.parse().unwrap()))
}

/// Takes the saves up to 2, and what comes after 12.
fn take(seq: u64, _: &Checkpoint) -> Result<(), JournalError> {
    let path = PathBuf::from("order");
    match seq {
        3 => Err(JournalError::Conflict { path, held: 7, seq }),
        4 => Err(JournalError::Io { path, error: std::io::ErrorKind::StorageFull.into() }),
        _ => Ok(()),
    }
}

/// What each driver makes of the workflow, and what it tells meanwhile.
type Driven<T> = (Result<T, Misuse>, Vec<String>);

fn driven<W: Workflow<Service = aql::Service, Item: std::fmt::Debug> + Clone>(
    workflow: &W,
    bases: [&str; 2],
    is_stopped: bool,
) -> [Driven<W::Report>; 2] {
    [
        drive_blocking(workflow.clone(), bases[0], is_stopped),
        drive_asynchronously(workflow.clone(), bases[1], is_stopped),
    ]
}

fn drive_blocking<W: Workflow<Service = aql::Service, Item: std::fmt::Debug>>(
    mut workflow: W,
    base: &str,
    is_stopped: bool,
) -> Driven<W::Report> {
    let mut told = Vec::new();
    let tell = |event| told.push(shown(&event));
    let stop = AtomicBool::new(is_stopped);
    let done = drive::blocking(&mut workflow, CLOCK, |request| sign(request, base), take, tell, &stop);
    (done, told)
}

fn drive_asynchronously<W: Workflow<Service = aql::Service, Item: std::fmt::Debug>>(
    mut workflow: W,
    base: &str,
    is_stopped: bool,
) -> Driven<W::Report> {
    let mut told = Vec::new();
    let tell = |event| told.push(shown(&event));
    let client = host::asynchronous::client().unwrap();
    let stop = async {
        if !is_stopped {
            std::future::pending::<()>().await;
        }
    };
    let sign = |request| sign(request, base);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let done = runtime.block_on(drive::asynchronous(&mut workflow, CLOCK, &client, sign, take, tell, stop.fuse()));
    (done, told)
}

fn shown<I: std::fmt::Debug>(event: &Event<I>) -> String {
    match event {
        Event::Item { index, item } => format!("{index}: {item:?}"),
        Event::NotSaved(error) => error.to_string(),
        Event::Progress(progress) => format!("{:?} {}", progress.stage, progress.settled),
    }
}

#[test]
fn each_output_is_carried_out_and_answered_in_order() {
    let progress = Progress { stage: Stage::Buying, settled: 1, total: None };
    let workflow = scripted([
        save(1),
        Output::Progress(progress),
        Output::Item { index: 5, item: "piece" },
        Output::Wait(Some(Duration::from_secs(10))),
        save(2),
        save(3),
        save(4),
        send(70),
        Output::Wait(None),
    ]);
    let heard = vec![
        Input::Saved { seq: 1 },
        Input::Saved { seq: 2 },
        Input::SaveFailed { seq: 3, conflict: true },
        Input::SaveFailed { seq: 4, conflict: false },
        Input::Failed { id: RequestId::from_number(70), failure: Failure::NotSent },
    ];
    let told = [
        "Buying 1",
        "5: \"piece\"",
        "the journal `order` holds save 7, which save 3 does not follow: another driver has it",
        "the journal `order` cannot be used: no storage space",
    ];
    let expected = (Ok(heard), told.map(str::to_owned).to_vec());
    assert_eq!(driven(&workflow, [NOWHERE; 2], false), [expected.clone(), expected]);
}

#[test]
fn a_stop_is_told_once() {
    let workflow = scripted([Output::Wait(None), Output::Wait(Some(Duration::from_secs(10))), save(1)]);
    let expected = (Ok(vec![Input::Stop, Input::Saved { seq: 1 }]), Vec::new());
    assert_eq!(driven(&workflow, [NOWHERE; 2], true), [expected.clone(), expected]);
}

#[test]
fn a_stop_that_was_told_does_not_disturb_the_next_drive() {
    let mut workflow = scripted([Output::Wait(None)]);
    let client = host::asynchronous::client().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let heard = runtime.block_on(async {
        let mut stop = std::pin::pin!(async {}.fuse());
        let sign = |request| sign(request, NOWHERE);
        drive::asynchronous(&mut workflow, CLOCK, &client, sign, take, |_| (), &mut stop).await.unwrap();
        workflow.outputs.extend([Output::Wait(Some(Duration::from_secs(10))), save(1)]);
        drive::asynchronous(&mut workflow, CLOCK, &client, sign, take, |_| (), &mut stop).await.unwrap()
    });
    assert_eq!(heard, [Input::Stop, Input::Saved { seq: 1 }]);
}

#[test]
fn a_breach_of_the_contract_ends_the_drive() {
    let expected = Misuse::new("unexpected_saved", "no save with this number is under way");
    for (done, _) in driven(&scripted([save(13), save(1)]), [NOWHERE; 2], false) {
        assert_eq!(done, Err(expected.clone()));
    }
}

#[test]
fn a_call_is_repeated_until_it_is_answered() {
    let faults =
        Faults::none().at(0, Fault::NoAnswer(Done::Now)).at(1, Fault::ProxyError { status: 502, done: Done::Never });
    let servers = [(); 2].map(|()| Server::start(Sandbox::demo(1).faults(faults.clone()), 0).unwrap());
    let retry = Retry::new(aql::ListUsers, worlds::aql_setup().unwrap());
    let urls = [servers[0].url(), servers[1].url()];
    for (done, _) in driven(&retry, [&urls[0], &urls[1]], false) {
        assert_eq!(done, Ok(Ok(Vec::new())));
    }
    assert_eq!(servers.map(|server| server.with(|sandbox| sandbox.requests())), [3, 3]);
}

/// Answers no request before it has so many.
fn answering_together(count: usize) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        let mut streams: Vec<_> = (0..count).map(|_| listener.accept().unwrap().0).collect();
        for stream in &mut streams {
            let mut request = Vec::new();
            while !request.ends_with(b"demo-password") {
                let mut byte = [0];
                stream.read_exact(&mut byte).unwrap();
                request.extend(byte);
            }
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK").unwrap();
        }
    });
    url
}

#[test]
fn several_requests_are_in_flight_at_a_time() {
    let workflow = scripted([send(1), send(2), send(3), Output::Wait(None), Output::Wait(None), Output::Wait(None)]);
    let (done, _) = drive_asynchronously(workflow, &answering_together(3), false);
    let mut answered: Vec<_> = done.unwrap().into_iter().filter_map(answer).collect();
    answered.sort_unstable();
    assert_eq!(answered, [1, 2, 3].map(|id| (id, b"OK".to_vec())));
}

fn answer(input: Input) -> Option<(u64, Vec<u8>)> {
    match input {
        Input::Response { id, response } => Some((id.number(), response.body().to_vec())),
        _ => None,
    }
}

//! Orders whose process is killed, again and again, at any moment: nothing is bought twice, and nothing is lost.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests may stop at the first surprise")]

mod common;

use std::collections::BTreeSet;
use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread::{self, sleep};
use std::time::{Duration, SystemTime};
use std::{env, fs};

use fastrand::Rng;
use telwire::workflow::order::{Status, aculab, aql};
use telwire::workflow::{Checkpoint, Setup};
use telwire_sandbox::{Sandbox, Server, demo};
use telwire_tests::journal::Journal;
use telwire_tests::worlds;
use tempfile::TempDir;

/// How many processes are killed.
const KILLS: usize = 100;

/// How many of one order's: then it may come to its end.
const KILLS_OF_ONE: usize = 8;

/// How long a process lives at most; an order that nobody kills takes longer.
const LIFE: Duration = Duration::from_millis(60);

/// How long a request is on its way at most, and its answer.
const LATENCY: Duration = Duration::from_millis(10);

const QUANTITY: usize = 3;

/// The orders that are placed, one after the other.
const ORDERS: [&[&str]; 4] = [
    &["--batch", "1", "order", "0113 312012*", "3"],
    &["--aculab", "--exclusive", "order", "Germany", "Berlin", "3"],
    &["order", "0113 312012*", "3"],
    &["--aculab", "order", "Germany", "Berlin", "3"],
];

#[test]
fn a_hundred_kills_buy_nothing_twice_and_lose_nothing() {
    let seed = seed();
    println!("TELWIRE_SEED={seed} chooses the same moments");
    let mut rng = Rng::with_seed(seed);
    let example = common::example("order_blocking");
    let mut tally = Tally::default();
    for arguments in ORDERS.iter().cycle() {
        let mut trial = Trial::new(rng.fork());
        let code = trial.run(&example, arguments, &mut tally);
        let is_complete = match arguments.contains(&"--aculab") {
            true => trial.compare_at_aculab(&mut tally),
            false => trial.compare_at_aql(&mut tally),
        };
        assert_eq!(code, i32::from(!is_complete));
        if tally.kills >= KILLS {
            break;
        }
    }
    println!("{tally:?}");
}

/// The variable `TELWIRE_SEED`, or the time.
fn seed() -> u64 {
    match env::var("TELWIRE_SEED") {
        Ok(seed) => seed.parse().unwrap(),
        Err(_) => SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs(),
    }
}

#[derive(Debug, Default)]
struct Tally {
    orders: usize,
    kills: usize,
    bought: usize,
    on_account: usize,
    unknown: usize,
}

impl Tally {
    fn count(&mut self, status: Status) {
        match status {
            Status::Bought => self.bought += 1,
            Status::OnAccount => self.on_account += 1,
            Status::NotBought => {}
            Status::Unknown => self.unknown += 1,
        }
    }
}

/// One order, at a sandbox of its own.
struct Trial {
    rng: Rng,
    server: Server,
    gateway: String,
    folder: TempDir,
    /// The journal as each process left it.
    journals: Vec<Vec<u8>>,
}

impl Trial {
    fn new(mut rng: Rng) -> Self {
        let server = Server::start(Sandbox::demo(rng.u64(..)), 0).unwrap();
        let gateway = slowed(server.address(), rng.fork());
        Self { rng, server, gateway, folder: tempfile::tempdir().unwrap(), journals: Vec::new() }
    }

    /// Places the order, kills its process, and so on, until it comes to its end. With which exit code is handed back.
    fn run(&mut self, example: &Path, arguments: &[&str], tally: &mut Tally) -> i32 {
        tally.orders += 1;
        for _ in 0..KILLS_OF_ONE {
            let life = self.rng.u64(0..LIFE.as_micros() as u64);
            if let Some(code) = self.live(example, arguments, Some(Duration::from_micros(life))) {
                return code;
            }
            tally.kills += 1;
        }
        self.live(example, arguments, None).unwrap()
    }

    /// Runs a process for so long. Its exit code, if it came to its end.
    fn live(&mut self, example: &Path, arguments: &[&str], life: Option<Duration>) -> Option<i32> {
        let mut command = common::order(example, &self.gateway, arguments);
        command.current_dir(&self.folder).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        if let Some(life) = life {
            sleep(life);
            child.kill().unwrap();
        }
        let output = child.wait_with_output().unwrap();
        self.journals.extend(fs::read(self.journal()));
        let code = output.status.code();
        assert!(matches!(code, None | Some(0 | 1)), "{}", String::from_utf8_lossy(&output.stderr));
        code
    }

    fn journal(&self) -> PathBuf {
        self.folder.path().join("order")
    }

    fn checkpoint(&self) -> Checkpoint {
        Journal::open(self.journal()).unwrap().load().unwrap().unwrap()
    }

    /// Whether a process ever saved this text.
    fn was_saved(&self, text: &str) -> bool {
        self.journals.iter().any(|journal| journal.windows(text.len()).any(|window| window == text.as_bytes()))
    }

    /// Whether every number is bought.
    fn compare_at_aql(&self, tally: &mut Tally) -> bool {
        let account = worlds::aql_account().unwrap();
        let gateway = telwire::aql::Gateway::new(self.gateway.parse().unwrap());
        let setup = Setup::new(account.fingerprint(&gateway), 1);
        let report = aql::Order::load(&self.checkpoint(), setup).unwrap().report();
        let users = self.server.with(|sandbox| sandbox.aql().customer(demo::AQL_USERNAME).unwrap().users().to_vec());

        for item in &report.items {
            tally.count(item.status);
            let user = users.iter().find(|user| Some(user.number) == item.number);
            let user = user.unwrap_or_else(|| panic!("{item:?} is not on the account"));
            assert_eq!(item.voipnumber.as_ref(), Some(&user.voipnumber), "{report}");
            match item.status {
                Status::Bought => assert!(item.password.as_ref() == Some(&user.password), "{report}"),
                // The kill fell between receipt and save.
                Status::OnAccount => assert!(item.password.is_none() && !self.was_saved(user.password.reveal())),
                _ => panic!("{report}"),
            }
        }
        assert_eq!((users.len(), report.items.len(), report.strays.len()), (QUANTITY, QUANTITY, 0), "{report}");
        report.is_complete()
    }

    /// Whether every number is bought.
    fn compare_at_aculab(&self, tally: &mut Tally) -> bool {
        let (cloud_id, username) = (demo::ACULAB_CLOUD_ID, demo::ACULAB_USERNAME);
        let account = worlds::aculab_account().unwrap();
        let gateway = telwire::aculab::Gateway::new(self.gateway.parse().unwrap());
        let setup = Setup::new(account.fingerprint(&gateway), 1);
        let report = aculab::Order::load(&self.checkpoint(), setup).unwrap().report();
        let owned: BTreeSet<_> = self.server.with(|sandbox| {
            let numbers = sandbox.aculab().customer(cloud_id, username).unwrap().numbers();
            numbers.iter().map(|owned| owned.record.number.clone()).collect()
        });

        report.items.iter().for_each(|item| tally.count(item.status));
        let ours: BTreeSet<_> = report.items.iter().filter_map(|item| item.number.clone()).collect();
        let candidates = report.attempts.iter().flat_map(|attempt| attempt.candidates.iter().cloned());
        let reported = ours.iter().cloned().chain(candidates).collect();
        assert!(ours.is_subset(&owned) && owned.is_subset(&reported), "{report}");
        assert!(owned.len() <= QUANTITY, "{report}");
        assert_eq!((report.items.len(), report.surplus.len()), (QUANTITY, 0), "{report}");
        report.is_complete()
    }
}

/// The address of a way to the server on which requests and answers take their time.
fn slowed(server: SocketAddr, mut rng: Rng) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for client in listener.incoming() {
            let latencies = [(); 2].map(|()| Duration::from_micros(rng.u64(0..LATENCY.as_micros() as u64)));
            // A client that is killed breaks its connection, which is what this is all about.
            thread::spawn(move || relay(client?, TcpStream::connect(server)?, latencies));
        }
    });
    url
}

/// Carries one request there and its answer back, each after its latency.
fn relay(mut client: TcpStream, mut server: TcpStream, [there, back]: [Duration; 2]) -> io::Result<()> {
    sleep(there);
    let (mut from, mut to) = (client.try_clone()?, server.try_clone()?);
    thread::spawn(move || {
        io::copy(&mut from, &mut to)?;
        to.shutdown(Shutdown::Write)
    });
    let mut beginning = [0; 1024];
    let length = server.read(&mut beginning)?;
    sleep(back);
    client.write_all(&beginning[..length])?;
    io::copy(&mut server, &mut client)?;
    Ok(())
}

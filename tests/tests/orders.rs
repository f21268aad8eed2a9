//! The examples that place orders, over real HTTP: what they say, and what was really bought.

#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

mod common;

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use telwire::aculab::TelPurchase;
use telwire::aql::AssignNumbers;
use telwire_sandbox::aql::User;
use telwire_sandbox::{Done, Fault, Faults, Sandbox, Server, demo};
use telwire_tests::journal::Journal;
use tempfile::TempDir;

static EXAMPLES: LazyLock<[PathBuf; 2]> = LazyLock::new(|| ["order_blocking", "order_async"].map(common::example));

/// Two numbers at aql.
const AT_AQL: &[&str] = &["order", "0113 312012*", "2"];

/// Two numbers at Aculab Cloud, in an account where others may buy, too.
const AT_ACULAB: &[&str] = &["--aculab", "order", "Germany", "Berlin", "2"];

/// The same in an account where nobody else buys.
const AT_ACULAB_ALONE: &[&str] = &["--aculab", "--exclusive", "order", "Germany", "Berlin", "2"];

/// The example in a folder of its own, where its journal is.
fn order(example: &Path, gateway: &str, folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = common::order(example, gateway, arguments);
    command.current_dir(folder.path());
    command
}

fn said(output: &Output) -> [&str; 2] {
    [&output.stdout, &output.stderr].map(|bytes| std::str::from_utf8(bytes).unwrap())
}

/// The names of what is in the folder.
fn files(folder: &TempDir) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// How many numbers the account at aql has, and that at Aculab Cloud.
fn truth(server: &Server) -> [usize; 2] {
    server.with(|sandbox| {
        let at_aql = sandbox.aql().customer(demo::AQL_USERNAME).unwrap().users().len();
        let at_aculab = sandbox.aculab().customer(demo::ACULAB_CLOUD_ID, demo::ACULAB_USERNAME).unwrap();
        [at_aql, at_aculab.numbers().len()]
    })
}

/// Places the order with each example, and compares the report with `report` and what was bought at either carrier with
/// `bought`. Placing it again, with the same journal, sends nothing more and comes to the same. The exit code is 0 only if
/// all is bought.
fn places(arguments: &[&str], faults: &Faults, report: &str, bought: [usize; 2]) {
    for example in EXAMPLES.iter() {
        let folder = tempfile::tempdir().unwrap();
        let server = Server::start(Sandbox::demo(1).faults(faults.clone()), 0).unwrap();
        let place = || order(example, &server.url(), &folder, arguments).output().unwrap();
        let requests = || server.with(|sandbox| sandbox.requests());

        let first = place();
        assert_eq!(said(&first)[0], report, "{}", said(&first)[1]);
        let is_complete = report.starts_with("2 bought\n");
        assert_eq!(first.status.code(), Some(i32::from(!is_complete)));
        assert_eq!(truth(&server), bought);

        let before = requests();
        let again = place();
        assert_eq!((said(&again)[0], again.status.code()), (report, first.status.code()));
        assert_eq!(requests(), before);
    }
}

#[test]
fn what_is_ordered_is_bought_once() {
    let report = "\
2 bought
   0  bought          44-113-3120120     user 742827
   1  bought          44-113-3120121     user 620600
";
    places(AT_AQL, &Faults::none(), report, [2, 0]);
    let report = "\
2 bought
   0  bought          49305550100        3.50 USD/month, Berlin
   1  bought          49305550101        3.50 USD/month, Berlin
";
    places(AT_ACULAB, &Faults::none(), report, [0, 2]);
}

#[test]
fn a_lost_answer_at_aql_is_found_out() {
    let lost = |done| Faults::none().on::<AssignNumbers>(0, Fault::NoAnswer(done));
    let report = "\
2 on the account
   0  on the account  44-113-3120120     user 742827; no_answer
   1  on the account  44-113-3120121     user 620600; no_answer
";
    places(AT_AQL, &lost(Done::Now), report, [2, 0]);
    let report = "\
2 bought
   0  bought          44-113-3120120     user 742827
   1  bought          44-113-3120121     user 620600
";
    places(AT_AQL, &lost(Done::Never), report, [2, 0]);
}

#[test]
fn a_lost_answer_at_aculab_never_buys_twice() {
    let lost = |done| Faults::none().on::<TelPurchase>(0, Fault::NoAnswer(done));
    let report = "\
2 on the account
   0  on the account  49305550100        no_answer; 3.50 USD/month, Berlin
   1  on the account  49305550101        no_answer; 3.50 USD/month, Berlin
";
    places(AT_ACULAB_ALONE, &lost(Done::Now), report, [0, 2]);
    let report = "\
2 unknown
   0  unknown                            no_answer
   1  unknown                            no_answer
   ?  appeared after purchase 0: 49305550100
   ?  appeared after purchase 0: 49305550101
look for the carrier's e-mail about each purchase of unknown outcome
";
    places(AT_ACULAB, &lost(Done::Now), report, [0, 2]);
    let report = "\
2 unknown
   0  unknown                            no_answer
   1  unknown                            no_answer
look for the carrier's e-mail about each purchase of unknown outcome
";
    places(AT_ACULAB, &lost(Done::Never), report, [0, 0]);
}

#[test]
fn the_passwords_of_a_finished_order_move_from_the_journal_to_a_file() {
    for example in EXAMPLES.iter() {
        let folder = tempfile::tempdir().unwrap();
        let server = Server::start(Sandbox::demo(1), 0).unwrap();
        let arguments = [&["--keep", "passwords"], AT_AQL].concat();
        assert!(order(example, &server.url(), &folder, &arguments).status().unwrap().success());

        let kept = std::fs::read_to_string(folder.path().join("passwords")).unwrap();
        let journal = std::fs::read(folder.path().join("order")).unwrap();
        server.with(|sandbox| {
            let users = sandbox.aql().customer(demo::AQL_USERNAME).unwrap().users();
            let row = |user: &User| format!("{}\t{}\t{}\n", user.number, user.voipnumber, user.password.reveal());
            assert_eq!(kept, users.iter().map(row).collect::<String>());
            for user in users {
                let password = user.password.reveal().as_bytes();
                assert!(!journal.windows(password.len()).any(|window| window == password));
            }
        });
        // Once handed over, there is nothing to hand over again.
        let again = order(example, &server.url(), &folder, &arguments).output().unwrap();
        assert_eq!(again.status.code(), Some(0), "{}", said(&again)[1]);
        assert_eq!(std::fs::read_to_string(folder.path().join("passwords")).unwrap(), kept);
        assert_eq!(files(&folder), ["order", "order.lock", "passwords"]);
    }
}

#[test]
fn a_file_that_could_not_take_the_passwords_is_refused_before_anything_is_sent() {
    let table = [
        ("passwords", "the file `passwords` is there already: choose another\n"),
        ("half", "the file `half.tmp` is there already: choose another\n"),
        ("order", "the file `order` is the journal's own: choose another\n"),
        ("./order.tmp", "the file `./order.tmp` is the journal's own: choose another\n"),
    ];
    for example in EXAMPLES.iter() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["passwords", "half.tmp"] {
            std::fs::write(folder.path().join(name), "of another order").unwrap();
        }
        let server = Server::start(Sandbox::demo(1), 0).unwrap();
        for (file, complaint) in table {
            let arguments = [&["--keep", file], AT_AQL].concat();
            let output = order(example, &server.url(), &folder, &arguments).output().unwrap();
            assert_eq!((said(&output), output.status.code()), (["", complaint], Some(1)));
        }
        assert_eq!(server.with(|sandbox| sandbox.requests()), 0);
        assert_eq!(files(&folder), ["half.tmp", "order.lock", "passwords"]);
    }
}

#[test]
fn what_could_not_be_handed_over_is_handed_over_to_another_file() {
    for example in EXAMPLES.iter() {
        let folder = tempfile::tempdir().unwrap();
        let server = Server::start(Sandbox::demo(1), 0).unwrap();
        let keep_in = |file| {
            let arguments = [&["--keep", file], AT_AQL].concat();
            order(example, &server.url(), &folder, &arguments).output().unwrap()
        };
        let failed = keep_in("missing/passwords");
        let complaint = "the file `missing/passwords.tmp` cannot be made: ";
        let last = said(&failed)[1].lines().last().unwrap();
        assert!(last.starts_with(complaint) && last.ends_with("; the journal still holds the passwords"), "{last}");
        assert_eq!(failed.status.code(), Some(1));

        // The process may also end after the file is made and before the journal is sealed.
        std::fs::write(folder.path().join("passwords"), "the same rows").unwrap();
        assert_eq!(keep_in("passwords").status.code(), Some(1));

        let done = keep_in("others");
        assert_eq!(done.status.code(), Some(0), "{}", said(&done)[1]);
        assert_eq!(std::fs::read_to_string(folder.path().join("others")).unwrap().lines().count(), 2);
        assert_eq!(truth(&server), [2, 0]);
    }
}

#[test]
fn a_purchase_that_was_not_done_is_repeated_when_the_caller_says_so() {
    for example in EXAMPLES.iter() {
        let folder = tempfile::tempdir().unwrap();
        let faults = Faults::none().on::<TelPurchase>(0, Fault::NoAnswer(Done::Never));
        let server = Server::start(Sandbox::demo(1).faults(faults), 0).unwrap();
        let place =
            |options: &[&str]| order(example, &server.url(), &folder, &[options, AT_ACULAB].concat()).output().unwrap();
        assert!(said(&place(&[]))[0].starts_with("2 unknown\n"));

        let foreign = place(&["--not-bought", "1"]);
        assert_eq!(said(&foreign), ["", "`--not-bought 1`: this purchase is not one of unknown outcome\n"]);
        assert_eq!((foreign.status.code(), truth(&server)), (Some(1), [0, 0]));

        let resolved = place(&["--not-bought", "0"]);
        assert!(said(&resolved)[0].starts_with("2 bought\n"), "{resolved:?}");
        assert_eq!((resolved.status.code(), truth(&server)), (Some(0), [0, 2]));

        // What was told once is not told again.
        assert_eq!(place(&["--not-bought", "0"]).status.code(), Some(1));
        assert_eq!(truth(&server), [0, 2]);
    }
}

#[test]
fn help_is_printed_and_wrong_use_is_not_taken_for_it() {
    for example in EXAMPLES.iter() {
        let help = Command::new(example).arg("--help").output().unwrap();
        assert_eq!((said(&help)[1], help.status.code()), ("", Some(0)));
        assert_eq!(said(&help)[0], format!("{}\n", telwire_tests::arguments::help()));

        let wrong = Command::new(example).output().unwrap();
        let usage = said(&help)[0].split("\n\n").next().unwrap();
        let reason = "an order at aql takes a journal, a pattern and a quantity";
        assert_eq!(said(&wrong), ["", &format!("{reason}\n\n{usage}\n")]);
        assert_eq!(wrong.status.code(), Some(1));
    }
}

#[test]
fn a_journal_in_use_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let _journal = Journal::open(folder.path().join("order")).unwrap();
    for example in EXAMPLES.iter() {
        let output = order(example, "http://127.0.0.1:1", &folder, AT_AQL).output().unwrap();
        assert_eq!(said(&output), ["", "the journal `order` is in use by another process\n"]);
        assert_eq!(output.status.code(), Some(1));
    }
}

#[test]
fn a_journal_of_another_order_is_refused_before_anything_is_sent() {
    let table: [(&[&str], &str); 2] = [
        (
            &["order", "0113 312012*", "3"],
            "is of another order: resume with the same slots, or start a journal of its own",
        ),
        (AT_ACULAB, "is of an order at aql, not of an order at Aculab Cloud"),
    ];
    for example in EXAMPLES.iter() {
        let folder = tempfile::tempdir().unwrap();
        let server = Server::start(Sandbox::demo(1), 0).unwrap();
        assert!(order(example, &server.url(), &folder, AT_AQL).status().unwrap().success());
        let requests = server.with(|sandbox| sandbox.requests());
        for (arguments, complaint) in table {
            let output = order(example, &server.url(), &folder, arguments).output().unwrap();
            assert_eq!(said(&output), ["", &format!("the journal `order` {complaint}\n")]);
            assert_eq!(output.status.code(), Some(1));
        }
        assert_eq!(server.with(|sandbox| sandbox.requests()), requests);
    }
}

#[test]
fn a_missing_account_is_named() {
    let folder = tempfile::tempdir().unwrap();
    for example in EXAMPLES.iter() {
        for (arguments, name) in [(AT_AQL, "TELWIRE_AQL_USERNAME"), (AT_ACULAB, "TELWIRE_ACULAB_CLOUD_ID")] {
            let output = Command::new(example).args(arguments).current_dir(&folder).env_clear().output().unwrap();
            assert_eq!(said(&output), ["", &format!("`{name}` is missing\n")]);
            assert_eq!(files(&folder), [""; 0]);
        }
    }
}

#[test]
fn a_clock_that_would_stand_still_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for example in EXAMPLES.iter() {
        let mut command = order(example, "http://127.0.0.1:1", &folder, AT_AQL);
        let output = command.env("TELWIRE_CLOCK_SPEED", "0").output().unwrap();
        assert_eq!(said(&output), ["", "`TELWIRE_CLOCK_SPEED` must be a number from 1, not `0`\n"]);
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_an_order_that_can_go_on_later() {
    let [blocking, _] = &*EXAMPLES;
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(Sandbox::demo(1), 0).unwrap();
    let mut command = order(blocking, &server.url(), &folder, AT_AQL);

    // While the test looks, the sandbox answers nobody.
    let child = server.with(|_| {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stderr.as_mut().unwrap()).read_line(&mut line).unwrap();
        assert_eq!(line, "choosing: 0 of 2\n");
        assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
        child
    });
    let stopped = child.wait_with_output().unwrap();
    let lines: Vec<&str> = said(&stopped)[0].lines().collect();
    assert_eq!((lines.first(), lines.last()), (Some(&"2 not bought"), Some(&"stopped: the caller asked for it")));
    assert_eq!(truth(&server), [0, 0]);

    let resumed = order(blocking, &server.url(), &folder, AT_AQL).output().unwrap();
    assert!(said(&resumed)[0].starts_with("2 bought\n"), "{resumed:?}");
    assert_eq!(truth(&server), [2, 0]);
}
#[test]
fn several_purchases_that_were_not_done_are_told_at_once() {
    for example in EXAMPLES.iter() {
        let folder = tempfile::tempdir().unwrap();
        let lost = |faults: Faults, nth| faults.on::<AssignNumbers>(nth, Fault::NoAnswer(Done::Never));
        let server = Server::start(Sandbox::demo(1).faults((0..6).fold(Faults::none(), lost)), 0).unwrap();
        let place = |options: &[&str]| {
            order(example, &server.url(), &folder, &[options, &["--batch", "1"], AT_AQL].concat()).output().unwrap()
        };
        let unknown = place(&[]);
        assert!(said(&unknown)[0].starts_with("2 unknown\n"), "{unknown:?} {}", server.with(|s| s.requests()));

        let resolved = place(&["--not-bought", "0", "--not-bought", "1"]);
        assert!(said(&resolved)[0].starts_with("2 bought\n"), "{resolved:?}");
        assert_eq!((resolved.status.code(), truth(&server)), (Some(0), [2, 0]));
    }
}

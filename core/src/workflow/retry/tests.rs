use super::*;
use crate::aql::{ChangeUser, ListUsers, Settings, VoipNumber, VoipUser};
use crate::error::{Failure, Outcome};
use crate::workflow::testing::{Driver, LOST, NEVER_LEFT, Next, ok, setup};
use crate::workflow::{Fingerprint, RequestId};

fn retry() -> Driver<Retry<ListUsers>> {
    Driver::new(Retry::new(ListUsers, setup()))
}

fn users(names: &[&str]) -> Vec<VoipUser> {
    names.iter().map(|name| VoipUser::opaque(*name).unwrap()).collect()
}

fn busy(retry_after: &str) -> Response {
    Response::new(503, "busy").with_header("Retry-After", retry_after)
}

/// How long the workflow waits after an answer.
fn pause_after(response: Response) -> Duration {
    let mut driver = retry();
    // 1994-11-06 08:49:37
    driver.now = Timestamp::from_unix_millis(784_111_777_000);
    let id = driver.next_id();
    driver.answer(id, Ok(response));
    driver.pass()
}

#[test]
fn an_answer_is_the_report() {
    let mut driver = retry();
    assert_eq!(driver.run(|_| ok("606309\n612345\n")), Ok(users(&["606309", "612345"])));
    assert_eq!(driver.forms(), ["action=listusers"]);
}

#[test]
fn what_is_temporary_is_tried_again() {
    let temporary = [
        ok("<html>"),
        LOST,
        NEVER_LEFT,
        Ok(Response::new(408, "")),
        Ok(Response::new(425, "")),
        Ok(Response::new(429, "")),
        Ok(Response::new(500, "")),
        Ok(Response::new(200, "606309").incomplete()),
    ];
    for (case, first) in temporary.into_iter().enumerate() {
        let mut answers = vec![first, ok("606309\n")].into_iter();
        let mut driver = retry();
        assert_eq!(driver.run(|_| answers.next().unwrap()), Ok(users(&["606309"])), "case {case}");
        assert_eq!(driver.sent.len(), 2, "case {case}");
    }
}

#[test]
fn what_is_final_is_not() {
    for (answer, message) in [
        (
            ok("ERR:no such action\n"),
            "`list_users` was refused with ERR: see the carrier's own words (the carrier says: `no such action`)",
        ),
        (
            Ok(Response::new(403, "")),
            "`list_users` was answered with HTTP status 403: no documented error came with it",
        ),
    ] {
        let mut driver = retry();
        let stopped = driver.run(|_| answer.clone()).unwrap_err();
        assert_eq!((stopped.to_string().as_str(), driver.sent.len()), (message, 1));
    }
}

#[test]
fn it_is_tried_as_often_as_the_setup_allows() {
    for max_retries in [0, 1, 5] {
        let mut driver = Driver::new(Retry::new(ListUsers, setup().max_retries(max_retries)));
        let stopped = driver.run(|_| LOST).unwrap_err();
        assert_eq!(stopped.to_string(), "no answer to `list_users` came: it may be sent again");
        assert_eq!(driver.sent.len(), 1 + max_retries as usize);
    }
}

#[test]
fn a_change_is_tried_again_too() {
    let settings = Settings { callrecord: Some(true), ..Settings::default() };
    let call = ChangeUser::new("606309".parse::<VoipNumber>().unwrap(), settings).unwrap();
    let mut answers = vec![LOST, ok("OK\n")].into_iter();
    let mut driver = Driver::new(Retry::new(call, setup()));
    assert!(driver.run(|_| answers.next().unwrap()).is_ok());
    assert_eq!(driver.forms(), ["action=changeuser&voipnumber=606309&callrecord=1"; 2]);
}

#[test]
fn a_change_that_an_earlier_try_may_have_made_is_in_doubt() {
    let settings = Settings { callrecord: Some(true), ..Settings::default() };
    let call = ChangeUser::new("606309".parse::<VoipNumber>().unwrap(), settings).unwrap();
    let ended = |answers: Vec<Result<Response, Failure>>| {
        let mut answers = answers.into_iter();
        let stopped = Driver::new(Retry::new(call.clone(), setup())).run(|_| answers.next().unwrap()).unwrap_err();
        let Stopped::ByError(error) = stopped else { panic!("{stopped:?}") };
        (error.code().to_owned(), error.outcome())
    };
    let in_doubt = ("no_answer".to_owned(), Outcome::Unknown);
    assert_eq!(ended(vec![LOST, NEVER_LEFT, NEVER_LEFT]), in_doubt);
    assert_eq!(ended(vec![NEVER_LEFT, LOST, NEVER_LEFT]), in_doubt);
    assert_eq!(ended(vec![LOST, ok("ERR:no such user\n")]), ("control_error".to_owned(), Outcome::Unknown));
    assert_eq!(ended(vec![NEVER_LEFT; 3]), ("not_sent".to_owned(), Outcome::NotSent));
}

#[test]
fn retry_after_is_honoured_within_reason() {
    for (retry_after, seconds) in [
        ("17", 17),
        (" 300 ", 300),
        ("301", 300),
        ("99999999999", 300),
        ("Sun, 06 Nov 1994 08:50:37 GMT", 60),
        ("Sun, 06 Nov 1994 09:49:37 GMT", 300),
    ] {
        assert_eq!(pause_after(busy(retry_after)), Duration::from_secs(seconds), "{retry_after}");
    }
    for retry_after in ["0", "Sun, 06 Nov 1994 08:49:36 GMT", "soon", "-5", ""] {
        assert!(pause_after(busy(retry_after)) <= FIRST_PAUSE, "{retry_after}");
    }
}

#[test]
fn pauses_grow_to_a_limit_and_differ_by_seed() {
    let pauses = |seed| {
        let mut backoff = Backoff::new(seed);
        (1..=40).map(|tries| backoff.pause(tries, None)).collect::<Vec<_>>()
    };
    for seed in 0..100 {
        for (tries, pause) in (0..).zip(pauses(seed)) {
            let longest = FIRST_PAUSE * 2_u32.pow(tries.min(10));
            assert!(pause <= longest.min(LONGEST_PAUSE), "seed {seed}, try {tries}: {pause:?}");
        }
    }
    assert_eq!(pauses(1), pauses(1));
    assert_ne!(pauses(1), pauses(2));
    assert!(pauses(1).into_iter().max() > Some(LONGEST_PAUSE / 2));
}

#[test]
fn a_late_answer_is_used() {
    let mut driver = retry();
    let first = driver.next_id();
    driver.answer(first, LOST);
    driver.pass();
    let second = driver.next_id();
    assert_ne!(first, second);
    driver.answer(first, ok("606309\n"));
    assert_eq!(driver.next(), Next::Done(Ok(users(&["606309"]))));
    driver.answer(second, ok("612345\n"));
    assert_eq!(driver.next(), Next::Done(Ok(users(&["606309"]))));
}

#[test]
fn a_late_answer_that_says_nothing_changes_nothing() {
    let mut driver = retry();
    let first = driver.next_id();
    driver.answer(first, LOST);
    driver.pass();
    let second = driver.next_id();
    driver.answer(first, ok("<html>"));
    driver.answer(first, LOST);
    assert_eq!(driver.next(), Next::Wait(None));
    driver.answer(second, ok("606309\n"));
    assert_eq!(driver.next(), Next::Done(Ok(users(&["606309"]))));
}

#[test]
fn breaking_the_contract_is_misuse_and_changes_nothing() {
    let mut driver = retry();
    let id = driver.next_id();
    let later = RequestId::from_number(id.number() + 1);
    for (input, code, message) in [
        (
            Input::Response { id: later, response: Response::new(200, "606309\n") },
            "unknown_request",
            "no request with this id was sent",
        ),
        (
            Input::Failed { id: later, failure: Failure::NoAnswer },
            "unknown_request",
            "no request with this id was sent",
        ),
        (Input::Saved { seq: 1 }, "unexpected_saved", "no save with this number is under way"),
        (Input::SaveFailed { seq: 1, conflict: true }, "unexpected_saved", "no save with this number is under way"),
    ] {
        let misuse = driver.handle(input).unwrap_err();
        assert_eq!((misuse.code(), misuse.to_string().as_str()), (code, message));
        assert_eq!(driver.next(), Next::Wait(None));
    }
    driver.answer(id, ok("606309\n"));
    assert_eq!(driver.next(), Next::Done(Ok(users(&["606309"]))));
}

#[test]
fn stopping_ends_it_once() {
    let mut driver = retry();
    let id = driver.next_id();
    driver.handle(Input::Stop).unwrap();
    assert_eq!(driver.next(), Next::Done(Err(Stopped::ByCaller)));
    driver.answer(id, ok("606309\n"));
    assert_eq!(driver.next(), Next::Done(Err(Stopped::ByCaller)));

    let mut driver = retry();
    let report = driver.run(|_| ok("606309\n"));
    driver.handle(Input::Stop).unwrap();
    assert_eq!(driver.next(), Next::Done(report));
}

#[test]
fn a_clock_that_runs_backwards_stands_still() {
    let mut driver = retry();
    let id = driver.next_id();
    driver.answer(id, Ok(busy("100")));
    driver.now = Timestamp::default();
    assert_eq!(driver.next(), Next::Wait(Some(Duration::from_secs(100))));
}

#[test]
fn a_resumption_asks_anew_with_ids_of_its_own() {
    let mut driver = retry();
    let first = driver.next_id();
    let checkpoint = driver.workflow.checkpoint();
    let mut driver = Driver::new(Retry::new(ListUsers, setup()).resume(&checkpoint).unwrap());
    let second = driver.next_id();
    assert_eq!((first.to_string().as_str(), second.to_string().as_str()), ("1.1", "2.1"));
    driver.answer(first, ok("612345\n"));
    driver.answer(second, ok("606309\n"));
    assert_eq!(driver.next(), Next::Done(Ok(users(&["606309"]))));
}

#[test]
fn the_checkpoint_of_another_call_or_account_is_refused() {
    let checkpoint = retry().workflow.checkpoint();
    let call = crate::aql::GetUser::new("606309".parse::<VoipNumber>().unwrap());
    let error = Retry::new(call, setup()).resume(&checkpoint).unwrap_err();
    assert_eq!(error.code(), InvalidCode::Foreign);
    assert_eq!(error.to_string(), "`checkpoint` is of another call: resume with the call it was made for");

    let other = Setup::new(Fingerprint::new(["carrier", "somebody else"]), 7);
    let error = Retry::new(ListUsers, other).resume(&checkpoint).unwrap_err();
    assert_eq!((error.field(), error.code()), ("checkpoint", InvalidCode::Foreign));
}

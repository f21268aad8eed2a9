use super::*;
use crate::workflow::testing::{Answer, Driver, LOST, NEVER_LEFT, Next, ok, setup};
use crate::workflow::{Fingerprint, Progress};

use Released::{Gone, Kept, NotOurs, NotTried, Released as Deleted, Unknown};

const A: &str = "441908538007";
const B: &str = "441908538008";
const C: &str = "441908538009";

fn numbers(numbers: &[&str]) -> Vec<InboundNumber> {
    numbers.iter().map(|number| number.parse().unwrap()).collect()
}

fn release(of: &[&str]) -> Release {
    Release::new(numbers(of), setup()).unwrap()
}

/// The form of a deletion.
fn deletion(of: &[&str]) -> String {
    format!("numbers={}", of.join("%2C"))
}

/// The form of a listing: it is not filtered.
const LISTING: &str = "";

fn deleted(status: &str, reasons: &[(&str, &str)]) -> Answer {
    let reasons = reasons.iter().map(|(number, code)| format!(r#""{number}":{{"code":"{code}","description":"no"}}"#));
    let reasons = reasons.collect::<Vec<_>>().join(",");
    ok(format!(r#"{{"status":"{status}","numbers":{{{reasons}}}}}"#))
}

fn listing(of: &[&str]) -> Answer {
    let owned: Vec<String> = of.iter().map(|number| format!(r#""{number}":{{}}"#)).collect();
    ok(format!("{{{}}}", owned.join(",")))
}

fn refusal(status: u16, code: &str) -> Answer {
    Ok(Response::new(status, format!(r#"{{"error":{{"code":"{code}","text":"no"}}}}"#)))
}

fn statuses(report: &ReleaseReport) -> Vec<Released> {
    report.items.iter().map(|item| item.status).collect()
}

/// Runs with these answers, one after another.
fn run(release: Release, answers: Vec<Answer>) -> (ReleaseReport, Driver<Release>) {
    let mut driver = Driver::new(release);
    let mut answers = answers.into_iter();
    let report = driver.run(|form| answers.next().unwrap_or_else(|| panic!("no answer to `{form}` is left")));
    assert_eq!(answers.next(), None, "an answer is left");
    (report, driver)
}

#[test]
fn every_step_passes_the_journal_first() {
    let mut driver = Driver::new(release(&[A, B, C]).batch_size(2));
    let mut seen = Vec::new();
    loop {
        match driver.poll() {
            Output::Save { seq, .. } => {
                seen.push(format!("save {seq}"));
                assert_eq!(driver.poll(), Output::Wait(None));
                driver.handle(Input::Saved { seq }).unwrap();
            }
            Output::Send { id, request, effect, timeout } => {
                seen.push(format!("send {id} {} {}", request.path(), request.form()));
                assert_eq!((effect, timeout), (Effect::Release, Duration::from_secs(120)));
                driver.answer(id, deleted("OK", &[]));
            }
            Output::Item { index, item } => seen.push(format!("item {index} {}", item.status)),
            Output::Progress(Progress { stage: Stage::Releasing, settled, total: Some(3) }) => {
                seen.push(format!("progress {settled}"));
            }
            Output::Done(report) => {
                assert_eq!((statuses(&report), report.stopped), (vec![Deleted; 3], None));
                break;
            }
            other => panic!("{other:?}"),
        }
    }
    let expected = [
        "save 1",
        "send 1.1 /tel_delete_numbers numbers=441908538007%2C441908538008",
        "save 2",
        "item 0 released",
        "progress 1",
        "item 1 released",
        "progress 2",
        "save 3",
        "send 1.2 /tel_delete_numbers numbers=441908538009",
        "save 4",
        "item 2 released",
        "progress 3",
    ];
    assert_eq!(seen, expected);
}

#[test]
fn each_number_is_judged_by_itself() {
    for (status, reasons, expected) in [
        ("OK", vec![], [Some(Deleted), Some(Deleted)]),
        ("PARTIAL", vec![(A, "0300")], [Some(NotOurs), Some(Deleted)]),
        ("PARTIAL", vec![(B, "0002")], [Some(Deleted), Some(Kept)]),
        ("FAIL", vec![(A, "0300"), (B, "0999")], [Some(NotOurs), Some(Kept)]),
        // Contradictions decide only about the numbers that they give a reason for.
        ("OK", vec![(A, "0300")], [Some(NotOurs), Some(Deleted)]),
        ("OK", vec![(C, "0300")], [None, None]),
        ("PARTIAL", vec![], [None, None]),
        ("PARTIAL", vec![(C, "0300")], [None, None]),
        ("PARTIAL", vec![(A, "0300"), (C, "0300")], [Some(NotOurs), None]),
        ("PARTIAL", vec![(A, "0300"), (B, "0300")], [Some(NotOurs), Some(NotOurs)]),
        ("FAIL", vec![], [None, None]),
        ("FAIL", vec![(B, "0300")], [None, Some(NotOurs)]),
        ("DONE", vec![], [None, None]),
        ("DONE", vec![(A, "0300")], [Some(NotOurs), None]),
    ] {
        let case = format!("{status} {reasons:?}");
        let mut driver = Driver::new(release(&[A, B]));
        let id = driver.next_id();
        driver.answer(id, deleted(status, &reasons));
        let is_decided = expected.iter().all(Option::is_some);
        match driver.next() {
            Next::Done(_) => assert!(is_decided, "{case}"),
            next => assert_eq!((next, is_decided), (Next::Wait(Some(FIRST_SETTLE)), false), "{case}"),
        }
        let items = driver.items.iter().map(|(index, item)| (*index, item.status)).collect::<Vec<_>>();
        let expected = (0..).zip(expected).filter_map(|(index, status)| Some((index, status?)));
        assert_eq!(items, expected.collect::<Vec<_>>(), "{case}");
    }
}

#[test]
fn unclear_answers_lead_to_finding_out() {
    for answer in [
        LOST,
        ok(""),
        ok("<html>"),
        ok(r#"{"status":"OK""#),
        Ok(Response::new(502, "bad gateway")),
        Ok(Response::new(429, "")),
        Ok(Response::new(301, "")),
        refusal(500, "0405"),
        refusal(200, "0405"),
        Ok(Response::new(400, "<html>")),
    ] {
        let case = format!("{answer:?}");
        let answers = vec![answer, listing(&[A, C]), deleted("FAIL", &[(A, "0300")])];
        let (report, driver) = run(release(&[A]), answers);
        assert_eq!(statuses(&report), [Gone], "{case}");
        assert_eq!(driver.forms(), [&deletion(&[A]), LISTING, &deletion(&[A])], "{case}");
        assert_eq!(report.items[0].carrier_code.as_deref(), Some("0300"));
        assert_eq!(report.items[0].listed, Some(true));
        let [first, listed, again] = [0, 1, 2].map(|position| driver.sent[position].0);
        assert_eq!((listed.since(first), again), (FIRST_SETTLE, listed), "{case}");
        assert_eq!(report.items[0].sent, [first, again]);
    }
}

#[test]
fn only_what_is_open_is_deleted_again() {
    let answers = vec![deleted("FAIL", &[(B, "0300")]), listing(&[A, C]), deleted("OK", &[])];
    let (report, driver) = run(release(&[A, B, C]), answers);
    assert_eq!(statuses(&report), [Deleted, NotOurs, Deleted]);
    assert_eq!(driver.forms(), [&deletion(&[A, B, C]), LISTING, &deletion(&[A, C])]);
}

#[test]
fn a_number_is_sent_three_times_and_the_listings_decide_then() {
    for (listings, expected, listed) in [
        ([listing(&[A]), listing(&[A]), listing(&[])], Gone, Some(false)),
        ([listing(&[A]), listing(&[A]), listing(&[A])], Unknown, Some(true)),
        ([listing(&[]), listing(&[]), listing(&[])], Unknown, Some(false)),
        ([listing(&[A]), listing(&[]), listing(&[A])], Unknown, Some(true)),
        ([listing(&[A]), listing(&[]), refusal(400, "0001")], Gone, Some(false)),
        ([refusal(400, "0001"), refusal(400, "0001"), listing(&[])], Unknown, Some(false)),
        ([refusal(400, "0001"), refusal(400, "0001"), refusal(400, "0001")], Unknown, None),
    ] {
        let case = format!("{listings:?}");
        let answers = listings.into_iter().flat_map(|listing| [LOST, listing]).chain([deleted("OK", &[])]);
        let (report, driver) = run(release(&[A, B]).batch_size(1), answers.collect());
        assert_eq!(statuses(&report), [expected, Deleted], "{case}");
        assert_eq!((report.items[0].listed, report.items[0].sent.len(), report.stopped), (listed, 3, None), "{case}");
        let pauses: Vec<u64> = driver
            .sent
            .windows(2)
            .map(|pair| pair[1].0.since(pair[0].0).as_secs())
            .filter(|pause| *pause > 0)
            .collect();
        assert_eq!(pauses, [10, 60, 60], "{case}");
    }
}

#[test]
fn another_refusal_says_nothing_about_an_open_deletion() {
    let answers = vec![LOST, listing(&[A]), deleted("FAIL", &[(A, "0999")])];
    let (report, _) = run(release(&[A]), answers);
    assert_eq!(statuses(&report), [Unknown]);
    assert_eq!(report.items[0].carrier_code.as_deref(), Some("0999"));
}

#[test]
fn a_refusal_of_the_whole_call_ends_it_and_a_resumption_goes_on() {
    for refused in [refusal(400, "0405"), Ok(Response::new(401, ""))] {
        let (report, driver) = run(release(&[A, B]).batch_size(1), vec![refused]);
        assert_eq!(statuses(&report), [Kept, NotTried]);
        assert_eq!(driver.items.iter().map(|(index, _)| *index).collect::<Vec<_>>(), [0, 1]);
        let Some(Stopped::ByError(error)) = report.stopped else { panic!("it is stopped by the error") };
        assert_eq!((error.kind(), error.outcome()), (crate::Kind::Refused, Outcome::NotChanged));

        let (_, checkpoint) = driver.saved.unwrap();
        let resumed = release(&[A, B]).batch_size(1).resume(&checkpoint).unwrap();
        let (report, driver) = run(resumed, vec![deleted("OK", &[]), deleted("OK", &[])]);
        assert_eq!((statuses(&report), report.stopped), (vec![Deleted, Deleted], None));
        assert_eq!(driver.forms(), [deletion(&[A]), deletion(&[B])]);
    }
}

#[test]
fn a_refusal_of_the_whole_call_does_not_close_an_open_deletion() {
    let (report, _) = run(release(&[A]), vec![LOST, listing(&[A]), refusal(400, "0405")]);
    assert_eq!(statuses(&report), [Unknown]);
    assert_eq!(
        report.stopped.unwrap().to_string(),
        "`tel_delete_numbers` was refused with 0405: \
        the access key is not valid for this cloud and user (the carrier says: `no`)"
    );
}

#[test]
fn what_never_left_is_sent_again_with_a_limit() {
    let (report, driver) = run(release(&[A]), vec![NEVER_LEFT, NEVER_LEFT, deleted("FAIL", &[(A, "0300")])]);
    assert_eq!(statuses(&report), [NotOurs]);
    assert_eq!(driver.forms(), [deletion(&[A]), deletion(&[A]), deletion(&[A])]);
    assert_eq!(report.items[0].sent.len(), 1);

    let (report, driver) = run(release(&[A, B]).batch_size(1), vec![NEVER_LEFT; 3]);
    assert_eq!(statuses(&report), [NotTried, NotTried]);
    assert_eq!(report.stopped.unwrap().to_string(), "`tel_delete_numbers` never left: it may be sent again");
    assert_eq!(driver.sent.len(), 3);

    let answers = vec![LOST, listing(&[]), NEVER_LEFT, NEVER_LEFT, NEVER_LEFT];
    assert_eq!(statuses(&run(release(&[A]), answers).0), [Unknown]);
}

/// A release whose deletion is on its way, and what is in the journal then.
fn interrupted() -> (Driver<Release>, RequestId, Checkpoint) {
    let mut driver = Driver::new(release(&[A, B]));
    let id = driver.next_id();
    let (_, checkpoint) = driver.saved.clone().unwrap();
    (driver, id, checkpoint)
}

#[test]
fn a_resumption_claims_the_journal_and_counts_what_was_in_flight_as_unanswered() {
    let (_, id, checkpoint) = interrupted();
    let mut driver = Driver::new(release(&[A, B]).resume(&checkpoint).unwrap());
    let Output::Save { seq: 2, checkpoint: claimed } = driver.poll() else { panic!("the first output is a save") };
    assert_ne!(claimed, checkpoint);
    assert_eq!(driver.poll(), Output::Wait(None));
    driver.handle(Input::Saved { seq: 2 }).unwrap();
    assert_eq!(driver.pass(), FIRST_SETTLE);
    let listed = driver.next_id();
    driver.answer(listed, listing(&[B]));
    let again = driver.next_id();
    assert_eq!((id.to_string(), listed.to_string(), again.to_string()), ("1.1".into(), "2.1".into(), "2.2".into()));
    driver.answer(again, deleted("PARTIAL", &[(A, "0300")]));
    let Next::Done(report) = driver.next() else { panic!("it is over") };
    assert_eq!(statuses(&report), [Gone, Deleted]);
}

#[test]
fn a_late_answer_to_an_earlier_process_is_used() {
    let (_, id, checkpoint) = interrupted();
    let mut driver = Driver::new(release(&[A, B]).resume(&checkpoint).unwrap());
    assert_eq!(driver.next(), Next::Wait(Some(FIRST_SETTLE)));
    driver.answer(id, LOST);
    assert_eq!(driver.next(), Next::Wait(Some(FIRST_SETTLE)));
    driver.answer(id, deleted("PARTIAL", &[(A, "0300")]));
    let Next::Done(report) = driver.next() else { panic!("it is over") };
    assert_eq!(statuses(&report), [NotOurs, Deleted]);
    assert_eq!(driver.sent, []);
}

#[test]
fn a_late_answer_takes_back_what_it_makes_needless() {
    let (_, id, checkpoint) = interrupted();
    let mut driver = Driver::new(release(&[A, B]).resume(&checkpoint).unwrap());
    driver.pass();
    let listed = driver.next_id();
    driver.answer(listed, listing(&[A, B]));
    while let Output::Save { seq: seq @ ..=3, .. } = driver.poll() {
        driver.handle(Input::Saved { seq }).unwrap();
    }
    // The intent of the second deletion is being written.
    driver.answer(id, deleted("OK", &[]));
    driver.handle(Input::Saved { seq: 4 }).unwrap();
    driver.saved = None;
    let Next::Done(report) = driver.next() else { panic!("it is over") };
    assert_eq!(statuses(&report), [Deleted, Deleted]);
    assert_eq!(report.items[0].sent.len(), 1);
}

#[test]
fn an_answer_after_the_end_is_saved_and_told() {
    let (_, id, checkpoint) = interrupted();
    let mut driver = Driver::new(release(&[A, B]).resume(&checkpoint).unwrap());
    let mut answers = vec![listing(&[]), LOST, listing(&[]), LOST, listing(&[])].into_iter();
    let report = driver.run(|_| answers.next().unwrap());
    assert_eq!(statuses(&report), [Unknown, Unknown]);
    let (seq, _) = driver.saved.clone().unwrap();

    driver.items.clear();
    driver.answer(id, deleted("PARTIAL", &[(B, "0300")]));
    let Next::Done(report) = driver.next() else { panic!("it is over") };
    assert_eq!(statuses(&report), [Deleted, Gone]);
    assert_eq!(
        driver.items.iter().map(|(index, item)| (*index, item.status)).collect::<Vec<_>>(),
        [(0, Deleted), (1, Gone)]
    );
    let (last, checkpoint) = driver.saved.clone().unwrap();
    assert_eq!(last, seq + 1);
    let resumed = release(&[A, B]).resume(&checkpoint).unwrap();
    assert_eq!(statuses(&run(resumed, vec![]).0), [Deleted, Gone]);
}

#[test]
fn what_is_unknown_is_looked_up_once_more_by_a_resumption() {
    let answers = vec![LOST, listing(&[A]), LOST, listing(&[A]), LOST, listing(&[A])];
    let (report, driver) = run(release(&[A]), answers);
    assert_eq!(statuses(&report), [Unknown]);
    let resumed = release(&[A]).resume(&driver.saved.unwrap().1).unwrap();
    let (report, driver) = run(resumed, vec![listing(&[])]);
    assert_eq!((statuses(&report), driver.forms()), (vec![Gone], vec![LISTING]));
}

#[test]
fn a_lost_journal_ends_it_before_anything_leaves() {
    let mut driver = Driver::new(release(&[A]));
    let Output::Save { seq: 1, .. } = driver.poll() else { panic!("the intent is saved") };
    driver.handle(Input::SaveFailed { seq: 1, conflict: true }).unwrap();
    let Next::Done(report) = driver.next() else { panic!("it is over") };
    assert_eq!(statuses(&report), [Unknown]);
    assert_eq!(
        serde_json::to_value(&report.stopped).unwrap(),
        serde_json::json!({
            "by": "error",
            "kind": "misuse",
            "code": "journal_in_use",
            "outcome": "not_sent",
            "message": "the journal holds something else than was saved last: another driver is at it; \
                leave the work to it",
        })
    );
}

#[test]
fn a_journal_that_fails_after_an_answer_keeps_the_answer_in_the_report() {
    let mut driver = Driver::new(release(&[A, B]).batch_size(1));
    let id = driver.next_id();
    driver.answer(id, deleted("OK", &[]));
    let report = loop {
        match driver.poll() {
            Output::Save { seq, .. } => driver.handle(Input::SaveFailed { seq, conflict: false }).unwrap(),
            Output::Wait(Some(pause)) => driver.now = driver.now + pause,
            Output::Done(report) => break report,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(statuses(&report), [Deleted, NotTried]);
    let Some(Stopped::ByError(error)) = &report.stopped else { panic!("it is stopped by the error") };
    assert_eq!(error.code(), "journal_failed");
}

#[test]
fn a_journal_lost_with_a_deletion_on_its_way_still_takes_its_answer() {
    let (_, id, checkpoint) = interrupted();
    let mut driver = Driver::new(release(&[A, B]).resume(&checkpoint).unwrap());
    let Output::Save { seq, .. } = driver.poll() else { panic!("the first output is a save") };
    driver.handle(Input::SaveFailed { seq, conflict: true }).unwrap();
    let Next::Done(report) = driver.next() else { panic!("it is over") };
    assert_eq!(statuses(&report), [Unknown, Unknown]);
    driver.answer(id, deleted("OK", &[]));
    let Next::Done(report) = driver.next() else { panic!("it is over") };
    assert_eq!(statuses(&report), [Deleted, Deleted]);
}

#[test]
fn stopping_waits_for_what_is_in_flight() {
    let mut driver = Driver::new(release(&[A, B]).batch_size(1));
    let id = driver.next_id();
    driver.handle(Input::Stop).unwrap();
    assert_eq!(driver.next(), Next::Wait(None));
    driver.answer(id, deleted("OK", &[]));
    let Next::Done(report) = driver.next() else { panic!("it is over") };
    assert_eq!((statuses(&report), report.stopped), (vec![Deleted, NotTried], Some(Stopped::ByCaller)));

    let mut driver = Driver::new(release(&[A]));
    let id = driver.next_id();
    driver.handle(Input::Stop).unwrap();
    driver.answer(id, LOST);
    let Next::Done(report) = driver.next() else { panic!("it is over") };
    assert_eq!((statuses(&report), report.stopped), (vec![Unknown], Some(Stopped::ByCaller)));
}

#[test]
fn stopping_takes_an_intent_back() {
    let mut driver = Driver::new(release(&[A]));
    let Output::Save { seq: 1, .. } = driver.poll() else { panic!("the intent is saved") };
    driver.handle(Input::Stop).unwrap();
    assert_eq!(driver.poll(), Output::Wait(None));
    driver.handle(Input::Saved { seq: 1 }).unwrap();
    let Next::Done(report) = driver.next() else { panic!("it is over") };
    assert_eq!((statuses(&report), report.stopped), (vec![NotTried], Some(Stopped::ByCaller)));
    let resumed = release(&[A]).resume(&driver.saved.unwrap().1).unwrap();
    assert_eq!(statuses(&run(resumed, vec![deleted("OK", &[])]).0), [Deleted]);
}

#[test]
fn stopping_a_release_that_has_nothing_left_to_do_leaves_it_finished() {
    let mut driver = Driver::new(release(&[A]));
    let id = driver.next_id();
    driver.answer(id, deleted("OK", &[]));
    driver.handle(Input::Stop).unwrap();
    let Next::Done(report) = driver.next() else { panic!("it is over") };
    assert_eq!((statuses(&report), report.stopped), (vec![Deleted], None));
}

#[test]
fn breaking_the_contract_is_misuse_and_changes_nothing() {
    let mut driver = Driver::new(release(&[A]));
    let Output::Save { seq: 1, .. } = driver.poll() else { panic!("the intent is saved") };
    let response = Response::new(200, r#"{"status":"OK"}"#);
    for number in [1, 2] {
        let id = RequestId::new(1, number);
        let misuse = driver.handle(Input::Response { id, response: response.clone() }).unwrap_err();
        assert_eq!(
            (misuse.code(), misuse.to_string().as_str()),
            ("unknown_request", "no request with this id was sent")
        );
    }
    let misuse = driver.handle(Input::Saved { seq: 2 }).unwrap_err();
    assert_eq!(
        (misuse.code(), misuse.to_string().as_str()),
        ("unexpected_saved", "no save with this number is under way")
    );
    driver.handle(Input::Saved { seq: 1 }).unwrap();
    assert_eq!(driver.next(), Next::Send(RequestId::new(1, 1), deletion(&[A])));
}

/// The carrier's side of a deletion.
fn carry_out(owned: &mut Vec<String>, form: &str) -> Answer {
    let Some(asked) = form.strip_prefix("numbers=") else {
        return listing(&owned.iter().map(String::as_str).collect::<Vec<_>>());
    };
    let (gone, reasons): (Vec<&str>, Vec<&str>) =
        asked.split("%2C").partition(|number| owned.iter().any(|owned| owned == number));
    owned.retain(|number| !gone.contains(&number.as_str()));
    let status = match (gone.len(), reasons.len()) {
        (_, 0) => "OK",
        (0, _) => "FAIL",
        _ => "PARTIAL",
    };
    deleted(status, &reasons.into_iter().map(|number| (number, "0300")).collect::<Vec<_>>())
}

#[test]
fn a_crash_after_any_output_loses_no_number() {
    for (crash, is_answer_lost) in (1..30).flat_map(|crash| [(crash, false), (crash, true)]) {
        let case = format!("crash after {crash} outputs, first answer lost: {is_answer_lost}");
        let new = || release(&[A, B, C]).batch_size(2);
        let mut owned = [A, B, "34912345678"].map(str::to_owned).to_vec();
        let mut driver = Driver::new(new());
        let mut is_lost = is_answer_lost;
        for _ in 0..crash {
            match driver.poll() {
                Output::Save { seq, checkpoint } => {
                    driver.saved = Some((seq, checkpoint));
                    driver.handle(Input::Saved { seq }).unwrap();
                }
                Output::Send { id, request, .. } => {
                    let answer = carry_out(&mut owned, request.form());
                    driver.answer(id, if std::mem::take(&mut is_lost) { LOST } else { answer });
                }
                Output::Wait(Some(pause)) => driver.now = driver.now + pause,
                _ => {}
            }
        }
        let resumed = match &driver.saved {
            Some((_, checkpoint)) => new().resume(checkpoint).unwrap(),
            None => new(),
        };
        let report = Driver::new(resumed).run(|form| carry_out(&mut owned, form));
        for item in &report.items[..2] {
            assert!(matches!(item.status, Deleted | Gone), "{case}: {report}");
        }
        assert!(matches!(report.items[2].status, NotOurs | Gone), "{case}: {report}");
        assert_eq!((report.stopped, owned), (None, vec!["34912345678".to_owned()]), "{case}");
    }
}

#[test]
fn ten_thousand_numbers_are_released_in_batches() {
    let all: Vec<String> = (0..10_000).map(|number| (441_000_000_000_u64 + number).to_string()).collect();
    let (report, driver) = {
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        run(release(&all), vec![deleted("OK", &[]); 200])
    };
    assert!(report.items.iter().all(|item| item.status == Deleted));
    assert_eq!((driver.sent.len(), driver.items.len()), (200, 10_000));
}

#[test]
fn what_cannot_be_released_is_refused() {
    let error = Release::new(Vec::new(), setup()).unwrap_err();
    assert_eq!(error.to_string(), "`numbers` must hold at least one number");
    let error = Release::new(numbers(&[A, B, A]), setup()).unwrap_err();
    assert_eq!(error.to_string(), "`numbers[2]` must not repeat `441908538007`, which is item 0 already");
    let error = Release::unsupported_at_aql();
    assert_eq!(error.code().as_str(), "unsupported");
}

#[test]
fn the_checkpoint_of_another_release_is_refused() {
    let checkpoint = release(&[A, B]).checkpoint();
    for other in [release(&[A]), release(&[B, A])] {
        let error = other.resume(&checkpoint).unwrap_err();
        assert_eq!(error.code(), InvalidCode::Foreign);
        assert_eq!(
            error.to_string(),
            "`checkpoint` is of other numbers: resume with the numbers it was made for, in the same order"
        );
    }
    let other = Setup::new(Fingerprint::new(["carrier", "somebody else"]), 7);
    let error = Release::new(numbers(&[A, B]), other).unwrap().resume(&checkpoint).unwrap_err();
    assert_eq!(error.code(), InvalidCode::Foreign);
}

#[test]
fn a_report_prints_within_80_columns_and_serialises() {
    let answers = vec![
        ok(format!(
            r#"{{"status":"FAIL","numbers":{{"{A}":{{"code":"0300","description":
                "Telephone number {A} does not belong to you, and never did as far as anybody knows"}}}}}}"#
        )),
        listing(&[B]),
        refusal(400, "0405"),
    ];
    let (report, _) = run(release(&[A, B, "9"]).batch_size(2), answers);
    assert_eq!(
        report.to_string(),
        "\
3 numbers: 1 not ours, 1 not tried, 1 unknown
  441908538007  not ours   asked once, not listed, 0300 Telephone number 441908…
  441908538008  unknown    asked 2 times, listed, 0405 no
  9             not tried  not listed
stopped: `tel_delete_numbers` was refused with 0405: the access key is not valid
  for this cloud and user (the carrier says: `no`)
"
    );
    assert!(report.to_string().lines().all(|line| line.chars().count() <= 80));
    assert_eq!(
        serde_json::to_value(&report.items[1]).unwrap(),
        serde_json::json!({
            "number": B,
            "status": "unknown",
            "sent": [1_000_000, 1_010_000],
            "carrier_code": "0405",
            "carrier_message": "no",
            "listed": true,
        })
    );
}

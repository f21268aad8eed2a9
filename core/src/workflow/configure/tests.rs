use super::*;
use crate::aql::VoipNumber;
use crate::workflow::Progress;
use crate::workflow::testing::{Answer, Driver, LOST, NEVER_LEFT, Next, ok, setup};

fn user() -> VoipNumber {
    "606309".parse().unwrap()
}

fn settings() -> Settings {
    Settings {
        forwardto: Some("01133203040".into()),
        forwardactive: Some(true),
        smsdata: Some(String::new()),
        ..Settings::default()
    }
}

fn configure() -> Configure {
    Configure::new(user(), settings(), setup()).unwrap()
}

const CHANGE: &str = "action=changeuser&voipnumber=606309&forwardto=01133203040&forwardactive=1&smsdata=";
const READ: &str = "action=getuser&voipnumber=606309";
const WANTED: &str = "voipnumber:606309\nforwardto:01133203040\nforwardactive:1\nsmsdata:\nforwardcli:1\n";

/// Runs with these answers to the change, and then what is read back.
fn run(answers: Vec<Answer>) -> (ConfigureReport, Driver<Configure>) {
    let mut driver = Driver::new(configure());
    let mut answers = answers.into_iter();
    let report = driver.run(|_| answers.next().unwrap());
    (report, driver)
}

fn found(differences: &[Difference]) -> Vec<(&str, &str, Option<&str>)> {
    differences.iter().map(|item| (item.name, item.wanted.as_str(), item.found.as_deref())).collect()
}

#[test]
fn a_change_is_read_back() {
    let (report, driver) = run(vec![ok("OK:22\n"), ok(WANTED)]);
    assert!(report.is_applied());
    assert_eq!(driver.forms(), [CHANGE, READ]);
    assert_eq!(report.changed, Some(Ok(Changed { id: Some("22".into()) })));
    assert_eq!(report.found.unwrap().settings.forwardcli, Some(true));
    assert_eq!((report.differences, report.stopped), (vec![], None));
    let progress = |settled| Progress { stage: Stage::Verifying, settled, total: Some(2) };
    assert_eq!(driver.progress, [1, 2].map(progress));
}

#[test]
fn the_difference_is_the_result() {
    for (read, expected) in [
        (WANTED, vec![]),
        ("forwardto:\nforwardactive:1\nsmsdata:\n", vec![("forwardto", "01133203040", Some(""))]),
        ("forwardto:01133203040\nforwardactive:0\nsmsdata:\n", vec![("forwardactive", "1", Some("0"))]),
        ("forwardto:01133203040\nforwardactive:yes\nsmsdata:\n", vec![("forwardactive", "1", Some("yes"))]),
        ("forwardto:01133203040\nforwardactive:1\n", vec![("smsdata", "", None)]),
        (
            "forwardto:01133203040\nforwardactive:1\nsmsdata:\nforwardto:0\n",
            vec![("forwardto", "01133203040", Some("0"))],
        ),
        (
            "credit:1.00\n",
            vec![("forwardto", "01133203040", None), ("forwardactive", "1", None), ("smsdata", "", None)],
        ),
    ] {
        let (report, _) = run(vec![ok("OK\n"), ok(read)]);
        assert_eq!(found(&report.differences), expected, "{read}");
        assert_eq!(report.is_applied(), expected.is_empty(), "{read}");
    }
}

#[test]
fn whatever_came_of_the_change_is_read_back() {
    let (report, driver) = run(vec![ok("ERR:half of it\n"), ok(WANTED)]);
    assert!(report.is_applied());
    assert_eq!(report.changed.unwrap().unwrap_err().code(), "control_error");
    assert_eq!(driver.forms(), [CHANGE, READ]);

    let (report, driver) = run(vec![LOST, LOST, LOST, ok(WANTED)]);
    assert!(report.is_applied());
    assert_eq!(report.changed.unwrap().unwrap_err().code(), "no_answer");
    assert_eq!(driver.forms(), [CHANGE, CHANGE, CHANGE, READ]);

    let (report, _) = run(vec![NEVER_LEFT, NEVER_LEFT, NEVER_LEFT, ok("credit:1.00\n")]);
    assert!(!report.is_applied());
    assert_eq!(report.changed.unwrap().unwrap_err().code(), "not_sent");
}

#[test]
fn what_cannot_be_read_back_is_not_applied() {
    let (report, _) = run(vec![ok("OK\n"), ok("ERR:no such user\n")]);
    assert!(!report.is_applied());
    assert_eq!(report.changed, Some(Ok(Changed { id: None })));
    assert_eq!(
        serde_json::to_value(&report).unwrap(),
        serde_json::json!({
            "voipnumber": "606309",
            "changed": {"id": null},
            "found": null,
            "differences": [],
            "stopped": {
                "by": "error",
                "kind": "refused",
                "code": "control_error",
                "outcome": "not_changed",
                "message": "`get_user` was refused with ERR: see the carrier's own words \
                    (the carrier says: `no such user`)",
            },
        })
    );
}

#[test]
fn a_failed_change_serialises_as_an_error() {
    let (report, _) = run(vec![ok("ERR:no\n"), ok("credit:1.00\n")]);
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["changed"]["error"]["code"], "control_error");
    assert_eq!(json["changed"]["error"]["outcome"], "unknown");
    assert_eq!(
        json["differences"][0],
        serde_json::json!({"name": "forwardto", "wanted": "01133203040", "found": null})
    );
}

#[test]
fn nothing_to_change_and_control_characters_are_refused() {
    let error = Configure::new(user(), Settings::default(), setup()).unwrap_err();
    assert_eq!(error.to_string(), "`settings` must set at least one item");
    let settings = Settings { smsdata: Some("a\nb".into()), ..Settings::default() };
    let error = Configure::new(user(), settings, setup()).unwrap_err();
    assert_eq!((error.field(), error.code()), ("smsdata", InvalidCode::ControlCharacter));
}

#[test]
fn stopping_ends_it_at_once() {
    let mut driver = Driver::new(configure());
    let id = driver.next_id();
    driver.handle(Input::Stop).unwrap();
    let Next::Done(report) = driver.next() else { panic!("it is over") };
    assert_eq!((&report.changed, &report.found, &report.stopped), (&None, &None, &Some(Stopped::ByCaller)));
    driver.answer(id, ok("OK\n"));
    assert_eq!(driver.next(), Next::Done(report.clone()));
    assert_eq!(serde_json::to_value(&report).unwrap()["changed"], serde_json::Value::Null);
}

#[test]
fn a_resumption_changes_only_what_was_not_accepted() {
    for (answer, forms) in [(ok("OK:22\n"), vec![READ]), (ok("ERR:no\n"), vec![CHANGE, READ])] {
        let mut driver = Driver::new(configure());
        let id = driver.next_id();
        driver.answer(id, answer);
        let mut driver = Driver::new(configure().resume(&driver.workflow.checkpoint()).unwrap());
        let report = driver.run(|form| if form == CHANGE { ok("OK:22\n") } else { ok(WANTED) });
        assert!(report.is_applied());
        assert_eq!(report.changed, Some(Ok(Changed { id: Some("22".into()) })));
        assert_eq!(driver.forms(), forms);
    }
}

#[test]
fn the_checkpoint_of_another_change_is_refused() {
    let checkpoint = configure().checkpoint();
    let settings = Settings { forwardactive: Some(false), ..settings() };
    let error = Configure::new(user(), settings, setup()).unwrap().resume(&checkpoint).unwrap_err();
    assert_eq!(error.code(), InvalidCode::Foreign);
    assert_eq!(
        error.to_string(),
        "`checkpoint` is of another change: resume with the user and settings it was made for"
    );
}

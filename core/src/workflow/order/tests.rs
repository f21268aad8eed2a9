//! What an order promises beside its rules, which the simulation holds.

use crate::aql::{self, Protocol};
use crate::error::{Failure, InvalidCode};
use crate::http::Response;
use crate::time::Timestamp;
use crate::workflow::order::Status;
use crate::workflow::order::aculab;
use crate::workflow::order::aql::{Order, Report, Slot, Spec};
use crate::workflow::order::{Resolution, Sent};
use crate::workflow::{Checkpoint, Fingerprint, Input, Output, Setup, Workflow};
use crate::{aculab as cloud, aculab::TelPurchase};

const NOW: Timestamp = Timestamp::from_unix_millis(1_000_000);

fn setup() -> Setup {
    Setup::new(Fingerprint::new(["aql", "reseller"]), 1)
}

fn spec(numbers: &[&str]) -> Spec {
    Spec::new(Protocol::Sip, numbers.iter().map(|number| Slot::of(number.parse().unwrap())).collect()).unwrap()
}

/// Runs an order to its end. `answer` tells the path and how many requests to it came before; the last checkpoint that
/// was saved is kept.
fn run(order: &mut Order, answer: impl Fn(&str, usize) -> Option<&'static str>) -> (Report, Option<Checkpoint>) {
    let (mut now, mut saved, mut paths) = (NOW, None, Vec::new());
    loop {
        match order.poll(now) {
            Output::Done(report) => return (report, saved),
            Output::Save { seq, checkpoint } => {
                saved = Some(checkpoint);
                order.handle(now, Input::Saved { seq }).unwrap();
            }
            Output::Send { id, request, .. } => {
                let before = paths.iter().filter(|path| *path == request.path()).count();
                let input = match answer(request.path(), before) {
                    Some(body) => Input::Response { id, response: Response::new(200, body) },
                    None => Input::Failed { id, failure: Failure::NoAnswer },
                };
                paths.push(request.path().to_owned());
                order.handle(now, input).unwrap();
            }
            Output::Wait(wait) => now = now + wait.unwrap(),
            Output::Item { .. } | Output::Progress(_) => {}
        }
    }
}

/// One number is there, is bought, and its user listed.
fn all_is_well(path: &str, _: usize) -> Option<&'static str> {
    Some(match path {
        "/telecoms/checknumberapi.php" => "AQVOIP_OK\n44-113-3120120\n",
        "/telecoms/assignnumberapi.php" => "AQVOIP_OK\n44-113-3120120_612345_hunter2\n",
        _ => "612345\n",
    })
}

/// The purchase is never answered, and the account shows nothing of it.
fn nothing_is_known(path: &str, _: usize) -> Option<&'static str> {
    match path {
        "/telecoms/assignnumberapi.php" => None,
        "/reseller/voipapi.php" => Some(""),
        path => all_is_well(path, 0),
    }
}

fn holds(checkpoint: &Checkpoint, text: &str) -> bool {
    checkpoint.as_bytes().windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn a_dry_run_shows_the_first_requests_unsigned() {
    let forms = |spec: Spec| -> Vec<String> {
        Order::new(spec, setup()).dry_run().iter().map(|request| request.form().to_owned()).collect()
    };
    assert_eq!(
        forms(spec(&["44-113-3120120"])),
        [
            "country=44&areaCode=113&subCode=3120120&skip=0&show=100&smsEnabled=ignore",
            "phoneNumbers=44-113-3120120&firstNames=&lastNames=&emails=&type=sip",
        ]
    );
    let any = Spec::new(Protocol::Sip, vec![Slot::any()]).unwrap().pool("0113 312*".parse().unwrap());
    assert_eq!(forms(any), ["country=44&areaCode=113&subCode=312*&skip=0&show=100&smsEnabled=ignore"]);

    let purchase = TelPurchase::new("Germany", "Berlin").unwrap().quantity(3).unwrap();
    let order = aculab::Order::new(aculab::Spec::new(purchase), setup());
    let requests: Vec<cloud::Request> = order.dry_run();
    let targets: Vec<String> =
        requests.iter().map(|request| format!("{} {}", request.path(), request.body())).collect();
    assert_eq!(targets, ["/tel_list_numbers ", "/tel_purchase country=Germany&region=Berlin&quantity=3"]);
}

#[test]
fn sealing_a_finished_order_takes_the_passwords_out_of_report_and_checkpoint() {
    let mut order = Order::new(spec(&["44-113-3120120"]), setup());
    assert_eq!(order.seal().unwrap_err().to_string(), "only an order that is done can be sealed");

    let (report, saved) = run(&mut order, all_is_well);
    assert_eq!(report.items[0].password.as_ref().unwrap().reveal(), "hunter2");
    let refusal = serde_json::to_string(&report).unwrap_err().to_string();
    assert!(refusal.starts_with("a SIP password is not serialised by itself"), "{refusal}");
    let saved = saved.unwrap();
    assert!(holds(&saved, "hunter2"));

    // What was saved goes on elsewhere, and is sealed there.
    let mut resumed = Order::new(spec(&["44-113-3120120"]), setup()).resume(&saved).unwrap();
    assert_eq!(run(&mut resumed, |_, _| None), (report.clone(), None));
    resumed.seal().unwrap();
    let (sealed, saved) = run(&mut resumed, |_, _| None);
    assert!(!holds(&saved.unwrap(), "hunter2"));
    assert!(sealed.is_sealed && sealed.items[0].password.is_none());
    assert_eq!(sealed.items[0].status, Status::Bought);
    assert!(serde_json::to_string(&sealed).is_ok());
}

#[test]
fn another_order_is_not_resumed() {
    let mut order = Order::new(spec(&["44-113-3120120"]), setup());
    let (_, saved) = run(&mut order, all_is_well);
    let error = Order::new(spec(&["44-113-3120121"]), setup()).resume(&saved.unwrap()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`checkpoint` is of another order: resume with the same slots, or start a journal of its own"
    );
    assert_eq!(error.code(), InvalidCode::Foreign);
}

#[test]
fn only_the_caller_reopens_what_is_unknown() {
    let mut order = Order::new(spec(&["44-113-3120120"]), setup());
    let message = "this purchase is not one of unknown outcome";
    assert_eq!(order.resolve(NOW, 0, Resolution::NotBought).unwrap_err().to_string(), message);

    let (report, _) = run(&mut order, nothing_is_known);
    assert_eq!(report.items[0].status, Status::Unknown);
    let answers: Vec<_> = report.attempts[0].sends.iter().map(|sent: &Sent| sent.answer.as_deref()).collect();
    assert_eq!(answers, [Some("no_answer"); 3]);

    order.resolve(NOW, 0, Resolution::NotBought).unwrap();
    let (report, _) = run(&mut order, all_is_well);
    assert_eq!(report.items[0].status, Status::Bought);
    assert!(report.attempts[0].is_resolved);
    assert_eq!(order.resolve(NOW, 0, Resolution::NotBought).unwrap_err().code(), "not_open");
}

#[test]
fn an_answer_to_an_id_that_was_never_sent_is_misuse() {
    let mut order = Order::new(spec(&["44-113-3120120"]), setup());
    let id = crate::workflow::RequestId::from_number(u64::MAX);
    let misuse = order.handle(NOW, Input::Failed { id, failure: Failure::NoAnswer }).unwrap_err();
    assert_eq!((misuse.code(), misuse.to_string().as_str()), ("unknown_request", "no request with this id was sent"));
    let misuse = order.handle(NOW, Input::Saved { seq: 1 }).unwrap_err();
    assert_eq!(misuse.code(), "unexpected_saved");
}

#[test]
fn a_report_fits_80_columns() {
    let numbers = ["44-113-3120120", "44-113-3120121"];
    let (report, _) = run(&mut Order::new(spec(&numbers), setup()), |path, before| match (path, before) {
        ("/telecoms/checknumberapi.php", _) => Some("AQVOIP_OK\n44-113-3120120_44-113-3120121\n"),
        ("/telecoms/assignnumberapi.php", 0) => Some("AQVOIP_OK\n44-113-3120120_612345_hunter2\n44-113-31"),
        ("/reseller/voipapi.php", _) => Some("612345\n"),
        _ => None,
    });
    assert_eq!(
        report.to_string(),
        "1 bought, 1 unknown\n   0  bought          44-113-3120120     user 612345\n   1  unknown         \
         44-113-3120121     ok without a row for it\n"
    );
    let aculab = TelPurchase::new("Germany", "Berlin").unwrap();
    let order = aculab::Order::new(aculab::Spec::new(aculab), setup());
    assert_eq!(
        order.report().to_string(),
        "1 not bought\n   0  not bought                         the order stopped first\n"
    );
}

#[test]
fn an_orders_values_are_small_and_print_no_password() {
    let mut order = Order::new(spec(&["44-113-3120120"]), setup());
    run(&mut order, all_is_well);
    assert!(!format!("{order:?}").contains("hunter2"));
    assert!(size_of::<Output<aql::Service, (), ()>>() <= 128, "{}", size_of::<Output<aql::Service, (), ()>>());
}

//! What an order promises beside its rules, which the simulation holds.

use std::time::Duration;

use proptest::prelude::*;

use crate::aql::{self, Protocol};
use crate::error::{Failure, InvalidCode};
use crate::http::Response;
use crate::time::Timestamp;
use crate::workflow::order::Status;
use crate::workflow::order::aculab;
use crate::workflow::order::aql::{Order, Report, Slot, Spec};
use crate::workflow::order::{Fate, Resolution, Sent, Why};
use crate::workflow::{Checkpoint, Fingerprint, Input, Output, RequestId, Setup, Stage, Workflow};
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
    let (report, _) = run(&mut order, |path, before| match path {
        "/telecoms/assignnumberapi.php" => all_is_well(path, before),
        _ => nothing_is_known(path, before),
    });
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
         44-113-3120121     ok without a row for it\n   !  answers that could not be read are kept: 1; they may hold \
         passwords\n"
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

/// A driver that a test holds in its hands.
struct Hand<W: Workflow> {
    flow: W,
    now: Timestamp,
    items: Vec<(u64, W::Item)>,
}

enum Next<T> {
    Done(T),
    Send(RequestId, String),
}

impl<W: Workflow> Hand<W> {
    fn new(flow: W) -> Self {
        Self { flow, now: NOW, items: Vec::new() }
    }

    /// Saves, and lets time pass, until the next request or the end.
    fn next(&mut self) -> Next<W::Report> {
        loop {
            match self.flow.poll(self.now) {
                Output::Done(report) => return Next::Done(report),
                Output::Send { id, request, .. } => return Next::Send(id, request.path().to_owned()),
                Output::Save { seq, .. } => self.flow.handle(self.now, Input::Saved { seq }).unwrap(),
                Output::Wait(wait) => self.now = self.now + wait.expect("something to wait for"),
                Output::Item { index, item } => self.items.push((index, item)),
                Output::Progress(_) => {}
            }
        }
    }

    fn send(&mut self, path: &str) -> RequestId {
        match self.next() {
            Next::Send(id, sent) => {
                assert_eq!(sent, path);
                id
            }
            Next::Done(_) => panic!("done instead of {path}"),
        }
    }

    fn done(&mut self) -> W::Report {
        match self.next() {
            Next::Done(report) => report,
            Next::Send(_, path) => panic!("{path} instead of the end"),
        }
    }

    fn answer(&mut self, id: RequestId, body: &str) {
        self.flow.handle(self.now, Input::Response { id, response: Response::new(200, body) }).unwrap();
    }

    fn lose(&mut self, id: RequestId) {
        self.flow.handle(self.now, Input::Failed { id, failure: Failure::NoAnswer }).unwrap();
    }

    /// Sends a request to that path, and answers it.
    fn exchange(&mut self, path: &str, body: &str) {
        let id = self.send(path);
        self.answer(id, body);
    }
}

const CHECK: &str = "/telecoms/checknumberapi.php";
const ASSIGN: &str = "/telecoms/assignnumberapi.php";
const CONTROL: &str = "/reseller/voipapi.php";
const LIST: &str = "/tel_list_numbers";
const PURCHASE: &str = "/tel_purchase";

fn at_aculab(spec: impl FnOnce(TelPurchase) -> aculab::Spec) -> Hand<aculab::Order> {
    Hand::new(aculab::Order::new(spec(TelPurchase::new("Germany", "Berlin").unwrap()), setup()))
}

fn three(purchase: TelPurchase) -> TelPurchase {
    purchase.quantity(3).unwrap()
}

fn entry(number: &str) -> String {
    format!(
        r#"{{"{number}": {{"country": "Germany", "region": "Berlin", "price": "1.00", "purchased": "2026-11-22",
            "did_type": "geographic"}}}}"#
    )
}

fn statuses(report: &aculab::Report) -> Vec<(Status, Option<Why>)> {
    report.items.iter().map(|item| (item.status, item.why)).collect()
}

/// The purchase is lost, and no listing shows anything.
fn lose_purchase(hand: &mut Hand<aculab::Order>) -> RequestId {
    hand.exchange(LIST, "{}");
    let id = hand.send(PURCHASE);
    hand.lose(id);
    for _ in 0..3 {
        hand.exchange(LIST, "{}");
    }
    id
}

#[test]
fn a_success_that_is_not_understood_is_kept_and_no_shortage() {
    let mut hand = at_aculab(|purchase| aculab::Spec::new(purchase.allow_partial(true)));
    hand.exchange(LIST, "{}");
    hand.exchange(PURCHASE, "[4930555001]");
    hand.exchange(LIST, "{}");
    let report = hand.done();
    assert_eq!(statuses(&report), [(Status::Unknown, None)]);
    assert_eq!(report.attempts[0].kept[0].reveal(), b"4930555001");
}

#[test]
fn a_late_refusal_makes_certain_only_what_it_is_about() {
    let mut hand = Hand::new(Order::new(spec(&["44-113-3120120"]), setup()));
    hand.exchange(CHECK, "AQVOIP_OK\n44-113-3120120\n");
    let mut ids = Vec::new();
    for _ in 0..2 {
        for _ in 0..3 {
            let id = hand.send(ASSIGN);
            hand.lose(id);
            ids.push(id);
            for _ in 0..2 {
                hand.exchange(CONTROL, "");
            }
        }
        for _ in 0..2 {
            hand.exchange(CONTROL, "");
        }
        assert_eq!(hand.done().items[0].status, Status::Unknown);
        if ids.len() == 3 {
            hand.flow.resolve(hand.now, 0, Resolution::NotBought).unwrap();
            for _ in 0..2 {
                hand.exchange(CONTROL, "");
            }
            hand.exchange(CHECK, "AQVOIP_OK\n44-113-3120120\n");
        }
    }
    // All that the first purchase sent is refused in the end; the second is as open as it was.
    for id in &ids[..3] {
        hand.answer(*id, "AQVOIP_SIMUL_ERROR");
    }
    assert_eq!(hand.done().items[0].status, Status::Unknown);
    for id in &ids[3..] {
        hand.answer(*id, "AQVOIP_SIMUL_ERROR");
    }
    assert_eq!(hand.done().items[0].status, Status::NotBought);
}

#[test]
fn stopping_ends_whatever_is_under_way() {
    let mut hand = at_aculab(aculab::Spec::new);
    let id = lose_purchase(&mut hand);
    assert_eq!(statuses(&hand.done()), [(Status::Unknown, None)]);
    hand.flow.resolve(hand.now, 0, Resolution::NotBought).unwrap();
    hand.send(LIST);
    hand.answer(id, r#"["4930555001"]"#);
    hand.flow.handle(hand.now, Input::Stop).unwrap();
    assert_eq!(statuses(&hand.done()), [(Status::Bought, None)]);
}

#[test]
fn nothing_is_bought_after_the_end_unless_the_caller_resolves() {
    let mut hand = at_aculab(|purchase| {
        aculab::Spec::new(three(purchase)).exclusive_buyer(true).price_limit("2.00".parse().unwrap())
    });
    hand.exchange(LIST, "{}");
    let lost = hand.send(PURCHASE);
    hand.lose(lost);
    hand.exchange(LIST, &entry("4930555001"));
    let blocked = (Status::NotBought, Some(Why::Blocked));
    assert_eq!(statuses(&hand.done()), [(Status::OnAccount, None), blocked, blocked]);
    hand.answer(lost, r#"["4930555001"]"#);
    assert_eq!(statuses(&hand.done()), [(Status::Bought, None), blocked, blocked]);
}

#[test]
fn what_was_found_on_the_account_can_be_resolved_as_bought() {
    let mut hand = at_aculab(|purchase| {
        aculab::Spec::new(purchase.quantity(2).unwrap()).exclusive_buyer(true).price_limit("2.00".parse().unwrap())
    });
    hand.exchange(LIST, "{}");
    let lost = hand.send(PURCHASE);
    hand.lose(lost);
    hand.exchange(LIST, &entry("4930555001"));
    hand.done();
    hand.flow.resolve(hand.now, 0, Resolution::Bought).unwrap();
    hand.exchange(LIST, &entry("4930555001"));
    hand.exchange(PURCHASE, r#"["4930555002"]"#);
    hand.exchange(LIST, &entry("4930555002"));
    assert_eq!(statuses(&hand.done()), [(Status::OnAccount, None), (Status::Bought, None)]);
}

#[test]
fn more_than_was_asked_for_fills_the_slots_that_wait() {
    let mut hand = at_aculab(|purchase| aculab::Spec::new(three(purchase)).price_limit("2.00".parse().unwrap()));
    hand.exchange(LIST, "{}");
    hand.exchange(PURCHASE, r#"["4930555001", "4930555002"]"#);
    let both = r#"{"4930555001": {"country": "Germany", "region": "Berlin", "price": "1.00", "purchased": "2026-11-22",
        "did_type": "geographic"}, "4930555002": {"country": "Germany", "region": "Berlin", "price": "1.00",
        "purchased": "2026-11-22", "did_type": "geographic"}}"#;
    hand.exchange(LIST, both);
    hand.exchange(PURCHASE, r#"["4930555003"]"#);
    hand.exchange(LIST, &entry("4930555003"));
    let report = hand.done();
    assert_eq!(statuses(&report), [(Status::Bought, None); 3]);
    assert!(report.surplus.is_empty());
}

#[test]
fn a_success_that_names_nothing_blocks_the_next_purchase() {
    let mut hand = at_aculab(|purchase| aculab::Spec::new(three(purchase)).price_limit("2.00".parse().unwrap()));
    hand.exchange(LIST, "{}");
    hand.exchange(PURCHASE, "[]");
    for _ in 0..3 {
        hand.exchange(LIST, "{}");
    }
    let blocked = (Status::NotBought, Some(Why::Blocked));
    assert_eq!(statuses(&hand.done()), [(Status::Unknown, None), blocked, blocked]);
}

#[test]
fn an_order_at_work_or_stopped_is_not_resolved() {
    let mut hand = at_aculab(aculab::Spec::new);
    lose_purchase(&mut hand);
    hand.done();
    hand.flow.resolve(hand.now, 0, Resolution::NotBought).unwrap();
    hand.send(LIST);
    let refusal = hand.flow.resolve(hand.now, 0, Resolution::NotBought).unwrap_err();
    assert_eq!(refusal.to_string(), "the order is at work, or stopped early: drive it to its end first");
    hand.flow.handle(hand.now, Input::Stop).unwrap();
    hand.done();
    assert_eq!(hand.flow.resolve(hand.now, 0, Resolution::NotBought).unwrap_err().code(), "not_finished");
}

#[test]
fn a_late_success_takes_back_an_intent_that_has_not_left() {
    let mut hand = Hand::new(Order::new(spec(&["44-113-3120120"]), setup()));
    hand.exchange(CHECK, "AQVOIP_OK\n44-113-3120120\n");
    let lost = hand.send(ASSIGN);
    hand.lose(lost);
    for _ in 0..2 {
        hand.exchange(CONTROL, "");
    }
    // The intent to send the list again is being saved when the answer comes after all.
    loop {
        match hand.flow.poll(hand.now) {
            Output::Save { seq, .. } if seq == 3 => {
                hand.answer(lost, "AQVOIP_OK\n44-113-3120120_612345_hunter2\n");
                hand.flow.handle(hand.now, Input::Saved { seq }).unwrap();
                break;
            }
            Output::Save { seq, .. } => hand.flow.handle(hand.now, Input::Saved { seq }).unwrap(),
            Output::Wait(wait) => hand.now = hand.now + wait.unwrap(),
            Output::Progress(_) => {}
            other => panic!("{other:?}"),
        }
    }
    hand.exchange(CONTROL, "612345\n");
    let report = hand.done();
    assert_eq!(report.items[0].status, Status::Bought);
    let fates: Vec<Fate> = report.attempts[0].sends.iter().map(|sent| sent.fate).collect();
    assert_eq!(fates, [Fate::Done, Fate::NeverLeft]);
}

#[test]
fn only_purchases_in_a_row_that_never_leave_end_an_order() {
    let slots: Vec<String> = (0..4).map(|slot| format!("44-113-312012{slot}")).collect();
    let slots: Vec<&str> = slots.iter().map(String::as_str).collect();
    let mut hand = Hand::new(Order::new(spec(&slots).batch_size(1), setup()));
    for number in &slots {
        hand.exchange(CHECK, &format!("AQVOIP_OK\n{number}\n"));
        let id = hand.send(ASSIGN);
        hand.flow.handle(hand.now, Input::Failed { id, failure: Failure::NotSent }).unwrap();
        hand.exchange(CHECK, &format!("AQVOIP_OK\n{number}\n"));
        hand.exchange(ASSIGN, &format!("AQVOIP_OK\n{number}_612345_hunter2\n"));
    }
    hand.exchange(CONTROL, "612345\n");
    let report = hand.done();
    assert!(report.is_complete(), "{report}");
}

#[test]
fn a_clock_that_is_set_back_delays_nothing() {
    let mut hand = Hand::new(Order::new(spec(&["44-113-3120120"]), setup()));
    hand.exchange(CHECK, "AQVOIP_OK\n44-113-3120120\n");
    let lost = hand.send(ASSIGN);
    hand.lose(lost);
    let start = Timestamp::default();
    hand.now = start;
    hand.send(CONTROL);
    assert_eq!(hand.now.since(start), Duration::from_secs(10));
}

#[test]
fn what_a_listing_adds_is_told_and_a_password_that_comes_late_breaks_the_seal() {
    let mut hand = Hand::new(Order::new(spec(&["44-113-3120120"]), setup()));
    hand.exchange(CHECK, "AQVOIP_OK\n44-113-3120120\n");
    let lost = hand.send(ASSIGN);
    hand.lose(lost);
    hand.exchange(CONTROL, "612345\n");
    hand.exchange(CONTROL, "voipnumber:612345\npstnnumber:441133120120\n");
    assert_eq!(hand.done().items[0].status, Status::OnAccount);
    hand.flow.seal().unwrap();
    assert!(hand.done().is_sealed);
    hand.answer(lost, "AQVOIP_OK\n44-113-3120120_612345_hunter2\n");
    let report = hand.done();
    assert!(!report.is_sealed && report.items[0].password.is_some());
    assert_eq!(hand.items.last(), Some(&(0, report.items[0].clone())));
}

/// The length of a checkpoint, and its checksum.
fn trace(checkpoint: &Checkpoint) -> (usize, u32) {
    let (_, checksum) = checkpoint.as_bytes().split_last_chunk::<4>().unwrap();
    (checkpoint.as_bytes().len(), u32::from_le_bytes(*checksum))
}

#[test]
fn the_layout_of_checkpoints_stays_what_it_was() {
    let slots = vec![Slot::of("44-113-3120120".parse().unwrap()).email("a_b@example.com"), Slot::any().first_name("R")];
    let spec = Spec::new(Protocol::Sip, slots).unwrap().pool("0113 312*".parse().unwrap()).substitute(true);
    let mut bought = Order::new(spec, setup());
    run(&mut bought, all_is_well);
    let mut unknown = Order::new(self::spec(&["44-113-3120120"]), setup());
    run(&mut unknown, nothing_is_known);
    let mut priced = at_aculab(|purchase| {
        aculab::Spec::new(three(purchase.state("Berlin").unwrap()))
            .exclusive_buyer(true)
            .price_limit("0.50".parse().unwrap())
    });
    priced.exchange(LIST, &entry("4930555001"));
    priced.exchange(PURCHASE, r#"["4930555002", "?"]"#);
    priced.exchange(LIST, &entry("4930555002"));
    priced.done();
    let mut lost = at_aculab(|purchase| aculab::Spec::new(three(purchase)));
    lose_purchase(&mut lost);
    lost.done();
    let checkpoints = [bought.checkpoint(), unknown.checkpoint(), priced.flow.checkpoint(), lost.flow.checkpoint()];
    assert_eq!(
        checkpoints.each_ref().map(trace),
        [(197, 303834779), (175, 1441919525), (211, 1222848514), (125, 1869984329)]
    );
}

#[test]
fn stable_texts_are_those_of_json() {
    fn json(value: impl serde::Serialize) -> String {
        serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
    }
    for status in Status::ALL.map(|(status, _)| status) {
        assert_eq!(status.as_str(), json(status));
    }
    let reasons = [Why::Blocked, Why::Contested, Why::Deadline, Why::NoMatch, Why::NoPool, Why::PriceLimit];
    for why in reasons.into_iter().chain([Why::Refused, Why::Shortage, Why::Stopped, Why::Taken]) {
        assert_eq!(why.as_str(), json(why));
    }
    for fate in [Fate::Done, Fate::NeverLeft, Fate::Open, Fate::Refused] {
        assert_eq!(fate.as_str(), json(fate));
    }
    let changing = [Stage::Buying, Stage::Changing, Stage::Releasing];
    for stage in changing.into_iter().chain([Stage::Choosing, Stage::FindingOut, Stage::Listing, Stage::Verifying]) {
        assert_eq!(stage.as_str(), json(stage));
    }
}

proptest! {
    #[test]
    fn no_forged_checkpoint_makes_an_order_panic(position: usize, byte: u8) {
        let mut saved = Vec::new();
        for answer in [all_is_well, nothing_is_known] {
            let mut order = Order::new(spec(&["44-113-3120120"]), setup());
            saved.extend(run(&mut order, answer).1);
        }
        for checkpoint in saved {
            let Ok(mut order) = Order::load(&checkpoint.forged(position, byte), setup()) else { continue };
            let mut now = NOW;
            for _ in 0..50 {
                match order.poll(now) {
                    Output::Save { seq, .. } => order.handle(now, Input::Saved { seq }).unwrap(),
                    Output::Send { id, .. } => {
                        order.handle(now, Input::Failed { id, failure: Failure::NoAnswer }).unwrap();
                    }
                    Output::Wait(wait) => now = now + wait.unwrap_or_default(),
                    Output::Done(_) | Output::Item { .. } | Output::Progress(_) => {}
                }
            }
        }
    }
}

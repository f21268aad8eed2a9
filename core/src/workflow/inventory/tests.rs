use std::collections::BTreeSet;

use super::*;
use crate::workflow::Progress;
use crate::workflow::testing::{Answer, Driver, LOST, Next, ok, setup};

fn name(position: u64) -> String {
    (600_000 + position).to_string()
}

fn listing(users: u64) -> Answer {
    ok((0..users).map(|position| name(position) + "\n").collect::<String>())
}

/// An account of so many users; `fault` says what comes in the place of an answer to getuser.
fn account(users: u64, mut fault: impl FnMut(&str) -> Option<Answer>) -> impl FnMut(&str) -> Answer {
    move |form| match form.strip_prefix("action=getuser&voipnumber=") {
        Some(user) => fault(user).unwrap_or_else(|| ok(format!("voipnumber:{user}\ncredit:1.00\n"))),
        None => listing(users),
    }
}

fn no_faults(_: &str) -> Option<Answer> {
    None
}

fn complete(entries: u64) -> InventoryReport {
    InventoryReport { entries, read: entries, unpriced: entries, ..InventoryReport::default() }
}

fn indexes<T>(items: &[(u64, T)]) -> Vec<u64> {
    items.iter().map(|(index, _)| *index).collect()
}

#[test]
fn every_user_is_read_in_the_order_of_the_listing() {
    let mut driver = Driver::new(AqlInventory::new(setup()));
    assert_eq!(driver.run(account(3, no_faults)), complete(3));
    assert_eq!(driver.forms()[..2], ["action=listusers", "action=getuser&voipnumber=600000"]);
    assert_eq!(indexes(&driver.items), [0, 1, 2]);
    assert_eq!(driver.items[1].1.user.as_ref().unwrap().voipnumber, Some(driver.items[1].1.voipnumber.clone()));
    let progress = |settled| Progress { stage: Stage::Listing, settled, total: Some(3) };
    assert_eq!(driver.progress, [1, 2, 3].map(progress));
}

#[test]
fn answers_may_come_in_any_order() {
    let mut driver = Driver::new(AqlInventory::new(setup()));
    let id = driver.next_id();
    driver.answer(id, listing(2));
    let [first, second] = [driver.next_id(), driver.next_id()];
    assert_eq!(driver.next(), Next::Wait(None));
    driver.answer(second, ok("voipnumber:600001\n"));
    driver.answer(first, ok("voipnumber:600000\n"));
    assert_eq!(driver.next(), Next::Done(complete(2)));
    assert_eq!(indexes(&driver.items), [1, 0]);
}

#[test]
fn an_empty_listing_is_asked_for_twice_before_it_is_believed() {
    let mut driver = Driver::new(AqlInventory::new(setup()));
    assert_eq!(driver.run(account(0, no_faults)), complete(0));
    assert_eq!(driver.forms(), ["action=listusers"; 2]);

    let mut listings = vec![ok(""), listing(1)].into_iter();
    let mut carrier = account(1, no_faults);
    let mut driver = Driver::new(AqlInventory::new(setup()));
    let report = driver.run(|form| if form == "action=listusers" { listings.next().unwrap() } else { carrier(form) });
    assert_eq!(report, complete(1));
}

#[test]
fn a_user_that_fails_is_reported_and_not_fatal() {
    let mut driver = Driver::new(AqlInventory::new(setup()));
    let report = driver.run(account(3, |user| (user == "600001").then(|| ok("ERR:no such user\n"))));
    assert_eq!((report.entries, report.read, report.stopped), (3, 2, None));
    assert_eq!(
        serde_json::to_string(&report.failed).unwrap(),
        concat!(
            r#"[{"index":1,"voipnumber":"600001","error":{"kind":"refused","code":"control_error","#,
            r#""outcome":"not_changed","message":"`get_user` was refused with ERR: see the carrier's own words "#,
            r#"(the carrier says: `no such user`)"}}]"#
        )
    );
    let [_, failed, _] = &driver.items[..] else { panic!("three items") };
    assert_eq!(failed.1.user, Err(report.failed[0].error.clone()));
    let item = serde_json::to_value(&failed.1).unwrap();
    assert_eq!((&item["voipnumber"], &item["user"]["error"]["code"]), (&"600001".into(), &"control_error".into()));
}

#[test]
fn a_listing_that_fails_ends_it() {
    let mut driver = Driver::new(AqlInventory::new(setup()));
    let report = driver.run(|_| LOST);
    assert_eq!(report.stopped.unwrap().to_string(), "no answer to `list_users` came: it may be sent again");
    assert_eq!(driver.sent.len(), 3);
}

#[test]
fn no_more_requests_fly_than_allowed() {
    for most in [1, 2, 5] {
        let mut driver = Driver::new(AqlInventory::new(setup().max_in_flight(most)));
        assert_eq!(driver.run(account(20, no_faults)), complete(20));
        assert_eq!(driver.most_in_flight, most);
    }
}

/// A chain of coin tosses that needs no clock and no state.
fn is_faulty(form: &str, tries: u64) -> bool {
    let hash = form.bytes().fold(tries.wrapping_mul(0x9e37_79b9_7f4a_7c15), |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3).rotate_left(23)
    });
    hash.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32 & 0xffff < 0xffff / 20
}

#[test]
fn ten_thousand_users_are_complete_in_spite_of_faults() {
    let (mut asked, mut faults) = (0, 0);
    let carrier = account(10_000, |user| {
        asked += 1;
        let is_faulty = is_faulty(user, asked);
        faults += u64::from(is_faulty);
        is_faulty.then_some(LOST)
    });
    let mut driver = Driver::new(AqlInventory::new(setup().max_in_flight(32)));
    let report = driver.run(carrier);
    assert!((400..600).contains(&faults), "{faults} faults are not 5%");
    assert_eq!((report.entries, report.stopped), (10_000, None));
    assert_eq!(report.read + report.failed.len() as u64, 10_000);
    let failed: BTreeSet<u64> = report.failed.iter().map(|failed| failed.index).collect();
    let items: BTreeSet<u64> = indexes(&driver.items).into_iter().collect();
    assert_eq!((driver.items.len(), items.len()), (10_000, 10_000));
    for (index, item) in &driver.items {
        assert_eq!(item.voipnumber.as_str(), name(*index));
        assert_eq!(item.user.is_err(), failed.contains(index));
    }
    assert_eq!(driver.most_in_flight, 32);
    assert_eq!(driver.sent.len() as u64, 1 + 10_000 + faults - failed.len() as u64);
}

#[test]
fn a_resumption_asks_for_what_was_not_handed_out_and_for_what_failed() {
    let mut driver = Driver::new(AqlInventory::new(setup().max_retries(0)));
    let id = driver.next_id();
    driver.answer(id, listing(4));
    let [first, second] = [driver.next_id(), driver.next_id()];
    driver.answer(first, ok("voipnumber:600000\n"));
    driver.answer(second, LOST);
    driver.next();
    assert_eq!(indexes(&driver.items), [0, 1]);
    let third = driver.next_id();
    // Answered, and not handed out.
    driver.answer(third, ok("voipnumber:600002\n"));

    let checkpoint = driver.workflow.checkpoint();
    let mut driver = Driver::new(AqlInventory::new(setup()).resume(&checkpoint).unwrap());
    assert_eq!(driver.run(account(4, no_faults)), complete(4));
    assert_eq!(driver.forms(), [1, 2, 3].map(|user| format!("action=getuser&voipnumber={}", name(user))));
    assert_eq!(indexes(&driver.items), [1, 2, 3]);
}

#[test]
fn a_resumption_before_the_listing_begins_anew() {
    let checkpoint = AqlInventory::new(setup()).checkpoint();
    let mut driver = Driver::new(AqlInventory::new(setup()).resume(&checkpoint).unwrap());
    assert_eq!(driver.run(account(1, no_faults)), complete(1));
}

#[test]
fn stopping_hands_out_what_came_first() {
    let mut driver = Driver::new(AqlInventory::new(setup()));
    let id = driver.next_id();
    driver.answer(id, listing(3));
    let id = driver.next_id();
    driver.answer(id, ok("voipnumber:600000\n"));
    driver.handle(Input::Stop).unwrap();
    let stopped = Some(Stopped::ByCaller);
    let report = InventoryReport { entries: 3, read: 1, unpriced: 1, stopped, ..InventoryReport::default() };
    assert_eq!(driver.next(), Next::Done(report));
    assert_eq!(indexes(&driver.items), [0]);
}

const OWNED: &str = r#"{
    "441908538007": {"country": "United Kingdom", "price": "3.00"},
    "21877387377": {"country": "Spain", "price": "4.55"},
    "90179198344": {"country": "United Kingdom"}
}"#;

#[test]
fn the_numbers_of_an_account_cost_their_exact_sum() {
    let mut driver = Driver::new(AculabInventory::new(setup()));
    let report = driver.run(|_| ok(OWNED));
    assert_eq!(
        serde_json::to_string(&report).unwrap(),
        r#"{"entries":3,"read":3,"failed":[],"per_month":"7.55","unpriced":1,"stopped":null}"#
    );
    assert_eq!(indexes(&driver.items), [0, 1, 2]);
    assert_eq!(driver.items[1].1.number.as_str(), "21877387377");
    assert_eq!(driver.progress, [Progress { stage: Stage::Listing, settled: 3, total: Some(3) }]);
}

#[test]
fn a_sum_that_is_too_large_is_none() {
    let owned = r#"{"1": {"price": "999999999999999999"}, "2": {"price": "1"}}"#;
    let report = Driver::new(AculabInventory::new(setup())).run(|_| ok(owned));
    assert_eq!((report.entries, report.per_month, report.unpriced), (2, None, 0));
}

#[test]
fn a_listing_at_aculab_that_is_cut_is_asked_for_again() {
    let mut answers = vec![ok(&OWNED.as_bytes()[..90]), ok(OWNED)].into_iter();
    let mut driver = Driver::new(AculabInventory::new(setup()));
    assert_eq!(driver.run(|_| answers.next().unwrap()).entries, 3);

    let mut driver = Driver::new(AculabInventory::new(setup()));
    let report = driver.run(|_| LOST);
    assert_eq!(report.stopped.unwrap().to_string(), "no answer to `tel_list_numbers` came: it may be sent again");
    let checkpoint = driver.workflow.checkpoint();
    let mut driver = Driver::new(AculabInventory::new(setup()).resume(&checkpoint).unwrap());
    assert_eq!(
        driver.run(|_| ok("{}")),
        InventoryReport { per_month: Some(Price::ZERO), ..InventoryReport::default() }
    );
}

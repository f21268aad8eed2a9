//! What workflows take, in requests and memory, and that nothing is left out of a large account.
#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use std::collections::BTreeMap;

use telwire::aql::{self, Protocol, VoipUser};
use telwire::workflow::order::Status;
use telwire::workflow::{AqlInventory, order};
use telwire::{Request, SignedRequest, aculab};
use telwire_sandbox::{Done, Fault, Faults, Sandbox, demo};
use telwire_tests::rehearse::rehearse;
use telwire_tests::worlds;

fn at_aql(request: Request<aql::Service>) -> SignedRequest {
    worlds::aql_account().unwrap().sign(request, &aql::Gateway::default())
}

fn at_aculab(request: Request<aculab::Service>) -> SignedRequest {
    worlds::aculab_account().unwrap().sign(request, &aculab::Gateway::default())
}

/// How many requests an order at aql takes when nothing goes wrong.
fn requests_at_aql(spec: order::aql::Spec) -> u64 {
    let mut order = order::aql::Order::new(spec, worlds::aql_setup().unwrap());
    let done = rehearse(&mut order, &mut worlds::nine_million().unwrap(), at_aql, |_, _| ()).unwrap();
    assert!(done.report.items.iter().all(|item| item.status == Status::Bought));
    done.requests
}

#[test]
fn an_order_at_aql_takes_three_requests_and_two_for_each_further_hundred_numbers() {
    for (quantity, requests) in [(1, 3), (100, 3), (101, 5), (1_000, 21)] {
        let slots = vec![order::aql::Slot::any(); quantity];
        let spec = order::aql::Spec::new(Protocol::Sip, slots).unwrap();
        assert_eq!(requests_at_aql(spec.pool(worlds::nine_million_pattern().unwrap())), requests, "{quantity} numbers");
    }
    let chosen = (10_000_000..10_000_100).map(|number| format!("44-20-{number}").parse().unwrap());
    let slots = chosen.map(order::aql::Slot::of).collect();
    assert_eq!(requests_at_aql(order::aql::Spec::new(Protocol::Sip, slots).unwrap()), 3);
}

#[test]
fn an_order_at_aculab_takes_three_requests() {
    for quantity in [1, 100] {
        let spec = order::aculab::Spec::new(worlds::berlin(quantity).unwrap());
        let mut order = order::aculab::Order::new(spec, worlds::aculab_setup().unwrap());
        let done = rehearse(&mut order, &mut Sandbox::demo(1), at_aculab, |_, _| ()).unwrap();
        assert!(done.report.items.iter().all(|item| item.status == Status::Bought && item.listed.is_some()));
        assert_eq!(done.requests, 3, "{quantity} numbers");
    }
}

#[test]
fn an_inventory_of_ten_thousand_users_is_complete_and_names_each_that_failed() {
    // One request in twenty goes wrong; with a single retry some users are not to be had.
    let kinds = [
        Fault::NoAnswer(Done::Never),
        Fault::ProxyError { status: 503, done: Done::Never },
        Fault::CutBody { at: 20, declared: true },
    ];
    let faults = (0..12_000).step_by(20).zip(kinds.into_iter().cycle());
    let faults = faults.fold(Faults::none(), |faults, (position, fault)| faults.at(position, fault));
    let mut sandbox = worlds::with_users(10_000).unwrap().faults(faults);
    let mut inventory = AqlInventory::new(worlds::aql_setup().unwrap().max_in_flight(32).max_retries(1));
    let mut entries = BTreeMap::new();
    let done = rehearse(&mut inventory, &mut sandbox, at_aql, |index, entry| {
        entries.insert(index, entry);
    })
    .unwrap();

    assert_eq!((done.report.stopped, done.report.entries, done.most_in_flight), (None, 10_000, 32));
    let owned = sandbox.aql().customer(demo::AQL_USERNAME).unwrap().users();
    assert_eq!(entries.len(), owned.len());
    let mut failed: Vec<&VoipUser> = Vec::new();
    for (entry, user) in entries.values().zip(owned) {
        assert_eq!(entry.voipnumber, user.voipnumber);
        match &entry.user {
            Ok(told) => assert_eq!(told.pstnnumber, Some(user.number.e164())),
            Err(_) => failed.push(&entry.voipnumber),
        }
    }
    assert!(!failed.is_empty(), "nothing failed: the faults are too few to tell anything");
    assert_eq!(done.report.failed.iter().map(|failed| &failed.voipnumber).collect::<Vec<_>>(), failed);
}

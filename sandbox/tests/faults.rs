//! What each fault does to the answer, and what to the truth.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "tests may stop at the first surprise"
)]

mod common;

use common::*;
use telwire::aculab::{TelDeleteNumbers, TelListNumbers};
use telwire::aql::{AssignNumbers, GetUser, ListUsers};
use telwire::{Endpoint, SignedRequest};
use telwire_sandbox::{Buyer, Done, Fault, Faults, Reply, Sandbox};

const NUMBER: &str = "44-113-3120120";

fn order() -> SignedRequest {
    at_aql(&assign(&[NUMBER]))
}

fn html(status: u16) -> (u16, String) {
    let page = format!("<html>\n<head><title>{status}</title></head>\n<body><h1>{status}</h1></body>\n</html>\n");
    (status, page)
}

fn code(code: &str) -> (u16, String) {
    (200, format!("AQVOIP_{code}\n"))
}

#[test]
fn an_answer_in_place_of_the_carriers_says_nothing_about_the_truth() {
    type Make = fn(Done) -> Fault;
    let faults: [(Make, Option<(u16, String)>); 6] = [
        (Fault::NoAnswer, None),
        (Fault::HtmlPage, Some(html(200))),
        (|done| Fault::ProxyError { status: 502, done }, Some(html(502))),
        (|done| Fault::ProxyError { status: 408, done }, Some(html(408))),
        (Fault::TempError, Some(code("TEMP_ERROR"))),
        (Fault::GenError, Some(code("GEN_ERROR"))),
    ];
    for (fault, expected) in faults {
        for (done, at_once, later) in [(Done::Never, 0, 0), (Done::Now, 1, 1), (Done::Later(seconds(60)), 0, 1)] {
            let mut sandbox = Sandbox::demo(1);
            let reply = fail(&mut sandbox, &order(), fault(done));
            let context = format!("{:?}", fault(done));
            assert_eq!(reply.into_response().map(|response| shown(&response)), expected, "{context}");
            assert_eq!(aql_numbers(&sandbox).len(), at_once, "{context}");
            assert_eq!(aql_customer(&sandbox).purchases(), at_once as u64, "{context}");
            sandbox.advance(after(3600));
            assert_eq!(aql_numbers(&sandbox).len(), later, "{context}");
        }
    }
}

#[test]
fn what_is_done_later_is_done_when_it_is_due() {
    let mut sandbox = Sandbox::demo(1);
    let late = Fault::NoAnswer(Done::Later(seconds(60)));
    assert_eq!(fail(&mut sandbox, &order(), late), Reply::Nothing);
    assert_eq!(fail(&mut sandbox, &at_aculab(&purchase("Spain", "Bilbao")), late), Reply::Nothing);

    sandbox.advance(after(59));
    assert_eq!((aql_numbers(&sandbox).len(), aculab_numbers(&sandbox).len()), (0, 0));
    // Any request lets time pass, too.
    sandbox.handle(after(600), &at_aql(&ListUsers));
    assert_eq!((aql_numbers(&sandbox).len(), aculab_numbers(&sandbox).len()), (1, 1));
    let origin = aculab_customer(&sandbox).numbers()[0].origin;
    assert_eq!((origin.at, origin.by, origin.listed_from), (after(60), Buyer::Request(1), after(60)));
}

#[test]
fn what_comes_too_late_finds_the_number_taken() {
    let mut sandbox = Sandbox::demo(1);
    fail(&mut sandbox, &order(), Fault::NoAnswer(Done::Later(seconds(60))));
    assert_eq!(text(&mut sandbox, &order()).1.lines().next(), Some("AQVOIP_OK"));
    sandbox.advance(after(60));
    assert_eq!(aql_numbers(&sandbox), [NUMBER]);
    assert_eq!(aql_customer(&sandbox).users()[0].origin.by, Buyer::Request(1));
}

#[test]
fn time_does_not_run_backwards() {
    let mut sandbox = Sandbox::demo(1);
    sandbox.advance(after(60));
    text(&mut sandbox, &order());
    assert_eq!(aql_customer(&sandbox).users()[0].origin.at, after(60));
}

#[test]
fn late_requests_are_done_in_the_order_in_which_they_are_due() {
    let mut sandbox = Sandbox::demo(1);
    for (number, delay) in [("44-113-3120121", 20), ("44-113-3120122", 10), ("44-113-3120123", 10)] {
        fail(&mut sandbox, &at_aql(&assign(&[number])), Fault::NoAnswer(Done::Later(seconds(delay))));
    }
    sandbox.advance(after(30));
    assert_eq!(aql_numbers(&sandbox), ["44-113-3120122", "44-113-3120123", "44-113-3120121"]);
}

#[test]
fn a_cut_body_ends_where_it_was_cut_and_the_number_is_bought() {
    let whole = answer(&mut Sandbox::demo(1), &order());
    let length = whole.body().len();
    for at in 0..length + 2 {
        for declared in [true, false] {
            let mut sandbox = Sandbox::demo(1);
            let reply = fail(&mut sandbox, &order(), Fault::CutBody { at, declared });
            assert_eq!(aql_numbers(&sandbox), [NUMBER]);
            let response = match (reply, at < length, declared) {
                (Reply::Cut { response, announced }, true, true) => {
                    assert_eq!(announced, length);
                    assert!(!response.is_complete());
                    response
                }
                (Reply::Answer(response), _, _) => {
                    assert!(response.is_complete() && !(at < length && declared));
                    response
                }
                (reply, ..) => panic!("{at} {declared} {reply:?}"),
            };
            assert_eq!(response.body(), &whole.body()[..at.min(length)]);
            assert_eq!(response.header("content-type"), whole.header("content-type"));
        }
    }
}

#[test]
fn lines_can_end_like_on_windows() {
    let mut sandbox = Sandbox::demo(1);
    let call = search("0113 312012*").show(2);
    let reply = fail(&mut sandbox, &at_aql(&call), Fault::CrlfLineEnds);
    let Reply::Answer(response) = reply else { panic!("{reply:?}") };
    assert_eq!(shown(&response).1, "AQVOIP_OK\r\n44-113-3120120_44-113-3120121\r\n");
    assert_eq!(call.parse(&response).unwrap().len(), 2);
}

#[test]
fn a_rival_elsewhere_takes_a_number_just_before() {
    let mut sandbox = Sandbox::demo(1);
    let two = at_aql(&assign(&[NUMBER, "44-113-3120121"]));
    let reply = fail(&mut sandbox, &two, Fault::RivalTakesNumber { item: 1 });
    assert_eq!(shown(&reply.into_response().unwrap()), code("SIMUL_ERROR"));
    assert_eq!(aql_numbers(&sandbox), [""; 0]);
    let stock = sandbox.aql().stock();
    assert!(stock.is_free(NUMBER.parse().unwrap()) && !stock.is_free("44-113-3120121".parse().unwrap()));

    let bilbao = at_aculab(&purchase("Spain", "Bilbao"));
    let reply = fail(&mut sandbox, &bilbao, Fault::RivalTakesNumber { item: 0 });
    assert_eq!(shown(&reply.into_response().unwrap()).1, r#"["21887377378"]"#);
    assert_eq!(aculab_numbers(&sandbox), ["21887377378"]);
}

#[test]
fn a_rival_on_the_account_buys_just_before() {
    let mut sandbox = Sandbox::demo(1);
    let two = at_aql(&assign(&[NUMBER, "44-113-3120121"]));
    let reply = fail(&mut sandbox, &two, Fault::RivalOnAccount { item: 1 });
    assert_eq!(shown(&reply.into_response().unwrap()), code("SIMUL_ERROR"));
    assert_eq!(aql_numbers(&sandbox), ["44-113-3120121"]);
    assert_eq!(aql_customer(&sandbox).users()[0].origin.by, Buyer::Rival);
    assert_eq!(aql_customer(&sandbox).purchases(), 0);

    let bilbao = at_aculab(&purchase("Spain", "Bilbao").quantity(2).unwrap());
    fail(&mut sandbox, &bilbao, Fault::RivalOnAccount { item: 0 });
    assert_eq!(aculab_numbers(&sandbox), ["21887377377", "21887377378", "21887377379"]);
    let buyers: Vec<Buyer> = aculab_customer(&sandbox).numbers().iter().map(|owned| owned.origin.by).collect();
    assert_eq!(buyers, [Buyer::Rival, Buyer::Request(1), Buyer::Request(1)]);
    assert_eq!(aculab_customer(&sandbox).purchases(), 1);
}

#[test]
fn a_rival_who_cannot_have_the_number_changes_nothing() {
    let mut sandbox = Sandbox::demo(1);
    for fault in [Fault::RivalTakesNumber { item: 7 }, Fault::RivalOnAccount { item: 7 }] {
        let reply = fail(&mut sandbox.clone(), &order(), fault);
        assert_eq!(reply, sandbox.clone().handle(NOW, &order()), "{fault:?}");
    }
    assert!(sandbox.aql_mut().take(NUMBER.parse().unwrap()));
    fail(&mut sandbox, &order(), Fault::RivalOnAccount { item: 0 });
    assert_eq!(aql_numbers(&sandbox), [""; 0]);
}

#[test]
fn a_purchase_can_show_in_listings_late() {
    let mut sandbox = Sandbox::demo(1);
    let late = Fault::LateVisibility(seconds(60));
    let bought = fail(&mut sandbox, &order(), late).into_response().unwrap();
    let user = assign(&[NUMBER]).parse(&bought).unwrap().rows[0].voipnumber.clone();
    fail(&mut sandbox, &at_aculab(&purchase("Spain", "Bilbao")), late);
    assert_eq!((aql_numbers(&sandbox).len(), aculab_numbers(&sandbox).len()), (1, 1));

    let ask = |sandbox: &mut Sandbox, at, request: &SignedRequest| {
        shown(&sandbox.handle(after(at), request).into_response().unwrap()).1
    };
    let get = at_aql(&GetUser::new(user.clone()));
    let change = post(
        "/reseller/voipapi.php",
        &format!("action=changeuser&voipnumber={user}&callrecord=1&username=demo-reseller&password=demo-password"),
    );
    let list = at_aculab(&TelListNumbers::new());
    assert_eq!(ask(&mut sandbox, 59, &at_aql(&ListUsers)), "");
    assert_eq!(ask(&mut sandbox, 59, &get), "ERR:no such user\n");
    assert_eq!(ask(&mut sandbox, 59, &change), "ERR:no such user\n");
    assert_eq!(ask(&mut sandbox, 59, &list), "{}");
    assert_eq!(ask(&mut sandbox, 60, &at_aql(&ListUsers)), format!("{user}\n"));
    assert!(ask(&mut sandbox, 60, &get).starts_with("voipnumber:"));
    assert_eq!(ask(&mut sandbox, 60, &change), "OK\n");
    assert!(ask(&mut sandbox, 60, &list).starts_with(r#"{"21887377377":"#));
}

#[test]
fn a_stale_listing_is_the_one_before() {
    let mut sandbox = Sandbox::demo(1);
    let (users, numbers) = (at_aql(&ListUsers), at_aculab(&TelListNumbers::new()));
    let spain = at_aculab(&TelListNumbers::new().country("Spain").unwrap());
    text(&mut sandbox, &users);
    text(&mut sandbox, &numbers);
    text(&mut sandbox, &order());
    text(&mut sandbox, &at_aculab(&purchase("Spain", "Bilbao")));

    let stale = |sandbox: &mut Sandbox, request: &SignedRequest| {
        shown(&fail(sandbox, request, Fault::StaleListing).into_response().unwrap()).1
    };
    for _ in 0..2 {
        assert_eq!(stale(&mut sandbox, &users), "");
        assert_eq!(stale(&mut sandbox, &numbers), "{}");
    }
    // Another listing was not asked for before, so there is nothing stale to give.
    assert!(stale(&mut sandbox, &spain).contains("21887377377"));

    assert!(text(&mut sandbox, &numbers).1.contains("21887377377"));
    let delete = TelDeleteNumbers::new(vec!["21887377377".parse().unwrap()]).unwrap();
    text(&mut sandbox, &at_aculab(&delete));
    assert!(stale(&mut sandbox, &numbers).contains("21887377377"));
    assert_eq!(text(&mut sandbox, &numbers).1, "{}");
}

#[test]
fn a_fault_that_does_not_fit_leaves_the_exchange_alone() {
    let temp = Fault::TempError(Done::Never);
    let general = Fault::GenError(Done::Never);
    let late = Fault::LateVisibility(seconds(60));
    let rivals = [Fault::RivalTakesNumber { item: 0 }, Fault::RivalOnAccount { item: 0 }];
    let search = at_aql(&search("0113 312012*"));
    let table = [
        (at_aql(&ListUsers), vec![temp, general, late, rivals[0], rivals[1]]),
        (search, vec![general, late, Fault::StaleListing, rivals[0], rivals[1]]),
        (order(), vec![Fault::StaleListing]),
        (at_aculab(&purchase("Spain", "Bilbao")), vec![temp, general, Fault::StaleListing]),
        (at_aculab(&TelListNumbers::new()), vec![temp, general, late, rivals[0], rivals[1]]),
        (post("/nowhere", ""), vec![temp, general, late, Fault::StaleListing, rivals[0], rivals[1]]),
    ];
    for (request, faults) in table {
        let expected = Sandbox::demo(1).handle(NOW, &request);
        let mut sandbox = Sandbox::demo(1);
        assert_eq!(sandbox.handle_with(NOW, &request, &faults), expected, "{request}");
        assert!(sandbox.aql().stock().is_free("44-113-3120121".parse().unwrap()));
    }
}

#[test]
fn what_listings_hide_can_be_shown_at_any_time() {
    let mut sandbox = Sandbox::demo(1);
    let late = Fault::LateVisibility(seconds(60));
    fail(&mut sandbox, &order(), late);
    fail(&mut sandbox, &at_aculab(&purchase("Spain", "Bilbao")), late);
    sandbox.advance(after(5));
    assert_eq!(sandbox.now(), after(5));
    sandbox.list_all();
    assert_ne!(shown(&sandbox.handle(after(5), &at_aql(&ListUsers)).into_response().unwrap()).1, "");
    assert_eq!(aculab_customer(&sandbox).numbers()[0].origin.listed_from, after(5));
}

#[test]
fn several_faults_can_meet() {
    let mut sandbox = Sandbox::demo(1);
    let lost_and_unseen = [Fault::NoAnswer(Done::Now), Fault::LateVisibility(seconds(60))];
    assert_eq!(sandbox.handle_with(NOW, &order(), &lost_and_unseen), Reply::Nothing);
    assert_eq!(aql_numbers(&sandbox), [NUMBER]);
    assert_eq!(text(&mut sandbox, &at_aql(&ListUsers)).1, "");

    let cut_page = [Fault::HtmlPage(Done::Never), Fault::CutBody { at: 6, declared: false }];
    let reply = sandbox.handle_with(NOW, &order(), &cut_page);
    assert_eq!(shown(&reply.into_response().unwrap()), (200, "<html>".into()));

    let late_and_unseen = [Fault::NoAnswer(Done::Later(seconds(10))), Fault::LateVisibility(seconds(60))];
    sandbox.handle_with(NOW, &at_aculab(&purchase("Spain", "Bilbao")), &late_and_unseen);
    sandbox.advance(after(10));
    assert_eq!(aculab_customer(&sandbox).numbers()[0].origin.listed_from, after(70));
}

#[test]
fn a_plan_counts_all_requests_or_those_of_one_call() {
    let faults = Faults::none()
        .at(1, Fault::HtmlPage(Done::Never))
        .on::<AssignNumbers>(1, Fault::NoAnswer(Done::Now))
        .on::<ListUsers>(0, Fault::ProxyError { status: 503, done: Done::Never });
    let mut sandbox = Sandbox::demo(1).faults(faults);
    let list = at_aql(&ListUsers);
    let mut status = |request: &SignedRequest| {
        sandbox
            .handle(NOW, request)
            .into_response()
            .map(|response| (response.status(), response.body().starts_with(b"<")))
    };
    assert_eq!(status(&order()), Some((200, false)));
    assert_eq!(status(&at_aql(&search("0113 3*"))), Some((200, true)));
    assert_eq!(status(&list), Some((503, true)));
    assert_eq!(status(&at_aql(&assign(&["44-113-3120121"]))), None);
    assert_eq!(status(&list), Some((200, false)));
    assert_eq!(aql_numbers(&sandbox), [NUMBER, "44-113-3120121"]);
    assert_eq!(sandbox.requests(), 5);
}

/// Searches, purchases and listings at both carriers, one after the other.
fn replies(sandbox: &mut Sandbox) -> Vec<Reply> {
    let mut replies = Vec::new();
    for round in 0..50 {
        let requests = [
            at_aql(&search("0113 312*").show(3)),
            at_aql(&assign(&[&format!("44-113-31201{round:02}")])),
            at_aql(&ListUsers),
            at_aculab(&purchase("Spain", "Bilbao")),
            at_aculab(&TelListNumbers::new()),
        ];
        replies.extend(requests.iter().map(|request| sandbox.handle(after(round * 10), request)));
    }
    replies
}

#[test]
fn the_same_seed_gives_the_same_replies() {
    let sandbox = |seed| Sandbox::demo(seed).faults(Faults::by_chance(seed, 30));
    let first = replies(&mut sandbox(1));
    assert_eq!(first, replies(&mut sandbox(1)));
    assert_ne!(first, replies(&mut sandbox(2)));
}

#[test]
fn a_copy_goes_its_own_way() {
    let mut sandbox = Sandbox::demo(1);
    text(&mut sandbox, &order());
    let mut copy = sandbox.clone();
    let next = at_aql(&assign(&["44-113-3120121"]));
    let bought = text(&mut copy, &next);
    assert_eq!(aql_numbers(&sandbox), [NUMBER]);
    assert_eq!(text(&mut sandbox, &next), bought);
}

#[test]
fn chance_hits_as_often_as_asked() {
    assert_eq!(replies(&mut Sandbox::demo(1).faults(Faults::by_chance(1, 0))), replies(&mut Sandbox::demo(1)));

    let list = at_aql(&search("0113 312012*"));
    let plain = Sandbox::demo(1).handle(NOW, &list);
    for (percent, expected) in [(25, 200..300), (100, 1_000..1_001)] {
        let mut sandbox = Sandbox::demo(1).faults(Faults::by_chance(1, percent));
        let hits = (0..1_000).filter(|_| sandbox.handle(NOW, &list) != plain).count();
        assert!(expected.contains(&hits), "{percent} {hits}");
    }
}

#[test]
fn by_chance_a_403_or_404_never_hides_a_purchase() {
    let mut sandbox = Sandbox::demo(1).faults(Faults::by_chance(1, 100));
    let mut refused = 0;
    for item in 0..5_000 {
        let number = format!("44-113-2{item:06}");
        let request = at_aql(&assign(&[&number]));
        let reply = sandbox.handle(NOW, &request);
        if reply.into_response().is_some_and(|response| matches!(response.status(), 403 | 404)) {
            refused += 1;
            sandbox.advance(after(0));
            assert!(sandbox.aql().stock().is_free(number.parse().unwrap()), "{number}");
        }
    }
    assert!(refused > 50, "{refused}");
}

#[test]
fn what_is_not_sent_changes_nothing_whatever_else_was_to_go_wrong() {
    let mut sandbox = Sandbox::demo(1);
    let rival = Fault::RivalTakesNumber { item: 0 };
    let reply = sandbox.handle_with(NOW, &order(), &[Fault::NoAnswer(Done::Now), rival, Fault::NotSent]);
    assert_eq!((reply.clone(), reply.into_response()), (Reply::NotSent, None));
    assert_eq!((aql_numbers(&sandbox).len(), sandbox.requests()), (0, 0));
    assert!(sandbox.aql().stock().is_free(NUMBER.parse().unwrap()));
}

#[test]
fn what_is_planned_on_the_way_counts_from_then_on() {
    let mut sandbox = Sandbox::demo(1).faults(Faults::none().on::<ListUsers>(2, Fault::HtmlPage(Done::Now)));
    let users = at_aql(&ListUsers);
    assert_eq!(text(&mut sandbox, &users), (200, String::new()));

    let faults = std::mem::take(sandbox.faults_mut());
    *sandbox.faults_mut() = faults.on_call("list_users", 0, Fault::ProxyError { status: 502, done: Done::Now });
    assert_eq!(text(&mut sandbox, &users), html(502));
    assert_eq!(text(&mut sandbox, &users), html(200));

    let faults = std::mem::take(sandbox.faults_mut());
    *sandbox.faults_mut() = faults.at(1, Fault::CrlfLineEnds).and_by_chance(1, 100).and_by_chance(1, 0);
    assert!(!text(&mut sandbox, &order()).1.contains('\r'));
    assert!(text(&mut sandbox, &users).1.contains('\r'));
}

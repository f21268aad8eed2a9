//! aql's gateway: what it answers, what it refuses, and what it then knows.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "tests may stop at the first surprise"
)]

mod common;

use std::time::Instant;

use common::*;
use telwire::aql::{self, ChangeUser, GetUser, ListUsers, SmsEnabled, VoipUser};
use telwire::{Endpoint, Method, SignedRequest};
use telwire_sandbox::aql::{Customer, Range, Stock};
use telwire_sandbox::{Buyer, Origin, Sandbox};

const LOGIN: &str = "username=demo-reseller&password=demo-password";

fn user(sandbox: &mut Sandbox, number: &str) -> VoipUser {
    let bought = ask_aql(sandbox, &assign(&[number])).unwrap().into_complete().unwrap();
    bought[0].voipnumber.clone()
}

#[test]
fn the_documented_search_finds_the_documented_numbers() {
    let mut sandbox = Sandbox::demo(1);
    let request =
        post("/telecoms/checknumberapi.php", &format!("country=44&areaCode=113&subCode=312012*&skip=0&show=4&{LOGIN}"));
    let list = "44-113-3120120_44-113-3120121_44-113-3120122_44-113-3120123";
    assert_eq!(text(&mut sandbox, &request), (200, format!("AQVOIP_OK\n{list}\n")));
}

#[test]
fn numbers_without_sms_hide_unless_asked_for() {
    let mut sandbox = Sandbox::demo(1);
    let found = |sandbox: &mut Sandbox, search: &aql::CheckNumbers| texts(ask_aql(sandbox, search).unwrap());
    let hidden = search("0113 3125*").show(1);
    assert_eq!(found(&mut sandbox, &hidden), [""; 0]);
    assert_eq!(found(&mut sandbox, &hidden.clone().sms_enabled(SmsEnabled::Yes)), [""; 0]);
    assert_eq!(found(&mut sandbox, &hidden.clone().sms_enabled(SmsEnabled::No)), ["44-113-3125000"]);
    assert_eq!(found(&mut sandbox, &hidden.sms_enabled(SmsEnabled::Ignore)), ["44-113-3125000"]);
    assert_eq!(found(&mut sandbox, &search("0113 3120120").sms_enabled(SmsEnabled::No)), [""; 0]);
}

#[test]
fn an_answer_holds_a_hundred_numbers_at_most() {
    let mut sandbox = Sandbox::demo(1);
    let numbers = ask_aql(&mut sandbox, &search("020 *").show(250)).unwrap();
    assert_eq!(numbers.len(), 100);
    assert_eq!(numbers[99].to_string(), "44-20-31200099");
}

#[test]
fn nine_million_numbers_start_at_once_and_page_to_the_end() {
    let start = Instant::now();
    let mut sandbox = Sandbox::demo(1);
    assert!(start.elapsed().as_millis() < 100, "{:?}", start.elapsed());
    assert_eq!(sandbox.aql().stock().free(), 9_000_000);

    assert!(sandbox.aql_mut().take("44-114-2500000".parse().unwrap()));
    let start = Instant::now();
    for _ in 0..100 {
        let last = ask_aql(&mut sandbox, &search("0114 2*").skip(999_997)).unwrap();
        assert_eq!(texts(last), ["44-114-2999998", "44-114-2999999"]);
        let beyond = ask_aql(&mut sandbox, &search("0114 *").skip(999_999)).unwrap();
        assert_eq!(texts(beyond), [""; 0]);
    }
    // Counting every number, this would take minutes.
    assert!(start.elapsed().as_secs() < 2, "{:?}", start.elapsed());
}

#[test]
fn a_search_without_matches_is_answered_with_no_number() {
    let mut sandbox = Sandbox::demo(1);
    assert_eq!(text(&mut sandbox, &at_aql(&search("0999 1*"))), (200, "AQVOIP_NO_NUMBER\n".into()));
}

#[test]
fn an_assign_gives_each_number_a_user_and_a_password_in_order() {
    let mut sandbox = Sandbox::demo(1);
    let order = assign(&["44-113-3120121", "44-113-3120120"]);
    let rows = ask_aql(&mut sandbox, &order).unwrap().into_complete().unwrap();
    assert_eq!(texts(rows.iter().map(|row| row.number)), ["44-113-3120121", "44-113-3120120"]);
    assert_ne!(rows[0].voipnumber, rows[1].voipnumber);
    for row in &rows {
        let digits = row.voipnumber.as_str();
        assert!(digits.len() == 6 && digits.starts_with(['6', '7']), "{digits}");
    }
    let truth = aql_customer(&sandbox).users();
    for (row, owned) in rows.iter().zip(truth) {
        assert_eq!((&row.voipnumber, &row.password), (&owned.voipnumber, &owned.password));
        assert_eq!(owned.origin, Origin { at: NOW, by: Buyer::Request(0), listed_from: NOW });
    }
    assert_eq!(aql_customer(&sandbox).purchases(), 1);
    assert!(!sandbox.aql().stock().is_free("44-113-3120120".parse().unwrap()));
    assert_eq!(texts(ask_aql(&mut sandbox, &search("0113 312012*").show(1)).unwrap()), ["44-113-3120122"]);
}

#[test]
fn passwords_with_underscores_and_spaces_arrive_whole() {
    let mut sandbox = Sandbox::demo(1);
    let numbers = ask_aql(&mut sandbox, &search("0113 2*")).unwrap();
    let items = numbers.into_iter().map(aql::Item::new).collect();
    let order = aql::AssignNumbers::new(aql::Protocol::Sip, items).unwrap();
    let rows = ask_aql(&mut sandbox, &order).unwrap().into_complete().unwrap();
    let truth: Vec<_> = aql_customer(&sandbox).users().iter().map(|user| user.password.clone()).collect();
    assert_eq!(rows.iter().map(|row| row.password.clone()).collect::<Vec<_>>(), truth);
    for odd in ['_', ' '] {
        assert!(truth.iter().any(|password| password.reveal().contains(odd)), "no password with `{odd}`");
    }
}

#[test]
fn an_assign_is_all_or_none() {
    let table = [
        ("44-113-3120121", "taken by another customer"),
        ("44-113-3120122", "bought on this account before"),
        ("44-113-9999999", "not in stock"),
    ];
    for (bad, why) in table {
        let mut sandbox = Sandbox::demo(1);
        assert!(sandbox.aql_mut().take("44-113-3120121".parse().unwrap()));
        user(&mut sandbox, "44-113-3120122");
        let order = assign(&["44-113-3120120", bad, "44-113-3120123"]);
        assert_eq!(text(&mut sandbox, &at_aql(&order)), (200, "AQVOIP_SIMUL_ERROR\n".into()), "{why}");
        assert_eq!(aql_numbers(&sandbox), ["44-113-3120122"], "{why}");
        assert_eq!(aql_customer(&sandbox).purchases(), 1, "{why}");
        assert!(sandbox.aql().stock().is_free("44-113-3120120".parse().unwrap()), "{why}");
    }
}

#[test]
fn provisioning_refuses_with_the_documented_codes() {
    let search = "country=44&areaCode=113&subCode=312012*&skip=0&show=4";
    let assign = "phoneNumbers=44-113-3120120&firstNames=&lastNames=&emails=";
    let check_path = "/telecoms/checknumberapi.php";
    let assign_path = "/telecoms/assignnumberapi.php";
    let table = [
        (check_path, format!("{search}&username=demo-reseller&password=wrong"), "AUTH"),
        (check_path, format!("{search}&username=nobody&password=demo-password"), "AUTH"),
        (check_path, search.to_owned(), "AUTH"),
        (check_path, format!("country=44&areaCode=abc&subCode=3*&skip=0&show=4&{LOGIN}"), "FORMAT"),
        (check_path, format!("country=44&areaCode=0113&subCode=3*&skip=0&show=4&{LOGIN}"), "FORMAT"),
        (check_path, format!("country=44&areaCode=113&subCode=3*&show=4&{LOGIN}"), "FORMAT"),
        (check_path, format!("{search}&smsEnabled=maybe&{LOGIN}"), "FORMAT"),
        (check_path, format!("{search}&country=44&{LOGIN}"), "FORMAT"),
        (check_path, format!("{search}&surprise=1&{LOGIN}"), "FORMAT"),
        (assign_path, format!("{assign}&username=demo-reseller&password=wrong"), "AUTH"),
        (assign_path, format!("{assign}_Robert&{LOGIN}"), "FORMAT"),
        (assign_path, format!("phoneNumbers=44-113-3120120&firstNames=A_B&lastNames=&emails=&{LOGIN}"), "FORMAT"),
        (assign_path, format!("phoneNumbers=44-113-3120120&lastNames=&emails=&{LOGIN}"), "FORMAT"),
        (assign_path, format!("phoneNumbers=01133120120&firstNames=&lastNames=&emails=&{LOGIN}"), "FORMAT"),
        (assign_path, format!("phoneNumbers=&firstNames=&lastNames=&emails=&{LOGIN}"), "FORMAT"),
        (assign_path, format!("{assign}&type=h323&{LOGIN}"), "FORMAT"),
    ];
    for (path, form, code) in table {
        let mut sandbox = Sandbox::demo(1);
        let expected = (200, format!("AQVOIP_{code}_ERROR\n"));
        assert_eq!(text(&mut sandbox, &post(path, &form)), expected, "{form}");
        assert_eq!(aql_numbers(&sandbox), [""; 0], "{form}");
    }
}

#[test]
fn control_refuses_in_words() {
    let mut sandbox = Sandbox::demo(1);
    let user = user(&mut sandbox, "44-113-3120120");
    let table = [
        ("action=listusers&username=demo-reseller&password=wrong".to_owned(), "username or password is wrong"),
        ("action=listusers".to_owned(), "username or password is wrong"),
        (format!("action=deluser&voipnumber={user}&{LOGIN}"), "unknown action"),
        (LOGIN.to_owned(), "unknown action"),
        (format!("action=getuser&voipnumber=600001&{LOGIN}"), "no such user"),
        (format!("action=getuser&{LOGIN}"), "`voipnumber` is required"),
        (format!("action=changeuser&voipnumber=600001&callrecord=1&{LOGIN}"), "no such user"),
        (format!("action=changeuser&voipnumber={user}&credit=9&{LOGIN}"), "`credit` can be read, not written"),
        (
            format!("action=changeuser&voipnumber={user}&pstnnumber=4411&{LOGIN}"),
            "`pstnnumber` can be read, not written",
        ),
        (format!("action=changeuser&voipnumber={user}&{LOGIN}"), "`settings` must set at least one item"),
        (
            format!("action=changeuser&voipnumber={user}&callrecord=on&{LOGIN}"),
            "`callrecord` must be `1` or `0`, not `on`",
        ),
        (format!("action=listusers&all=1&{LOGIN}"), "`request` holds a field that this call does not have"),
    ];
    let before = aql_customer(&sandbox).users().to_vec();
    for (form, words) in table {
        let answer = text(&mut sandbox, &post("/reseller/voipapi.php", &form));
        assert_eq!(answer, (200, format!("ERR:{words}\n")), "{form}");
    }
    assert_eq!(aql_customer(&sandbox).users(), before);
}

#[test]
fn only_post_is_allowed() {
    let mut sandbox = Sandbox::demo(1);
    for path in ["/telecoms/checknumberapi.php", "/telecoms/assignnumberapi.php", "/reseller/voipapi.php"] {
        let request = SignedRequest::received(Method::Get, format!("{path}?action=listusers&{LOGIN}"), [], "");
        assert_eq!(answer(&mut sandbox, &request).status(), 405, "{path}");
    }
}

#[test]
fn another_path_is_not_found() {
    let mut sandbox = Sandbox::demo(1);
    for path in ["/", "/telecoms", "/telecoms/checknumberapi.php/", "/tel_purchase_now", "/tel_purchase/x"] {
        assert_eq!(answer(&mut sandbox, &post(path, LOGIN)).status(), 404, "{path}");
    }
}

#[test]
fn a_new_user_is_configured_as_the_document_shows() {
    let mut sandbox = Sandbox::demo(1);
    let item = aql::Item::new("44-113-3120120".parse().unwrap()).first_name("Ada").email("ada@customer.example");
    let order = aql::AssignNumbers::new(aql::Protocol::Sip, vec![item]).unwrap();
    let user = ask_aql(&mut sandbox, &order).unwrap().rows[0].voipnumber.clone();
    let lines = [
        format!("voipnumber:{user}"),
        "pstnnumber:441133120120".into(),
        "voicemailon:1".into(),
        "voicemaildelay:30".into(),
        "voicemaildest:ada@customer.example".into(),
        "forwardto:".into(),
        "forwardstart:00:00:00".into(),
        "forwardend:23:59:59".into(),
        "forwardcli:1".into(),
        "forwardactive:0".into(),
        "faxenabled:0".into(),
        "faxrecipient:".into(),
        "faxrecipientname:".into(),
        format!("sipendpoint:{user}@sip.aql.com"),
        "callrecord:0".into(),
        "credit:100.00".into(),
    ];
    let (_, body) = text(&mut sandbox, &at_aql(&GetUser::new(user)));
    assert_eq!(body.lines().collect::<Vec<_>>(), lines);
}

/// Every item set, all flags and all texts alike.
fn settings(flag: bool, text: &str, voicemaildelay: u32, time: &str, smsaction: aql::SmsAction) -> aql::Settings {
    let (flag, text, time) = (Some(flag), Some(text.to_owned()), Some(time.parse().unwrap()));
    aql::Settings {
        voicemailon: flag,
        voicemaildelay: Some(voicemaildelay),
        voicemaildest: text.clone(),
        forwardto: text.clone(),
        forwardstart: time,
        forwardend: time,
        forwardcli: flag,
        forwardactive: flag,
        faxenabled: flag,
        faxrecipient: text.clone(),
        faxrecipientname: text.clone(),
        sipendpoint: text.clone(),
        smsaction: Some(smsaction),
        smsdata: text,
        callrecord: flag,
    }
}

#[test]
fn changes_stay_and_leave_the_rest_alone() {
    let mut sandbox = Sandbox::demo(1);
    let user = user(&mut sandbox, "44-113-3120120");
    let before = ask_aql(&mut sandbox, &GetUser::new(user.clone())).unwrap().settings;
    let one = aql::Settings { voicemaildelay: Some(60), voicemaildest: Some(String::new()), ..Default::default() };
    let all = settings(true, "https://customer.example/a_b:c", 5, "08:30:00", aql::SmsAction::HttpPost);
    let others = settings(false, "other@customer.example", 6, "17:00:00", aql::SmsAction::Email);
    for (change, expected) in [
        (&one, aql::Settings { voicemaildelay: Some(60), ..before }),
        (&all, all.clone()),
        (&others, others.clone()),
        (&one, aql::Settings { voicemaildelay: Some(60), voicemaildest: Some(String::new()), ..others.clone() }),
    ] {
        let call = ChangeUser::new(user.clone(), change.clone()).unwrap();
        assert_eq!(text(&mut sandbox, &at_aql(&call)), (200, "OK\n".into()));
        assert_eq!(ask_aql(&mut sandbox, &GetUser::new(user.clone())).unwrap().settings, expected);
    }
}

#[test]
fn users_are_listed_in_the_order_of_purchase() {
    let mut sandbox = Sandbox::demo(1);
    assert_eq!(ask_aql(&mut sandbox, &ListUsers).unwrap(), []);
    let users = ["44-113-3120121", "44-113-3120120"].map(|number| user(&mut sandbox, number));
    assert_eq!(ask_aql(&mut sandbox, &ListUsers).unwrap(), users);
}

#[test]
fn the_control_service_can_have_credentials_of_its_own() {
    let range = Range::new("44-113-3120000".parse().unwrap(), "44-113-3120009".parse().unwrap()).unwrap();
    let mut sandbox = Sandbox::new(1)
        .aql_customer(Customer::new("reseller", "one").with_control("user", "two"))
        .stock(Stock::new([range]).unwrap());
    let account = aql::Account::new("reseller", "one").unwrap();
    let sign = |account: &aql::Account, request| account.sign(request, &aql::Gateway::default());

    let order = assign(&["44-113-3120000"]);
    let bought = answer(&mut sandbox, &sign(&account, order.request()));
    assert_eq!(order.parse(&bought).unwrap().rows.len(), 1);
    let refused = answer(&mut sandbox, &sign(&account, ListUsers.request()));
    assert_eq!(shown(&refused).1, "ERR:username or password is wrong\n");
    let account = account.with_control("user", "two").unwrap();
    let listed = answer(&mut sandbox, &sign(&account, ListUsers.request()));
    assert_eq!(ListUsers.parse(&listed).unwrap().len(), 1);
}

#[test]
fn customers_do_not_see_each_others_users() {
    let mut sandbox = Sandbox::demo(1).aql_customer(Customer::new("other", "other"));
    let user = user(&mut sandbox, "44-113-3120120");
    let other = aql::Account::new("other", "other").unwrap();
    let request = other.sign(GetUser::new(user).request(), &aql::Gateway::default());
    assert_eq!(text(&mut sandbox, &request), (200, "ERR:no such user\n".into()));
    let request = other.sign(ListUsers.request(), &aql::Gateway::default());
    assert_eq!(text(&mut sandbox, &request), (200, String::new()));
}

#[test]
fn a_rival_on_the_account_is_told_apart_by_the_truth_alone() {
    let mut sandbox = Sandbox::demo(1);
    let number = "44-113-3120120".parse().unwrap();
    assert!(sandbox.aql_mut().buy_as_rival(NOW, "demo-reseller", number));
    assert!(!sandbox.aql_mut().buy_as_rival(NOW, "demo-reseller", number));
    assert!(!sandbox.aql_mut().buy_as_rival(NOW, "nobody", "44-113-3120121".parse().unwrap()));
    assert_eq!(aql_customer(&sandbox).users()[0].origin.by, Buyer::Rival);
    assert_eq!(aql_customer(&sandbox).purchases(), 0);
    assert_eq!(ask_aql(&mut sandbox, &ListUsers).unwrap().len(), 1);
}

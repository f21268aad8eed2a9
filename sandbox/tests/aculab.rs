//! Aculab Cloud: what it answers, what it refuses, and what it then knows.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "tests may stop at the first surprise"
)]

mod common;

use common::*;
use telwire::aculab::{
    ByGet, DidType, PurchaseType, TelDeleteNumbers, TelGetSupportedCountries, TelGetSupportedRegions,
    TelGetSupportedStates, TelListNumbers, TelListRegulationAddresses, TelPurchaseDevelopment, TollFreeCallers,
};
use telwire::{Endpoint, aculab};
use telwire_sandbox::aculab::{Catalogue, Customer, Offer};
use telwire_sandbox::{Buyer, Origin, Sandbox, demo};

fn bought(sandbox: &mut Sandbox, purchase: &aculab::TelPurchase) -> Vec<String> {
    texts(ask_aculab(sandbox, purchase).unwrap().into_complete().unwrap())
}

/// Status, code and details of a refusal.
fn refused(sandbox: &mut Sandbox, request: &telwire::SignedRequest) -> (u16, String) {
    let response = answer(sandbox, request);
    let error = TelListNumbers::new().parse(&response).unwrap_err();
    let telwire::Error::Refused(refused) = error else { panic!("{error:?}") };
    assert_eq!(refused.outcome(), telwire::Outcome::NotChanged);
    (refused.status(), format!("{} {}", refused.carrier_code().unwrap(), refused.carrier_message().unwrap()))
}

#[test]
fn countries_states_and_regions_are_the_documents_examples() {
    let mut sandbox = Sandbox::demo(1);
    let geographic = ask_aculab(&mut sandbox, &TelGetSupportedCountries::new()).unwrap();
    assert_eq!(geographic.len(), 42);
    assert_eq!(
        (geographic[0].as_str(), geographic[24].as_str(), geographic[41].as_str()),
        ("Israel", "Canada", "Bulgaria")
    );
    let national = TelGetSupportedCountries::new().did_type(DidType::National).unwrap();
    let national = ask_aculab(&mut sandbox, &national).unwrap();
    assert_eq!(national.len(), 23);
    assert_eq!((national[2].as_str(), national[22].as_str()), ("Portugal", "Belgium"));

    let states = ask_aculab(&mut sandbox, &TelGetSupportedStates::new("Canada").unwrap()).unwrap();
    assert_eq!(
        states,
        [
            "British Columbia",
            "Newfoundland And Labrador",
            "Saskatchewan",
            "Prince Edward Island",
            "Ontario",
            "Nova Scotia",
            "Quebec",
            "Alberta",
            "Manitoba",
            "New Brunswick"
        ]
    );
    let none = ask_aculab(&mut sandbox, &TelGetSupportedStates::new("Germany").unwrap()).unwrap();
    assert_eq!(none, [""; 0]);

    let regions = |country: &str| TelGetSupportedRegions::new(country).unwrap();
    let table = [
        (regions("Canada").state("Manitoba").unwrap(), vec!["Oakbank", "Winnipeg"]),
        (regions("Canada").did_type(DidType::TollFree).unwrap(), vec!["855", "888", "866", "877"]),
        (regions("Germany"), vec!["Berlin", "Mönchengladbach", "München"]),
        (regions("Germany").did_type(DidType::Mobile).unwrap(), vec![]),
    ];
    for (call, expected) in table {
        assert_eq!(ask_aculab(&mut sandbox, &call).unwrap(), expected);
        let by_get = aculab_account().sign(call.get_request(), &aculab::Gateway::default());
        assert_eq!(call.parse(&answer(&mut sandbox, &by_get)).unwrap(), expected);
    }
    assert_eq!(ask_aculab(&mut sandbox, &regions("Canada")).unwrap().len(), 11);
}

#[test]
fn every_region_that_is_listed_sells() {
    let sandbox = Sandbox::demo(1);
    let types = ["geographic", "national", "mobile", "tollfree"];
    let mut sold = 0;
    for did_type in types.map(|text| text.parse::<DidType>().unwrap()) {
        let countries = TelGetSupportedCountries::new().did_type(did_type.clone()).unwrap();
        for country in ask_aculab(&mut sandbox.clone(), &countries).unwrap() {
            let states = ask_aculab(&mut sandbox.clone(), &TelGetSupportedStates::new(&country).unwrap()).unwrap();
            let states: Vec<Option<String>> = match states.is_empty() || did_type != DidType::Geographic {
                true => vec![None],
                false => states.into_iter().map(Some).collect(),
            };
            for state in states {
                let mut regions = TelGetSupportedRegions::new(&country).unwrap().did_type(did_type.clone()).unwrap();
                if let Some(state) = &state {
                    regions = regions.state(state).unwrap();
                }
                for region in ask_aculab(&mut sandbox.clone(), &regions).unwrap() {
                    let is_tollfree = did_type == DidType::TollFree;
                    let purchase_type =
                        PurchaseType::from_parameters(Some(did_type.as_str()), is_tollfree, false, false);
                    let mut purchase = purchase(&country, &region).did_type(purchase_type.unwrap().unwrap());
                    if let Some(state) = &state {
                        purchase = purchase.state(state).unwrap();
                    }
                    if country == "France" {
                        purchase = purchase.regulation_address("My french place").unwrap();
                    }
                    assert_eq!(bought(&mut sandbox.clone(), &purchase).len(), 1, "{country} {region}");
                    sold += 1;
                }
            }
        }
    }
    assert_eq!(sold, sandbox.aculab().catalogue().offers().len());
}

#[test]
fn the_documented_purchases_give_numbers_like_the_documented_ones() {
    let mut sandbox = Sandbox::demo(1);
    let callers = TollFreeCallers::new(true, false, true).unwrap();
    let table = [
        (purchase("Canada", "Calgary").state("Alberta").unwrap(), vec!["15873155555"]),
        (purchase("Spain", "Bilbao").quantity(2).unwrap(), vec!["21887377377", "21887377378"]),
        (
            purchase("Spain", "901").quantity(3).unwrap().did_type(PurchaseType::TollFree(callers)),
            vec!["90179198344", "90179198345", "90179198346"],
        ),
        (purchase("Germany", r"M\u00f6nchengladbach"), vec!["4921615550100"]),
        (purchase("United Kingdom", "Milton Keynes"), vec!["441908538007"]),
    ];
    for (purchase, numbers) in table {
        assert_eq!(bought(&mut sandbox, &purchase), numbers);
    }
    assert_eq!(aculab_customer(&sandbox).purchases(), 5);
    assert_eq!(aculab_numbers(&sandbox).len(), 8);
    let last = aculab_customer(&sandbox).numbers().last().unwrap();
    assert_eq!(last.origin, Origin { at: NOW, by: Buyer::Request(4), listed_from: NOW });
}

#[test]
fn a_purchase_by_get_is_a_purchase() {
    let mut sandbox = Sandbox::demo(1);
    let request = aculab_get("/tel_purchase?country=Canada&state=Alberta&region=Calgary");
    assert_eq!(text(&mut sandbox, &request), (200, r#"["15873155555"]"#.into()));
    assert_eq!(aculab_numbers(&sandbox), ["15873155555"]);
}

#[test]
fn the_list_is_in_the_order_of_purchase_and_can_be_filtered() {
    let mut sandbox = Sandbox::demo(1);
    bought(&mut sandbox, &purchase("United Kingdom", "Milton Keynes"));
    bought(&mut sandbox, &purchase("Canada", "Calgary").state("Alberta").unwrap());
    let mobile = PurchaseType::Mobile;
    bought(&mut sandbox, &purchase("United Kingdom", "77").did_type(mobile));
    assert_eq!(
        text(&mut sandbox, &at_aculab(&TelListNumbers::new().did_type(DidType::Geographic).unwrap())),
        (
            200,
            concat!(
                r#"{"441908538007":{"country":"United Kingdom","region":"Milton Keynes","price":"3.00","#,
                r#""purchased":"2026-11-22","did_type":"geographic"},"#,
                r#""15873155555":{"country":"Canada","state":"Alberta","region":"Calgary","price":"2.50","#,
                r#""purchased":"2026-11-22","did_type":"geographic"}}"#
            )
            .into()
        )
    );
    let list = TelListNumbers::new;
    let table = [
        (list(), vec!["441908538007", "15873155555", "447700900100"]),
        (list().country("United Kingdom").unwrap(), vec!["441908538007", "447700900100"]),
        (list().state("Alberta").unwrap(), vec!["15873155555"]),
        (list().region("Milton Keynes").unwrap(), vec!["441908538007"]),
        (list().did_type(DidType::Mobile).unwrap(), vec!["447700900100"]),
        (list().country("Peru").unwrap(), vec![]),
    ];
    for (list, expected) in table {
        let listed = ask_aculab(&mut sandbox, &list).unwrap();
        assert_eq!(texts(listed.iter().map(|owned| &owned.number)), expected);
    }
}

#[test]
fn a_rehearsal_buys_nothing() {
    let mut sandbox = Sandbox::demo(1);
    let rehearsal = TelPurchaseDevelopment::new(
        purchase("Spain", "Bilbao").quantity(2).unwrap().based_on(demo::ACULAB_SERVICE).unwrap(),
    );
    for _ in 0..2 {
        let rows = ask_aculab(&mut sandbox, &rehearsal).unwrap().rows;
        assert_eq!(texts(rows), ["21887377377", "21887377378"]);
    }
    assert_eq!(aculab_numbers(&sandbox), [""; 0]);
    assert_eq!(aculab_customer(&sandbox).services().len(), 1);
    let unknown = TelPurchaseDevelopment::new(purchase("Spain", "Atlantis"));
    assert_eq!(
        refused(&mut sandbox, &at_aculab(&unknown)),
        (400, "0002 Parameter malformed: no region `Atlantis` with geographic numbers in `Spain`".into())
    );
}

#[test]
fn too_few_numbers_refuse_the_whole_purchase_unless_a_part_is_allowed() {
    let mut sandbox = Sandbox::demo(1);
    let four = purchase("Canada", "Oakbank").state("Manitoba").unwrap().quantity(4).unwrap();
    assert_eq!(
        refused(&mut sandbox, &at_aculab(&four)),
        (400, "shortage Not enough telephone numbers available: 3 left".into())
    );
    assert_eq!(aculab_numbers(&sandbox), [""; 0]);
    let some = four.clone().allow_partial(true);
    assert_eq!(bought(&mut sandbox, &some), ["12045550100", "12045550101", "12045550102"]);
    assert_eq!(bought(&mut sandbox, &some), [""; 0]);
    assert_eq!(
        refused(&mut sandbox, &at_aculab(&four.quantity(1).unwrap())),
        (400, "shortage Not enough telephone numbers available: 0 left".into())
    );
    assert_eq!(aculab_customer(&sandbox).purchases(), 1);
}

#[test]
fn based_on_makes_a_service_for_each_number_which_outlives_it() {
    let mut sandbox = Sandbox::demo(1);
    let two = purchase("Spain", "Bilbao").quantity(2).unwrap().based_on(demo::ACULAB_SERVICE).unwrap();
    bought(&mut sandbox, &two);
    let delete = TelDeleteNumbers::new(vec!["21887377377".parse().unwrap()]).unwrap();
    ask_aculab(&mut sandbox, &delete).unwrap();
    let services = aculab_customer(&sandbox).services();
    assert_eq!(
        texts(services.iter().map(|service| &service.name)),
        ["demo service", "demo service 21887377377", "demo service 21887377378"]
    );
    assert_eq!(services[2].based_on.as_deref(), Some("demo service"));
}

#[test]
fn france_asks_for_a_regulation_address_that_fits() {
    let mut sandbox = Sandbox::demo(1);
    let addresses = ask_aculab(&mut sandbox, &TelListRegulationAddresses).unwrap();
    assert_eq!((addresses[0].name.as_str(), addresses[0].country.as_str()), ("My french place", "France"));
    assert_eq!(addresses[0].region, "Avignon");

    let avignon = purchase("France", "Avignon");
    let with = |name: &str| avignon.clone().regulation_address(name).unwrap();
    let table = [
        (avignon.clone(), "0005 Regulation address required"),
        (with("My german place"), "0006 Regulation address incompatible: `My german place` is in Germany"),
        (with("My castle"), "0002 Parameter malformed: no regulation address `My castle`"),
    ];
    for (purchase, expected) in table {
        assert_eq!(refused(&mut sandbox, &at_aculab(&purchase)), (400, expected.into()));
    }
    assert_eq!(bought(&mut sandbox, &with("My french place")), ["33432550100"]);
}

#[test]
fn refusals_carry_the_documented_codes() {
    let tollfree = "country=Spain&region=901&did_type=tollfree";
    let table = [
        ("/tel_purchase?region=Bilbao", "0001 Parameter missing: `country` is required"),
        ("/tel_purchase?country=Spain", "0001 Parameter missing: `region` is required"),
        ("/tel_purchase?country=Canada&region=Calgary", "0001 Parameter missing: `state` is required in `Canada`"),
        (
            "/tel_purchase?country=United+States&region=New+York",
            "0001 Parameter missing: `state` is required in `United States`",
        ),
        ("/tel_purchase?country=Narnia&region=x", "0002 Parameter malformed: no geographic numbers in `Narnia`"),
        (
            "/tel_purchase?country=Spain&region=x",
            "0002 Parameter malformed: no region `x` with geographic numbers in `Spain`",
        ),
        (
            "/tel_purchase?country=Spain&state=x&region=Bilbao",
            "0002 Parameter malformed: no state `x` with such numbers in `Spain`",
        ),
        (
            "/tel_purchase?country=Canada&state=x&region=Calgary",
            "0002 Parameter malformed: no state `x` with such numbers in `Canada`",
        ),
        (
            "/tel_purchase?country=Canada&state=Ontario&region=Calgary",
            "0002 Parameter malformed: no region `Calgary` with geographic numbers in `Canada`",
        ),
        ("/tel_purchase?country=Spain&region=Bilbao&based_on=x", "0002 Parameter malformed: no service `x`"),
        (
            "/tel_purchase?country=Spain&region=Bilbao&country=Spain",
            "0003 Parameter repeated: `country` is given more than once",
        ),
        ("/tel_purchase?country=Spain&region=Bilbao&quantity=0", "0004 Parameter zero: `quantity` must be at least 1"),
        (
            "/tel_purchase?country=Spain&region=Bilbao&allow_partial=yes",
            "0002 Parameter malformed: `allow_partial` must be `True` or `False`, not `yes`",
        ),
        (
            "/tel_purchase?country=Spain&region=Bilbao&surprise=1",
            "0002 Parameter malformed: `request` holds a field that this call does not have",
        ),
        ("/tel_get_supported_states", "0001 Parameter missing: `country` is required"),
        ("/tel_get_supported_states?country=Narnia", "0002 Parameter malformed: no country `Narnia`"),
        (
            "/tel_get_supported_regions?country=Spain&state=x",
            "0002 Parameter malformed: no state `x` with such numbers in `Spain`",
        ),
        (
            "/tel_get_supported_countries?did_type=fax",
            "0002 Parameter malformed: `did_type` must be `geographic`, `national`, `mobile` or `tollfree`, not `fax`",
        ),
        (
            "/tel_list_numbers?did_type=fax",
            "0002 Parameter malformed: `did_type` must be `geographic`, `national`, `mobile` or `tollfree`, not `fax`",
        ),
        ("/tel_delete_numbers", "0001 Parameter missing: `numbers` is required"),
        (
            "/tel_delete_numbers?numbers=1,x",
            "0002 Parameter malformed: `numbers[1]` must be digits as tel_list_numbers gives them, not `x`",
        ),
    ];
    let mut sandbox = Sandbox::demo(1);
    for (target, expected) in table {
        assert_eq!(refused(&mut sandbox, &aculab_get(target)), (400, expected.into()), "{target}");
    }
    let flags = [
        (
            "",
            "0002 Parameter malformed: `did_type` is `tollfree`, so at least one of `allow_landline`, `allow_cellular` and `allow_payphone` must be true",
        ),
        ("&allow_cellular=True", "0002 Parameter malformed: `901` does not allow `allow_cellular`"),
    ];
    for (flags, expected) in flags {
        let request = aculab_get(&format!("/tel_purchase?{tollfree}{flags}"));
        assert_eq!(refused(&mut sandbox, &request), (400, expected.into()), "{flags}");
    }
    assert_eq!(aculab_numbers(&sandbox), [""; 0]);
}

#[test]
fn an_error_object_says_when_and_about_what() {
    let mut sandbox = Sandbox::demo(1);
    assert_eq!(
        text(&mut sandbox, &aculab_get("/tel_get_supported_states")),
        (
            400,
            concat!(
                r#"{"error":{"code":"0001","text":"Parameter missing","details":"`country` is required","#,
                r#""datetime":"2026-11-22T00:00:00Z"},"#,
                r#""request":{"url":"/tel_get_supported_states","datetime":"2026-11-22T00:00:00Z"}}"#
            )
            .into()
        )
    );
}

#[test]
fn without_valid_credentials_nothing_is_looked_at() {
    let accounts = [
        ("1-2-0", "demo@example.com", "wrong"),
        ("1-2-1", "demo@example.com", "demo-access-key"),
        ("1-2-0", "other@example.com", "demo-access-key"),
    ];
    let mut sandbox = Sandbox::demo(1);
    for (cloud_id, username, access_key) in accounts {
        let account = aculab::Account::new(cloud_id, username, access_key).unwrap();
        let request = account.sign(purchase("Spain", "Atlantis").request(), &aculab::Gateway::default());
        assert_eq!(refused(&mut sandbox, &request), (400, "0405 Invalid token".into()), "{username} {access_key}");
    }
    let bare = post("/tel_purchase", "country=Spain&region=Bilbao");
    assert_eq!(refused(&mut sandbox, &bare), (400, "0405 Invalid token".into()));
}

#[test]
fn deleting_is_told_number_by_number() {
    let mut sandbox = Sandbox::demo(1);
    bought(&mut sandbox, &purchase("Spain", "Bilbao").quantity(3).unwrap());
    let reason = |number: &str| {
        format!(r#""{number}":{{"description":"Telephone number {number} does not belong to you","code":"0300"}}"#)
    };
    let table = [
        ("21887377377,21887377379", r#"{"status":"OK"}"#.to_owned()),
        ("21887377377,21887377378", format!(r#"{{"status":"PARTIAL","numbers":{{{}}}}}"#, reason("21887377377"))),
        ("1,21887377378", format!(r#"{{"status":"FAIL","numbers":{{{},{}}}}}"#, reason("1"), reason("21887377378"))),
    ];
    for (numbers, body) in table {
        assert_eq!(text(&mut sandbox, &aculab_get(&format!("/tel_delete_numbers?numbers={numbers}"))), (200, body));
    }
    assert_eq!(aculab_numbers(&sandbox), [""; 0]);
    // What was deleted is not sold again.
    assert_eq!(bought(&mut sandbox, &purchase("Spain", "Bilbao")), ["21887377380"]);
}

#[test]
fn customers_do_not_see_or_delete_each_others_numbers() {
    let mut sandbox = Sandbox::demo(1).aculab_customer(Customer::new("9", "other@example.com", "key"));
    bought(&mut sandbox, &purchase("Spain", "Bilbao"));
    let other = aculab::Account::new("9", "other@example.com", "key").unwrap();
    let list = other.sign(TelListNumbers::new().request(), &aculab::Gateway::default());
    assert_eq!(text(&mut sandbox, &list), (200, "{}".into()));
    let delete = TelDeleteNumbers::new(vec!["21887377377".parse().unwrap()]).unwrap();
    let deleted = answer(&mut sandbox, &other.sign(delete.request(), &aculab::Gateway::default()));
    assert_eq!(delete.parse(&deleted).unwrap().status, aculab::DeletedStatus::Fail);
    assert_eq!(aculab_numbers(&sandbox), ["21887377377"]);
}

#[test]
fn a_test_can_bring_its_own_catalogue_and_rivals() {
    let only = Offer { price: "9.99".parse().unwrap(), ..Offer::new("Utopia", "Amaurot", 999_000, 3) };
    let mut sandbox = Sandbox::demo(1).catalogue(Catalogue::new([only], ["Utopia"]));
    assert_eq!(ask_aculab(&mut sandbox, &TelGetSupportedCountries::new()).unwrap(), ["Utopia"]);
    let utopia = purchase("Utopia", "Amaurot");
    assert_eq!(refused(&mut sandbox, &at_aculab(&utopia)), (400, "0005 Regulation address required".into()));

    let free = Catalogue::new([Offer::new("Utopia", "Amaurot", 999_000, 3)], []);
    let mut sandbox = Sandbox::demo(1).catalogue(free);
    let (cloud_id, username) = (demo::ACULAB_CLOUD_ID, demo::ACULAB_USERNAME);
    assert!(sandbox.aculab_mut().take(&utopia));
    assert!(sandbox.aculab_mut().buy_as_rival(NOW, cloud_id, username, &utopia));
    assert_eq!(bought(&mut sandbox, &utopia), ["999002"]);
    assert!(!sandbox.aculab_mut().take(&utopia));
    assert!(!sandbox.aculab_mut().buy_as_rival(NOW, cloud_id, username, &utopia));
    assert_eq!(aculab_numbers(&sandbox), ["999001", "999002"]);
    assert_eq!(aculab_customer(&sandbox).numbers()[0].origin.by, Buyer::Rival);
    assert_eq!(aculab_customer(&sandbox).purchases(), 1);
}

#[test]
fn a_listing_may_name_another_region_than_was_asked_for() {
    let offer =
        Offer { listed_region: Some("Amaurot (city)".to_owned()), ..Offer::new("Utopia", "Amaurot", 999_000, 3) };
    let mut sandbox = Sandbox::demo(1).catalogue(Catalogue::new([offer], []));
    assert_eq!(sandbox.aculab().catalogue().unsold(), 3);
    bought(&mut sandbox, &purchase("Utopia", "Amaurot"));
    assert_eq!(ask_aculab(&mut sandbox, &TelListNumbers::new()).unwrap()[0].region, "Amaurot (city)");
    let filtered = TelListNumbers::new().region("Amaurot").unwrap();
    assert_eq!(ask_aculab(&mut sandbox, &filtered).unwrap(), []);
    assert_eq!(sandbox.aculab().catalogue().unsold(), 2);
}

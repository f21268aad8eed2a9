//! Nothing that comes from outside makes the core panic, and nothing long makes it slow.

// The damage that the core's own tests do to documents.
#[path = "../../core/src/json/tests/damage.rs"]
mod damage;

use std::fmt::{Debug, Display};
use std::hint::black_box;
use std::str::FromStr;
use std::time::{Duration, Instant};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use telwire::aculab::{InboundNumber, PurchaseType, TelPurchase};
use telwire::aql::{AssignNumbers, Item, Protocol, Settings, VoipNumber, VoipUser};
use telwire::{
    BaseUrl, CivilDate, Endpoint, Error, InvalidInput, Method, Price, Request, Response, ServerEndpoint, SignedRequest,
    TimeOfDay, Timestamp, aculab, aql,
};
use telwire_tests::generate;

use damage::damaged;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn no_answer_makes_a_parser_panic(body in vec(any::<u8>(), 0..80), status in status(), is_complete: bool) {
        parse_with_every_call(&response(status, body, is_complete))?;
    }

    #[test]
    fn no_damaged_answer_makes_a_parser_panic(body in damaged(answers()), status in status(), is_complete: bool) {
        parse_with_every_call(&response(status, body, is_complete))?;
    }

    #[test]
    fn no_request_makes_a_server_panic(
        method in select(&[Method::Get, Method::Post][..]),
        target in target(),
        headers in vec(header(), 0..4),
        body in prop_oneof![vec(any::<u8>(), 0..80), damaged(forms())],
    ) {
        receive(&SignedRequest::received(method, target, headers, body));
    }

    #[test]
    fn no_text_makes_a_constructor_panic(text in prop_oneof![any::<String>(), generate::text(), likely_text()]) {
        read_as_everything(&text);
    }

    #[test]
    fn no_integer_makes_a_constructor_panic(packed: u64, year: u16, [a, b, c]: [u8; 3]) {
        print(&aql::Number::from_packed(packed));
        print(&Timestamp::from_unix_millis(packed).date());
        try_print(CivilDate::new(year, a, b));
        try_print(TimeOfDay::new(a, b, c));
    }
}

#[test]
fn a_long_answer_takes_linear_time() -> Result<(), InvalidInput> {
    let parsers = parsers()?;
    for (beginning, unit) in LONG_ANSWERS {
        for body in growing(beginning, unit, MEGABYTE) {
            let answer = Response::new(200, body);
            for (name, parse) in &parsers {
                assert_fast(&format!("{name} of `{beginning}` and many `{unit}`"), || drop(parse(&answer)));
            }
        }
    }
    Ok(())
}

#[test]
fn a_long_request_takes_linear_time() {
    for (path, beginning, unit) in LONG_FORMS {
        for form in growing(beginning, unit, MEGABYTE / 4) {
            let post = SignedRequest::received(Method::Post, path, [], form.as_str());
            let get = SignedRequest::received(Method::Get, format!("{path}?{form}"), [], "");
            for received in [post, get] {
                assert_fast(&format!("receiving `{beginning}` and many `{unit}`"), || receive(&received));
            }
        }
    }
}

#[test]
fn a_long_text_takes_linear_time() {
    for (beginning, unit) in LONG_TEXTS {
        for text in growing(beginning, unit, MEGABYTE / 8) {
            assert_fast(&format!("reading `{beginning}` and many `{unit}`"), || read_as_everything(&text));
        }
    }
}

const MEGABYTE: usize = 1 << 20;

/// `beginning` and more and more times `unit`, in which `#` counts. Short texts come first, so that what takes a step
/// for every pair of bytes fails in minutes.
fn growing(beginning: &str, unit: &str, longest: usize) -> [String; 3] {
    [longest / 64, longest / 16, longest].map(|length| {
        let units = (0..length / unit.len()).map(|count| unit.replace('#', &count.to_string()));
        units.fold(beginning.to_owned(), |text, unit| text + &unit)
    })
}

/// Some passes over a megabyte take a second even on a busy machine, a step for every pair of its bytes would take
/// hours. The bound lies far from both.
fn assert_fast(what: &str, read: impl FnOnce()) {
    let start = Instant::now();
    read();
    let took = start.elapsed();
    assert!(took < Duration::from_secs(10), "{what} took {took:?}");
}

/// How long answers begin, and what they go on with.
const LONG_ANSWERS: [(&str, &str); 26] = [
    ("", "["),
    ("", "{\"a\":"),
    ("", "1"),
    ("", "_"),
    ("", "-"),
    ("", "\\"),
    ("", "\""),
    ("", "\n"),
    ("", "a:b\n"),
    ("AQVOIP_", "A"),
    ("AQVOIP_OK\n", "_"),
    ("AQVOIP_OK\n", "1"),
    ("AQVOIP_OK\n", "1-1-1_"),
    ("AQVOIP_OK\n", "1-1-#_1_1\n"),
    ("ERR:", "a"),
    ("[", "["),
    ("[", "\"#\","),
    ("[\"", "1"),
    ("[\"", "\\\\"),
    ("[\"", "\\u0041"),
    ("[-1", "1"),
    ("{", "\"#\":{},"),
    ("{\"1\":{", "\"country\":\"\","),
    ("{\"1\":{\"country\":\"", "a"),
    ("{\"status\":\"OK\",\"numbers\":{", "\"1\":{\"code\":1},"),
    ("{\"error\":{\"code\":", "1"),
];

/// What long forms are for, how they begin, and what they go on with.
const LONG_FORMS: [(&str, &str, &str); 8] = [
    ("/reseller/voipapi.php", "", "#=1&"),
    ("/reseller/voipapi.php", "", "="),
    ("/reseller/voipapi.php", "", "{\"password\":"),
    ("/reseller/voipapi.php", "action=changeuser&voipnumber=612345&forwardto=", "%61"),
    ("/telecoms/assignnumberapi.php", "firstNames=&lastNames=&emails=&phoneNumbers=", "1-1-#_"),
    ("/telecoms/checknumberapi.php", "country=", "4"),
    ("/tel_delete_numbers", "numbers=", "#,"),
    ("/tel_purchase", "country=Spain&region=", "\\u00f6"),
];

/// How long texts begin, and what they go on with.
const LONG_TEXTS: [(&str, &str); 8] = [
    ("", "\\"),
    ("", "\\u00f6"),
    ("", "\\ud83d\\ude00"),
    ("", "1"),
    ("", "_"),
    ("44", "-1"),
    ("0113 ", "1*"),
    ("https://", "a."),
];

const PATHS: [&str; 13] = [
    "/reseller/voipapi.php",
    "/telecoms/assignnumberapi.php",
    "/telecoms/checknumberapi.php",
    "/tel_delete_numbers",
    "/tel_get_supported_countries",
    "/tel_get_supported_regions",
    "/tel_get_supported_states",
    "/tel_list_numbers",
    "/tel_list_regulation_addresses",
    "/tel_purchase",
    "/tel_purchase_development",
    "",
    "?",
];

/// A call's name, and what it makes of an answer.
type Parser = (&'static str, Box<dyn Fn(&Response) -> Result<Box<dyn Debug>, Error>>);

fn parser<E: Endpoint + 'static>(call: E) -> Parser
where
    E::Answer: Debug + 'static,
{
    (E::NAME, Box::new(move |response| Ok(Box::new(call.parse(response)?))))
}

/// The parsers of all thirteen calls.
fn parsers() -> Result<[Parser; 13], InvalidInput> {
    let user = || "612345".parse::<VoipNumber>();
    let order = vec![Item::new("44-113-3120120".parse()?), Item::new("44-113-3120121".parse()?)];
    let settings = Settings { callrecord: Some(true), ..Settings::default() };
    let purchase = || TelPurchase::new("Spain", "Bilbao")?.quantity(2);
    Ok([
        parser(aql::CheckNumbers::new("0113 312012*".parse()?)),
        parser(AssignNumbers::new(Protocol::Sip, order)?),
        parser(aql::GetUser::new(user()?)),
        parser(aql::ChangeUser::new(user()?, settings)?),
        parser(aql::ListUsers),
        parser(purchase()?),
        parser(aculab::TelPurchaseDevelopment::new(purchase()?)),
        parser(aculab::TelListNumbers::new()),
        parser(aculab::TelDeleteNumbers::new(vec!["441908538007".parse()?])?),
        parser(aculab::TelGetSupportedCountries::new()),
        parser(aculab::TelGetSupportedStates::new("Canada")?),
        parser(aculab::TelGetSupportedRegions::new("Canada")?),
        parser(aculab::TelListRegulationAddresses),
    ])
}

fn parse_with_every_call(response: &Response) -> Result<(), InvalidInput> {
    print(response);
    for (_, parse) in parsers()? {
        try_print(parse(response));
    }
    Ok(())
}

fn response(status: u16, body: Vec<u8>, is_complete: bool) -> Response {
    let response = Response::new(status, body);
    if is_complete { response } else { response.incomplete() }
}

/// Success above all: other bodies are looked at less.
fn status() -> impl Strategy<Value = u16> {
    prop_oneof![4 => Just(200), 1 => select(&[400, 401, 429, 500][..]), 1 => any::<u16>()]
}

/// Answers to all calls, errors included.
fn answers() -> impl Strategy<Value = Vec<u8>> {
    use generate::{aculab, aql};
    let errors = select(
        &[
            "AQVOIP_TEMP_ERROR\n",
            "ERR:no such user\n",
            r#"{"error":{"code":"0405","text":"Invalid token","details":"It has expired"},"request":{"url":"/"}}"#,
            r#"{"error":{"code":0405}}"#,
            "<html></html>",
        ][..],
    );
    prop_oneof![
        prop_oneof![
            answer(aql::check_numbers()),
            answer(aql::assign_numbers()),
            answer(aql::get_user()),
            answer(aql::change_user()),
            answer(aql::list_users()),
        ],
        prop_oneof![
            answer(aculab::tel_purchase()),
            answer(aculab::tel_purchase_development()),
            answer(aculab::tel_list_numbers()),
            answer(aculab::tel_delete_numbers()),
            answer(aculab::tel_get_supported_countries()),
            answer(aculab::tel_get_supported_states()),
            answer(aculab::tel_get_supported_regions()),
            answer(aculab::tel_list_regulation_addresses()),
        ],
        errors.prop_map(|error| error.as_bytes().to_vec()),
    ]
}

// Boxed, because a union of so many strategies by value outgrows a test's stack.
fn answer<E: ServerEndpoint>(exchanges: impl Strategy<Value = (E, E::Answer)> + 'static) -> BoxedStrategy<Vec<u8>> {
    exchanges.prop_map(|(_, answer)| E::encode(&answer).body().to_vec()).boxed()
}

/// The forms of all calls that have one.
fn forms() -> impl Strategy<Value = Vec<u8>> {
    use generate::{aculab, aql};
    prop_oneof![
        form(aql::check_numbers()),
        form(aql::assign_numbers()),
        form(aql::get_user()),
        form(aql::change_user()),
        form(aculab::tel_purchase()),
        form(aculab::tel_list_numbers()),
        form(aculab::tel_delete_numbers()),
        form(aculab::tel_get_supported_regions()),
    ]
}

fn form<E: ServerEndpoint>(exchanges: impl Strategy<Value = (E, E::Answer)> + 'static) -> BoxedStrategy<Vec<u8>> {
    exchanges.prop_map(|(call, _)| call.request().form().as_bytes().to_vec()).boxed()
}

fn target() -> impl Strategy<Value = String> {
    let query = damaged(forms()).prop_map(|form| String::from_utf8_lossy(&form).into_owned());
    let known = select(&PATHS[..]).prop_map(str::to_owned);
    prop_oneof![known.clone(), (known, query).prop_map(|(path, query)| format!("{path}?{query}")), any::<String>()]
}

fn header() -> impl Strategy<Value = (String, String)> {
    let name = prop_oneof!["Authorization|content-type|HOST", any::<String>()];
    let value = prop_oneof![
        "Basic [A-Za-z0-9+/=]{0,20}",
        "Basic (MS0yLTAvYm9iOmtleQ==|OjovLw==)",
        "application/x-www-form-urlencoded",
        any::<String>(),
    ];
    (name, value)
}

/// Understands a received request in every way there is.
fn receive(signed: &SignedRequest) {
    print(signed);
    black_box(signed.to_string());
    if let Some((credentials, request)) = try_print(aql::receive(signed)) {
        print(&credentials.map(|credentials| credentials.has_password("password")));
        decode::<aql::CheckNumbers>(&request);
        decode::<aql::AssignNumbers>(&request);
        decode::<aql::GetUser>(&request);
        decode::<aql::ChangeUser>(&request);
        decode::<aql::ListUsers>(&request);
    }
    if let Some((credentials, request)) = try_print(aculab::receive(signed)) {
        print(&credentials.map(|credentials| credentials.has_access_key("key")));
        decode::<aculab::TelPurchase>(&request);
        decode::<aculab::TelPurchaseDevelopment>(&request);
        decode::<aculab::TelListNumbers>(&request);
        decode::<aculab::TelDeleteNumbers>(&request);
        decode::<aculab::TelGetSupportedCountries>(&request);
        decode::<aculab::TelGetSupportedStates>(&request);
        decode::<aculab::TelGetSupportedRegions>(&request);
        decode::<aculab::TelListRegulationAddresses>(&request);
    }
}

fn decode<E: ServerEndpoint + Debug>(request: &Request<E::Service>) {
    if let Some(call) = try_print(E::decode(request)) {
        print(&call.request());
    }
}

/// Text that looks like what the constructors take.
fn likely_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9*+_ -]{0,24}",
        "-?[0-9]{0,20}(\\.[0-9]{0,20})?",
        "[0-9]{0,5}[-:][0-9]{0,3}[-:][0-9]{0,3}",
        "(https?://)?[a-z0-9.:/@\\[\\]-]{0,24}",
        "(\\\\u[0-9a-fA-F]{0,4}|d83d|[a-zö]){0,6}",
    ]
}

fn read_as_everything(text: &str) {
    read::<aql::E164>(text);
    read::<aql::Number>(text);
    read::<aql::Pattern>(text);
    read::<aql::SmsAction>(text);
    read::<VoipNumber>(text);
    read::<aculab::DidType>(text);
    read::<InboundNumber>(text);
    read::<BaseUrl>(text);
    read::<CivilDate>(text);
    read::<Price>(text);
    read::<TimeOfDay>(text);
    give_to_every_constructor(text);
}

fn read<T: FromStr<Err = InvalidInput> + Debug + Display>(text: &str) {
    if let Some(value) = try_print(text.parse::<T>()) {
        black_box(value.to_string());
    }
}

fn give_to_every_constructor(text: &str) {
    try_print(aql::Pattern::new(text, text, text));
    try_print(aql::Account::new(text, text).and_then(|account| account.with_control(text, text)));
    try_print(aculab::Account::new(text, text, text));
    try_print(aculab::Account::new("1-2-0", text, text));
    let item = "44-113-3120120".parse().map(|number| Item::new(number).first_name(text).last_name(text).email(text));
    try_print(item.and_then(|item| AssignNumbers::new(Protocol::Iax, vec![item])).map(|call| call.request()));
    let settings = Settings { smsdata: Some(text.to_owned()), ..Settings::default() };
    try_print(VoipUser::opaque(text).and_then(|user| aql::ChangeUser::new(user, settings)).map(|call| call.request()));
    let purchase = TelPurchase::new(text, text).and_then(|call| call.state(text)?.based_on(text));
    try_print(purchase.and_then(|call| call.regulation_address(text)).map(|call| call.request()));
    try_print(PurchaseType::from_parameters(Some(text), true, false, false));
    try_print(aculab::TelListNumbers::new().country(text).and_then(|call| call.state(text)?.region(text)));
    try_print(aculab::TelGetSupportedRegions::new(text).and_then(|call| call.state(text)));
    try_print(aculab::TelGetSupportedStates::new(text));
}

fn print(value: &impl Debug) {
    black_box(format!("{value:?}"));
}

/// Prints what came of it, which must not panic either.
fn try_print<T: Debug, E: Debug + Display>(result: Result<T, E>) -> Option<T> {
    print(&result);
    result.map_err(|error| black_box(error.to_string())).ok()
}

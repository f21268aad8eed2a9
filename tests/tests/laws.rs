//! The laws: what was encoded decodes to the same value, for every call in both directions and for every value that is
//! written as text.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use telwire::aculab::ByGet;
use telwire::{BaseUrl, Endpoint, InvalidInput, Method, Price, Request, ServerEndpoint, SignedRequest};
use telwire_tests::generate::{self, Login, aculab, aql};

// Every call, with an answer to it: the request as it is, as it arrives when it was signed, and where there is a GET
// as it arrives then; the answer as the carrier writes it.
proptest! {
    #[test]
    fn check_numbers_reads_back((call, answer) in aql::check_numbers(), sender in aql::sender()) {
        answer_reads_back(&call, answer)?;
        arrives_at_aql(&call, &sender.provisioning, &sender)?;
    }

    #[test]
    fn assign_numbers_reads_back((call, answer) in aql::assign_numbers(), sender in aql::sender()) {
        answer_reads_back(&call, answer)?;
        arrives_at_aql(&call, &sender.provisioning, &sender)?;
    }

    #[test]
    fn get_user_reads_back((call, answer) in aql::get_user(), sender in aql::sender()) {
        answer_reads_back(&call, answer)?;
        arrives_at_aql(&call, &sender.control, &sender)?;
    }

    #[test]
    fn change_user_reads_back((call, answer) in aql::change_user(), sender in aql::sender()) {
        answer_reads_back(&call, answer)?;
        arrives_at_aql(&call, &sender.control, &sender)?;
    }

    #[test]
    fn list_users_reads_back((call, answer) in aql::list_users(), sender in aql::sender()) {
        answer_reads_back(&call, answer)?;
        arrives_at_aql(&call, &sender.control, &sender)?;
    }

    #[test]
    fn tel_purchase_reads_back((call, answer) in aculab::tel_purchase(), sender in aculab::sender()) {
        answer_reads_back(&call, answer)?;
        arrives_at_aculab(&call, &call.request(), &sender)?;
    }

    #[test]
    fn tel_purchase_development_reads_back(
        (call, answer) in aculab::tel_purchase_development(),
        sender in aculab::sender(),
    ) {
        answer_reads_back(&call, answer)?;
        arrives_at_aculab_both_ways(&call, &sender)?;
    }

    #[test]
    fn tel_list_numbers_reads_back((call, answer) in aculab::tel_list_numbers(), sender in aculab::sender()) {
        answer_reads_back(&call, answer)?;
        arrives_at_aculab_both_ways(&call, &sender)?;
    }

    #[test]
    fn tel_delete_numbers_reads_back((call, answer) in aculab::tel_delete_numbers(), sender in aculab::sender()) {
        answer_reads_back(&call, answer)?;
        arrives_at_aculab(&call, &call.request(), &sender)?;
    }

    #[test]
    fn tel_get_supported_countries_reads_back(
        (call, answer) in aculab::tel_get_supported_countries(),
        sender in aculab::sender(),
    ) {
        answer_reads_back(&call, answer)?;
        arrives_at_aculab_both_ways(&call, &sender)?;
    }

    #[test]
    fn tel_get_supported_states_reads_back(
        (call, answer) in aculab::tel_get_supported_states(),
        sender in aculab::sender(),
    ) {
        answer_reads_back(&call, answer)?;
        arrives_at_aculab_both_ways(&call, &sender)?;
    }

    #[test]
    fn tel_get_supported_regions_reads_back(
        (call, answer) in aculab::tel_get_supported_regions(),
        sender in aculab::sender(),
    ) {
        answer_reads_back(&call, answer)?;
        arrives_at_aculab_both_ways(&call, &sender)?;
    }

    #[test]
    fn tel_list_regulation_addresses_reads_back(
        (call, answer) in aculab::tel_list_regulation_addresses(),
        sender in aculab::sender(),
    ) {
        answer_reads_back(&call, answer)?;
        arrives_at_aculab_both_ways(&call, &sender)?;
    }
}

fn answer_reads_back<E: ServerEndpoint>(call: &E, answer: E::Answer) -> TestCaseResult
where
    E::Answer: Debug + PartialEq,
{
    prop_assert_eq!(call.parse(&E::encode(&answer)), Ok(answer));
    Ok(())
}

fn request_reads_back<E: ServerEndpoint + Debug + PartialEq>(
    call: &E,
    request: &Request<E::Service>,
) -> TestCaseResult {
    let decoded = E::decode(request);
    prop_assert_eq!(decoded.as_ref(), Ok(call));
    Ok(())
}

fn arrives_at_aql<E>(call: &E, (login, base): &(Login, BaseUrl), sender: &aql::Sender) -> TestCaseResult
where
    E: ServerEndpoint<Service = telwire::aql::Service> + Debug + PartialEq,
{
    request_reads_back(call, &call.request())?;
    let signed = sender.account.sign(call.request(), &sender.gateway);
    let (credentials, request) = telwire::aql::receive(&received(&signed, base)?).map_err(failure)?;
    prop_assert_eq!(&request, &call.request());
    request_reads_back(call, &request)?;
    let username = credentials.as_ref().map(|credentials| &credentials.username);
    prop_assert_eq!(username, Some(&login.username));
    prop_assert!(credentials.is_some_and(|credentials| credentials.has_password(&login.secret)));
    Ok(())
}

fn arrives_at_aculab_both_ways<E>(call: &E, sender: &aculab::Sender) -> TestCaseResult
where
    E: ServerEndpoint<Service = telwire::aculab::Service> + ByGet + Debug + PartialEq,
{
    prop_assert_eq!(call.get_request().method(), Method::Get);
    arrives_at_aculab(call, &call.request(), sender)?;
    arrives_at_aculab(call, &call.get_request(), sender)
}

fn arrives_at_aculab<E>(
    call: &E,
    request: &Request<telwire::aculab::Service>,
    sender: &aculab::Sender,
) -> TestCaseResult
where
    E: ServerEndpoint<Service = telwire::aculab::Service> + Debug + PartialEq,
{
    request_reads_back(call, request)?;
    let signed = sender.account.sign(request.clone(), &sender.gateway);
    let (credentials, arrived) = telwire::aculab::receive(&received(&signed, &sender.base)?).map_err(failure)?;
    prop_assert_eq!(&arrived, request);
    request_reads_back(call, &arrived)?;
    let user = credentials.as_ref().map(|credentials| (&credentials.cloud_id, &credentials.username));
    prop_assert_eq!(user, Some((&sender.cloud_id, &sender.login.username)));
    prop_assert!(credentials.is_some_and(|credentials| credentials.has_access_key(&sender.login.secret)));
    Ok(())
}

/// What a server at `base` sees of a signed request.
fn received(signed: &SignedRequest, base: &BaseUrl) -> Result<SignedRequest, TestCaseError> {
    let target = signed.url().strip_prefix(base.as_str()).ok_or_else(|| failure("signed for another host"))?;
    let headers = signed.headers().map(|(name, value)| (name.to_owned(), value.to_owned()));
    Ok(SignedRequest::received(signed.method(), target, headers, signed.body()))
}

fn failure(reason: impl Display) -> TestCaseError {
    TestCaseError::fail(reason.to_string())
}

// The values, as text and as integers.
proptest! {
    #[test]
    fn values_read_back_from_their_text(
        number in aql::number(),
        e164 in aql::e164(),
        pattern in aql::pattern(),
        voip_number in aql::voip_number(),
        inbound_number in aculab::inbound_number(),
        date in generate::date(),
        time in generate::time(),
        price in generate::price(),
    ) {
        reads_back(&number)?;
        reads_back(&e164)?;
        reads_back(&pattern)?;
        reads_back(&voip_number)?;
        reads_back(&inbound_number)?;
        reads_back(&date)?;
        reads_back(&time)?;
        reads_back(&price)?;
    }

    #[test]
    fn a_number_is_its_parts_however_it_is_held(number in aql::number()) {
        let (country, area, subscriber) = (number.country(), number.area_code(), number.subscriber());
        prop_assert_eq!(number.to_string(), format!("{country}-{area}-{subscriber}"));
        prop_assert_eq!(number.e164().to_string(), format!("{country}{area}{subscriber}"));
        prop_assert_eq!(telwire::aql::Number::from_packed(number.packed()), Some(number));
    }

    #[test]
    fn an_integer_is_one_number_or_none(number in aql::number(), flipped in 0..64_u32, any in any::<u64>()) {
        for packed in [number.packed() ^ 1 << flipped, any] {
            if let Some(number) = telwire::aql::Number::from_packed(packed) {
                prop_assert_eq!(number.packed(), packed);
                reads_back(&number)?;
            }
        }
    }

    #[test]
    fn a_number_has_an_e164_that_reads_back(number in aql::number()) {
        reads_back(&number.e164())?;
    }

    /// Compared with integers of 10⁻¹⁷, the finest that 18 digits with one before the point can hold.
    #[test]
    fn amounts_add_and_compare_exactly(left in generate::price_text(), right in generate::price_text()) {
        let [a, b] = [&left, &right].map(|text| text.parse::<Price>());
        let (a, b) = (a.map_err(failure)?, b.map_err(failure)?);
        let [exact_a, exact_b] = [&left, &right].map(|text| fixed_point(text));
        prop_assert_eq!(a.cmp(&b), exact_a.cmp(&exact_b));
        prop_assert_eq!(a == b, exact_a == exact_b);

        let exact_sum = exact_a + exact_b;
        let decimals = decimals(&left).max(decimals(&right));
        let units = exact_sum / 10_i128.pow(FINEST - decimals);
        let expected = (units.unsigned_abs() < 10_u128.pow(18)).then_some(exact_sum);
        prop_assert_eq!(a.checked_add(b).map(|sum| fixed_point(&sum.to_string())), expected);
        prop_assert_eq!(a.checked_add(b), b.checked_add(a));
        prop_assert_eq!(Price::sum([a, b]), a.checked_add(b));
    }
}

fn reads_back<T: Display + Debug + PartialEq + FromStr<Err = InvalidInput>>(value: &T) -> TestCaseResult {
    let parsed = value.to_string().parse::<T>();
    prop_assert_eq!(parsed.as_ref(), Ok(value));
    let written_again = parsed.map(|parsed| parsed.to_string());
    prop_assert_eq!(written_again, Ok(value.to_string()));
    Ok(())
}

const FINEST: u32 = 17;

fn decimals(amount: &str) -> u32 {
    amount.split_once('.').map_or(0, |(_, fraction)| fraction.len() as u32)
}

/// A decimal amount as an integer, by its text alone.
fn fixed_point(amount: &str) -> i128 {
    let digits = amount.bytes().filter(u8::is_ascii_digit);
    let units = digits.fold(0, |units, digit| units * 10 + i128::from(digit - b'0'));
    let sign = if amount.starts_with('-') { -1 } else { 1 };
    sign * units * 10_i128.pow(FINEST - decimals(amount))
}

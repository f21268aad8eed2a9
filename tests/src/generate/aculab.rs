//! Aculab Cloud: its values, and its calls with their answers.

use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use telwire::aculab::{
    Account, Deleted, DeletedStatus, DidType, Gateway, InboundNumber, MimickedPurchase, NotDeleted, OwnedNumber,
    PurchaseType, Purchased, RegulationAddress, TelDeleteNumbers, TelGetSupportedCountries, TelGetSupportedRegions,
    TelGetSupportedStates, TelListNumbers, TelListRegulationAddresses, TelPurchase, TelPurchaseDevelopment,
    TollFreeCallers,
};
use telwire::{BaseUrl, InvalidInput};

use super::{Login, any_text, base_url, date, login, name, price, text};

/// Who signs, and where to.
#[derive(Clone, Debug)]
pub struct Sender {
    /// The account made of the cloud ID and the login.
    pub account: Account,
    /// The gateway made of the base URL.
    pub gateway: Gateway,
    /// The cloud ID.
    pub cloud_id: String,
    /// The login.
    pub login: Login,
    /// The base URL.
    pub base: BaseUrl,
}

/// Senders of all clouds.
pub fn sender() -> impl Strategy<Value = Sender> {
    let login = login().prop_filter("no colon", |login| !login.username.contains(':'));
    let parts = ("[0-9]{1,4}(-[0-9]{1,4}){0,3}", login, base_url());
    parts.prop_filter_map("a sender", |(cloud_id, login, base)| {
        let account = Account::new(&cloud_id, &login.username, &login.secret).ok()?;
        Some(Sender { account, gateway: Gateway::new(base.clone()), cloud_id, login, base })
    })
}

/// Numbers of 1 to 32 digits.
pub fn inbound_number() -> impl Strategy<Value = InboundNumber> {
    "[0-9]{1,32}".prop_filter_map("a number", |text| text.parse().ok())
}

fn inbound_numbers(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<InboundNumber>> {
    btree_set(inbound_number(), count).prop_map(Vec::from_iter).prop_shuffle()
}

/// The documented types: the only ones that a server accepts.
fn did_type() -> impl Strategy<Value = DidType> {
    select(vec![DidType::Geographic, DidType::Mobile, DidType::National, DidType::TollFree])
}

fn purchase_type() -> impl Strategy<Value = PurchaseType> {
    let toll_free = any::<[bool; 3]>().prop_filter_map("at least one caller", |[landline, cellular, payphone]| {
        TollFreeCallers::new(landline, cellular, payphone).ok().map(PurchaseType::TollFree)
    });
    prop_oneof![select(vec![PurchaseType::Geographic, PurchaseType::Mobile, PurchaseType::National]), toll_free]
}

/// `call`, with this parameter if there is one.
fn with<C>(
    call: C,
    parameter: Option<&String>,
    set: impl FnOnce(C, &str) -> Result<C, InvalidInput>,
) -> Result<C, InvalidInput> {
    match parameter {
        Some(text) => set(call, text),
        None => Ok(call),
    }
}

/// Purchases, and as many numbers as asked for, or fewer where that is allowed.
pub fn tel_purchase() -> impl Strategy<Value = (TelPurchase, Purchased)> {
    let texts = [option::of(name()), option::of(name()), option::of(name())];
    let place = (name(), name(), texts);
    let amount = (option::of(1..5_u32), any::<bool>(), any::<Index>());
    let parts = (place, amount, option::of(purchase_type()), inbound_numbers(4..5));
    parts.prop_filter_map("a purchase", |((country, region, texts), amount, did_type, mut rows)| {
        let (quantity, allow_partial, fewer) = amount;
        let purchase = purchase(&country, &region, &texts, quantity).ok()?.allow_partial(allow_partial);
        let purchase = did_type.into_iter().fold(purchase, TelPurchase::did_type);
        rows.truncate(quantity.map_or(1, |quantity| quantity as usize));
        if allow_partial {
            rows.truncate(fewer.index(rows.len() + 1));
        }
        Some((purchase, Purchased { rows, problems: Vec::new() }))
    })
}

fn purchase(
    country: &str,
    region: &str,
    [state, address, service]: &[Option<String>; 3],
    quantity: Option<u32>,
) -> Result<TelPurchase, InvalidInput> {
    let purchase = TelPurchase::new(country, region)?;
    let purchase = with(purchase, state.as_ref(), TelPurchase::state)?;
    let purchase = with(purchase, address.as_ref(), TelPurchase::regulation_address)?;
    let purchase = with(purchase, service.as_ref(), TelPurchase::based_on)?;
    match quantity {
        Some(quantity) => purchase.quantity(quantity),
        None => Ok(purchase),
    }
}

/// The same as rehearsals.
pub fn tel_purchase_development() -> impl Strategy<Value = (TelPurchaseDevelopment, MimickedPurchase)> {
    tel_purchase().prop_map(|(purchase, Purchased { rows, problems })| {
        (TelPurchaseDevelopment::new(purchase), MimickedPurchase { rows, problems })
    })
}

/// Questions for the account's numbers, and numbers owned.
pub fn tel_list_numbers() -> impl Strategy<Value = (TelListNumbers, Vec<OwnedNumber>)> {
    let filters = ([option::of(name()), option::of(name()), option::of(name())], option::of(did_type()));
    (filters, vec(owned_number(), 0..4)).prop_filter_map("a listing", |((texts, did_type), owned)| {
        let call = listing(&texts).ok()?;
        Some((did_type.into_iter().try_fold(call, TelListNumbers::did_type).ok()?, owned))
    })
}

fn listing([country, state, region]: &[Option<String>; 3]) -> Result<TelListNumbers, InvalidInput> {
    let call = with(TelListNumbers::new(), country.as_ref(), TelListNumbers::country)?;
    let call = with(call, state.as_ref(), TelListNumbers::state)?;
    with(call, region.as_ref(), TelListNumbers::region)
}

fn owned_number() -> impl Strategy<Value = OwnedNumber> {
    let place = (any_text(), option::of(any_text()), any_text());
    let facts = (option::of(price()), option::of(date()), any_did_type());
    (inbound_number(), place, facts, vec(other_member(), 0..3)).prop_map(|(number, place, facts, other)| {
        let ((country, state, region), (price, purchased, did_type)) = (place, facts);
        with_repeated_member(OwnedNumber { number, country, state, region, price, purchased, did_type, other })
    })
}

/// The type of a number owned: documented, or anything else.
fn any_did_type() -> impl Strategy<Value = DidType> {
    prop_oneof![did_type(), any_text().prop_map(|text| text.parse().unwrap_or(DidType::Other(text)))]
}

/// Documented members that cannot be read, with their JSON text.
fn other_member() -> impl Strategy<Value = (String, String)> {
    let names = select(&["country", "state", "region", "price", "purchased", "did_type"][..]);
    let no_string = select(&["null", "false", "-1.5e3", "[ ]", "{\"a\": [\"b\"]}"][..]);
    let no_value = select(&[("price", "\"free\""), ("purchased", "\"2024-02-30\"")][..]);
    prop_oneof![(names, no_string), no_value].prop_map(|(name, json)| (name.to_owned(), json.to_owned()))
}

/// A number whose price, if there is one, stands there twice.
fn with_repeated_member(mut owned: OwnedNumber) -> OwnedNumber {
    if owned.price.is_some() {
        owned.other.push(("price".to_owned(), "\"9.99\"".to_owned()));
    }
    owned
}

/// Deletions, and what became of the numbers.
pub fn tel_delete_numbers() -> impl Strategy<Value = (TelDeleteNumbers, Deleted)> {
    let known = select(vec![DeletedStatus::Fail, DeletedStatus::Ok, DeletedStatus::Partial]);
    let other = any_text().prop_filter("no known status", |text| !matches!(&**text, "FAIL" | "OK" | "PARTIAL"));
    let status = prop_oneof![known, other.prop_map(DeletedStatus::Other)];
    let not_deleted = (any_text(), any_text(), any_text());
    let not_deleted = not_deleted.prop_map(|(number, description, code)| NotDeleted { number, description, code });
    let parts = (inbound_numbers(1..5), status, vec(not_deleted, 0..4));
    parts.prop_filter_map("a deletion", |(numbers, status, not_deleted)| {
        Some((TelDeleteNumbers::new(numbers).ok()?, Deleted { status, not_deleted }))
    })
}

/// Questions for countries, and their names.
pub fn tel_get_supported_countries() -> impl Strategy<Value = (TelGetSupportedCountries, Vec<String>)> {
    (option::of(did_type()), names()).prop_filter_map("a question", |(did_type, countries)| {
        let call = TelGetSupportedCountries::new();
        Some((did_type.into_iter().try_fold(call, TelGetSupportedCountries::did_type).ok()?, countries))
    })
}

/// Questions for states, and their names.
pub fn tel_get_supported_states() -> impl Strategy<Value = (TelGetSupportedStates, Vec<String>)> {
    let parts = (name(), names());
    parts.prop_filter_map("a question", |(country, states)| Some((TelGetSupportedStates::new(&country).ok()?, states)))
}

/// Questions for regions, and their names.
pub fn tel_get_supported_regions() -> impl Strategy<Value = (TelGetSupportedRegions, Vec<String>)> {
    let parts = (name(), option::of(name()), option::of(did_type()), names());
    parts.prop_filter_map("a question", |(country, state, did_type, regions)| {
        let call = TelGetSupportedRegions::new(&country).ok()?;
        let call = with(call, state.as_ref(), TelGetSupportedRegions::state).ok()?;
        Some((did_type.into_iter().try_fold(call, TelGetSupportedRegions::did_type).ok()?, regions))
    })
}

fn names() -> impl Strategy<Value = Vec<String>> {
    vec(any_text(), 0..5)
}

/// The question for regulation addresses, and addresses.
pub fn tel_list_regulation_addresses() -> impl Strategy<Value = (TelListRegulationAddresses, Vec<RegulationAddress>)> {
    let address = (any_text(), any_text(), text());
    let address = address.prop_map(|(name, country, region)| RegulationAddress { name, country, region });
    vec(address, 0..4).prop_map(|addresses| (TelListRegulationAddresses, addresses))
}

#![no_main]

use telwire::aculab::{
    TelDeleteNumbers, TelGetSupportedCountries, TelGetSupportedRegions, TelGetSupportedStates, TelListNumbers,
    TelListRegulationAddresses, TelPurchase, TelPurchaseDevelopment, receive,
};
use telwire_fuzz::{decode, received};

const PATHS: [&str; 8] = [
    "/tel_delete_numbers",
    "/tel_get_supported_countries",
    "/tel_get_supported_regions",
    "/tel_get_supported_states",
    "/tel_list_numbers",
    "/tel_list_regulation_addresses",
    "/tel_purchase",
    "/tel_purchase_development",
];

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let Some(Ok((_, request))) = received(&PATHS, input).map(|signed| receive(&signed)) else { return };
    decode::<TelDeleteNumbers>(&request);
    decode::<TelGetSupportedCountries>(&request);
    decode::<TelGetSupportedRegions>(&request);
    decode::<TelGetSupportedStates>(&request);
    decode::<TelListNumbers>(&request);
    decode::<TelListRegulationAddresses>(&request);
    decode::<TelPurchase>(&request);
    decode::<TelPurchaseDevelopment>(&request);
});

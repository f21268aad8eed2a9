#![no_main]

use telwire::aculab::TelGetSupportedStates;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let call = TelGetSupportedStates::new("Canada").unwrap();
    telwire_fuzz::answer(&call, input);
});

#![no_main]

use telwire::aculab::TelGetSupportedRegions;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let call = TelGetSupportedRegions::new("Canada").unwrap();
    telwire_fuzz::answer(&call, input);
});

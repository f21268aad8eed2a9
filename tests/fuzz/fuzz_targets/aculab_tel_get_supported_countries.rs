#![no_main]

use telwire::aculab::TelGetSupportedCountries;

libfuzzer_sys::fuzz_target!(|input: &[u8]| telwire_fuzz::answer(&TelGetSupportedCountries::new(), input));

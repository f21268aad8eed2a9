#![no_main]

use telwire::aculab::TelListRegulationAddresses;

libfuzzer_sys::fuzz_target!(|input: &[u8]| telwire_fuzz::answer(&TelListRegulationAddresses, input));

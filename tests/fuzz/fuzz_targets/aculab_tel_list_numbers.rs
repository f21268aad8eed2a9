#![no_main]

use telwire::aculab::TelListNumbers;

libfuzzer_sys::fuzz_target!(|input: &[u8]| telwire_fuzz::answer(&TelListNumbers::new(), input));

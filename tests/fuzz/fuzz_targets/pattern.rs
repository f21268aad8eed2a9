#![no_main]

use telwire::aql::Pattern;

libfuzzer_sys::fuzz_target!(|input: &[u8]| telwire_fuzz::text::<Pattern>(input));

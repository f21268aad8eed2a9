#![no_main]

use telwire::aql::ListUsers;

libfuzzer_sys::fuzz_target!(|input: &[u8]| telwire_fuzz::answer(&ListUsers, input));

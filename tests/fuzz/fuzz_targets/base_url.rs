#![no_main]

use telwire::BaseUrl;

libfuzzer_sys::fuzz_target!(|input: &[u8]| telwire_fuzz::text::<BaseUrl>(input));

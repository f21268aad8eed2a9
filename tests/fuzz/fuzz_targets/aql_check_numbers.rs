#![no_main]

use telwire::aql::CheckNumbers;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let call = CheckNumbers::new("0113 312012*".parse().unwrap());
    telwire_fuzz::answer(&call, input);
});

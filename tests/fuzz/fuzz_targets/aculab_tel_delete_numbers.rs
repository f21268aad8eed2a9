#![no_main]

use telwire::aculab::TelDeleteNumbers;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let call = TelDeleteNumbers::new(vec!["441908538007".parse().unwrap()]).unwrap();
    telwire_fuzz::answer(&call, input);
});

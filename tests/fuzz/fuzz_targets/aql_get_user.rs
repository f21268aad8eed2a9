#![no_main]

use telwire::aql::{GetUser, VoipNumber};

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let call = GetUser::new("612345".parse::<VoipNumber>().unwrap());
    telwire_fuzz::answer(&call, input);
});

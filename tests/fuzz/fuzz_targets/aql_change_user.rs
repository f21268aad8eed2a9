#![no_main]

use telwire::aql::{ChangeUser, Settings, VoipNumber};

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let settings = Settings { callrecord: Some(true), ..Settings::default() };
    let call = ChangeUser::new("612345".parse::<VoipNumber>().unwrap(), settings).unwrap();
    telwire_fuzz::answer(&call, input);
});

#![no_main]

use telwire::aculab::{DidType, InboundNumber};
use telwire::aql::{E164, Number, SmsAction, VoipNumber};
use telwire::{CivilDate, Price, TimeOfDay};

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    telwire_fuzz::text::<CivilDate>(input);
    telwire_fuzz::text::<DidType>(input);
    telwire_fuzz::text::<E164>(input);
    telwire_fuzz::text::<InboundNumber>(input);
    telwire_fuzz::text::<Number>(input);
    telwire_fuzz::text::<Price>(input);
    telwire_fuzz::text::<SmsAction>(input);
    telwire_fuzz::text::<TimeOfDay>(input);
    telwire_fuzz::text::<VoipNumber>(input);
});

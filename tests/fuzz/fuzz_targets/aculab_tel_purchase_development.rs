#![no_main]

use telwire::aculab::{TelPurchase, TelPurchaseDevelopment};

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let call = TelPurchaseDevelopment::new(TelPurchase::new("Spain", "Bilbao").unwrap());
    telwire_fuzz::answer(&call, input);
});

#![no_main]

use telwire::aculab::TelPurchase;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let call = TelPurchase::new("Spain", "Bilbao").unwrap().quantity(2).unwrap();
    telwire_fuzz::answer(&call, input);
});

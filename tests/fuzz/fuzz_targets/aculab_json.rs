//! As an element of an answer that is an array, the input is accepted if and only if serde_json accepts it, up to 64
//! levels of nesting.

#![no_main]

use serde_json::Value;
use telwire::aculab::TelPurchase;
use telwire::{Endpoint, Response};

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    if input.iter().filter(|byte| matches!(byte, b'[' | b'{')).count() > 64 {
        return;
    }
    let body = [b"[", input, b"]"].concat();
    let is_json = serde_json::from_slice::<Vec<Value>>(&body).is_ok();
    let call = TelPurchase::new("Spain", "Bilbao").unwrap();
    assert_eq!(call.parse(&Response::new(200, body)).is_ok(), is_json);
});

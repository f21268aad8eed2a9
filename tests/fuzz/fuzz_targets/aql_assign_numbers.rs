#![no_main]

use telwire::aql::{AssignNumbers, Item, Protocol};

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let items = ["44-113-3120120", "44-113-3120121"].map(|number| Item::new(number.parse().unwrap()));
    let call = AssignNumbers::new(Protocol::Sip, items.to_vec()).unwrap();
    telwire_fuzz::answer(&call, input);
});

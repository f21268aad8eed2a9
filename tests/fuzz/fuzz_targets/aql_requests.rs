#![no_main]

use telwire::aql::{AssignNumbers, ChangeUser, CheckNumbers, GetUser, ListUsers, receive};
use telwire_fuzz::{decode, received};

const PATHS: [&str; 3] = ["/reseller/voipapi.php", "/telecoms/assignnumberapi.php", "/telecoms/checknumberapi.php"];

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let Some(Ok((_, request))) = received(&PATHS, input).map(|signed| receive(&signed)) else { return };
    decode::<AssignNumbers>(&request);
    decode::<ChangeUser>(&request);
    decode::<CheckNumbers>(&request);
    decode::<GetUser>(&request);
    decode::<ListUsers>(&request);
});

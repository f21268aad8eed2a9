//! The numbers of a search as integers.
//!
//! A number is how many digits its parts have, 4 bits each, the country code lowest; and above them [`SAME_AREA`], where its
//! country code and area code are those of the number before.

use telwire::aql::{Area, CheckNumbers, Number};

use crate::Output;

const SAME_AREA: u32 = 1 << 12;

pub(crate) fn pack(body: &[u8], output: &mut Output) -> Option<u32> {
    let numbers = CheckNumbers::scan(body)?;
    let mut area = None::<Area>;
    output.integers.extend(numbers.iter().map(|&number| {
        if area.is_some_and(|area| area.contains(number)) {
            return lengths(number) | SAME_AREA;
        }
        area = Some(number.area());
        lengths(number)
    }));
    u32::try_from(numbers.len()).ok()
}

fn lengths(number: Number) -> u32 {
    let [country, area, subscriber] = number.lengths();
    country | area << 4 | subscriber << 8
}

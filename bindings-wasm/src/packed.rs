//! The two lists that may be long, packed: integers alone cross the boundary, and `ts/packed.ts` slices strings of the text
//! that it has.
//!
//! There is one buffer for what comes in and one for what goes out, and both are used again. What the core's scanners give
//! up on is not packed: the call then parses it as any other answer, so the two ways cannot disagree on an error.

use std::cell::RefCell;

use telwire::aculab::{Entry, Listed, TelListNumbers};
use telwire::aql::CheckNumbers;

thread_local! {
    static BUFFERS: RefCell<Buffers> = const { RefCell::new(Buffers { input: Vec::new(), output: Vec::new() }) };
}

struct Buffers {
    input: Vec<u8>,
    output: Vec<u32>,
}

/// What stands for a list that is not packed.
const UNUSUAL: i32 = -1;

pub(crate) fn input(length: usize) -> *const u8 {
    BUFFERS.with_borrow_mut(|buffers| {
        if buffers.input.len() < length {
            buffers.input.resize(length, 0);
        }
        buffers.input.as_ptr()
    })
}

pub(crate) fn output() -> *const u32 {
    BUFFERS.with_borrow(|buffers| buffers.output.as_ptr())
}

/// An integer for each number: how many digits its parts have, 4 bits each, the country code lowest.
pub(crate) fn numbers(length: usize) -> i32 {
    pack(length, |body, output| {
        let numbers = CheckNumbers::scan(body)?;
        output.extend(numbers.into_iter().map(|number| {
            let [country, area, subscriber] = number.lengths();
            country | area << 4 | subscriber << 8
        }));
        Some(())
    })
}

/// For each entry the bounds of its texts, in UTF-16 units, in the order of the fields of `OwnedNumber`; those of a state
/// that is not there are 0.
pub(crate) fn owned(length: usize) -> i32 {
    pack(length, |body, output| {
        let units = Units::of(body);
        let mut are_plain = true;
        let is_listing = TelListNumbers::scan(body, |listed| match listed {
            Listed::Plain(entry) if is_written_as_printed(entry.price) => {
                output.extend(texts(&entry).into_iter().flat_map(|text| units.bounds(body, text)));
            }
            _ => are_plain = false,
        });
        (is_listing && are_plain).then_some(())
    })
}

fn pack(length: usize, list: impl FnOnce(&[u8], &mut Vec<u32>) -> Option<()>) -> i32 {
    BUFFERS.with_borrow_mut(|Buffers { input, output }| {
        output.clear();
        let packed = input.get(..length).and_then(|body| list(body, output));
        packed.and_then(|()| i32::try_from(output.len()).ok()).unwrap_or(UNUSUAL)
    })
}

fn texts<'a>(entry: &Entry<'a>) -> [Option<&'a str>; 7] {
    let Entry { number, country, state, region, price, purchased, did_type } = *entry;
    [Some(number), Some(country), state, Some(region), Some(price), Some(purchased), Some(did_type)]
}

/// Whether a price prints as it is written: without a sign, and without a zero that says nothing.
fn is_written_as_printed(price: &str) -> bool {
    !matches!(price.as_bytes(), [b'-', ..] | [b'0', b'0'..=b'9', ..])
}

/// Positions in UTF-16 units, which are what JavaScript counts.
enum Units {
    /// Every byte is one.
    Ascii,
    /// How many units stand before each block of [`BLOCK`] bytes.
    Blocks(Vec<u32>),
}

const BLOCK: usize = 64;

impl Units {
    fn of(body: &[u8]) -> Self {
        if body.is_ascii() {
            return Self::Ascii;
        }
        let blocks = body.chunks(BLOCK).scan(0, |before, block| {
            let units = *before;
            *before += units_in(block);
            Some(units)
        });
        Self::Blocks(blocks.collect())
    }

    /// Where a text of the body begins and ends.
    fn bounds(&self, body: &[u8], text: Option<&str>) -> [u32; 2] {
        text.map_or([0, 0], |text| {
            let start = (text.as_ptr() as usize).wrapping_sub(body.as_ptr() as usize);
            [self.at(body, start), self.at(body, start.wrapping_add(text.len()))]
        })
    }

    fn at(&self, body: &[u8], byte: usize) -> u32 {
        match self {
            // No body is as long as 4 GiB: that is all the memory there is.
            Self::Ascii => byte as u32,
            Self::Blocks(blocks) => {
                let block = byte / BLOCK;
                let before = blocks.get(block).copied().unwrap_or_default();
                before + units_in(body.get(block * BLOCK..byte).unwrap_or_default())
            }
        }
    }
}

/// How many UTF-16 units these bytes begin: one for each character, and one more for each of four bytes.
fn units_in(bytes: &[u8]) -> u32 {
    let begun = bytes.iter().map(|byte| match byte {
        0x80..=0xbf => 0,
        0xf0.. => 2,
        _ => 1,
    });
    begun.sum()
}

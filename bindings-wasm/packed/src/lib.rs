//! The two lists that may be long, packed: integers alone cross the boundary, and `ts/packed.ts` slices strings of the text
//! that it has.
//!
//! There is one buffer for what comes in and one for what goes out, and both are used again. What is no list is not packed:
//! the call then parses it as any other answer, and says what is wrong.
//!
//! This is a crate of its own because the rest of the module is built for size, and this for speed. The scanners of the core
//! are `inline`, and so are built with it.

mod numbers;
mod owned;
mod texts;
mod units;

use std::cell::RefCell;
use std::ptr;

use crate::texts::Memory;

thread_local! {
    static BUFFERS: RefCell<Buffers> = const { RefCell::new(Buffers { input: Vec::new(), output: Output::EMPTY }) };
}

struct Buffers {
    input: Vec<u8>,
    output: Output,
}

/// What was packed last.
struct Output {
    /// [`HEAD`] integers about all of it, then those of each value.
    integers: Vec<u32>,
    /// Where the texts begin and end that the values share.
    texts: Vec<u32>,
    /// The texts that do not stand in the answer as they are.
    apart: String,
    /// The same as JavaScript has them, in UTF-16.
    units: Vec<u16>,
    memory: Memory,
}

/// How many values there are, and texts; where these are; where `units` are, and how many.
const HEAD: usize = 5;

impl Output {
    const EMPTY: Self = Self {
        integers: Vec::new(),
        texts: Vec::new(),
        apart: String::new(),
        units: Vec::new(),
        memory: Memory::EMPTY,
    };

    fn clear(&mut self) {
        self.integers.clear();
        self.integers.extend([0; HEAD]);
        self.texts.clear();
        self.apart.clear();
        self.units.clear();
    }

    /// Where all of it is, with its head filled in.
    fn finish(&mut self, values: u32) -> *const u32 {
        self.units.extend(self.apart.encode_utf16());
        // Addresses are as large as integers where JavaScript reads both.
        let head: [usize; HEAD] = [
            values as usize,
            self.texts.len() / 2,
            self.texts.as_ptr() as usize,
            self.units.as_ptr() as usize,
            self.units.len(),
        ];
        self.integers.splice(..HEAD, head.map(|number| number as u32));
        self.integers.as_ptr()
    }
}

/// Where the body of an answer is to be put, `length` bytes of it. It stays there until a longer one is announced.
#[must_use]
pub fn input(length: usize) -> *const u8 {
    BUFFERS.with_borrow_mut(|buffers| {
        let room = length.saturating_add(ALIGNMENT);
        if buffers.input.len() < room {
            buffers.input.resize(room, 0);
        }
        aligned(&buffers.input).as_ptr()
    })
}

/// What begins like a page, as long bodies do, is copied many times as fast to where it begins alike.
const ALIGNMENT: usize = 64;

fn aligned(bytes: &[u8]) -> &[u8] {
    bytes.get(bytes.as_ptr().align_offset(ALIGNMENT)..).unwrap_or_default()
}

/// Packs the numbers of a search, as `numbers.rs` says. Null where the body is unusual.
#[must_use]
pub fn numbers(length: usize) -> *const u32 {
    pack(length, numbers::pack)
}

/// Packs the entries of a listing, as `owned.rs` says. Null where the body is none.
#[must_use]
pub fn owned(length: usize) -> *const u32 {
    pack(length, owned::pack)
}

/// Packs the body with `list`, which says how many values there are.
fn pack(length: usize, list: impl FnOnce(&[u8], &mut Output) -> Option<u32>) -> *const u32 {
    BUFFERS.with_borrow_mut(|Buffers { input, output }| {
        output.clear();
        let values = aligned(input).get(..length).and_then(|body| list(body, output));
        values.map_or(ptr::null(), |values| output.finish(values))
    })
}

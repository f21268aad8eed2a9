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
mod units;

use std::cell::RefCell;
use std::ptr;

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
    /// The texts that do not stand in the answer as they are.
    apart: String,
}

/// How many values there are; where `apart` is in the memory, and how many bytes it has.
const HEAD: usize = 3;

impl Output {
    const EMPTY: Self = Self { integers: Vec::new(), apart: String::new() };

    fn clear(&mut self) {
        self.integers.clear();
        self.integers.extend([0; HEAD]);
        self.apart.clear();
    }

    /// Where all of it is, with its head filled in.
    fn finish(&mut self, values: u32) -> *const u32 {
        // An address is as large as an integer where JavaScript reads both.
        let head: [u32; HEAD] = [values, self.apart.as_ptr() as usize as u32, self.apart.len() as u32];
        self.integers.splice(..HEAD, head);
        self.integers.as_ptr()
    }
}

/// Where the body of an answer is to be put, `length` bytes of it. It stays there until a longer one is announced.
#[must_use]
pub fn input(length: usize) -> *const u8 {
    BUFFERS.with_borrow_mut(|buffers| {
        if buffers.input.len() < length {
            buffers.input.resize(length, 0);
        }
        buffers.input.as_ptr()
    })
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
        let values = input.get(..length).and_then(|body| list(body, output));
        values.map_or(ptr::null(), |values| output.finish(values))
    })
}

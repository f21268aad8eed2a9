//! The texts of a listing, each once: most of them come again and again, and a string that is there already costs JavaScript
//! nothing.

use crate::Output;
use crate::units::{Units, units_in};

/// How many texts are remembered. One that falls on the place of another takes it, and the other is then told again.
const PLACES: usize = 256;

/// What is not there.
pub(crate) const NOTHING: u32 = 0;

/// The texts told last, of this listing and of those before it: to forget them would take longer than a short listing does.
pub(crate) struct Memory {
    known: [Known; PLACES],
    /// How many texts were told until now.
    told: u32,
}

impl Memory {
    pub(crate) const EMPTY: Self = Self { known: [Known::NOTHING; PLACES], told: 0 };
}

/// A text that was told.
#[derive(Clone, Copy)]
struct Known {
    ends: Ends,
    length: usize,
    /// Where it is, in bytes.
    start: usize,
    /// How many were told with it.
    told: u32,
}

impl Known {
    const NOTHING: Self = Self { ends: [0; 2], length: 0, start: 0, told: 0 };
}

/// Tells where texts begin and end, in UTF-16 units, and gives each a number, from 1 on.
pub(crate) struct Texts<'a> {
    body: &'a [u8],
    units: Units<'a>,
    output: &'a mut Output,
    /// How many texts were told before this listing.
    before: u32,
    /// Where the next text begins that goes behind the body.
    end: u32,
}

impl<'a> Texts<'a> {
    pub(crate) fn of(body: &'a [u8], output: &'a mut Output) -> Self {
        // A body has not as many texts as bytes.
        if (u32::MAX - output.memory.told) as usize <= body.len() {
            output.memory = Memory::EMPTY;
        }
        let units = Units::of(body);
        Self { body, end: units.count(), units, before: output.memory.told, output }
    }

    /// Adds integers to those of the values.
    #[inline]
    pub(crate) fn push(&mut self, integers: &[u32]) {
        self.output.integers.extend_from_slice(integers);
    }

    /// The bounds of a text that is part of the body.
    #[inline]
    pub(crate) fn bounds(&self, text: &str) -> [u32; 2] {
        self.units.bounds(text)
    }

    /// The number of a text that is part of the body.
    #[inline]
    pub(crate) fn part(&mut self, text: &str) -> u32 {
        let ends = ends(text.as_bytes());
        self.known(ends, text).unwrap_or_else(|| {
            let bounds = self.units.bounds(text);
            self.tell(ends, self.units.offset(text), text, bounds)
        })
    }

    /// The number of any other text.
    pub(crate) fn apart(&mut self, text: &str) -> u32 {
        let ends = ends(text.as_bytes());
        self.known(ends, text).unwrap_or_else(|| {
            let (start, bounds) = self.keep(text);
            self.tell(ends, start, text, bounds)
        })
    }

    /// Puts a text behind the body, and says where it is there: in bytes, and in units.
    pub(crate) fn keep(&mut self, text: &str) -> (usize, [u32; 2]) {
        let offset = self.body.len() + self.output.apart.len();
        let start = self.end;
        self.end += units_in(text.as_bytes());
        self.output.apart.push_str(text);
        (offset, [start, self.end])
    }

    #[inline]
    fn known(&self, ends: Ends, text: &str) -> Option<u32> {
        let known = self.output.memory.known.get(place(ends))?;
        let number = known.told.checked_sub(self.before).filter(|number| *number != NOTHING)?;
        let is_it = known.ends == ends && known.length == text.len();
        (is_it && (text.len() <= 2 * END || self.holds(known.start, text))).then_some(number)
    }

    fn holds(&self, start: usize, text: &str) -> bool {
        let bytes = match start.checked_sub(self.body.len()) {
            None => self.body.get(start..),
            Some(start) => self.output.apart.as_bytes().get(start..),
        };
        bytes.is_some_and(|bytes| bytes.starts_with(text.as_bytes()))
    }

    fn tell(&mut self, ends: Ends, start: usize, text: &str, bounds: [u32; 2]) -> u32 {
        self.output.texts.extend(bounds);
        self.output.memory.told += 1;
        let told = self.output.memory.told;
        if let Some(known) = self.output.memory.known.get_mut(place(ends)) {
            *known = Known { ends, length: text.len(), start, told };
        }
        told - self.before
    }
}

/// The first bytes of a text and the last: all of it, where it has no more than twice as many as an end.
type Ends = [u64; 2];

const END: usize = size_of::<u64>();

#[inline]
fn ends(text: &[u8]) -> Ends {
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        return [u64::from_le_bytes(*first), u64::from_le_bytes(*last)];
    }
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        return [u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into()];
    }
    [text.iter().fold(0, |bytes, byte| bytes << 8 | u64::from(*byte)), 0]
}

/// Where a text is remembered.
#[inline]
fn place([first, last]: Ends) -> usize {
    let mixed = (first ^ last.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 56) as usize % PLACES
}

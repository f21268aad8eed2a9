//! The entries of a listing as integers.
//!
//! An entry is the number of pairs in its `other`, and then where its texts begin and end, in UTF-16 units, in the order of
//! the fields of `OwnedNumber`. Texts that do not stand in the body as they are go behind it: their units count on from its
//! end. What is not there ends at 0.

use std::borrow::Cow;

use telwire::Price;
use telwire::aculab::{Entry, Listed, OwnedNumber, TelListNumbers};

use crate::Output;
use crate::units::{Units, units_in};

pub(crate) fn pack(body: &[u8], output: &mut Output) -> Option<u32> {
    let units = Units::of(body);
    let mut entries = Entries { count: 0, end: units.count(), units, output };
    TelListNumbers::scan(body, |listed| entries.add(listed)).then_some(entries.count)
}

struct Entries<'a> {
    units: Units<'a>,
    output: &'a mut Output,
    count: u32,
    /// Where the next text begins that goes behind the body.
    end: u32,
}

impl Entries<'_> {
    #[inline]
    fn add(&mut self, listed: Listed<'_>) {
        self.count += 1;
        match listed {
            Listed::Plain(entry) => self.add_plain(entry),
            Listed::Unusual(owned) => self.add_unusual(&owned),
        }
    }

    #[inline]
    fn add_plain(&mut self, Entry { number, country, state, region, price, purchased, did_type }: Entry<'_>) {
        let number = self.units.bounds(number);
        let country = self.bounds(country);
        let state = state.map_or(NOTHING, |state| self.bounds(state));
        let region = self.bounds(region);
        let price = if is_written_as_printed(price) { self.units.bounds(price) } else { self.printed(price) };
        let [purchased, did_type] = [purchased, did_type].map(|text| self.units.bounds(text));
        let texts = [number, country, state, region, price, purchased, did_type];
        self.output.integers.push(0);
        self.output.integers.extend_from_slice(texts.as_flattened());
    }

    #[inline]
    fn bounds(&mut self, text: Cow<'_, str>) -> [u32; 2] {
        match text {
            Cow::Borrowed(text) => self.units.bounds(text),
            Cow::Owned(text) => self.keep(&text),
        }
    }

    #[cold]
    fn printed(&mut self, price: &str) -> [u32; 2] {
        price.parse::<Price>().map_or(NOTHING, |price| self.keep(&price.to_string()))
    }

    #[cold]
    fn add_unusual(&mut self, owned: &OwnedNumber) {
        let price = owned.price.map(|price| price.to_string());
        let purchased = owned.purchased.map(|day| day.to_string());
        let texts = [
            Some(owned.number.as_str()),
            Some(&owned.country),
            owned.state.as_deref(),
            Some(&owned.region),
            price.as_deref(),
            purchased.as_deref(),
            Some(owned.did_type.as_str()),
        ];
        let pairs = owned.other.iter().flat_map(|(name, json)| [Some(name.as_str()), Some(json)]);
        // An entry has not as many members.
        self.output.integers.push(owned.other.len() as u32);
        for text in texts.into_iter().chain(pairs) {
            let bounds = text.map_or(NOTHING, |text| self.keep(text));
            self.output.integers.extend(bounds);
        }
    }

    /// Puts a text behind the body.
    fn keep(&mut self, text: &str) -> [u32; 2] {
        let start = self.end;
        self.end += units_in(text.as_bytes());
        self.output.apart.push_str(text);
        [start, self.end]
    }
}

/// The bounds of what is not there.
const NOTHING: [u32; 2] = [0; 2];

/// Whether a price prints as it is written: without a sign, and without a zero that says nothing.
#[inline]
fn is_written_as_printed(price: &str) -> bool {
    !matches!(price.as_bytes(), [b'-', ..] | [b'0', b'0'..=b'9', ..])
}

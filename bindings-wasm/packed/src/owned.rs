//! The entries of a listing as integers.
//!
//! An entry is the number of pairs in its `other`; where its number begins and ends; and which texts its other fields are,
//! in the order of `OwnedNumber`, and its pairs. Where those begin and end stands once for each text.

use std::borrow::Cow;

use telwire::Price;
use telwire::aculab::{Entry, Listed, OwnedNumber, TelListNumbers};

use crate::Output;
use crate::texts::{NOTHING, Texts};

pub(crate) fn pack(body: &[u8], output: &mut Output) -> Option<u32> {
    let mut entries = Entries { count: 0, texts: Texts::of(body, output) };
    TelListNumbers::scan(body, |listed| entries.add(listed)).then_some(entries.count)
}

struct Entries<'a> {
    texts: Texts<'a>,
    count: u32,
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
        let [start, end] = self.texts.bounds(number);
        let country = self.text(country);
        let state = state.map_or(NOTHING, |state| self.text(state));
        let region = self.text(region);
        let price = if is_written_as_printed(price) { self.texts.part(price) } else { self.printed(price) };
        let [purchased, did_type] = [purchased, did_type].map(|text| self.texts.part(text));
        self.texts.push(&[0, start, end, country, state, region, price, purchased, did_type]);
    }

    #[inline]
    fn text(&mut self, text: Cow<'_, str>) -> u32 {
        match text {
            Cow::Borrowed(text) => self.texts.part(text),
            Cow::Owned(text) => self.texts.apart(&text),
        }
    }

    #[cold]
    fn printed(&mut self, price: &str) -> u32 {
        price.parse::<Price>().map_or(NOTHING, |price| self.texts.apart(&price.to_string()))
    }

    #[cold]
    fn add_unusual(&mut self, owned: &OwnedNumber) {
        let (_, [start, end]) = self.texts.keep(owned.number.as_str());
        // An entry has not as many members.
        self.texts.push(&[owned.other.len() as u32, start, end]);
        let price = owned.price.map(|price| price.to_string());
        let purchased = owned.purchased.map(|day| day.to_string());
        let texts = [
            Some(owned.country.as_str()),
            owned.state.as_deref(),
            Some(&owned.region),
            price.as_deref(),
            purchased.as_deref(),
            Some(owned.did_type.as_str()),
        ];
        let pairs = owned.other.iter().flat_map(|(name, json)| [Some(name.as_str()), Some(json)]);
        for text in texts.into_iter().chain(pairs) {
            let number = text.map_or(NOTHING, |text| self.texts.apart(text));
            self.texts.push(&[number]);
        }
    }
}

/// Whether a price prints as it is written: without a sign, and without a zero that says nothing.
#[inline]
fn is_written_as_printed(price: &str) -> bool {
    !matches!(price.as_bytes(), [b'-', ..] | [b'0', b'0'..=b'9', ..])
}

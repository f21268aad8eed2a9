//! How values are written into checkpoints, and read out of them.
//!
//! The layout is postcard's: integers as LEB128, a byte for a choice, lengths before texts and lists, fields one after the
//! other. The code is our own, as that which serde makes has a way out at every field: it was a tenth of the wasm module.

use std::time::Duration;

use crate::aculab::OwnedNumber;
use crate::aql::{Changed, Protocol, SmsEnabled};
use crate::secret::{Body, SipPassword};

/// A value that a checkpoint can hold.
pub(crate) trait Saved {
    /// Writes the value behind what is there.
    fn save(&self, to: &mut Vec<u8>);

    /// Reads a value. Where none can be read it is any, and the reader remembers that.
    fn load(from: &mut Reader<'_>) -> Self
    where
        Self: Sized;
}

/// The bytes that are still to be read, and whether all of them made sense so far.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
    is_damaged: bool,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, is_damaged: false }
    }

    /// Whether what was read so far made sense.
    pub(crate) fn makes_sense(&self) -> bool {
        !self.is_damaged
    }

    /// Whether everything was read, and made sense.
    pub(crate) fn is_sound(&self) -> bool {
        self.rest.is_empty() && !self.is_damaged
    }

    /// The value that was read, or else `instead`.
    pub(crate) fn sound<T>(&mut self, read: Option<T>, instead: T) -> T {
        self.is_damaged |= read.is_none();
        read.unwrap_or(instead)
    }

    /// The choice of a `0` or `1`.
    pub(crate) fn flag(&mut self) -> bool {
        let byte = self.byte();
        self.sound((byte <= 1).then_some(byte == 1), false)
    }

    pub(crate) fn byte(&mut self) -> u8 {
        let first = self.take(1).first().copied();
        first.unwrap_or_default()
    }

    /// A length, which is followed by no fewer bytes.
    fn length(&mut self) -> usize {
        let length = usize::load(self);
        self.sound((length <= self.rest.len()).then_some(length), 0)
    }

    /// The text that is next, as far as it is one.
    pub(crate) fn text(&mut self) -> &'a str {
        let text = std::str::from_utf8(self.bytes()).ok();
        self.sound(text, "")
    }

    fn bytes(&mut self) -> &'a [u8] {
        let length = self.length();
        self.take(length)
    }

    fn take(&mut self, length: usize) -> &'a [u8] {
        let parts = self.rest.split_at_checked(length);
        let (taken, rest) = self.sound(parts, (&[], &[]));
        self.rest = rest;
        taken
    }
}

/// A type with fields, each of which can be saved.
macro_rules! saved_struct {
    ($type:ty { $($field:tt),+ $(,)? }) => {
        impl crate::saved::Saved for $type {
            fn save(&self, to: &mut Vec<u8>) {
                $(crate::saved::Saved::save(&self.$field, to);)+
            }

            fn load(from: &mut crate::saved::Reader<'_>) -> Self {
                Self { $($field: crate::saved::Saved::load(from)),+ }
            }
        }
    };
}

/// A choice by the number of each variant; the first stands for what cannot be read.
macro_rules! saved_enum {
    ($type:ty { $first:ident = $zero:literal $(, $variant:ident $(($value:ident))? = $number:literal)* $(,)? }) => {
        impl crate::saved::Saved for $type {
            fn save(&self, to: &mut Vec<u8>) {
                match self {
                    Self::$first => to.push($zero),
                    $(Self::$variant $(($value))? => {
                        to.push($number);
                        $(crate::saved::Saved::save($value, to);)?
                    })*
                }
            }

            fn load(from: &mut crate::saved::Reader<'_>) -> Self {
                match from.byte() {
                    $zero => Self::$first,
                    $($number => Self::$variant $(({
                        let $value = crate::saved::Saved::load(from);
                        $value
                    }))?,)*
                    _ => from.sound(None, Self::$first),
                }
            }
        }
    };
}

/// A value that is saved as its text; the other one stands for what cannot be read.
macro_rules! saved_as_text {
    ($type:ty, $instead:expr) => {
        impl crate::saved::Saved for $type {
            fn save(&self, to: &mut Vec<u8>) {
                crate::saved::Saved::save(&self.to_string(), to);
            }

            fn load(from: &mut crate::saved::Reader<'_>) -> Self {
                let parsed = from.text().parse().ok();
                from.sound(parsed, $instead)
            }
        }
    };
}

pub(crate) use {saved_as_text, saved_enum, saved_struct};

saved_enum!(SmsEnabled { Ignore = 0, No = 1, Yes = 2 });
saved_enum!(Protocol { Iax = 0, Sip = 1 });
saved_struct!(Changed { id });
saved_struct!(OwnedNumber { number, country, state, region, price, purchased, did_type, other });

impl Saved for u64 {
    fn save(&self, to: &mut Vec<u8>) {
        let mut value = *self;
        while value > 0x7f {
            to.push(value as u8 | 0x80);
            value >>= 7;
        }
        to.push(value as u8);
    }

    fn load(from: &mut Reader<'_>) -> Self {
        let mut value = 0_u128;
        for shift in (0..70).step_by(7) {
            let byte = from.byte();
            value |= u128::from(byte & 0x7f) << shift;
            if byte <= 0x7f {
                break;
            }
        }
        from.sound(u64::try_from(value).ok(), 0)
    }
}

impl Saved for u32 {
    fn save(&self, to: &mut Vec<u8>) {
        u64::from(*self).save(to);
    }

    fn load(from: &mut Reader<'_>) -> Self {
        let value = u64::load(from);
        from.sound(value.try_into().ok(), 0)
    }
}

impl Saved for usize {
    fn save(&self, to: &mut Vec<u8>) {
        (*self as u64).save(to);
    }

    fn load(from: &mut Reader<'_>) -> Self {
        let value = u64::load(from);
        from.sound(value.try_into().ok(), 0)
    }
}

impl Saved for bool {
    fn save(&self, to: &mut Vec<u8>) {
        to.push((*self).into());
    }

    fn load(from: &mut Reader<'_>) -> Self {
        from.flag()
    }
}

impl Saved for String {
    fn save(&self, to: &mut Vec<u8>) {
        save_bytes(self.as_bytes(), to);
    }

    fn load(from: &mut Reader<'_>) -> Self {
        from.text().to_owned()
    }
}

impl Saved for SipPassword {
    fn save(&self, to: &mut Vec<u8>) {
        save_bytes(self.reveal().as_bytes(), to);
    }

    fn load(from: &mut Reader<'_>) -> Self {
        Self::new(from.text())
    }
}

impl Saved for Body {
    fn save(&self, to: &mut Vec<u8>) {
        save_bytes(self.reveal(), to);
    }

    fn load(from: &mut Reader<'_>) -> Self {
        Self::new(from.bytes())
    }
}

fn save_bytes(bytes: &[u8], to: &mut Vec<u8>) {
    bytes.len().save(to);
    to.extend_from_slice(bytes);
}

impl Saved for Duration {
    fn save(&self, to: &mut Vec<u8>) {
        self.as_secs().save(to);
        self.subsec_nanos().save(to);
    }

    fn load(from: &mut Reader<'_>) -> Self {
        let (seconds, nanos) = Saved::load(from);
        let nanos = from.sound(Some(nanos).filter(|nanos| *nanos < 1_000_000_000), 0);
        Self::new(seconds, nanos)
    }
}

impl<T: Saved> Saved for Option<T> {
    fn save(&self, to: &mut Vec<u8>) {
        self.is_some().save(to);
        if let Some(value) = self {
            value.save(to);
        }
    }

    fn load(from: &mut Reader<'_>) -> Self {
        from.flag().then(|| T::load(from))
    }
}

impl<T: Saved> Saved for Vec<T> {
    fn save(&self, to: &mut Vec<u8>) {
        self.len().save(to);
        for value in self {
            value.save(to);
        }
    }

    fn load(from: &mut Reader<'_>) -> Self {
        // Every value takes a byte at least, so there are no more than that many.
        let length = from.length();
        let mut values = Self::new();
        while values.len() < length && !from.is_damaged {
            values.push(T::load(from));
        }
        values
    }
}

impl<A: Saved, B: Saved> Saved for (A, B) {
    fn save(&self, to: &mut Vec<u8>) {
        self.0.save(to);
        self.1.save(to);
    }

    fn load(from: &mut Reader<'_>) -> Self {
        (A::load(from), B::load(from))
    }
}

impl<A: Saved, B: Saved, C: Saved> Saved for (A, B, C) {
    fn save(&self, to: &mut Vec<u8>) {
        self.0.save(to);
        self.1.save(to);
        self.2.save(to);
    }

    fn load(from: &mut Reader<'_>) -> Self {
        (A::load(from), B::load(from), C::load(from))
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use serde::Serialize;

    use super::*;
    use crate::aculab::{DidType, InboundNumber, PurchaseType, TelPurchase, TollFreeCallers};
    use crate::aql::{Number, Pattern, VoipUser};
    use crate::sorted::Set;
    use crate::time::Timestamp;
    use crate::workflow::RequestId;
    use crate::workflow::order::aql::{LateEmail, Slot};
    use crate::workflow::order::{Fate, Sent, Why};

    fn saved(value: &impl Saved) -> Vec<u8> {
        let mut bytes = Vec::new();
        value.save(&mut bytes);
        bytes
    }

    fn loaded<T: Saved>(bytes: &[u8]) -> Option<T> {
        let mut reader = Reader::new(bytes);
        let value = T::load(&mut reader);
        reader.is_sound().then_some(value)
    }

    /// The value is written as postcard does, read back, and refused wherever it is cut.
    fn check<T: Saved + Serialize + PartialEq + Debug>(value: T) {
        let bytes = saved(&value);
        assert_eq!(bytes, postcard::to_allocvec(&value).unwrap(), "{value:?}");
        for length in 0..bytes.len() {
            assert_eq!(loaded::<T>(&bytes[..length]), None, "{value:?}, {length} bytes of it");
        }
        assert_eq!(loaded(&bytes), Some(value));
    }

    fn parsed<T: std::str::FromStr<Err: Debug>>(text: &str) -> T {
        text.parse().unwrap()
    }

    #[test]
    fn values_are_written_as_postcard_does() {
        for number in [0, 127, 128, u64::from(u32::MAX), u64::MAX] {
            check(number);
        }
        check((u32::MAX, usize::MAX, true));
        check(Some("Köln".to_owned()));
        check(vec![(false, None::<u32>)]);
        check(Duration::new(7, 999_999_999));
        check(parsed::<Number>("44-113-3120120"));
        check(parsed::<Pattern>("44-113-312*"));
        check(VoipUser::opaque("612345").unwrap());
        check([SmsEnabled::Ignore, SmsEnabled::No, SmsEnabled::Yes].to_vec());
        check([Protocol::Iax, Protocol::Sip].to_vec());
        check(Changed { id: Some("7".to_owned()) });
        check([DidType::Mobile, DidType::Other("new".to_owned())].to_vec());
        check(Slot::of(parsed("44-113-3120120")).first_name("Robert").email("robert@example.com"));
        check([LateEmail::Failed("no_answer".to_owned()), LateEmail::Set, LateEmail::ToDo].to_vec());
    }

    #[test]
    fn orders_at_aculab_are_written_as_postcard_does() {
        let callers = TollFreeCallers::new(true, false, true).unwrap();
        let purchase = TelPurchase::new("Germany", "Köln").unwrap().state("NRW").unwrap().quantity(3).unwrap();
        check(purchase.did_type(PurchaseType::TollFree(callers)));
        check(OwnedNumber {
            number: parsed("4930555001"),
            country: "Germany".to_owned(),
            state: None,
            region: "Berlin".to_owned(),
            price: Some(parsed("1.50")),
            purchased: Some(parsed("2026-11-22")),
            did_type: DidType::Geographic,
            other: vec![("price".to_owned(), "null".to_owned())],
        });
        let at = Timestamp::from_unix_millis(1_000_000);
        let sent = |fate| Sent { id: RequestId::from_number(7), at, answered: Some(at), fate, answer: None };
        check([Fate::Done, Fate::NeverLeft, Fate::Open, Fate::Refused].map(sent).to_vec());
        let why = [Why::Blocked, Why::Contested, Why::Deadline, Why::NoMatch, Why::NoPool, Why::PriceLimit];
        check(why.to_vec());
        check([Why::Refused, Why::Shortage, Why::Stopped, Why::Taken].to_vec());
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        assert_eq!(loaded::<bool>(&[2]), None);
        assert_eq!(loaded::<Option<bool>>(&[2, 0]), None);
        assert_eq!(loaded::<Protocol>(&[2]), None);
        assert_eq!(loaded::<u32>(&[0x80, 0x80, 0x80, 0x80, 0x10]), None);
        assert_eq!(loaded::<u64>(&[0xff; 10]), None);
        assert_eq!(loaded::<u64>(&[7, 7]), None, "something is left");
        assert_eq!(loaded::<String>(&[1, 0xff]), None);
        assert_eq!(loaded::<Number>(&[7]), None);
        assert_eq!(loaded::<InboundNumber>(&[1, b'x']), None);
        assert_eq!(loaded::<Duration>(&saved(&(0_u64, 1_000_000_000_u32))), None);
    }

    #[test]
    fn a_length_beyond_the_bytes_reads_nothing() {
        let mut reader = Reader::new(&[0xff, 0xff, 0xff, 0xff, 0x0f, 1, 2, 3]);
        assert!(Vec::<u64>::load(&mut reader).is_empty());
        assert!(!reader.makes_sense());
    }

    #[test]
    fn a_set_is_written_as_a_list_and_read_in_any_order() {
        let set: Set<u32> = [3, 1, 2].into_iter().collect();
        assert_eq!(saved(&set), saved(&vec![1_u32, 2, 3]));
        assert_eq!(loaded(&saved(&vec![2_u32, 3, 1, 2])), Some(set));
    }
}

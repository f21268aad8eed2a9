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

//! What JavaScript sees of a value: names in camel case, `null` for what is not there, and objects with a mark for what
//! becomes an instance of a class (`ts/revive.ts`).

use std::convert::Infallible;
use std::rc::Rc;

use js_sys::{Array, Date, Uint8Array};
use telwire::aculab::InboundNumber;
use telwire::aql::{E164, VoipUser};
use telwire::{Body, CivilDate, Price, SipPassword, TimeOfDay, Timestamp};
pub(crate) use telwire_wasm_convert::object::{object, set};
use wasm_bindgen::JsValue;

/// A value that JavaScript sees.
pub(crate) trait View {
    /// What it sees.
    fn view(&self) -> JsValue;
}

/// An array of what is iterated over.
pub(crate) fn list<T: View>(items: impl IntoIterator<Item = T>) -> JsValue {
    let list = Array::new();
    for item in items {
        list.push(&item.view());
    }
    list.into()
}

impl<T: View + ?Sized> View for &T {
    fn view(&self) -> JsValue {
        (**self).view()
    }
}

impl<T: View + ?Sized> View for Rc<T> {
    fn view(&self) -> JsValue {
        (**self).view()
    }
}

impl<T: View> View for Option<T> {
    fn view(&self) -> JsValue {
        self.as_ref().map_or(JsValue::NULL, T::view)
    }
}

impl<T: View> View for [T] {
    fn view(&self) -> JsValue {
        list(self)
    }
}

impl<T: View> View for Vec<T> {
    fn view(&self) -> JsValue {
        list(self)
    }
}

impl<A: View, B: View> View for (A, B) {
    fn view(&self) -> JsValue {
        Array::of2(&self.0.view(), &self.1.view()).into()
    }
}

impl View for Infallible {
    fn view(&self) -> JsValue {
        match *self {}
    }
}

impl View for JsValue {
    fn view(&self) -> JsValue {
        self.clone()
    }
}

impl View for bool {
    fn view(&self) -> JsValue {
        JsValue::from_bool(*self)
    }
}

impl View for u32 {
    fn view(&self) -> JsValue {
        JsValue::from_f64((*self).into())
    }
}

/// Counts of what was sent or received: all of them are far below 53 bits.
impl View for u64 {
    fn view(&self) -> JsValue {
        JsValue::from_f64(*self as f64)
    }
}

impl View for usize {
    fn view(&self) -> JsValue {
        JsValue::from_f64(*self as f64)
    }
}

impl View for str {
    fn view(&self) -> JsValue {
        JsValue::from_str(self)
    }
}

impl View for String {
    fn view(&self) -> JsValue {
        JsValue::from_str(self)
    }
}

/// Values that JavaScript sees as their text.
macro_rules! as_text {
    ($($type:ty)*) => {$(
        impl View for $type {
            fn view(&self) -> JsValue {
                self.to_string().view()
            }
        }
    )*};
}

as_text! { CivilDate E164 Price TimeOfDay }

impl View for InboundNumber {
    fn view(&self) -> JsValue {
        self.as_str().view()
    }
}

impl View for VoipUser {
    fn view(&self) -> JsValue {
        self.as_str().view()
    }
}

/// Becomes a `SipPassword`.
impl View for SipPassword {
    fn view(&self) -> JsValue {
        object(&[("$sipPassword", self.reveal().view())])
    }
}

/// Becomes a `Body`.
impl View for Body {
    fn view(&self) -> JsValue {
        object(&[("$body", bytes(self.reveal()))])
    }
}

/// The bytes themselves.
pub(crate) fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

/// 9999-12-31 23:59:59.999 UTC: behind it ISO 8601 wants more digits for a year.
const LAST_MOMENT: u64 = 253_402_300_799_999;

/// In UTC, such as `2026-11-22T09:00:00.123Z`.
impl View for Timestamp {
    fn view(&self) -> JsValue {
        // So many milliseconds are below 53 bits.
        let millis = self.unix_millis().min(LAST_MOMENT) as f64;
        Date::new(&millis.into()).to_iso_string().into()
    }
}

//! Reads options field by field, so that an error names the one that is wrong.
//!
//! An option is called as the carrier calls the field, in camel case: `didType` for `did_type`. Errors say the carrier's
//! name, as they do in every language. `null` and `undefined` are left out.
//!
//! What is of another type counts as left out until all is read; then [`Options::finish`] says so. An error at each field
//! would make the code that reads them twice as large.

use std::borrow::Cow;
use std::time::Duration;

use js_sys::{Array, JsString, Number, Object, Reflect};
use telwire::{InvalidCode, InvalidInput};
use wasm_bindgen::{JsCast as _, JsValue};

use crate::object::known;

/// An object of options, and which of them the call knows.
pub struct Options<'a> {
    object: &'a Object,
    /// Where the object stands in a list.
    item: Option<usize>,
    known: Vec<Cow<'static, str>>,
    /// The first error.
    error: Option<InvalidInput>,
}

impl<'a> Options<'a> {
    /// The options in `given`; an error calls the whole of them `field`.
    ///
    /// # Errors
    /// If it is no object.
    pub fn of(field: &'static str, given: &'a JsValue) -> Result<Self, InvalidInput> {
        match given.dyn_ref::<Object>() {
            Some(object) if !Array::is_array(given) && !given.is_function() => {
                Ok(Self { object, item: None, known: Vec::new(), error: None })
            }
            _ => Err(wrong_type(field, "an object", given)),
        }
    }

    /// The same options, of an item of a list.
    pub fn at_item(self, item: usize) -> Self {
        Self { item: Some(item), ..self }
    }

    /// Whether `field` is `true`; it is not where it is left out.
    pub fn flag(&mut self, field: &'static str) -> bool {
        self.typed(field, "a boolean", JsValue::as_bool).unwrap_or_default()
    }

    /// A whole number from 0 on.
    pub fn count(&mut self, field: &'static str) -> Option<u32> {
        let number = self.number(field)?;
        self.noted(count(field, &number))
    }

    /// So many milliseconds.
    pub fn duration(&mut self, field: &'static str) -> Option<Duration> {
        let number = self.number(field)?;
        self.noted(millis(field, &number)).map(Duration::from_millis)
    }

    /// A text.
    pub fn text(&mut self, field: &'static str) -> Option<String> {
        self.text_as(field, field)
    }

    /// A text that errors call by another name.
    pub fn text_as(&mut self, option: &'static str, field: &'static str) -> Option<String> {
        let value = self.value(option)?;
        self.noted(text(field, &value))
    }

    /// An array.
    pub fn list(&mut self, field: &'static str) -> Option<Vec<JsValue>> {
        self.typed(field, "an array", |value| value.dyn_ref::<Array>().map(Array::to_vec))
    }

    /// The value of `field`, of whatever type.
    pub fn value(&mut self, field: &'static str) -> Option<JsValue> {
        let name = camel(field);
        let key = match name {
            Cow::Borrowed(name) => known(name),
            Cow::Owned(ref name) => JsValue::from_str(name),
        };
        let value = Reflect::get(self.object, &key).unwrap_or_default();
        self.known.push(name);
        (!value.is_null() && !value.is_undefined()).then_some(value)
    }

    /// Refuses options that were of another type than they should be.
    ///
    /// # Errors
    /// That of the first.
    pub fn check(&mut self) -> Result<(), InvalidInput> {
        self.error.take().map_or(Ok(()), Err)
    }

    /// The same, and those that nothing has asked for.
    ///
    /// # Errors
    /// If there is one.
    pub fn finish(&mut self) -> Result<(), InvalidInput> {
        self.check()?;
        match self.unknown() {
            None => Ok(()),
            Some(name) => {
                let message = match self.item {
                    None => "is not a field of this call",
                    Some(_) => "is not a field of an item",
                };
                Err(self.placed(InvalidInput::new(name, InvalidCode::UnknownField, message)))
            }
        }
    }

    /// The first option that nothing has asked for.
    pub fn unknown(&self) -> Option<String> {
        let names = Object::keys(self.object).into_iter().filter_map(|name| name.as_string());
        let mut unknown = names.filter(|name| !self.known.contains(&Cow::Borrowed(name.as_str())));
        unknown
            .find(|name| Reflect::get(self.object, &JsValue::from_str(name)).is_ok_and(|value| !value.is_undefined()))
    }

    fn number(&mut self, field: &'static str) -> Option<Number> {
        self.typed(field, "a number", |value| value.dyn_ref::<Number>().cloned())
    }

    fn typed<T>(&mut self, field: &'static str, wanted: &str, read: impl FnOnce(&JsValue) -> Option<T>) -> Option<T> {
        let value = self.value(field)?;
        self.noted(read(&value).ok_or_else(|| wrong_type(field, wanted, &value)))
    }

    /// The value, or else the error noted, if it is the first.
    fn noted<T>(&mut self, read: Result<T, InvalidInput>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(error) => {
                let error = self.placed(error);
                self.error.get_or_insert(error);
                None
            }
        }
    }

    fn placed(&self, error: InvalidInput) -> InvalidInput {
        match self.item {
            None => error,
            Some(item) => error.at_item(item),
        }
    }
}

/// The value that was given, or the error that says that it was not.
///
/// # Errors
/// If it was not.
pub fn required<T>(field: &'static str, value: Option<T>) -> Result<T, InvalidInput> {
    value.ok_or_else(|| InvalidInput::new(field, InvalidCode::Missing, "is required"))
}

/// The text, if it is one that can be written as UTF-8. No error repeats it: it may be a secret.
///
/// # Errors
/// If it is something else.
pub fn text(field: &'static str, given: &JsValue) -> Result<String, InvalidInput> {
    let Some(text) = given.as_string() else {
        return Err(wrong_type(field, "a string", given));
    };
    // Without `contains`, whose search for a character is written out at every place.
    if text.chars().any(|character| character == char::REPLACEMENT_CHARACTER)
        && !given.dyn_ref().is_some_and(JsString::is_valid_utf16)
    {
        let message = "must not hold half of a surrogate pair: it cannot be written as UTF-8";
        return Err(InvalidInput::new(field, InvalidCode::WrongFormat, message));
    }
    Ok(text)
}

/// The error for what is no `wanted`. It tells the type and not the value, which may be a secret.
pub fn wrong_type(field: &'static str, wanted: &str, given: &JsValue) -> InvalidInput {
    InvalidInput::new(field, InvalidCode::WrongFormat, format!("must be {wanted}, not {}", kind(given)))
}

/// What JavaScript calls it, with its article.
fn kind(given: &JsValue) -> Cow<'static, str> {
    if given.is_null() || given.is_undefined() {
        return "left out".into();
    }
    if Array::is_array(given) {
        return "an array".into();
    }
    match given.js_typeof().as_string().as_deref() {
        Some("object") => "an object".into(),
        other => format!("a {}", other.unwrap_or("value")).into(),
    }
}

/// The number itself, if it is one.
///
/// # Errors
/// If it is something else.
pub fn number<'a>(field: &'static str, given: &'a JsValue) -> Result<&'a Number, InvalidInput> {
    given.dyn_ref().ok_or_else(|| wrong_type(field, "a number", given))
}

/// The number, if it is a whole one from 0 on.
///
/// # Errors
/// If it is something else.
pub fn count(field: &'static str, number: &Number) -> Result<u32, InvalidInput> {
    let value = number.value_of();
    if value.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&value) {
        // It was just seen to be a whole number of that range.
        return Ok(value as u32);
    }
    let message = format!("must be a whole number from 0 to {}, not `{}`", u32::MAX, written(number));
    Err(InvalidInput::new(field, InvalidCode::OutOfRange, message))
}

/// So many milliseconds; a fraction is cut off.
///
/// # Errors
/// If it is negative, or no number at all.
pub fn millis(field: &'static str, number: &Number) -> Result<u64, InvalidInput> {
    let value = number.value_of();
    if (0.0..f64::INFINITY).contains(&value) {
        // It was just seen to be a number from 0 on; one that is larger than all others becomes the largest.
        return Ok(value as u64);
    }
    let message = format!("must be a number of milliseconds from 0 on, not `{}`", written(number));
    Err(InvalidInput::new(field, InvalidCode::OutOfRange, message))
}

/// The number as JavaScript writes it: Rust's own way would be a tenth of the module.
pub fn written(number: &Number) -> String {
    number.to_string_with_radix(10).map(String::from).unwrap_or_default()
}

/// `didType` for `did_type`; a name without `_` is as it is.
#[must_use]
pub fn camel(field: &str) -> Cow<'_, str> {
    let mut words = field.split('_');
    let first = words.next().unwrap_or_default();
    let capitalised = words.map(|word| {
        let mut letters = word.chars();
        letters.next().map(|letter| letter.to_ascii_uppercase()).into_iter().chain(letters)
    });
    match field.bytes().any(|byte| byte == b'_') {
        false => field.into(),
        true => first.chars().chain(capitalised.flatten()).collect::<String>().into(),
    }
}

//! The options of a call as its function in JavaScript takes them, read off the form that the call becomes.

use std::collections::BTreeMap;

use serde::Serialize;
use telwire_wasm_convert::options::camel;

/// The value of an option.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Value {
    Count(u32),
    Flag(bool),
    List(Vec<String>),
    Text(String),
}

/// The options of a form that the core wrote; `text` makes of its texts what people write.
pub(crate) fn of(form: &str, text: fn(String) -> String) -> BTreeMap<String, Value> {
    let fields = form_urlencoded::parse(form.as_bytes());
    fields.filter_map(|(name, value)| option(&name, value.into_owned(), text)).collect()
}

fn option(name: &str, value: String, text: fn(String) -> String) -> Option<(String, Value)> {
    let (name, value) = match name {
        // It is in the name of the call.
        "action" => return None,
        // What a page may ask for is a name out of an answer: the carrier checks it.
        "voipnumber" => ("user", Value::Text(value)),
        "numbers" => (name, Value::List(value.split(',').map(str::to_owned).collect())),
        "quantity" | "show" | "skip" => (name, Value::Count(value.parse().ok()?)),
        "allow_cellular" | "allow_landline" | "allow_partial" | "allow_payphone" => (name, Value::Flag(true)),
        _ => (name, Value::Text(text(value))),
    };
    Some((camel(name).into_owned(), value))
}

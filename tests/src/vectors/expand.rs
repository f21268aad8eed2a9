//! What a vector writes in short: repeated text, and the parts of a body.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

/// `value` with every `{"$repeat": …, "times": n}` written out: a text becomes a text, and in an array an array of
/// elements becomes the elements.
pub(super) fn expanded(value: Value) -> Result<Value, String> {
    match value {
        Value::Array(elements) => {
            let mut all = Vec::with_capacity(elements.len());
            for element in elements {
                match repeated_elements(&element)? {
                    Some(elements) => all.extend(elements),
                    None => all.push(expanded(element)?),
                }
            }
            Ok(Value::Array(all))
        }
        Value::Object(members) if members.contains_key("$repeat") => {
            let (text, times) = repeat(&members, "$repeat")?;
            let text = text.as_str().ok_or("`$repeat` must be a text here")?;
            Ok(Value::String(text.repeat(times)))
        }
        Value::Object(members) => {
            let members = members.into_iter();
            let members = members.map(|(name, value)| Ok((name, expanded(value)?)));
            members.collect::<Result<_, String>>().map(Value::Object)
        }
        other => Ok(other),
    }
}

fn repeated_elements(element: &Value) -> Result<Option<Vec<Value>>, String> {
    match element.get("$repeat") {
        Some(Value::Array(_)) => {}
        _ => return Ok(None),
    }
    let members = element.as_object().ok_or("`$repeat` must be in an object")?;
    let (elements, times) = repeat(members, "$repeat")?;
    let elements = elements.as_array().ok_or("`$repeat` must be an array")?;
    let all = std::iter::repeat_n(elements, times).flatten();
    Ok(Some(all.cloned().collect()))
}

/// The body whose parts are `value`: a text, or an array of texts, `{"base64": …}` and `{"repeat": …, "times": n}`.
pub(super) fn body(value: &Value) -> Result<Vec<u8>, String> {
    match value {
        Value::Array(parts) => {
            let parts = parts.iter().map(part).collect::<Result<Vec<_>, _>>()?;
            Ok(parts.concat())
        }
        whole => match whole.as_str() {
            Some(text) => Ok(text.as_bytes().to_vec()),
            None => Err("a body must be a text or an array of parts".to_owned()),
        },
    }
}

fn part(value: &Value) -> Result<Vec<u8>, String> {
    match value {
        Value::String(text) => Ok(text.as_bytes().to_vec()),
        Value::Object(members) if members.contains_key("repeat") => {
            let (text, times) = repeat(members, "repeat")?;
            let text = text.as_str().ok_or("`repeat` must be a text")?;
            Ok(text.as_bytes().repeat(times))
        }
        Value::Object(members) if members.len() == 1 => {
            let encoded = members.get("base64").and_then(Value::as_str);
            let encoded = encoded.ok_or("a part must be `base64`, or `repeat` and `times`")?;
            STANDARD.decode(encoded).map_err(|error| error.to_string())
        }
        _ => Err("a part must be a text, `base64`, or `repeat` and `times`".to_owned()),
    }
}

/// What is to be repeated, under the name `name`, and how many times.
fn repeat<'a>(members: &'a Map<String, Value>, name: &str) -> Result<(&'a Value, usize), String> {
    let times = members.get("times").and_then(Value::as_u64);
    match (members.len(), members.get(name), times) {
        (2, Some(repeated), Some(times)) => {
            let times = usize::try_from(times).map_err(|error| error.to_string())?;
            Ok((repeated, times))
        }
        _ => Err(format!("must have exactly `{name}` and `times`, a number")),
    }
}

/// `bytes` as a text if they are one, else as a part in base64.
pub(super) fn text_or_base64(bytes: &[u8]) -> Value {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => serde_json::json!({ "base64": STANDARD.encode(bytes) }),
    }
}

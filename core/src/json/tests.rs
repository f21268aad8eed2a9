//! The reader against an oracle: it accepts what serde_json accepts and reads the same values, with one difference:
//! ours stops at 64 levels of nesting, where serde_json goes on.

pub(crate) mod damage;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value};

use super::{DEPTH_LIMIT, array, document, number, object, string, value};
use crate::grammar::{Parsed, fail};
use damage::damaged;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn the_reader_agrees_with_serde_json(json in damaged(documents())) {
        prop_assert_eq!(read(&json), oracle(&json));
    }

    #[test]
    fn what_is_skipped_is_what_would_be_read(json in damaged(documents())) {
        prop_assert_eq!(is_skipped(&json), read(&json).is_some());
    }
}

#[test]
fn nesting_ends_at_the_limit() {
    let (array, object) = (("[", "]"), ("{\"a\":", "}"));
    for shapes in [[array, array], [object, object], [array, object]] {
        let nested = |levels: usize| {
            let levels = || shapes.iter().cycle().take(levels);
            let open: String = levels().map(|(open, _)| *open).collect();
            let close: Vec<&str> = levels().map(|(_, close)| *close).collect();
            let close: String = close.into_iter().rev().collect();
            format!("{open}1{close}").into_bytes()
        };
        let deepest = nested(DEPTH_LIMIT);
        assert!(read(&deepest).is_some());
        assert_eq!(read(&deepest), oracle(&deepest));
        assert!(is_skipped(&deepest));

        let deeper = nested(DEPTH_LIMIT + 1);
        assert!(serde_json::from_slice::<Value>(&deeper).is_ok());
        assert_eq!(read(&deeper), None);
        let error = document(&deeper, value).unwrap_err();
        assert_eq!(error.what, "at most 64 levels of nesting");
    }
}

#[test]
fn strings_are_text_or_nothing() {
    let accepted: [(&[u8], &str); 6] = [
        (br#""\u0000\"\\\/\b\f\n\r\t""#, "\0\"\\/\u{8}\u{c}\n\r\t"),
        (br#""\uD83d\uDe00""#, "😀"),
        (br#""\ud7ff\ue000\uffff""#, "\u{d7ff}\u{e000}\u{ffff}"),
        (b"\"\x7f\"", "\u{7f}"),
        ("\"\u{2028}\u{10ffff}\"".as_bytes(), "\u{2028}\u{10ffff}"),
        (b"\"\"", ""),
    ];
    for (json, text) in accepted {
        let expected = Some(Value::from(text).to_string());
        assert_eq!((read(json), oracle(json)), (expected.clone(), expected));
    }
    let refused: [&[u8]; 17] = [
        b"\"\xff\"",
        b"\"\xc3\"",
        b"\"\xc0\x80\"",
        b"\"\xed\xa0\x80\"",
        b"\"\xf4\x90\x80\x80\"",
        br#""\ud800""#,
        br#""\udc00""#,
        br#""\udc00\ud800""#,
        br#""\ud800\ud800""#,
        br#""\ud83d \ude00""#,
        br#""\u+041""#,
        br#""\U0041""#,
        br#""\x41""#,
        b"\"\n\"",
        b"\"\0\"",
        b"\"\x1f\"",
        b"\"",
    ];
    for json in refused {
        assert_eq!((read(json), oracle(json)), (None, None), "{json:?}");
        assert!(!is_skipped(json), "{json:?}");
    }
}

/// The document as our productions read it, written anew by serde_json: numbers keep their text, objects their order,
/// and of a repeated name the last value counts.
fn read(json: &[u8]) -> Option<String> {
    let tree = document(json, |input| tree(input, DEPTH_LIMIT)).ok()?;
    Some(tree.to_string())
}

/// The same as serde_json reads it, up to our limit.
fn oracle(json: &[u8]) -> Option<String> {
    let tree: Value = serde_json::from_slice(json).ok()?;
    (nesting(json) <= DEPTH_LIMIT).then(|| tree.to_string())
}

fn is_skipped(json: &[u8]) -> bool {
    document(json, value).is_ok()
}

fn tree(input: &[u8], depth: usize) -> Parsed<'_, Value> {
    match input.first() {
        Some(b'[' | b'{') if depth == 0 => fail(input, "less nesting"),
        Some(b'[') => {
            let mut items = Vec::new();
            let (rest, ()) = array(input, |input| {
                let (rest, item) = tree(input, depth - 1)?;
                items.push(item);
                Ok((rest, ()))
            })?;
            Ok((rest, Value::Array(items)))
        }
        Some(b'{') => {
            let mut members = Map::new();
            let (rest, ()) = object(input, |name, input| {
                let (rest, member) = tree(input, depth - 1)?;
                members.insert(name.into_owned(), member);
                Ok((rest, ()))
            })?;
            Ok((rest, Value::Object(members)))
        }
        Some(b'"') => {
            let (rest, text) = string(input)?;
            Ok((rest, Value::from(text)))
        }
        Some(b'-' | b'0'..=b'9') => scalar(number(input)?),
        _ => scalar(value(input)?),
    }
}

/// A number, `true`, `false` or `null` by its text.
fn scalar<'a>((rest, text): (&'a [u8], &'a [u8])) -> Parsed<'a, Value> {
    Ok((rest, serde_json::from_slice(text).unwrap()))
}

/// How deep a well-formed document is nested.
fn nesting(json: &[u8]) -> usize {
    let (mut depth, mut deepest, mut in_string, mut is_escaped) = (0_usize, 0, false, false);
    for byte in json {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_string => is_escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => depth += 1,
            b']' | b'}' if !in_string => depth -= 1,
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Documents of all kinds, some of them nested around the limit.
fn documents() -> impl Strategy<Value = Vec<u8>> {
    let wrapping = prop_oneof![9 => Just(0), 1 => DEPTH_LIMIT - 4..DEPTH_LIMIT + 2];
    (values(), wrapping, any::<bool>(), blanks()).prop_map(|(mut tokens, wrapping, is_array, blanks)| {
        let (open, close): (&[&str], _) = if is_array { (&["["], "]") } else { (&["{", "\"a\"", ":"], "}") };
        for _ in 0..wrapping {
            tokens.splice(..0, open.iter().map(ToString::to_string));
            tokens.push(close.to_owned());
        }
        spaced(&tokens, &blanks).into_bytes()
    })
}

/// The tokens of any value.
fn values() -> impl Strategy<Value = Vec<String>> {
    let scalar =
        prop_oneof!["true|false|null", "-?(0|[1-9][0-9]{0,24})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,4})?", strings(),];
    let leaf = scalar.prop_map(|token| vec![token]);
    leaf.prop_recursive(5, 48, 4, |value| {
        let member = (strings(), value.clone());
        let member = member.prop_map(|(name, value)| [vec![name, ":".into()], value].concat());
        prop_oneof![
            vec(value, 0..4).prop_map(|values| list("[", &values, "]")),
            vec(member, 0..4).prop_map(|members| list("{", &members, "}")),
        ]
    })
}

/// A list of items, each of them some tokens.
pub(crate) fn list(open: &str, items: &[Vec<String>], close: &str) -> Vec<String> {
    [vec![open.into()], items.join(&",".to_owned()), vec![close.into()]].concat()
}

/// Strings with every escape, often the same ones, so that names repeat.
fn strings() -> impl Strategy<Value = String> {
    const ESCAPES: &[&str] = &[
        r#"\""#,
        r"\\",
        r"\/",
        r"\b",
        r"\f",
        r"\n",
        r"\r",
        r"\t",
        r"\u0000",
        r"\u00E9",
        r"\uffff",
        r"\ud83d\uDE00",
        r"\uD83D",
        r"\ude00",
        r"\u12",
        r"\x",
    ];
    let character = any::<char>().prop_map(String::from);
    let piece = prop_oneof![4 => "[a-z ]{1,3}", 2 => character, 1 => select(ESCAPES).prop_map(str::to_owned)];
    let text = prop_oneof![1 => "[ab]", 2 => vec(piece, 0..5).prop_map(|pieces| pieces.concat())];
    text.prop_map(|text| format!("\"{text}\""))
}

/// White space to put between tokens; [`spaced`] uses it over and over.
pub(crate) fn blanks() -> impl Strategy<Value = Vec<String>> {
    vec("[ \\t\\n\\r]{0,2}", 1..8)
}

/// The tokens with white space around each.
pub(crate) fn spaced(tokens: &[String], blanks: &[String]) -> String {
    let mut blanks = blanks.iter().cycle();
    let mut text = String::new();
    for token in tokens {
        text.extend(blanks.next().map(String::as_str));
        text.push_str(token);
    }
    text.extend(blanks.next().map(String::as_str));
    text
}

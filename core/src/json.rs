//! JSON answers, read with nom: one function per production of RFC 8259, no tree.
//!
//! [`array`] and [`object`] hand each element to the caller, who reads it with the production that fits and skips what
//! it does not know with [`skip`]. Everything is checked as it is passed, so a document that is read to its end is
//! well-formed. A skipped value that is nested deeper than [`DEPTH_LIMIT`] is refused.

use std::borrow::Cow;

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::combinator::{opt, recognize};
use nom::sequence::preceded;

use crate::grammar::{Expected, Parsed, expect, fail};

/// How deep a skipped value may be nested, counted in its own brackets and braces.
const DEPTH_LIMIT: usize = 64;

/// `document = ws value ws`: `root` with nothing but white space around it, to the end of the input.
pub(crate) fn document<'a, T>(
    input: &'a [u8],
    mut root: impl FnMut(&'a [u8]) -> Parsed<'a, T>,
) -> Result<T, Expected<'a>> {
    let mut read = None;
    surrounded(input, &mut |input| {
        let (rest, value) = root(input)?;
        read = Some(value);
        Ok((rest, ()))
    })?;
    read.ok_or(Expected { rest: input, what: "a JSON value" })
}

fn surrounded<'a>(input: &'a [u8], root: &mut dyn FnMut(&'a [u8]) -> Parsed<'a, ()>) -> Result<(), Expected<'a>> {
    let mut read = || -> Parsed<'a, ()> {
        let (rest, ()) = root(whitespace(input)?.0)?;
        match whitespace(rest)? {
            ([], ()) => Ok((&[], ())),
            (rest, ()) => fail(rest, "the end of the answer"),
        }
    };
    match read() {
        Ok(_) => Ok(()),
        Err(nom::Err::Error(error) | nom::Err::Failure(error)) => Err(error),
        Err(nom::Err::Incomplete(_)) => Err(Expected { rest: &[], what: "the rest of the answer" }),
    }
}

/// `array = "[" [ value *( "," value ) ] "]"`: `element` reads each value.
pub(crate) fn array<'a>(input: &'a [u8], mut element: impl FnMut(&'a [u8]) -> Parsed<'a, ()>) -> Parsed<'a, ()> {
    let (rest, _) = expect("a JSON array", tag("[")).parse(input)?;
    elements(rest, b']', "`,` or `]`", &mut element)
}

/// `object = "{" [ member *( "," member ) ] "}"`: `value` is given each name and reads the value behind it.
pub(crate) fn object<'a>(
    input: &'a [u8],
    mut value: impl FnMut(Cow<'a, str>, &'a [u8]) -> Parsed<'a, ()>,
) -> Parsed<'a, ()> {
    members(input, &mut value)
}

/// [`object`], which is there once for all that read one.
fn members<'a>(input: &'a [u8], value: &mut dyn FnMut(Cow<'a, str>, &'a [u8]) -> Parsed<'a, ()>) -> Parsed<'a, ()> {
    let (rest, _) = expect("a JSON object", tag("{")).parse(input)?;
    elements(rest, b'}', "`,` or `}`", &mut |input| member(input, &mut *value))
}

/// `member = string ":" value`: `value` is given the name and reads the value behind it.
pub(crate) fn member<'a, T>(
    input: &'a [u8],
    value: impl FnOnce(Cow<'a, str>, &'a [u8]) -> Parsed<'a, T>,
) -> Parsed<'a, T> {
    let (rest, name) = string(input)?;
    let (rest, ()) = whitespace(rest)?;
    let (rest, _) = expect("`:`", tag(":")).parse(rest)?;
    value(name, whitespace(rest)?.0)
}

/// `[ element *( "," element ) ] close`, white space anywhere between.
fn elements<'a>(
    input: &'a [u8],
    close: u8,
    separator: &'static str,
    element: &mut dyn FnMut(&'a [u8]) -> Parsed<'a, ()>,
) -> Parsed<'a, ()> {
    let (mut rest, ()) = whitespace(input)?;
    if let Some((first, after)) = rest.split_first()
        && *first == close
    {
        return Ok((after, ()));
    }
    loop {
        let (after, ()) = element(rest)?;
        let (after, ()) = whitespace(after)?;
        match after.split_first() {
            Some((b',', after)) => rest = whitespace(after)?.0,
            Some((byte, after)) if *byte == close => return Ok((after, ())),
            _ => return fail(after, separator),
        }
    }
}

/// `value = object / array / string / number / "true" / "false" / "null"`: its text.
pub(crate) fn value(input: &[u8]) -> Parsed<'_, &[u8]> {
    recognize(skip).parse(input)
}

/// [`value`], passed over.
pub(crate) fn skip(input: &[u8]) -> Parsed<'_, ()> {
    skip_nested(input, DEPTH_LIMIT)
}

fn skip_nested(input: &[u8], depth: usize) -> Parsed<'_, ()> {
    let inner = depth.saturating_sub(1);
    match input.first() {
        Some(b'[' | b'{') if depth == 0 => fail(input, "at most 64 levels of nesting"),
        Some(b'[') => array(input, |input| skip_nested(input, inner)),
        Some(b'{') => object(input, |_, input| skip_nested(input, inner)),
        Some(b'"') => string(input).map(|(rest, _)| (rest, ())),
        Some(b'-' | b'0'..=b'9') => number(input).map(|(rest, _)| (rest, ())),
        _ => {
            let literal = alt((tag("true"), tag("false"), tag("null")));
            expect("a JSON value", literal).parse(input).map(|(rest, _)| (rest, ()))
        }
    }
}

/// `number = [ "-" ] int [ "." 1*DIGIT ] [ ("e" / "E") [ "+" / "-" ] 1*DIGIT ]`, `int = "0" / ( %x31-39 *DIGIT )`:
/// its text.
pub(crate) fn number(input: &[u8]) -> Parsed<'_, &[u8]> {
    let digits = || take_while1(|byte: u8| byte.is_ascii_digit());
    let integer = alt((tag("0"), digits()));
    let fraction = preceded(tag("."), digits());
    let exponent = preceded((alt((tag("e"), tag("E"))), opt(alt((tag("+"), tag("-"))))), digits());
    let (rest, text) =
        expect("a JSON number", recognize((opt(tag("-")), integer, opt(fraction), opt(exponent)))).parse(input)?;
    Ok((rest, text))
}

/// `string = %x22 *char %x22`: borrowed from the input where nothing is escaped.
pub(crate) fn string(input: &[u8]) -> Parsed<'_, Cow<'_, str>> {
    let (rest, _) = expect("a JSON string", tag("\"")).parse(input)?;
    let (rest, plain) = characters(rest)?;
    if let Some((b'"', rest)) = rest.split_first() {
        return Ok((rest, Cow::Borrowed(plain)));
    }
    // Names and places, as nearly all texts are, have room in it.
    let mut text = String::with_capacity(plain.len() + 32);
    text.push_str(plain);
    let mut rest = rest;
    loop {
        match rest.split_first() {
            Some((b'"', rest)) => return Ok((rest, Cow::Owned(text))),
            Some((b'\\', after)) => {
                let (after, character) = escaped(after)?;
                text.push(character);
                let (after, plain) = characters(after)?;
                text.push_str(plain);
                rest = after;
            }
            _ => return fail(rest, "`\"`"),
        }
    }
}

/// `*unescaped`: everything up to a quote, a backslash or a control character; it must be UTF-8.
fn characters(input: &[u8]) -> Parsed<'_, &str> {
    let (rest, plain) = take_while(|byte: u8| byte >= 0x20 && byte != b'"' && byte != b'\\').parse(input)?;
    match std::str::from_utf8(plain) {
        Ok(plain) => Ok((rest, plain)),
        Err(error) => fail(input.get(error.valid_up_to()..).unwrap_or_default(), "UTF-8"),
    }
}

/// What stands behind a backslash: one of `" \ / b f n r t`, or `u` and four hex digits, of which two stand for a
/// character beyond U+FFFF.
fn escaped(input: &[u8]) -> Parsed<'_, char> {
    let Some((byte, rest)) = input.split_first() else {
        return fail(input, "an escaped character");
    };
    let character = match byte {
        b'"' | b'\\' | b'/' => char::from(*byte),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return utf16(input),
        _ => return fail(input, "an escaped character"),
    };
    Ok((rest, character))
}

/// `"u" 4HEXDIG [ "\u" 4HEXDIG ]`: one character, in one unit or in a pair of surrogates.
fn utf16(input: &[u8]) -> Parsed<'_, char> {
    let (rest, high) = unit(input)?;
    if let Some(character) = char::from_u32(u32::from(high)) {
        return Ok((rest, character));
    }
    let (rest, low) = expect("the second half of a surrogate pair", preceded(tag("\\"), unit)).parse(rest)?;
    match char::decode_utf16([high, low]).next() {
        Some(Ok(character)) => Ok((rest, character)),
        _ => fail(input, "a surrogate pair"),
    }
}

/// `"u" 4HEXDIG`.
fn unit(input: &[u8]) -> Parsed<'_, u16> {
    let digits = input.strip_prefix(b"u").and_then(|rest| rest.split_at_checked(4));
    let unit = digits.and_then(|(digits, rest)| {
        let is_hex = digits.iter().all(u8::is_ascii_hexdigit);
        let text = std::str::from_utf8(digits).ok().filter(|_| is_hex)?;
        Some((rest, u16::from_str_radix(text, 16).ok()?))
    });
    unit.map_or_else(|| fail(input, "`u` and four hexadecimal digits"), Ok)
}

/// `ws = *( SP / HTAB / LF / CR )`.
pub(crate) fn whitespace(input: &[u8]) -> Parsed<'_, ()> {
    take_while(|byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).parse(input).map(|(rest, _)| (rest, ()))
}

/// Writes the answers of the carrier's side.
#[cfg(feature = "server")]
pub(crate) mod write {
    use std::fmt::Write as _;

    /// `text` as a JSON string, in ASCII, as Aculab writes it.
    pub(crate) fn string(json: &mut String, text: &str) {
        json.push('"');
        if text.bytes().all(is_plain) {
            // At once, as nearly all are.
            json.push_str(text);
        } else {
            text.chars().for_each(|character| push(json, character));
        }
        json.push('"');
    }

    fn is_plain(byte: u8) -> bool {
        matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\')
    }

    fn push(json: &mut String, character: char) {
        match character {
            '"' | '\\' => json.extend(['\\', character]),
            ' '..='~' => json.push(character),
            _ => escaped(json, character),
        }
    }

    fn escaped(json: &mut String, character: char) {
        for unit in character.encode_utf16(&mut [0; 2]) {
            // Writing to a String cannot fail.
            let _ = write!(json, "\\u{unit:04x}");
        }
    }

    /// `open`, the items separated by commas, `close`.
    pub(crate) fn list<T>(
        json: &mut String,
        [open, close]: [char; 2],
        items: impl IntoIterator<Item = T>,
        mut item: impl FnMut(&mut String, T),
    ) {
        json.push(open);
        for (index, value) in items.into_iter().enumerate() {
            if index > 0 {
                json.push(',');
            }
            item(json, value);
        }
        json.push(close);
    }

    /// An object of the members that have a text.
    pub(crate) fn object(json: &mut String, members: &[(&str, Option<&str>)]) {
        let present = members.iter().filter_map(|(name, text)| Some((*name, (*text)?)));
        list(json, ['{', '}'], present, |json, (name, text)| {
            string(json, name);
            json.push(':');
            string(json, text);
        });
    }
}

#[cfg(test)]
pub(crate) mod tests;

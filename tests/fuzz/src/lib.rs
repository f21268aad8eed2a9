//! What the fuzz targets share: laws that hold whatever the input is.

use std::fmt::{Debug, Display};
use std::hint::black_box;
use std::str::FromStr;

use telwire::{Error, InvalidInput, Method, Request, Response, ServerEndpoint, SignedRequest};

/// Gives `input` to the parser of `call`: the first byte says with which status and whether it is whole, the rest is the
/// body. What comes of it can be printed, and written and read again.
pub fn answer<E: ServerEndpoint>(call: &E, input: &[u8])
where
    E::Answer: Debug,
{
    let Some((choice, body)) = input.split_first() else { return };
    let response = Response::new(pick(&[200, 200, 200, 200, 400, 401, 429, 500], choice / 2), body);
    let response = if choice % 2 == 0 { response } else { response.incomplete() };
    if let Some(answer) = printed(call.parse(&response)) {
        printed(call.parse(&E::encode(&answer)));
    }
}

fn printed<A: Debug>(result: Result<A, Error>) -> Option<A> {
    black_box(format!("{result:?}"));
    result.map_err(|error| black_box(error.to_string())).ok()
}

/// Makes `input` a request as a server receives it: the first byte says by which method and for which of `paths`, the
/// rest is the form.
pub fn received(paths: &[&str], input: &[u8]) -> Option<SignedRequest> {
    let (choice, form) = input.split_first()?;
    let path = pick(paths, choice / 2);
    let headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Authorization", "Basic MS9hOms=")];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let signed = if choice % 2 == 0 {
        SignedRequest::received(Method::Post, path, headers, form)
    } else {
        SignedRequest::received(Method::Get, format!("{path}?{}", String::from_utf8_lossy(form)), headers, "")
    };
    black_box(format!("{signed} {signed:?}"));
    Some(signed)
}

fn pick<T: Copy>(choices: &[T], choice: u8) -> T {
    choices[usize::from(choice) % choices.len()]
}

/// A request that is accepted says the same when it is made again.
pub fn decode<E: ServerEndpoint + Debug + PartialEq>(request: &Request<E::Service>) {
    if let Ok(call) = E::decode(request) {
        assert_eq!(E::decode(&call.request()).as_ref(), Ok(&call));
    }
}

/// Text that is accepted reads back as the same value from what it prints.
pub fn text<T: FromStr<Err = InvalidInput> + Display + Debug + PartialEq>(input: &[u8]) {
    match String::from_utf8_lossy(input).parse::<T>() {
        Ok(value) => assert_eq!(value.to_string().parse().as_ref(), Ok(&value)),
        Err(error) => drop(black_box(error.to_string())),
    }
}

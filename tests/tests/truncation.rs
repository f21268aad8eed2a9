//! Cuts every success answer of the vectors, and holds that no cut answer is taken for a whole one.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use std::collections::BTreeSet;
use std::thread;

use serde_json::Value;
use telwire::Response;
use telwire_tests::vectors::{Answer, Call, Vector, load, root};

/// A body that is longer is cut at its first and last bytes, and at some between.
const CUT_EVERYWHERE: usize = 4096;
const EDGE: usize = 600;
/// How many bytes the cuts of one long body may come to: there are fewer of them, the longer it is.
const BUDGET: usize = 2_000_000;

/// A success answer and what it says.
struct Whole {
    parameters: Value,
    body: Vec<u8>,
    value: Value,
}

/// The beginning of an answer and what it says.
struct Cut<'a> {
    whole: &'a Whole,
    body: &'a [u8],
    is_complete: bool,
    understood: Value,
}

/// What a call promises of its cut answers.
type Law = fn(&Cut<'_>) -> Result<(), String>;

#[test]
fn a_cut_answer_is_never_taken_for_a_whole_one() {
    let vectors: Vec<Vector> = load(&root()).vectors.into_iter().filter(|vector| vector.kind == "answer").collect();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let failures: Vec<String> = thread::scope(|scope| {
        let share =
            |first: usize| vectors.iter().skip(first).step_by(threads).filter_map(failure_of).collect::<Vec<_>>();
        let shares: Vec<_> = (0..threads).map(|first| scope.spawn(move || share(first))).collect();
        shares.into_iter().flat_map(|share| share.join().unwrap()).collect()
    });
    assert!(failures.is_empty(), "{} failures\n\n{}\n", failures.len(), failures.join("\n\n"));
}

/// The first cut of a vector that breaks the law, if it expects a value.
fn failure_of(vector: &Vector) -> Option<String> {
    let answer: Answer = vector.read().unwrap();
    let whole = Whole {
        parameters: answer.parameters,
        body: answer.response.response().unwrap().body().to_vec(),
        value: answer.expect.get("value")?.clone(),
    };
    let parse = (Call::named(&vector.subject).unwrap().parser)(&whole.parameters).unwrap();
    let law = law(&vector.subject);
    let mut cuts = positions(whole.body.len()).into_iter().flat_map(|at| [(at, true), (at, false)]);
    cuts.find_map(|(at, is_complete)| {
        let body = &whole.body[..at];
        let response = Response::new(200, body);
        let response = if is_complete { response } else { response.incomplete() };
        let cut = Cut { whole: &whole, body, is_complete, understood: parse(&response) };
        let reason = law(&cut).err()?;
        let place = vector.place();
        Some(format!("{place}, cut at {at}, complete {is_complete}: {reason}\n  {:.400}", cut.understood.to_string()))
    })
}

fn positions(length: usize) -> BTreeSet<usize> {
    if length <= CUT_EVERYWHERE {
        return (0..length).collect();
    }
    let edge = (BUDGET / length).clamp(1, EDGE);
    let between = (0..length).step_by(length / edge);
    (0..EDGE).chain(between).chain(length - edge..length).collect()
}

fn law(call: &str) -> Law {
    match call {
        "aql/assign_numbers" => assigned,
        call if call.starts_with("aql/") => lines,
        _ => json,
    }
}

/// JSON ends where it ends: without its end it is an error, whoever vouches for it.
fn json(cut: &Cut<'_>) -> Result<(), String> {
    if cut.body.trim_ascii_end() == cut.whole.body.trim_ascii_end() {
        return Ok(());
    }
    cut.is_malformed()?;
    cut.salvages_the_beginning()
}

/// Lines do not say which is the last, so they are an error unless somebody vouches for them.
fn lines(cut: &Cut<'_>) -> Result<(), String> {
    if cut.is_complete {
        return Ok(());
    }
    cut.is_malformed()?;
    cut.salvages_the_beginning()
}

/// What was bought is handed on, and never as whole unless it is.
fn assigned(cut: &Cut<'_>) -> Result<(), String> {
    if cut.is_complete {
        return Ok(());
    }
    let Some(value) = cut.understood.get("value") else {
        return cut.is_malformed();
    };
    let is_whole = value["problems"].as_array().is_some_and(Vec::is_empty);
    if is_whole && !(cut.has_every_row(value) && cut.is_terminated()) {
        return Err("a row is missing or not ended, and there is no problem".to_owned());
    }
    begins(value, &cut.whole.value)
}

impl Cut<'_> {
    fn is_malformed(&self) -> Result<(), String> {
        let Some(error) = self.understood.get("error") else {
            return Err("is a value".to_owned());
        };
        let is_short = matches!(error["code"].as_str(), Some("empty_body" | "incomplete"));
        if error["kind"] == "malformed" && (is_short || self.is_complete) {
            return Ok(());
        }
        Err("is not `malformed` and `incomplete`".to_owned())
    }

    fn salvages_the_beginning(&self) -> Result<(), String> {
        match self.understood["error"].get("salvaged") {
            Some(salvaged) => begins(salvaged, &self.whole.value),
            None => Ok(()),
        }
    }

    fn has_every_row(&self, value: &Value) -> bool {
        let numbers = |list: &Value| -> Vec<Value> {
            list.as_array().unwrap().iter().map(|item| item["number"].clone()).collect()
        };
        numbers(&value["rows"]) == numbers(&self.whole.parameters["items"])
    }

    /// Whether a line feed ended the last line that holds something.
    fn is_terminated(&self) -> bool {
        let rest = self.body.iter().rev().find(|byte| !matches!(byte, b' ' | b'\r'));
        rest == Some(&b'\n')
    }
}

/// Whether `part` is the beginning of `whole`: of a list its first elements, of rows and items those that came first.
fn begins(part: &Value, whole: &Value) -> Result<(), String> {
    let is_beginning = match (part, whole) {
        (Value::Array(part), Value::Array(whole)) => whole.starts_with(part),
        (Value::Object(part), Value::Object(whole)) => {
            let mut members = part.iter().filter(|(name, _)| *name != "problems");
            return members.try_for_each(|(name, part)| begins(part, whole.get(name).unwrap_or(&Value::Null)));
        }
        (part, whole) => part == whole,
    };
    if is_beginning { Ok(()) } else { Err("is not the beginning of the whole answer".to_owned()) }
}

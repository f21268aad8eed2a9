//! Runs every vector of `tests/vectors`, and holds that nothing in them can be overlooked.

#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::thread;

use serde_json::{Value, json};
use telwire_tests::vectors::{CALLS, KINDS, Loaded, Vector, WORKFLOWS, check, load, root};

#[test]
fn every_vector_holds() {
    let (vectors, failures) = run(&root());
    print_counts(&vectors);
    assert!(failures.is_empty(), "{} failures\n\n{}\n", failures.len(), failures.join("\n\n"));
}

/// The vectors below `root`, and everything that is wrong with them.
fn run(root: &Path) -> (Vec<Vector>, Vec<String>) {
    let Loaded { vectors, complaints: mut failures } = load(root);
    for vector in &vectors {
        let place = vector.place();
        let reasons = check(vector).err().unwrap_or_default();
        failures.extend(reasons.iter().map(|reason| format!("{place}: {reason}")));
    }
    (vectors, failures)
}

/// Vectors per call or workflow, and kind.
fn print_counts(vectors: &[Vector]) {
    let mut counts = BTreeMap::<&str, BTreeMap<&str, usize>>::new();
    for vector in vectors {
        *counts.entry(&vector.subject).or_default().entry(&vector.kind).or_default() += 1;
    }
    for (subject, kinds) in counts {
        let kinds: Vec<String> = kinds.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        println!("{subject}: {}", kinds.join(", "));
    }
    println!("{} vectors", vectors.len());
}

#[test]
fn every_call_has_requests_and_answers_and_every_workflow_scripts() {
    let vectors = load(&root()).vectors;
    let run: BTreeSet<_> = vectors.iter().map(|vector| (vector.subject.as_str(), vector.kind.as_str())).collect();
    let calls = CALLS.iter().flat_map(|call| [(call.name, "answer"), (call.name, "request")]);
    let wanted = calls.chain(WORKFLOWS.iter().map(|workflow| (workflow.name, "script")));
    assert_eq!(wanted.filter(|wanted| !run.contains(wanted)).collect::<Vec<_>>(), []);
}

#[test]
fn the_schemas_list_the_calls_workflows_and_kinds_that_are_run() {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    let calls: Vec<_> = CALLS.iter().map(|call| call.name).chain(["aculab/account", "aql/account"]).collect();
    assert_eq!(listed("schema.json", "/properties/call/enum"), names(&calls));
    let workflows: Vec<_> = WORKFLOWS.iter().filter_map(|scripts| scripts.name.strip_prefix("workflows/")).collect();
    assert_eq!(listed("workflows.schema.json", "/properties/workflow/enum"), names(&workflows));
    let kinds = |schema| listed(schema, "/$defs/vector/oneOf");
    assert_eq!(&kinds("schema.json") | &kinds("workflows.schema.json"), names(&KINDS.map(|(kind, _)| kind)));
}

/// The texts that a schema lists there, or the names of the definitions that it refers to.
fn listed(schema: &str, pointer: &str) -> BTreeSet<String> {
    let schema: Value = serde_json::from_slice(&fs::read(root().join(schema)).unwrap()).unwrap();
    let list = schema.pointer(pointer).and_then(Value::as_array).unwrap();
    let text = |value: &Value| value.as_str().or(value["$ref"].as_str()).unwrap().replace("#/$defs/", "");
    list.iter().map(text).collect()
}

#[test]
fn what_the_format_does_not_know_fails_the_run() {
    let users = "aql/list_users/answers.json";
    let sound = |name: &str| {
        json!({
            "name": name,
            "kind": "answer",
            "source": "number control API",
            "parameters": {},
            "response": { "status": 200, "body": "606309\n" },
            "expect": { "value": ["606309"] },
        })
    };
    let file = json!({ "$schema": "../../schema.json", "call": "aql/list_users", "vectors": [sound("users")] });
    // A part of the sound file is replaced, and the run says this.
    let cases = [
        (users, "/$schema", json!("schema.json"), "names the schema `schema.json`, not `../../schema.json`"),
        (users, "/call", json!("aql/get_user"), "is of `aql/get_user` and lies where `aql/list_users` should"),
        ("aql/sell/answers.json", "/call", json!("aql/sell"), "users: there is no call `aql/sell`"),
        ("aql/account/answers.json", "/call", json!("aql/account"), "users: there is no call `aql/account`"),
        (users, "/vectors", json!([sound("users"), sound("users")]), "users: the name is there twice"),
        (users, "/vectors/0/name", json!("It's"), "vector 0: the name `It's` is not in snake case"),
        (users, "/vectors/0/kind", json!("reply"), "users: there is no kind `reply`"),
        (
            users,
            "/vectors/0/kind",
            json!("request"),
            "users: unknown field `response`, expected one of `parameters`, `account`, `gateway`, `expect`",
        ),
        (users, "/vectors/0/source", json!(""), "vector 0: `source` must be a text"),
        (users, "/vectors/0/parameters", json!({ "user": "bob" }), "users: unknown field `user`, there are no fields"),
        (users, "/vectors/0/response", json!({ "status": 200 }), "users: missing field `body`"),
        (
            users,
            "/vectors/0/response/body",
            json!([{ "base65": "" }]),
            "users: a part must be `base64`, or `repeat` and `times`",
        ),
        (
            users,
            "/vectors/0/expect/value",
            json!({ "$repeat": "a" }),
            "vector 0: must have exactly `$repeat` and `times`, a number",
        ),
        (
            users,
            "/vectors/0/expect",
            json!({ "value": [] }),
            "users: the answer\n  expected {\"value\":[]}\n  got      {\"value\":[\"606309\"]}",
        ),
    ];
    for (place, pointer, replacement, complaint) in cases {
        let mut file = file.clone();
        *file.pointer_mut(pointer).unwrap() = replacement;
        assert_eq!(failures_of(place, &file.to_string()), [format!("{place}: {complaint}")]);
    }
    assert_eq!(failures_of(users, &file.to_string()), Vec::<String>::new());
}

#[test]
fn what_a_workflow_does_otherwise_fails_the_run() {
    let users = "workflows/retry.json";
    let send = json!({ "send": {
        "id": "try", "effect": "read", "service": "aql-control", "path": "/reseller/voipapi.php",
        "form": "action=listusers", "timeout_ms": 30000,
    } });
    let answer = json!({ "response": { "id": "try", "status": 200, "body": "606309\n" } });
    let file = json!({ "$schema": "../workflows.schema.json", "workflow": "retry", "vectors": [{
        "name": "users",
        "kind": "script",
        "source": "number control API",
        "parameters": { "call": "aql/list_users", "parameters": {} },
        "script": [
            { "at": 0, "expect": send },
            { "at": 9, "input": answer },
            { "at": 9, "expect": { "done": { "report": { "value": ["606309"] } } } },
        ],
    }] });
    let again = json!({ "at": 0, "expect": { "wait": { "ms": null } } });
    let cases = [
        ("/workflow", json!("search"), "is of `search` and lies where `retry` should"),
        ("/vectors/0/kind", json!("answer"), "users: there is no call `workflows/retry`"),
        (
            "/vectors/0/parameters/call",
            json!("aql/assign_numbers"),
            "users: `aql/assign_numbers` is no call that may be repeated",
        ),
        ("/vectors/0/parameters/tries", json!(3), "users: unknown field `tries`, expected `call` or `parameters`"),
        (
            "/vectors/0/setup",
            json!({ "retries": 3 }),
            "users: unknown field `retries`, expected one of `seed`, `max_in_flight`, `max_retries`, `timeout_seconds`",
        ),
        (
            "/vectors/0/script/1",
            json!({ "at": 0, "output": {} }),
            "users: unknown variant `output`, expected one of `expect`, `input`, `resolve`, `resume`, `seal`",
        ),
        (
            "/vectors/0/script/1/input/response/body",
            json!(1),
            "users: step 1 at 9 ms: a body must be a text or an array of parts",
        ),
        ("/vectors/0/script/1/input/response/id", json!("first"), "users: step 1 at 9 ms: no request `first` was sent"),
        (
            "/vectors/0/script/1",
            json!({ "at": 9, "resolve": { "attempt": 0 } }),
            "users: step 1 at 9 ms: the workflow purchases nothing",
        ),
        ("/vectors/0/script/1", json!({ "at": 9, "seal": {} }), "users: step 1 at 9 ms: the workflow has no passwords"),
        (
            "/vectors/0/script/1/input/response/id",
            json!(4294967298_u64),
            "users: step 1 at 9 ms: the error\n  expected None\n  got      Some(ScriptError { kind: \"misuse\", \
             code: \"unknown_request\", message: \"no request with this id was sent\" })",
        ),
        (
            "/vectors/0/script/2",
            again,
            "users: step 2 at 0 ms: the output\n  expected {\"wait\":{\"ms\":null}}\n  \
             got      {\"done\":{\"report\":{\"value\":[\"606309\"]}}}",
        ),
    ];
    for (pointer, replacement, complaint) in cases {
        let mut file = file.clone();
        let (parent, member) = pointer.rsplit_once('/').unwrap();
        match file.pointer_mut(parent).unwrap() {
            Value::Array(elements) => elements[member.parse::<usize>().unwrap()] = replacement,
            members => members[member] = replacement,
        }
        assert_eq!(failures_of(users, &file.to_string()), [format!("{users}: {complaint}")], "{pointer}");
    }
    assert_eq!(failures_of(users, &file.to_string()), Vec::<String>::new());
    let sale = json!({ "$schema": "../workflows.schema.json", "workflow": "sale", "vectors": file["vectors"] });
    assert_eq!(
        failures_of("workflows/sale.json", &sale.to_string()),
        ["workflows/sale.json: users: there is no workflow `workflows/sale`"]
    );
}

#[test]
fn a_file_that_is_no_vectors_fails_the_run() {
    assert_eq!(failures_of("bt/numbers/answers.json", "{}"), ["bt: belongs to no carrier"]);
    let notes = "aql/list_users/notes.txt";
    assert_eq!(failures_of(notes, "notes"), [format!("{notes}: expected ident at line 1 column 2")]);
}

/// What is wrong with a folder of vectors that holds this file alone.
fn failures_of(place: &str, content: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("vectors-{:?}", thread::current().id()));
    let file = folder.join(place);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, content).unwrap();
    let (_, failures) = run(&folder);
    fs::remove_dir_all(&folder).unwrap();
    failures
}

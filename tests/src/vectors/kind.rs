//! What each kind of vector demands, and the laws that hold besides.

use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use telwire::{Error, Request, Service, SignedRequest};

use telwire::workflow::{Fingerprint, Setup};

use super::call::{Accounts, Adapter, Call, Carrier, Unbuilt, understood};
use super::format::{self, Refusal};
use super::load::Vector;
use super::workflow::{Scripted, Scripts};

/// How long an expectation may be before a mismatch shows its beginning and its length alone.
const SHOWN: usize = 2000;

/// Runs a vector of one kind; what is wrong with the vector itself is the error.
type Check = fn(&Vector) -> Result<Vec<Mismatch>, String>;

/// Every kind of vector.
pub const KINDS: [(&str, Check); 7] = [
    ("answer", |vector| (Call::named(&vector.subject)?.answer)(&vector.read()?)),
    ("refused_account", |vector| (Accounts::named(&vector.subject)?.refused_account)(&vector.read()?)),
    ("refused_gateway", |vector| (Accounts::named(&vector.subject)?.refused_gateway)(&vector.read()?)),
    ("refused_input", |vector| (Call::named(&vector.subject)?.refused_input)(&vector.read()?)),
    ("refused_workflow", |vector| (Scripts::named(&vector.subject)?.refused_workflow)(&vector.read()?)),
    ("request", |vector| (Call::named(&vector.subject)?.request)(&vector.read()?)),
    ("script", |vector| (Scripts::named(&vector.subject)?.script)(&vector.read()?)),
];

/// Runs a vector, whatever its kind.
///
/// # Errors
/// Every way in which it fails.
pub fn check(vector: &Vector) -> Result<(), Vec<String>> {
    let of_kind = KINDS.iter().find(|(kind, _)| *kind == vector.kind);
    let Some((_, check)) = of_kind else {
        return Err(vec![format!("there is no kind `{}`", vector.kind)]);
    };
    match check(vector) {
        Err(complaint) => Err(vec![complaint]),
        Ok(mismatches) if mismatches.is_empty() => Ok(()),
        Ok(mismatches) => Err(mismatches.iter().map(Mismatch::to_string).collect()),
    }
}

/// Something that is not as it should be.
#[derive(Clone, Debug)]
pub struct Mismatch {
    what: String,
    expected: String,
    got: String,
}

impl Mismatch {
    /// The same, at a place that it is to be found by.
    pub(super) fn at(self, place: &str) -> Self {
        Self { what: format!("{place}: {}", self.what), ..self }
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, expected, got } = self;
        write!(formatter, "{what}\n  expected {}\n  got      {}", shown(expected), shown(got))
    }
}

fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        None => text.to_owned(),
        Some((end, _)) => {
            let beginning = text.split_at_checked(end).unwrap_or_default().0;
            format!("{beginning}… ({} bytes)", text.len())
        }
    }
}

/// Collects what differs.
#[derive(Default)]
pub(super) struct Findings(pub(super) Vec<Mismatch>);

impl Findings {
    pub(super) fn same<T: fmt::Debug + PartialEq + ?Sized>(&mut self, what: &str, expected: &T, got: &T) {
        if expected != got {
            self.0.push(Mismatch { what: what.to_owned(), expected: format!("{expected:?}"), got: format!("{got:?}") });
        }
    }

    pub(super) fn json(&mut self, what: &str, expected: &Value, got: &Value) {
        if expected != got {
            self.0.push(Mismatch { what: what.to_owned(), expected: expected.to_string(), got: got.to_string() });
        }
    }
}

/// The unsigned and the signed request are as written. A server reads the same call from the one, and from the other
/// the same request and credentials.
pub(super) fn request<C: Adapter>(vector: &format::Request) -> Result<Vec<Mismatch>, String> {
    let built = C::from_parameters(vector.parameters.clone());
    let call = built.map_err(Unbuilt::complaint)?;
    let mut findings = Findings::default();
    let request = call.request();
    unsigned(&mut findings, &vector.expect.unsigned, &request);
    served(&mut findings, &call, &request);
    signed(&mut findings, vector, &request)?;

    let get = call.get_request();
    let target = get.as_ref().map(Request::target);
    findings.same("the target of the GET", &vector.expect.get, &target);
    if let Some(get) = &get {
        served(&mut findings, &call, get);
        received(&mut findings, vector, get)?;
    }
    Ok(findings.0)
}

fn unsigned<S: Service>(findings: &mut Findings, expected: &format::Unsigned, got: &Request<S>) {
    findings.same("the service", &*expected.service, got.service().name());
    findings.same("the method", &*expected.method, got.method().as_str());
    findings.same("the path", &*expected.path, got.path());
    let headers = got.headers().into_iter().map(owned).collect();
    findings.same("the unsigned headers", &listed(&expected.headers), &headers);
    findings.same("the unsigned body", &*expected.body, got.body());
}

fn served<C: Adapter>(findings: &mut Findings, call: &C, request: &Request<C::Service>) {
    findings.same("law: the request decodes to the call", &Ok(call), &C::decode(request).as_ref());
}

fn signed<S: Carrier>(findings: &mut Findings, vector: &format::Request, request: &Request<S>) -> Result<(), String> {
    let signed = received(findings, vector, request)?;
    let expected = &vector.expect.signed;
    findings.same("the URL", &*expected.url, signed.url());
    let headers = signed.headers().map(owned).collect();
    findings.same("the signed headers", &listed(&expected.headers), &headers);
    let body = String::from_utf8_lossy(signed.body());
    findings.same("the signed body", &*expected.body, &*body);
    Ok(())
}

/// Signs `request` and receives it again, on a server that is mounted at the gateway's path.
fn received<S: Carrier>(
    findings: &mut Findings,
    vector: &format::Request,
    request: &Request<S>,
) -> Result<SignedRequest, String> {
    let login = match &vector.account {
        Some(json) => read(json)?,
        None => S::standard(),
    };
    let gateway = S::gateway(vector.gateway.as_ref()).map_err(Unbuilt::complaint)?;
    let signed = S::sign(&login, request.clone(), &gateway).map_err(Unbuilt::complaint)?;
    let target = request.target();
    findings.same("law: the URL ends with the target", &true, &signed.url().ends_with(&target));
    let headers = signed.headers().map(owned);
    let arrived = SignedRequest::received(signed.method(), target, headers, signed.body());
    findings.same(
        "law: the signed request is received as the unsigned one, with its credentials",
        &Ok((request.clone(), true)),
        &S::received(&login, &arrived),
    );
    Ok(signed)
}

/// The answer says what is written. A value without problems is the same after a server has written it; an error keeps
/// the bytes.
pub(super) fn answer<C: Adapter>(vector: &format::Answer) -> Result<Vec<Mismatch>, String> {
    let built = C::from_parameters(vector.parameters.clone());
    let call = built.map_err(Unbuilt::complaint)?;
    let response = vector.response.response()?;
    let parsed = call.parse(&response);
    let mut findings = Findings::default();
    findings.json("the answer", &vector.expect, &understood::<C>(&parsed));
    match &parsed {
        Ok(value) if has_no_problems(&C::value(value)) => {
            let again = call.parse(&C::encode(value));
            findings.same("law: the encoded value parses to the value", &Ok(value), &again.as_ref());
        }
        Ok(_) => {}
        Err(error) => {
            findings.same("law: the error keeps the body", &Some(response.body()), &kept(error));
        }
    }
    Ok(findings.0)
}

fn has_no_problems(value: &Value) -> bool {
    let problems = value.get("problems").and_then(Value::as_array);
    problems.is_none_or(Vec::is_empty)
}

fn kept(error: &Error) -> Option<&[u8]> {
    match error {
        Error::Malformed(malformed) => Some(malformed.body().reveal()),
        Error::Refused(refused) => Some(refused.body().reveal()),
        _ => None,
    }
}

/// Nothing is built, and the error is as written.
pub(super) fn refused_input<C: Adapter>(vector: &format::RefusedInput) -> Result<Vec<Mismatch>, String> {
    refusal(&vector.expect, C::from_parameters(vector.parameters.clone()))
}

/// No account is made, and the error is as written.
pub(super) fn refused_account<S: Carrier>(vector: &format::RefusedAccount) -> Result<Vec<Mismatch>, String> {
    let login = read(&vector.account)?;
    refusal(&vector.expect, S::account(&login).map_err(Unbuilt::Refused))
}

/// No gateway is made, and the error is as written.
pub(super) fn refused_gateway<S: Carrier>(vector: &format::RefusedGateway) -> Result<Vec<Mismatch>, String> {
    refusal(&vector.expect, S::gateway(Some(&vector.gateway)))
}

/// No workflow begins, and the error is as written.
pub(super) fn refused_workflow<W: Scripted>(vector: &format::RefusedWorkflow) -> Result<Vec<Mismatch>, String> {
    refusal(&vector.expect, W::begin(vector.parameters.clone(), Setup::new(Fingerprint::new([]), 1)))
}

fn refusal<T>(expected: &Refusal, built: Result<T, Unbuilt>) -> Result<Vec<Mismatch>, String> {
    let got = match built {
        Ok(_) => None,
        Err(Unbuilt::Refused(error)) => Some(Refusal::from(&error)),
        Err(Unbuilt::Vector(complaint)) => return Err(complaint),
    };
    let mut findings = Findings::default();
    findings.same("the refusal", &Some(expected), &got.as_ref());
    Ok(findings.0)
}

fn read<T: DeserializeOwned>(json: &Value) -> Result<T, String> {
    T::deserialize(json).map_err(|error| error.to_string())
}

fn owned((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn listed(headers: &Map<String, Value>) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    headers.iter().map(|(name, value)| (name.clone(), text(value))).collect()
}

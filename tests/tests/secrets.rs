//! Secrets stay where they are: nothing that prints tells one.

use std::collections::BTreeSet;
use std::fmt::{Debug, Display};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use telwire::aculab::{self, ByGet as _};
use telwire::aql::{self, AssignNumbers, Assigned};
use telwire::workflow::order::aql::{Item, Order, Report, Slot, Spec};
use telwire::workflow::{Input, Output, Setup, Workflow as _};
use telwire::{
    BaseUrl, Body, Endpoint as _, Error, Failure, InvalidInput, Method, Misuse, Request, Response, ServerEndpoint,
    SignedRequest, SipPassword, Timestamp, TransportError,
};

/// What every secret here holds, in each of its parts.
const MARK: &str = "m4rk3r";
const PASSWORD: &str = "m4rk3r&m4rk3r=%m4rk3r+ü";
const CONTROL_PASSWORD: &str = "control m4rk3r&m4rk3r";
const ACCESS_KEY: &str = "m4rk3r:m4rk3r/+=";
const SIP_PASSWORD: &str = "m4rk3r_m4rk3r";

/// What was shown, and the text of it.
type Exhibit = (String, String);

type OrderOutput = Output<aql::Service, Item, Report>;

#[test]
fn no_secret_prints() -> Result<(), Error> {
    let errors = errors()?;
    let kinds: BTreeSet<_> = errors.iter().map(|(_, error)| error.kind().as_str()).collect();
    assert_eq!(kinds, ["invalid_input", "malformed", "misuse", "refused", "transport"].into());

    let mut exhibits = [holders()?, signed_requests()?, received_requests(), answers()?].concat();
    exhibits.extend(errors.iter().flat_map(|(what, error)| words(what, error)));
    for (what, assigned) in assigned()? {
        for row in &assigned.rows {
            exhibits.push(displayed(&what, &serde_json::to_string(row).unwrap_err()));
        }
    }
    exhibits.extend(workflows()?);
    let leaks: Vec<_> = exhibits.into_iter().filter(|(_, text)| tells(text)).collect();
    assert!(leaks.is_empty(), "{} leaks: {leaks:#?}", leaks.len());

    // The search finds what there is to find: the accessors do give the secrets.
    for (what, text) in revealed()? {
        assert!(tells(&text), "{what}: {text}");
    }
    Ok(())
}

/// An order that was answered with a password and with lines that cannot be read, and all that it puts out on its way.
fn workflows() -> Result<Vec<Exhibit>, Error> {
    let mut exhibits = Vec::new();
    for answer in [
        format!("AQVOIP_OK\n44-113-3120120_612345_{SIP_PASSWORD}\n"),
        format!(
            "AQVOIP_OK\n44-113-3120120_612345_{SIP_PASSWORD}\n44-113-3120121_612346_{SIP_PASSWORD}\n{SIP_PASSWORD}"
        ),
        format!("<html>{SIP_PASSWORD}</html>"),
    ] {
        let (order, outputs) = ordered(&answer)?;
        exhibits.extend(outputs.iter().flat_map(|output| debugged("output", output)));
        exhibits.extend(debugged("order", &order));
        let report = order.report();
        exhibits.push(displayed("report", &report));
        exhibits.extend(report.items.iter().filter_map(|item| {
            let refusal = serde_json::to_string(item).err()?;
            Some(displayed("item, serialised", &refusal))
        }));
        let sealed = report.without_passwords();
        exhibits.push(("report without passwords".to_owned(), serde_json::to_string(&sealed).unwrap_or_default()));
        let checkpoint = String::from_utf8_lossy(order.checkpoint().as_bytes()).into_owned();
        let of_account = [PASSWORD, CONTROL_PASSWORD].into_iter().find(|password| checkpoint.contains(password));
        exhibits.extend(of_account.map(|password| ("checkpoint".to_owned(), password.to_owned())));
    }
    Ok(exhibits)
}

/// An order for one number, whose purchases are answered in this way, run to its end.
fn ordered(answer: &str) -> Result<(Order, Vec<OrderOutput>), Error> {
    let fingerprint = aql_account()?.fingerprint(&aql::Gateway::default());
    let spec = Spec::new(aql::Protocol::Sip, vec![Slot::of("44-113-3120120".parse()?)])?;
    let mut order = Order::new(spec, Setup::new(fingerprint, 1));
    let mut outputs = Vec::new();
    let mut now = Timestamp::default();
    loop {
        let output = order.poll(now);
        outputs.push(output.clone());
        match output {
            Output::Done(_) => return Ok((order, outputs)),
            Output::Save { seq, .. } => order.handle(now, Input::Saved { seq })?,
            Output::Send { id, request, .. } => {
                let body = match request.path() {
                    "/telecoms/checknumberapi.php" => "AQVOIP_OK\n44-113-3120120\n",
                    "/telecoms/assignnumberapi.php" => answer,
                    _ => "612347\n",
                };
                order.handle(now, Input::Response { id, response: Response::new(200, body) })?;
            }
            Output::Wait(wait) => now = now + wait.unwrap_or_default(),
            Output::Item { .. } | Output::Progress(_) => {}
        }
    }
}

/// Whether a text holds the mark: as it is or in any case, in base64 at any offset, or as the numbers of its bytes.
fn tells(text: &str) -> bool {
    let in_base64 = |offset: usize| {
        let encoded = STANDARD_NO_PAD.encode([&vec![0; offset], MARK.as_bytes()].concat());
        let (first, last) = ((offset * 8).div_ceil(6), (offset + MARK.len()) * 8 / 6);
        encoded.get(first..last).is_some_and(|encoded| text.contains(encoded))
    };
    let bytes = format!("{:?}", MARK.as_bytes());
    let flat: String = text.split_whitespace().collect();
    text.to_lowercase().contains(MARK)
        || (0..3).any(in_base64)
        || flat.contains(bytes.replace(' ', "").trim_matches(['[', ']']))
}

fn debugged(what: &str, value: &impl Debug) -> Vec<Exhibit> {
    vec![(format!("{what}, debugged"), format!("{value:?}")), (format!("{what}, in full"), format!("{value:#?}"))]
}

fn displayed(what: &str, value: &impl Display) -> Exhibit {
    (format!("{what}, displayed"), value.to_string())
}

/// Everything that an error says of itself.
fn words(what: &str, error: &Error) -> Vec<Exhibit> {
    let (named, carriers): (_, Vec<&str>) = match error {
        Error::InvalidInput(error) => (error.field(), Vec::new()),
        Error::Malformed(error) => (error.expected(), Vec::new()),
        Error::Refused(error) => ("", error.carrier_code().into_iter().chain(error.carrier_message()).collect()),
        _ => ("", Vec::new()),
    };
    let parts = carriers.into_iter().chain([named]).map(|part| (format!("{what}, in part"), part.to_owned()));
    debugged(what, error).into_iter().chain([displayed(what, error)]).chain(parts).collect()
}

fn aql_account() -> Result<aql::Account, InvalidInput> {
    aql::Account::new("reseller", PASSWORD)?.with_control("customer", CONTROL_PASSWORD)
}

fn aculab_account() -> Result<aculab::Account, InvalidInput> {
    aculab::Account::new("1-2-0", "bob@example.com", ACCESS_KEY)
}

fn holders() -> Result<Vec<Exhibit>, Error> {
    Ok([
        debugged("aql account", &aql_account()?),
        debugged("Aculab account", &aculab_account()?),
        debugged("SIP password", &SipPassword::new(SIP_PASSWORD)),
        debugged("body", &Body::new(SIP_PASSWORD)),
    ]
    .concat())
}

fn signed() -> Result<[(&'static str, SignedRequest); 4], Error> {
    let search = aql::CheckNumbers::new("0113 312012*".parse()?);
    let states = aculab::TelGetSupportedStates::new("Canada")?;
    let (aql, aculab) = (aql_account()?, aculab_account()?);
    let (aql_gateway, aculab_gateway) = (aql::Gateway::default(), aculab::Gateway::default());
    Ok([
        ("provisioning request", aql.sign(search.request(), &aql_gateway)),
        ("control request", aql.sign(aql::ListUsers.request(), &aql_gateway)),
        ("Aculab POST", aculab.sign(states.request(), &aculab_gateway)),
        ("Aculab GET", aculab.sign(states.get_request(), &aculab_gateway)),
    ])
}

fn signed_requests() -> Result<Vec<Exhibit>, Error> {
    let mut exhibits = Vec::new();
    for (what, signed) in signed()? {
        exhibits.extend(debugged(what, &signed));
        exhibits.push(displayed(what, &signed));
        let converted = ureq::http::Request::<Vec<u8>>::try_from(&signed);
        exhibits.extend(debugged(what, &converted.map(|request| request.headers().clone())));
    }
    Ok(exhibits)
}

/// Requests as servers receive them, from clients that spell the password in their own ways.
fn received_requests() -> Vec<Exhibit> {
    const FORM: &str = "application/x-www-form-urlencoded";
    const CONTROL: &str = "/reseller/voipapi.php";
    const LISTING: &str = "/tel_list_numbers";
    const HEADERS: [(&str, &str); 5] = [
        ("authorization", "Basic MS0yLTAvYm9iOm00cmszcg"),
        ("Proxy-Authorization", "Bearer m4rk3r"),
        ("Cookie", "session=m4rk3r"),
        ("X-Api-Key", "m4rk3r"),
        ("Host", "gateway.example"),
    ];
    let bodies: [(&str, &[u8]); 21] = [
        (FORM, b"username=u&password=m4rk3r"),
        (FORM, b"username=u&PASSWORD=m4rk3r"),
        (FORM, b"username=u&p%61ssword=m4rk3r"),
        (FORM, b"username=u&+password=m4rk3r"),
        (FORM, b"username=u&password[]=m4rk3r"),
        (FORM, b"username=u&password=m4rk3r&password=m4rk3r"),
        (FORM, b"password=m4rk3r"),
        (FORM, b"username=u&password:m4rk3r"),
        (FORM, b"username=u;password=m4rk3r"),
        (FORM, b"username=u&password=a&m4rk3r"),
        (FORM, b"action=listusers&username=u&password=a&m4rk3r"),
        (FORM, b"action=listusers\nusername=u\npassword=m4rk3r"),
        (FORM, b"username=u&passwd=m4rk3r"),
        (FORM, b"username=u&access_key=m4rk3r"),
        (FORM, b"action=getuser&voipnumber=612345&Password=m4rk3r"),
        (FORM, b"password=\xffm4rk3r"),
        (FORM, br#"{"username":"u","password":"m4rk3r"}"#),
        ("application/json", br#"{"username":"u","password":"m4rk3r"}"#),
        ("APPLICATION/X-WWW-FORM-URLENCODED", b"username=u&password=m4rk3r"),
        ("multipart/form-data; boundary=x", b"--x\r\nname=\"password\"\r\n\r\nm4rk3r\r\n--x--"),
        ("text/plain", b"password: m4rk3r"),
    ];
    let targets = [
        "/tel_list_numbers?country=Canada&password=m4rk3r",
        "/tel_list_numbers?access_key=m4rk3r",
        "/tel_list_numbers?country=Canada?password=m4rk3r",
        "http://user:m4rk3r@gateway.example/tel_list_numbers",
    ];
    let posts = [CONTROL, LISTING]
        .into_iter()
        .flat_map(|target| bodies.map(|(content_type, body)| (Method::Post, target, content_type, body)));
    let gets = targets.map(|target| (Method::Get, target, "text/plain", &b""[..]));
    let requests = posts.chain(gets);
    requests
        .flat_map(|(method, target, content_type, body)| {
            let headers = HEADERS.into_iter().chain([("Content-Type", content_type)]);
            let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
            let signed = SignedRequest::received(method, target, headers, body);
            let what = format!("{method} {target} {content_type} {}", String::from_utf8_lossy(body));
            [debugged(&what, &signed), vec![displayed(&what, &signed)], understood(&what, &signed)].concat()
        })
        .collect()
}

/// What the core makes of a received request.
fn understood(what: &str, signed: &SignedRequest) -> Vec<Exhibit> {
    let refusals = [
        refusal::<aql::CheckNumbers>,
        refusal::<AssignNumbers>,
        refusal::<aql::GetUser>,
        refusal::<aql::ChangeUser>,
        refusal::<aql::ListUsers>,
    ];
    let at_aql = match aql::receive(signed) {
        Err(error) => words(what, &error.into()),
        Ok((credentials, request)) => {
            let refusals = refusals.iter().filter_map(|refusal| refusal(&request));
            let words = refusals.flat_map(|error| words(what, &error.into()));
            debugged(what, &(credentials, &request)).into_iter().chain(words).collect()
        }
    };
    let at_aculab = match aculab::receive(signed) {
        Err(error) => words(what, &error.into()),
        Ok((credentials, request)) => {
            let refusal = refusal::<aculab::TelListNumbers>(&request);
            let words = refusal.into_iter().flat_map(|error| words(what, &error.into()));
            debugged(what, &(credentials, &request)).into_iter().chain(words).collect()
        }
    };
    [at_aql, at_aculab].concat()
}

fn refusal<E: ServerEndpoint>(request: &Request<E::Service>) -> Option<InvalidInput> {
    E::decode(request).err()
}

/// Answers to an assign, whole and cut, each with the status it came with.
fn responses() -> Vec<(String, Response)> {
    let bodies: [(u16, &[u8]); 19] = [
        (200, b"AQVOIP_OK\n44-113-3120120_612345_m4rk3r_m4rk3r\n44-113-3120121_654321_m4rk3r\n"),
        (200, b"AQVOIP_OK 44-113-3120120_612345_m4rk3r_m4rk3r\r\n44-113-3120121_654321_m4rk3r"),
        (200, b"AQVOIP_OK\n44-113-3120120_612345_m4rk3r\n44-113-3120122_654321_m4rk3r\n"),
        (200, b"AQVOIP_OK\n44-113-3120120_612345_m4rk3r\n44-113-3120120_654321_m4rk3r\n"),
        (200, b"AQVOIP_OK\n44-113-3120121_612345_m4rk3r\n44-113-3120120_654321_m4rk3r\n"),
        (200, b"AQVOIP_OK\n44-113-3120120__m4rk3r\n441133120121_654321_m4rk3r\n"),
        (200, b"AQVOIP_OK\n44-113-3120120 612345 m4rk3r\nm4rk3r"),
        (200, b"AQVOIP_OK\n44-113-3120120_612345_\xffm4rk3r\n"),
        (200, b"AQVOIP_OK_441133120120_612345_M4RK3R\n"),
        (200, b"AQVOIP_DONE_441133120120_612345_M4RK3R\n"),
        (200, b"AQVOIP_OK_44-113-3120120_612345_m4rk3r\n"),
        (200, b"AQVOIP_OK:44-113-3120120_612345_m4rk3r\n"),
        (200, b"AQVOIP_DONE 44-113-3120120_612345_m4rk3r\n"),
        (200, b"AQVOIP_DONE\n44-113-3120120_612345_m4rk3r\n"),
        (200, b"AQVOIP_TEMP_ERROR\n44-113-3120120_612345_m4rk3r\n"),
        (200, b"44-113-3120120_612345_m4rk3r\n"),
        (200, b"<html>44-113-3120120_612345_m4rk3r</html>"),
        (302, b"AQVOIP_OK\n44-113-3120120_612345_m4rk3r\n"),
        (500, b"AQVOIP_OK\n44-113-3120120_612345_m4rk3r\n"),
    ];
    let responses = bodies.map(|(status, body)| {
        let what = format!("answer {status} {}", String::from_utf8_lossy(body));
        let response = Response::new(status, body).with_header("Set-Cookie", "session=m4rk3r");
        [(what.clone(), response.clone()), (format!("cut {what}"), response.incomplete())]
    });
    responses.concat()
}

fn order() -> Result<AssignNumbers, InvalidInput> {
    let items = ["44-113-3120120", "44-113-3120121"].map(|number| number.parse().map(aql::Item::new));
    AssignNumbers::new(aql::Protocol::Sip, items.into_iter().collect::<Result<_, _>>()?)
}

/// The answers that are a success, with problems or without.
fn assigned() -> Result<Vec<(String, Assigned)>, Error> {
    let order = order()?;
    let responses = responses().into_iter();
    Ok(responses.filter_map(|(what, response)| Some((what, order.parse(&response).ok()?))).collect())
}

fn answers() -> Result<Vec<Exhibit>, Error> {
    let mut exhibits: Vec<_> = responses().iter().flat_map(|(what, response)| debugged(what, response)).collect();
    for (what, assigned) in assigned()? {
        exhibits.extend(debugged(&what, &assigned));
        exhibits.extend(assigned.problems.iter().map(|problem| displayed(&what, problem)));
    }
    Ok(exhibits)
}

/// Errors of every kind, as near to a secret as they come.
fn errors() -> Result<Vec<(String, Error)>, Error> {
    let mut errors = refused_input();
    errors.push(("misuse".to_owned(), Misuse::new("late", "came too late").into()));
    for failure in [Failure::NoAnswer, Failure::NotSent] {
        errors.push((format!("transport, {failure}"), TransportError::new::<AssignNumbers>(failure).into()));
    }
    let search = aql::CheckNumbers::new("0113 312012*".parse()?);
    for (what, response) in responses() {
        let assigned = order()?.parse(&response).and_then(Assigned::into_complete).err();
        let found = search.parse(&response).err();
        errors.extend(assigned.into_iter().chain(found).map(|error| (what.clone(), error)));
    }
    Ok(errors)
}

/// Accounts and gateways that are refused, with a secret where it belongs or where it was put by mistake.
fn refused_input() -> Vec<(String, Error)> {
    let gateway = |url: &str| url.parse::<BaseUrl>().err();
    let aql = |username: &str, password: &str| aql::Account::new(username, password).err();
    let control = |password: &str| aql_account().and_then(|account| account.with_control("customer", password)).err();
    let aculab = |cloud_id: &str, username: &str, key: &str| aculab::Account::new(cloud_id, username, key).err();
    let refused = [
        ("password with a line end", aql("reseller", "m4rk3r\n")),
        ("username with a line end", aql("m4rk3r\n", "m4rk3r")),
        ("password without username", aql("", "m4rk3r")),
        ("control password with a line end", control("m4rk3r\n")),
        ("access key with a line end", aculab("1-2-0", "bob@example.com", "m4rk3r\n")),
        ("username and access key in one", aculab("1-2-0", "bob@example.com:m4rk3r", "m4rk3r")),
        ("whole login as cloud ID", aculab("1-2-0/bob@example.com:m4rk3r", "bob@example.com", "m4rk3r")),
        ("access key as cloud ID", aculab("m4rk3r", "1-2-0", "bob@example.com")),
        ("gateway with a login", gateway("https://user:m4rk3r@gateway.example")),
        ("gateway with an encoded login", gateway("https://user:m4rk3r%40gateway.example")),
        ("gateway with a login and no host", gateway("https://user:m4rk3r")),
        ("gateway with a query", gateway("https://gateway.example?password=m4rk3r")),
        ("gateway with a query, not secure", gateway("http://gateway.example/?password=m4rk3r")),
        ("gateway with a fragment", gateway("https://gateway.example#m4rk3r")),
    ];
    let refused = refused.into_iter().filter_map(|(what, error)| Some((what.to_owned(), error?.into())));
    refused.collect()
}

/// What the explicit accessors give.
fn revealed() -> Result<Vec<Exhibit>, Error> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut revealed = Vec::new();
    for (what, signed) in signed()? {
        let secret = signed.header("authorization").map_or_else(|| text(signed.body()), str::to_owned);
        revealed.push((what.to_owned(), secret));
    }
    for (what, response) in responses() {
        let kept = match order()?.parse(&response) {
            Ok(_) => None,
            Err(Error::Malformed(error)) => Some(text(error.body().reveal())),
            Err(Error::Refused(error)) => Some(text(error.body().reveal())),
            Err(_) => None,
        };
        revealed.extend(kept.into_iter().chain([text(response.body())]).map(|secret| (what.clone(), secret)));
    }
    for (what, Assigned { rows, problems }) in assigned()? {
        let rows = rows.iter().map(|row| row.password.reveal().to_owned());
        let lines = problems.iter().filter_map(|problem| match problem {
            aql::Problem::UnreadableLine { line } | aql::Problem::UnterminatedLine { line } => {
                Some(text(line.reveal()))
            }
            _ => None,
        });
        revealed.extend(rows.chain(lines).map(|secret| (what.clone(), secret)));
    }
    Ok(revealed)
}

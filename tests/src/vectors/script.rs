//! Plays a script: what a workflow is expected to want, and what it is told.

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde::Deserialize as _;
use serde_json::{Map, Value, json};
use telwire::workflow::{Checkpoint, Input, Output, RequestId, Setup};
use telwire::{Effect, Error, Request, Service, Timestamp};

use super::call::{Carrier, Unbuilt};
use super::format::{Act, Given, Id, Resume, Script, ScriptError, Source, Step};
use super::kind::{Findings, Mismatch};
use super::workflow::Scripted;

/// How wide a report prints at most.
const WIDTH: usize = 80;

/// Every output is as written, and every error. The first step that differs is the last.
pub(super) fn play<W: Scripted>(script: &Script) -> Result<Vec<Mismatch>, String> {
    let mut player = Player::<W>::new(script)?;
    for (position, step) in script.script.iter().enumerate() {
        let place = format!("step {position} at {} ms", step.at.unix_millis());
        let findings = player.step(step).map_err(|complaint| format!("{place}: {complaint}"))?;
        if !findings.0.is_empty() {
            return Ok(findings.0.into_iter().map(|mismatch| mismatch.at(&place)).collect());
        }
    }
    Ok(Vec::new())
}

struct Player<'a, W> {
    script: &'a Script,
    workflow: W,
    /// The last save that was handed out, and the last that was confirmed.
    handed: Option<Checkpoint>,
    journal: Option<Checkpoint>,
    /// Whether a save is neither confirmed nor failed.
    is_saving: bool,
    ids: BTreeMap<RequestId, String>,
    /// Every password that the script shows.
    passwords: Vec<&'a str>,
}

impl<'a, W: Scripted> Player<'a, W> {
    fn new(script: &'a Script) -> Result<Self, String> {
        Ok(Self {
            script,
            workflow: begin(script, &Resume::default())?,
            handed: None,
            journal: None,
            is_saving: false,
            ids: BTreeMap::new(),
            passwords: script.script.iter().flat_map(Step::passwords).collect(),
        })
    }

    fn step(&mut self, step: &Step) -> Result<Findings, String> {
        let mut findings = Findings::default();
        let error = match &step.act {
            Act::Expect(expected) => {
                self.expect(step.at, expected, &mut findings)?;
                None
            }
            Act::Input(given) => self.tell(step.at, given)?,
            Act::Resolve { attempt } => {
                let resolved = self.workflow.resolve_not_bought(step.at, *attempt);
                resolved.ok_or("the workflow purchases nothing")?.err().map(Error::from)
            }
            Act::Resume(resume) => self.resume(resume)?,
            Act::Seal {} => {
                let sealed = self.workflow.seal_passwords();
                sealed.ok_or("the workflow has no passwords")?.err().map(Error::from)
            }
        };
        findings.same("the error", &step.error, &error.as_ref().map(ScriptError::from));
        self.prints_no_password(&self.workflow, &mut findings);
        Ok(findings)
    }

    fn expect(&mut self, now: Timestamp, expected: &Value, findings: &mut Findings) -> Result<(), String> {
        let got = self.wanted(now, expected, findings)?;
        findings.json("the output", expected, &got);
        Ok(())
    }

    /// What the workflow wants, written as it is expected.
    fn wanted(&mut self, now: Timestamp, expected: &Value, findings: &mut Findings) -> Result<Value, String> {
        let output = self.workflow.poll(now);
        self.prints_no_password(&output, findings);
        let is_waiting = matches!(output, Output::Wait(_));
        findings.same("law: while a save is under way nothing else happens", &false, &(self.is_saving && !is_waiting));
        Ok(match output {
            Output::Done(report) => self.done(report, expected, findings),
            Output::Item { index, item } => json!({ "item": {"index": index, "item": self.named(W::item(item))} }),
            Output::Progress(progress) => json!({ "progress": self.named(json!(progress)) }),
            Output::Save { seq, checkpoint } => self.save(seq, checkpoint, findings)?,
            Output::Send { id, request, effect, timeout } => {
                let name = self.name(id, expected, findings)?;
                json!({ "send": sent(&name, &request, effect, timeout.as_millis()) })
            }
            Output::Wait(duration) => json!({ "wait": {"ms": duration.map(|duration| duration.as_millis())} }),
        })
    }

    fn save(&mut self, seq: u64, checkpoint: Checkpoint, findings: &mut Findings) -> Result<Value, String> {
        let resumed = begin::<W>(self.script, &Resume::default())?.go_on(&checkpoint);
        findings.same("law: what is saved can be resumed", &None, &resumed.err());
        self.handed = Some(checkpoint);
        self.is_saving = true;
        Ok(json!({ "save": {"seq": seq} }))
    }

    /// The name that the script gives to a request.
    fn name(&mut self, id: RequestId, expected: &Value, findings: &mut Findings) -> Result<String, String> {
        let name = expected.pointer("/send/id").and_then(Value::as_str).unwrap_or_default();
        if self.ids.values().any(|other| other == name) {
            return Err(format!("the id `{name}` is there twice"));
        }
        let other = self.ids.insert(id, name.to_owned());
        findings.same("law: no id is used twice", &None, &other);
        Ok(name.to_owned())
    }

    fn done(&self, report: W::Report, expected: &Value, findings: &mut Findings) -> Value {
        let mut done = Map::new();
        if let Some(text) = W::text(&report) {
            let too_wide = text.lines().find(|line| line.chars().count() > WIDTH);
            findings.same("law: a report prints within 80 columns", &None, &too_wide);
            findings.same("law: a report prints no password", &None, &self.password_in(&text));
            if expected.pointer("/done/text").is_some() {
                done.insert("text".to_owned(), text.lines().collect());
            }
        }
        done.insert("report".to_owned(), self.named(W::report(report)));
        json!({ "done": done })
    }

    /// Tells the workflow what happened.
    fn tell(&mut self, now: Timestamp, given: &Given) -> Result<Option<Error>, String> {
        let input = self.input(given)?;
        let error = self.workflow.handle(now, input).err();
        match given {
            Given::Saved { .. } if error.is_none() => {
                self.journal = self.handed.clone();
                self.is_saving = false;
            }
            Given::SaveFailed { .. } if error.is_none() => self.is_saving = false,
            _ => {}
        }
        Ok(error.map(Error::from))
    }

    fn input(&self, given: &Given) -> Result<Input, String> {
        Ok(match given {
            Given::Failed { id, failure } => Input::Failed { id: self.id(id)?, failure: (*failure).into() },
            Given::Response(answer) => {
                Input::Response { id: self.id(&answer.id)?, response: answer.response.response()? }
            }
            Given::SaveFailed { seq, conflict } => Input::SaveFailed { seq: *seq, conflict: *conflict },
            Given::Saved { seq } => Input::Saved { seq: *seq },
            Given::Stop => Input::Stop,
        })
    }

    fn id(&self, id: &Id) -> Result<RequestId, String> {
        match id {
            Id::Foreign(number) => Ok(RequestId::from_number(*number)),
            Id::Named(name) => {
                let found = self.ids.iter().find(|(_, other)| *other == name);
                found.map(|(id, _)| *id).ok_or_else(|| format!("no request `{name}` was sent"))
            }
        }
    }

    /// Another process: what was in memory is gone, unless the resumption is refused.
    fn resume(&mut self, resume: &Resume) -> Result<Option<Error>, String> {
        let checkpoint = match resume.from {
            Source::Checkpoint => Some(self.workflow.checkpoint()),
            Source::Handed => self.handed.clone(),
            Source::Journal => self.journal.clone(),
        };
        let workflow: W = begin(self.script, resume)?;
        let Some(checkpoint) = checkpoint else {
            // Nothing was saved, so nothing was bought: it is another workflow, with ids of its own.
            self.ids.clear();
            self.replace(workflow);
            return Ok(None);
        };
        let resumed = workflow.go_on(&checkpoint).map(|workflow| self.replace(workflow));
        Ok(resumed.err().map(Error::from))
    }

    fn replace(&mut self, workflow: W) {
        self.workflow = workflow;
        self.is_saving = false;
    }

    /// `value` as scripts write it: without what is `null`, and requests by their names.
    fn named(&self, value: Value) -> Value {
        match value {
            Value::Array(elements) => elements.into_iter().map(|element| self.named(element)).collect(),
            Value::Object(members) => {
                let members = members.into_iter().map(|(name, value)| match (name.as_str(), value.as_u64()) {
                    ("id", Some(number)) => (name, self.ids.get(&RequestId::from_number(number)).cloned().into()),
                    _ => (name, self.named(value)),
                });
                Value::Object(members.filter(|(_, value)| !value.is_null()).collect())
            }
            other => other,
        }
    }

    fn prints_no_password(&self, printed: &impl Debug, findings: &mut Findings) {
        let found = self.password_in(&format!("{printed:?}"));
        findings.same("law: nothing prints a password", &None, &found);
    }

    fn password_in(&self, text: &str) -> Option<&'a str> {
        self.passwords.iter().find(|password| text.contains(**password)).copied()
    }
}

/// The workflow of the script from its start, `resume` telling what is another.
fn begin<W: Scripted>(script: &Script, resume: &Resume) -> Result<W, String> {
    let setup = setup::<W::Service>(script, resume).map_err(Unbuilt::complaint)?;
    let parameters = resume.parameters.as_ref().unwrap_or(&script.parameters);
    W::begin(parameters.clone(), setup).map_err(Unbuilt::complaint)
}

fn setup<S: Carrier>(script: &Script, resume: &Resume) -> Result<Setup, Unbuilt> {
    let account = resume.account.as_ref().or(script.account.as_ref());
    let gateway = S::gateway(resume.gateway.as_ref().or(script.gateway.as_ref()))?;
    let login = account.map(S::Login::deserialize).transpose()?;
    let fingerprint = S::fingerprint(&login.unwrap_or_else(S::standard), &gateway)?;
    Ok(script.setup.of(fingerprint))
}

fn sent<S: Service>(name: &str, request: &Request<S>, effect: Effect, timeout: u128) -> Value {
    json!({
        "id": name,
        "effect": word(effect),
        "service": request.service().name(),
        "path": request.path(),
        "form": request.form(),
        "timeout_ms": timeout,
    })
}

fn word(effect: Effect) -> &'static str {
    match effect {
        Effect::Change => "change",
        Effect::Purchase => "purchase",
        Effect::Read => "read",
        Effect::Release => "release",
    }
}

//! A change to a VoIP user, and a look at what came of it.

use std::convert::Infallible;

use serde::Serialize;

use crate::aql::{ChangeUser, Changed, GetUser, Service, Settings, User, VoipUser};
use crate::endpoint::{Effect, Endpoint};
use crate::error::{Error, Failure, InvalidCode, InvalidInput, Misuse};
use crate::http::{Request, Response};
use crate::saved::saved_struct;
use crate::time::Timestamp;
use crate::workflow::calls::{Ask, failed};
use crate::workflow::checkpoint::{Kind, refused};
use crate::workflow::ending::Ending;
use crate::workflow::engine::Engine;
use crate::workflow::meter::Meter;
use crate::workflow::setup::Setup;
use crate::workflow::{Checkpoint, Input, Output, Stage, Stopped, Workflow, report};

/// Configures a VoIP user at aql: changeuser, and whatever came of it, getuser to see what is there now.
///
/// Whether a change of several items is made as a whole, and what an `ERR:` leaves behind, is not documented; so the
/// result is the difference between what was wanted and what is found.
///
/// Stopping it ends it at once: a change that is in flight then may be made all the same.
#[derive(Clone, Debug)]
pub struct Configure {
    engine: Engine<Step>,
    change: ChangeUser,
    report: ConfigureReport,
    ending: Ending,
    meter: Meter,
}

/// What is configured now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConfigureReport {
    /// The user.
    pub voipnumber: VoipUser,
    /// What changeuser answered; `None` if the workflow was stopped before that. Whether the change was made is for
    /// [`found`](Self::found) to say.
    #[serde(serialize_with = "changed_or_error")]
    pub changed: Option<Result<Changed, Error>>,
    /// What getuser said afterwards; `None` if the workflow was stopped before that.
    pub found: Option<User>,
    /// The items that are not as they were wanted, of those that were set: unset is not the same as empty.
    pub differences: Vec<Difference>,
    /// Why the workflow ended before it could read back; `None` if it did.
    pub stopped: Option<Stopped>,
}

/// An item that is not as it was wanted, as aql writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The item, by the carrier's name.
    pub name: &'static str,
    /// What was wanted.
    pub wanted: String,
    /// What is there; `None` if getuser left the item out.
    pub found: Option<String>,
}

impl ConfigureReport {
    /// Whether everything was read back as it was wanted.
    #[must_use]
    pub fn is_applied(&self) -> bool {
        self.found.is_some() && self.differences.is_empty()
    }

    /// How many of the two steps are done.
    fn settled(&self) -> u64 {
        u64::from(self.changed.is_some()) + u64::from(self.found.is_some())
    }
}

/// The two calls.
#[derive(Clone, Debug)]
enum Step {
    Change(ChangeUser),
    ReadBack(GetUser),
}

/// Their answers.
#[derive(Debug)]
enum Answer {
    Changed(Changed),
    Found(Box<User>),
}

impl Ask for Step {
    type Service = Service;
    type Answer = Answer;

    fn effect(&self) -> Effect {
        match self {
            Self::Change(_) => ChangeUser::EFFECT,
            Self::ReadBack(_) => GetUser::EFFECT,
        }
    }

    fn to_request(&self) -> Request<Service> {
        match self {
            Self::Change(call) => call.request(),
            Self::ReadBack(call) => call.request(),
        }
    }

    fn read(&self, response: &Response) -> Result<Answer, Error> {
        match self {
            Self::Change(call) => call.parse(response).map(Answer::Changed),
            Self::ReadBack(call) => Ok(Answer::Found(Box::new(call.parse(response)?))),
        }
    }

    fn failed(&self, failure: Failure) -> Error {
        match self {
            Self::Change(_) => failed::<ChangeUser>(failure),
            Self::ReadBack(_) => failed::<GetUser>(failure),
        }
    }
}

/// What a checkpoint holds.
struct State {
    run: u32,
    /// Which change it is of: its request.
    form: String,
    /// A change that was accepted. One that was not is made again.
    changed: Option<Changed>,
}

saved_struct!(State { run, form, changed });

impl Configure {
    /// Changes the items of `voipnumber` that are set in `settings`.
    ///
    /// # Errors
    /// `empty` if no item is set; `control_character`, with the item's name as the field.
    pub fn new(voipnumber: impl Into<VoipUser>, settings: Settings, setup: Setup) -> Result<Self, InvalidInput> {
        Ok(Self::of_run(ChangeUser::new(voipnumber, settings)?, setup, 1, None))
    }

    fn of_run(change: ChangeUser, setup: Setup, run: u32, changed: Option<Changed>) -> Self {
        let report = ConfigureReport {
            voipnumber: change.voipnumber().clone(),
            changed: changed.map(Ok),
            found: None,
            differences: Vec::new(),
            stopped: None,
        };
        Self { engine: Engine::new(setup, run), change, report, ending: Ending::default(), meter: Meter::default() }
    }

    /// Goes on with a checkpoint of the same change: what was not accepted is changed anew, and what is there is read
    /// back in any case.
    ///
    /// # Errors
    /// Field `checkpoint`: `foreign`, `damaged`, `wrong_format`, `out_of_range` (another version).
    pub fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        let state: State = checkpoint.read(Kind::Configure, &self.engine.setup.fingerprint)?;
        if state.form != self.change.request().form() {
            let message = "is of another change: resume with the user and settings it was made for";
            return Err(refused(InvalidCode::Foreign, message));
        }
        Ok(Self::of_run(self.change.clone(), self.engine.setup.clone(), state.run.saturating_add(1), state.changed))
    }

    /// The call that comes next.
    fn next_step(&self) -> Step {
        match self.report.changed {
            None => Step::Change(self.change.clone()),
            Some(_) => Step::ReadBack(GetUser::new(self.report.voipnumber.clone())),
        }
    }

    fn heard(&mut self, step: &Step, answer: Result<Answer, Error>) {
        match (step, answer) {
            (_, Ok(Answer::Changed(changed))) => self.report.changed = Some(Ok(changed)),
            (_, Ok(Answer::Found(user))) => {
                self.report.differences = differences(self.change.settings(), &user);
                self.report.found = Some(*user);
                self.ending.end(None);
            }
            (Step::Change(_), Err(error)) => self.report.changed = Some(Err(error)),
            (Step::ReadBack(_), Err(error)) => self.ending.end(Some(Stopped::ByError(error))),
        }
    }
}

impl Workflow for Configure {
    type Service = Service;
    type Item = Infallible;
    type Report = ConfigureReport;

    fn poll(&mut self, now: Timestamp) -> Output<Service, Infallible, ConfigureReport> {
        self.engine.clock(now);
        let stage = if self.report.changed.is_none() { Stage::Changing } else { Stage::Verifying };
        if let Some(progress) = self.meter.poll(stage, self.report.settled(), Some(2)) {
            return progress;
        }
        if self.ending.is_over() {
            return Output::Done(ConfigureReport { stopped: self.ending.stopped(), ..self.report.clone() });
        }
        if self.engine.calls.is_idle() {
            self.engine.calls.ask(self.next_step());
        }
        self.engine.poll()
    }

    fn handle(&mut self, now: Timestamp, input: Input) -> Result<(), Misuse> {
        match self.engine.handle(now, input)? {
            Some((step, answer)) => self.heard(&step, answer),
            None if self.engine.is_stopping() => self.ending.end(Some(Stopped::ByCaller)),
            None => {}
        }
        Ok(())
    }

    fn checkpoint(&self) -> Checkpoint {
        let state = State {
            run: self.engine.run(),
            form: self.change.request().form().to_owned(),
            changed: self.report.changed.clone().and_then(Result::ok),
        };
        Checkpoint::new(Kind::Configure, &self.engine.setup.fingerprint, &[&state])
    }
}

/// The items of `wanted` that `user` does not have as they were wanted.
fn differences(wanted: &Settings, user: &User) -> Vec<Difference> {
    let wanted = wanted.items().into_iter();
    wanted.filter_map(|(name, wanted)| difference(name, wanted, user)).collect()
}

/// An item may stand there twice, or be unreadable and so among the others: every text of it counts.
fn difference(name: &'static str, wanted: String, user: &User) -> Option<Difference> {
    let read = user.settings.items().into_iter().filter(|(item, _)| *item == name).map(|(_, text)| text);
    let other = user.other.iter().filter(|(item, _)| item == name).map(|(_, text)| text.clone());
    let found: Vec<String> = read.chain(other).collect();
    if !found.is_empty() && found.iter().all(|text| *text == wanted) {
        return None;
    }
    let found = found.into_iter().find(|text| *text != wanted);
    Some(Difference { name, wanted, found })
}

fn changed_or_error<S: serde::Serializer>(changed: &Option<Result<Changed, Error>>, to: S) -> Result<S::Ok, S::Error> {
    match changed {
        None => to.serialize_none(),
        Some(changed) => report::value_or_error(changed, to),
    }
}

#[cfg(test)]
mod tests;

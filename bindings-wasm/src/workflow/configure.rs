//! A change to a VoIP user, and a look at what came of it.

use std::convert::Infallible;

use serde::Serialize;
use telwire::InvalidInput;
use telwire::aql::ChangeUser;
use telwire::workflow::{Checkpoint, Configure, ConfigureReport, Setup};

use crate::aql::change_user::ChangedView;
use crate::aql::get_user::UserView;
use crate::call::Native as _;
use crate::errors::OrError;
use crate::options::Options;
use crate::workflow::driver::{Begun, Driven};
use crate::workflow::report::StoppedView;

impl Begun for Configure {
    fn new(options: &mut Options<'_>, setup: Setup) -> Result<Self, InvalidInput> {
        let call = ChangeUser::read(options)?;
        Self::new(call.voipnumber().clone(), call.settings().clone(), setup)
    }
}

impl Driven for Configure {
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }

    fn item(_: &Infallible) -> impl Serialize {}

    fn report(report: &ConfigureReport) -> impl Serialize {
        ReportView {
            voipnumber: report.voipnumber.as_str(),
            changed: report.changed.as_ref().map(|answer| OrError::of(answer, ChangedView::of)),
            found: report.found.as_ref().map(UserView::of),
            differences: &report.differences,
            is_applied: report.is_applied(),
            stopped: StoppedView::of(report.stopped.as_ref()),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReportView<'a> {
    voipnumber: &'a str,
    changed: Option<OrError<'a, ChangedView<'a>>>,
    found: Option<UserView<'a>>,
    differences: &'a [telwire::workflow::Difference],
    is_applied: bool,
    stopped: Option<StoppedView<'a>>,
}

//! Everything that an account has.

use serde::Serialize;
use telwire::aculab::OwnedNumber;
use telwire::workflow::{AculabInventory, AqlInventory, AqlUser, Checkpoint, FailedUser, InventoryReport, Setup};
use telwire::{InvalidInput, Price};

use crate::aculab::tel_list_numbers::OwnedNumberView;
use crate::aql::get_user::UserView;
use crate::errors::{ErrorView, OrError};
use crate::options::Options;
use crate::workflow::driver::{Begun, Driven};
use crate::workflow::report::StoppedView;

impl Begun for AculabInventory {
    fn new(options: &mut Options<'_>, setup: Setup) -> Result<Self, InvalidInput> {
        options.finish()?;
        Ok(Self::new(setup))
    }
}

impl Driven for AculabInventory {
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }

    fn item(item: &OwnedNumber) -> impl Serialize {
        OwnedNumberView::of(item)
    }

    fn report(report: &InventoryReport) -> impl Serialize {
        ReportView::of(report)
    }
}

impl Begun for AqlInventory {
    fn new(options: &mut Options<'_>, setup: Setup) -> Result<Self, InvalidInput> {
        options.finish()?;
        Ok(Self::new(setup))
    }
}

impl Driven for AqlInventory {
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }

    fn item(item: &AqlUser) -> impl Serialize {
        AqlUserView { voipnumber: item.voipnumber.as_str(), user: OrError::of(&item.user, UserView::of) }
    }

    fn report(report: &InventoryReport) -> impl Serialize {
        ReportView::of(report)
    }
}

#[derive(Serialize)]
struct AqlUserView<'a> {
    voipnumber: &'a str,
    user: OrError<'a, UserView<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReportView<'a> {
    entries: u64,
    read: u64,
    failed: Vec<FailedUserView<'a>>,
    per_month: Option<Price>,
    unpriced: u64,
    stopped: Option<StoppedView<'a>>,
}

impl<'a> ReportView<'a> {
    fn of(report: &'a InventoryReport) -> Self {
        Self {
            entries: report.entries,
            read: report.read,
            failed: report.failed.iter().map(FailedUserView::of).collect(),
            per_month: report.per_month,
            unpriced: report.unpriced,
            stopped: StoppedView::of(report.stopped.as_ref()),
        }
    }
}

#[derive(Serialize)]
struct FailedUserView<'a> {
    index: u64,
    voipnumber: &'a str,
    error: ErrorView<'a>,
}

impl<'a> FailedUserView<'a> {
    fn of(failed: &'a FailedUser) -> Self {
        Self { index: failed.index, voipnumber: failed.voipnumber.as_str(), error: ErrorView::of(&failed.error) }
    }
}

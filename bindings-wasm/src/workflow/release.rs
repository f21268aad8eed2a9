//! Giving numbers back, and knowing of each whether it is gone.

use serde::Serialize;
use telwire::InvalidInput;
use telwire::workflow::{Checkpoint, Release, ReleaseItem, ReleaseReport, Setup};

use crate::aculab::tel_delete_numbers::listed;
use crate::options::{Options, required};
use crate::view::moment;
use crate::workflow::driver::{Begun, Driven};
use crate::workflow::report::StoppedView;

impl Begun for Release {
    fn new(options: &mut Options<'_>, setup: Setup) -> Result<Self, InvalidInput> {
        let (numbers, batch_size) = (options.list("numbers"), options.count("batchSize"));
        options.finish()?;
        let release = Self::new(listed(&required("numbers", numbers)?)?, setup)?;
        Ok(batch_size.into_iter().fold(release, |release, numbers| release.batch_size(numbers as usize)))
    }
}

impl Driven for Release {
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }

    fn item(item: &ReleaseItem) -> impl Serialize {
        ItemView::of(item)
    }

    fn report(report: &ReleaseReport) -> impl Serialize {
        ReportView {
            items: report.items.iter().map(ItemView::of).collect(),
            stopped: StoppedView::of(report.stopped.as_ref()),
            text: report.to_string(),
        }
    }
}

#[derive(Serialize)]
struct ReportView<'a> {
    items: Vec<ItemView<'a>>,
    stopped: Option<StoppedView<'a>>,
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ItemView<'a> {
    number: &'a str,
    status: &'static str,
    sent: Vec<String>,
    carrier_code: Option<&'a str>,
    carrier_message: Option<&'a str>,
    listed: Option<bool>,
}

impl<'a> ItemView<'a> {
    fn of(item: &'a ReleaseItem) -> Self {
        Self {
            number: item.number.as_str(),
            status: item.status.as_str(),
            sent: item.sent.iter().copied().map(moment).collect(),
            carrier_code: item.carrier_code.as_deref(),
            carrier_message: item.carrier_message.as_deref(),
            listed: item.listed,
        }
    }
}

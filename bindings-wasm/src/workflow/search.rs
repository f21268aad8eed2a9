//! A search through all its pages.

use serde::Serialize;
use telwire::InvalidInput;
use telwire::aql::Number;
use telwire::workflow::{Checkpoint, Search, SearchReport, Setup};

use crate::aql::number::{self, NumbersView};
use crate::options::Options;
use crate::workflow::driver::{Begun, Driven};
use crate::workflow::report::StoppedView;

impl Begun for Search {
    fn new(options: &mut Options<'_>, setup: Setup) -> Result<Self, InvalidInput> {
        let pattern = number::pattern(options);
        let (sms_enabled, page_size) = (options.text("smsEnabled"), options.count("pageSize"));
        options.finish()?;
        let search = Self::new(pattern.pattern()?, setup);
        let search = page_size.into_iter().fold(search, Self::page_size);
        match sms_enabled {
            Some(sms_enabled) => Ok(search.sms_enabled(sms_enabled.parse()?)),
            None => Ok(search),
        }
    }
}

impl Driven for Search {
    fn resume(&self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }

    fn item(page: &Vec<Number>) -> impl Serialize {
        NumbersView(page)
    }

    fn report(report: &SearchReport) -> impl Serialize {
        ReportView { numbers: report.numbers, pages: report.pages, stopped: StoppedView::of(report.stopped.as_ref()) }
    }
}

#[derive(Serialize)]
struct ReportView<'a> {
    numbers: u64,
    pages: u64,
    stopped: Option<StoppedView<'a>>,
}

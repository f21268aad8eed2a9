//! What the examples do with an order that is done.

use std::error::Error;
use std::fmt::Display;
use std::path::PathBuf;

use telwire::workflow::Workflow;
use telwire::workflow::order::{aculab, aql};

use crate::keep::Keep;

/// An order of either carrier.
pub trait Placed: Workflow<Report: Display> {
    /// Puts the SIP passwords of an order that is done into a new file, durably, and seals the order. `true` if it wants
    /// to save that.
    ///
    /// # Errors
    /// A sentence, if the file cannot be made or written. The journal holds the passwords still.
    fn hand_over(&mut self, report: &Self::Report, file: PathBuf) -> Result<bool, Box<dyn Error>>;
}

impl Placed for aql::Order {
    fn hand_over(&mut self, report: &aql::Report, file: PathBuf) -> Result<bool, Box<dyn Error>> {
        let of_items = report
            .items
            .iter()
            .filter_map(|item| Some((item.number?, item.voipnumber.as_ref()?, item.password.as_ref()?)));
        let of_strays =
            report.strays.iter().filter_map(|row| Some((row.number, &row.voipnumber, row.password.as_ref()?)));
        let rows: Vec<_> = of_items.chain(of_strays).collect();
        if rows.is_empty() || report.stopped.is_some() {
            return Ok(false);
        }
        Keep::at(Some(file))?.rows(rows)?;
        self.seal()?;
        Ok(true)
    }
}

/// There are no passwords at Aculab Cloud.
impl Placed for aculab::Order {
    fn hand_over(&mut self, _: &aculab::Report, _: PathBuf) -> Result<bool, Box<dyn Error>> {
        Ok(false)
    }
}

//! `tel_list_numbers`.

use serde::{Serialize, Serializer};
use telwire::aculab::{OwnedNumber, TelListNumbers};
use telwire::{CivilDate, InvalidInput, Price};

use crate::call::Native;
use crate::options::Options;

impl Native for TelListNumbers {
    fn read(options: &mut Options<'_>) -> Result<Self, InvalidInput> {
        let (country, state) = (options.text("country"), options.text("state"));
        let (region, did_type) = (options.text("region"), options.text("did_type"));
        options.finish()?;
        let mut call = Self::new();
        if let Some(country) = country {
            call = call.country(&country)?;
        }
        if let Some(state) = state {
            call = call.state(&state)?;
        }
        if let Some(region) = region {
            call = call.region(&region)?;
        }
        match did_type {
            Some(did_type) => call.did_type(did_type.parse()?),
            None => Ok(call),
        }
    }

    fn view(owned: &Vec<OwnedNumber>) -> impl Serialize {
        OwnedNumbersView(owned)
    }
}

/// The numbers of a listing.
pub(crate) struct OwnedNumbersView<'a>(pub(crate) &'a [OwnedNumber]);

impl Serialize for OwnedNumbersView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(OwnedNumberView::of))
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OwnedNumberView<'a> {
    number: &'a str,
    country: &'a str,
    state: Option<&'a str>,
    region: &'a str,
    price: Option<Price>,
    purchased: Option<CivilDate>,
    did_type: &'a str,
    other: &'a [(String, String)],
}

impl<'a> OwnedNumberView<'a> {
    pub(crate) fn of(owned: &'a OwnedNumber) -> Self {
        Self {
            number: owned.number.as_str(),
            country: &owned.country,
            state: owned.state.as_deref(),
            region: &owned.region,
            price: owned.price,
            purchased: owned.purchased,
            did_type: owned.did_type.as_str(),
            other: &owned.other,
        }
    }
}

//! What Aculab Cloud sells: one offer for each region and type.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use telwire::aculab::{DidType, InboundNumber, OwnedNumber, PurchaseType, TelPurchase};
use telwire::{CivilDate, Price};

use super::documented;
use super::refusal::Refusal;

/// What can be bought, and how much of it is sold. A copy is cheap.
#[derive(Clone, Debug)]
pub struct Catalogue {
    offers: Arc<[Offer]>,
    /// How many numbers of each offer are sold.
    sold: Vec<u64>,
    regulated: Arc<BTreeSet<String>>,
}

/// Numbers of one type in one region. Their digits count up from the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The country.
    pub country: String,
    /// The state, if the country has them.
    pub state: Option<String>,
    /// The region, a name or for toll-free and national numbers a prefix.
    pub region: String,
    /// The type.
    pub did_type: DidType,
    /// The first number.
    pub first: u64,
    /// How many there are.
    pub stock: u32,
    /// The price of each, per month.
    pub price: Price,
    /// The region that listings name in place of its own, as no document says that they agree.
    pub listed_region: Option<String>,
    /// Whether mobile telephones may be allowed to call it.
    pub admits_cellular: bool,
}

/// Which offer, by position.
type Index = usize;

impl Catalogue {
    /// These offers; of two for the same region and type the first counts. The regulated countries ask for a
    /// regulation address.
    #[must_use]
    pub fn new<'a>(offers: impl IntoIterator<Item = Offer>, regulated: impl IntoIterator<Item = &'a str>) -> Self {
        let offers: Arc<[Offer]> = offers.into_iter().collect();
        let regulated = regulated.into_iter().map(str::to_owned).collect();
        Self { sold: vec![0; offers.len()], offers, regulated: Arc::new(regulated) }
    }

    /// The countries, states and regions of the document's examples, filled up so that each country sells something.
    #[must_use]
    pub fn documented() -> Self {
        Self::new(documented::offers(), documented::REGULATED)
    }

    /// What can be bought, sold out or not.
    #[must_use]
    pub fn offers(&self) -> &[Offer] {
        &self.offers
    }

    /// How many numbers are left in all.
    #[must_use]
    pub fn unsold(&self) -> u64 {
        (0..self.offers.len()).map(|offer| self.left(offer)).sum()
    }

    pub(crate) fn countries(&self, did_type: &DidType) -> Vec<String> {
        let offers = self.offers.iter().filter(|offer| offer.did_type == *did_type);
        distinct(offers.map(|offer| &offer.country))
    }

    pub(crate) fn states(&self, country: &str) -> Result<Vec<String>, Refusal> {
        Ok(distinct(self.of_country(country)?.filter_map(|offer| offer.state.as_ref())))
    }

    pub(crate) fn regions(
        &self,
        country: &str,
        state: Option<&str>,
        did_type: &DidType,
    ) -> Result<Vec<String>, Refusal> {
        let of_type = self.of_country(country)?.filter(|offer| offer.did_type == *did_type);
        let in_state = of_type.filter(|offer| state.is_none() || offer.state.as_deref() == state);
        match (distinct(in_state.map(|offer| &offer.region)), state) {
            (regions, Some(state)) if regions.is_empty() => Err(no_state(country, state)),
            (regions, _) => Ok(regions),
        }
    }

    fn of_country(&self, country: &str) -> Result<impl Iterator<Item = &Offer>, Refusal> {
        let offers = || self.offers.iter().filter(move |offer| offer.country == country);
        match offers().next() {
            Some(_) => Ok(offers()),
            None => Err(Refusal::malformed(format!("no country `{country}`"))),
        }
    }

    pub(crate) fn is_regulated(&self, country: &str) -> bool {
        self.regulated.contains(country)
    }

    /// The offer that a purchase is about, its place checked part by part.
    pub(crate) fn find(&self, purchase: &TelPurchase) -> Result<Index, Refusal> {
        let (country, state, region) = (purchase.country(), purchase.in_state(), purchase.region());
        let did_type = purchase.wanted_type().as_str();
        let in_country = |offer: &Offer| offer.country == country && offer.did_type.as_str() == did_type;
        let in_state = |offer: &Offer| in_country(offer) && offer.state.as_deref() == state;

        if !self.offers.iter().any(in_country) {
            return Err(Refusal::malformed(format!("no {did_type} numbers in `{country}`")));
        }
        if !self.offers.iter().any(in_state) {
            return Err(match state {
                None => Refusal::missing(format!("`state` is required in `{country}`")),
                Some(state) => no_state(country, state),
            });
        }
        let found = self.offers.iter().position(|offer| in_state(offer) && offer.region == region);
        found.ok_or_else(|| Refusal::malformed(format!("no region `{region}` with {did_type} numbers in `{country}`")))
    }

    pub(crate) fn check_callers(&self, index: Index, purchase: &TelPurchase) -> Result<(), Refusal> {
        match (self.offers.get(index), purchase.wanted_type()) {
            (Some(offer), PurchaseType::TollFree(callers)) if callers.cellular() && !offer.admits_cellular => {
                Err(Refusal::malformed(format!("`{}` does not allow `allow_cellular`", offer.region)))
            }
            _ => Ok(()),
        }
    }

    /// How many numbers of an offer are left.
    pub(crate) fn left(&self, index: Index) -> u64 {
        let unsold = self.range_left(index);
        unsold.end.saturating_sub(unsold.start)
    }

    fn range_left(&self, index: Index) -> Range<u64> {
        match (self.offers.get(index), self.sold.get(index)) {
            (Some(offer), Some(sold)) => {
                offer.first.saturating_add(*sold)..offer.first.saturating_add(offer.stock.into())
            }
            _ => 0..0,
        }
    }

    /// The next numbers of an offer, so many of them as are left.
    pub(crate) fn preview(&self, index: Index, quantity: u64) -> Vec<InboundNumber> {
        let unsold = self.range_left(index);
        let numbers = unsold.start..unsold.end.min(unsold.start.saturating_add(quantity));
        numbers.filter_map(|number| number.to_string().parse().ok()).collect()
    }

    /// The same numbers, sold.
    pub(crate) fn sell(&mut self, index: Index, quantity: u64, purchased: CivilDate) -> Vec<OwnedNumber> {
        let numbers = self.preview(index, quantity);
        let (Some(offer), Some(sold)) = (self.offers.get(index), self.sold.get_mut(index)) else {
            return Vec::new();
        };
        *sold += numbers.len() as u64;
        numbers.into_iter().map(|number| offer.record(number, purchased)).collect()
    }
}

impl Offer {
    /// `stock` geographic numbers of a country without states, from `first` on, at 3.00 dollars a month.
    #[must_use]
    pub fn new(country: &str, region: &str, first: u64, stock: u32) -> Self {
        Self {
            country: country.to_owned(),
            state: None,
            region: region.to_owned(),
            did_type: DidType::Geographic,
            first,
            stock,
            price: documented::price("3.00"),
            listed_region: None,
            admits_cellular: true,
        }
    }

    /// What tel_list_numbers says of a number of this offer.
    pub(crate) fn record(&self, number: InboundNumber, purchased: CivilDate) -> OwnedNumber {
        OwnedNumber {
            number,
            country: self.country.clone(),
            state: self.state.clone(),
            region: self.listed_region.as_ref().unwrap_or(&self.region).clone(),
            price: Some(self.price),
            purchased: Some(purchased),
            did_type: self.did_type.clone(),
            other: Vec::new(),
        }
    }
}

fn no_state(country: &str, state: &str) -> Refusal {
    Refusal::malformed(format!("no state `{state}` with such numbers in `{country}`"))
}

/// The names, each once, in the order in which they come.
fn distinct<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    names.filter(|name| seen.insert(*name)).cloned().collect()
}

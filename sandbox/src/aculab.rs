//! Aculab Cloud: the eight `tel_*` web services.
//!
//! The document fixes the calls, and the codes of the commonest errors are known. Where both are silent, the sandbox
//! decides:
//!
//! - Credentials are looked at before anything else of a request is; without valid ones it is refused with 0405.
//! - A region that has too few numbers left refuses the whole purchase with the code `shortage`, which is the sandbox's
//!   own, and buys nothing. With `allow_partial` it sells what is left, which may be none.
//! - A value that names nothing (a country, state, region, service, regulation address that is not there) is malformed,
//!   0002. A state where there are none is, too.
//! - Only geographic numbers have states. Where a country has them, tel_purchase wants one (0001), and
//!   tel_get_supported_regions without one lists the regions of all.
//! - A regulation address that is given where none is required must fit all the same (0006).
//! - Spain's 901 does not admit calls from mobile telephones (0002): the document says that such prefixes exist.
//! - A deleted number does not come back into stock. A service made by `based_on` stays.
//! - Regions, prices, stock and numbers beyond the document's examples are made up.

mod call;
mod catalogue;
mod customer;
mod documented;
mod refusal;

pub(crate) use call::Call;
pub use catalogue::{Catalogue, Offer};
pub use customer::{Customer, Owned, Service};

use telwire::aculab::{
    Deleted, DeletedStatus, InboundNumber, MimickedPurchase, NotDeleted, Purchased, TelDeleteNumbers,
    TelGetSupportedCountries, TelGetSupportedRegions, TelGetSupportedStates, TelListNumbers,
    TelListRegulationAddresses, TelPurchase, TelPurchaseDevelopment, receive,
};
use telwire::{Response, ServerEndpoint, SignedRequest, Timestamp};

use crate::call::path;
use crate::origin::Origin;
use refusal::Refusal;

/// Aculab Cloud as a whole: its customers, and what it sells.
#[derive(Clone, Debug)]
pub struct Carrier {
    customers: Vec<Customer>,
    catalogue: Catalogue,
}

/// Which customer, by position.
type Index = usize;

impl Carrier {
    pub(crate) fn new() -> Self {
        Self { customers: Vec::new(), catalogue: Catalogue::documented() }
    }

    pub(crate) fn add_customer(&mut self, customer: Customer) {
        self.customers.push(customer);
    }

    pub(crate) fn set_catalogue(&mut self, catalogue: Catalogue) {
        self.catalogue = catalogue;
    }

    /// The customer with that cloud ID and username.
    #[must_use]
    pub fn customer(&self, cloud_id: &str, username: &str) -> Option<&Customer> {
        self.customers.iter().find(|customer| customer.is(cloud_id, username))
    }

    /// What can be bought.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Another customer, whom the sandbox does not know, buys one number like `purchase`. `false` if there is none.
    pub fn take(&mut self, purchase: &TelPurchase) -> bool {
        let offer = self.catalogue.find(purchase);
        offer.is_ok_and(|offer| !self.catalogue.sell(offer, 1, Timestamp::default().date()).is_empty())
    }

    /// Somebody else on the same account buys one number like `purchase`. `false` if that is refused.
    pub fn buy_as_rival(&mut self, now: Timestamp, cloud_id: &str, username: &str, purchase: &TelPurchase) -> bool {
        let index = self.customers.iter().position(|customer| customer.is(cloud_id, username));
        index.is_some_and(|index| self.buy_one(index, purchase, now))
    }

    fn buy_one(&mut self, index: Index, purchase: &TelPurchase, now: Timestamp) -> bool {
        let one = purchase.clone().allow_partial(false).quantity(1).ok();
        one.is_some_and(|one| self.buy(index, &one, Origin::rival(now)).is_ok())
    }

    pub(crate) fn list_all(&mut self, now: Timestamp) {
        self.customers.iter_mut().for_each(|customer| customer.list_all(now));
    }

    pub(crate) fn perform(&mut self, call: Call, request: &SignedRequest, origin: Origin) -> Response {
        let answer = match call {
            Call::DeleteNumbers => self.tel_delete_numbers(request),
            Call::GetSupportedCountries => self.tel_get_supported_countries(request),
            Call::GetSupportedRegions => self.tel_get_supported_regions(request),
            Call::GetSupportedStates => self.tel_get_supported_states(request),
            Call::ListNumbers => self.tel_list_numbers(request, origin.at),
            Call::ListRegulationAddresses => self.tel_list_regulation_addresses(request),
            Call::Purchase => self.tel_purchase(request, origin),
            Call::PurchaseDevelopment => self.tel_purchase_development(request),
        };
        answer.unwrap_or_else(|refusal| refusal.response(origin.at.date(), path(request)))
    }

    fn tel_purchase(&mut self, request: &SignedRequest, origin: Origin) -> Result<Response, Refusal> {
        let (index, purchase) = self.authorised::<TelPurchase>(request)?;
        let rows = self.buy(index, &purchase, origin)?;
        if let Some(customer) = self.customers.get_mut(index).filter(|_| !rows.is_empty()) {
            customer.count_purchase();
        }
        Ok(TelPurchase::encode(&Purchased { rows, problems: Vec::new() }))
    }

    fn tel_purchase_development(&self, request: &SignedRequest) -> Result<Response, Refusal> {
        let (index, development) = self.authorised::<TelPurchaseDevelopment>(request)?;
        let (offer, quantity) = self.checked(index, development.purchase())?;
        let rows = self.catalogue.preview(offer, quantity);
        Ok(TelPurchaseDevelopment::encode(&MimickedPurchase { rows, problems: Vec::new() }))
    }

    fn tel_list_numbers(&self, request: &SignedRequest, now: Timestamp) -> Result<Response, Refusal> {
        let (index, list) = self.authorised::<TelListNumbers>(request)?;
        let owned = self.customers.get(index).map(Customer::numbers).unwrap_or_default().iter();
        let listed = owned.filter(|owned| owned.origin.is_listed(now) && list.admits(&owned.record));
        Ok(TelListNumbers::encode(&listed.map(|owned| owned.record.clone()).collect()))
    }

    fn tel_delete_numbers(&mut self, request: &SignedRequest) -> Result<Response, Refusal> {
        let (index, delete) = self.authorised::<TelDeleteNumbers>(request)?;
        let customer = self.customers.get_mut(index).ok_or_else(Refusal::invalid_token)?;
        let foreign: Vec<&InboundNumber> =
            delete.numbers().iter().filter(|number| !customer.remove_number(number)).collect();
        let status = match foreign.len() {
            0 => DeletedStatus::Ok,
            count if count == delete.numbers().len() => DeletedStatus::Fail,
            _ => DeletedStatus::Partial,
        };
        let not_deleted = foreign.into_iter().map(|number| NotDeleted {
            number: number.to_string(),
            description: format!("Telephone number {number} does not belong to you"),
            code: "0300".to_owned(),
        });
        Ok(TelDeleteNumbers::encode(&Deleted { status, not_deleted: not_deleted.collect() }))
    }

    fn tel_get_supported_countries(&self, request: &SignedRequest) -> Result<Response, Refusal> {
        let (_, call) = self.authorised::<TelGetSupportedCountries>(request)?;
        Ok(TelGetSupportedCountries::encode(&self.catalogue.countries(call.wanted_type())))
    }

    fn tel_get_supported_states(&self, request: &SignedRequest) -> Result<Response, Refusal> {
        let (_, call) = self.authorised::<TelGetSupportedStates>(request)?;
        Ok(TelGetSupportedStates::encode(&self.catalogue.states(call.country())?))
    }

    fn tel_get_supported_regions(&self, request: &SignedRequest) -> Result<Response, Refusal> {
        let (_, call) = self.authorised::<TelGetSupportedRegions>(request)?;
        let regions = self.catalogue.regions(call.country(), call.in_state(), call.wanted_type())?;
        Ok(TelGetSupportedRegions::encode(&regions))
    }

    fn tel_list_regulation_addresses(&self, request: &SignedRequest) -> Result<Response, Refusal> {
        let (index, _) = self.authorised::<TelListRegulationAddresses>(request)?;
        let addresses = self.customers.get(index).map(Customer::regulation_addresses).unwrap_or_default();
        Ok(TelListRegulationAddresses::encode(&addresses.to_vec()))
    }

    fn buy(&mut self, index: Index, purchase: &TelPurchase, origin: Origin) -> Result<Vec<InboundNumber>, Refusal> {
        let (offer, quantity) = self.checked(index, purchase)?;
        let customer = self.customers.get_mut(index).ok_or_else(Refusal::invalid_token)?;
        let records = self.catalogue.sell(offer, quantity, origin.at.date()).into_iter();
        let numbers = records.map(|record| {
            let number = record.number.clone();
            customer.add_number(record, purchase.based_on_service(), origin);
            number
        });
        Ok(numbers.collect())
    }

    /// What the customer may buy: which offer, and how many numbers of it.
    fn checked(&self, index: Index, purchase: &TelPurchase) -> Result<(usize, u64), Refusal> {
        let customer = self.customers.get(index).ok_or_else(Refusal::invalid_token)?;
        let offer = self.catalogue.find(purchase)?;
        self.catalogue.check_callers(offer, purchase)?;
        customer.check_regulation_address(purchase, self.catalogue.is_regulated(purchase.country()))?;
        customer.check_service(purchase)?;
        let wanted = u64::from(purchase.wanted());
        match self.catalogue.left(offer) {
            left if left >= wanted => Ok((offer, wanted)),
            left if purchase.allows_partial() => Ok((offer, left)),
            left => Err(Refusal::shortage(left)),
        }
    }

    /// Another customer takes a number of the region that `request` buys in.
    pub(crate) fn rival_takes(&mut self, request: &SignedRequest) {
        if let Ok((_, purchase)) = self.authorised::<TelPurchase>(request) {
            self.take(&purchase);
        }
    }

    /// Somebody else on the same account buys a number in the region that `request` buys in.
    pub(crate) fn rival_buys(&mut self, request: &SignedRequest, now: Timestamp) {
        if let Ok((index, purchase)) = self.authorised::<TelPurchase>(request) {
            self.buy_one(index, &purchase, now);
        }
    }

    /// Who sends a request, and what it asks for.
    fn authorised<E>(&self, request: &SignedRequest) -> Result<(Index, E), Refusal>
    where
        E: ServerEndpoint<Service = telwire::aculab::Service>,
    {
        let (credentials, request) = receive(request)?;
        let credentials = credentials.ok_or_else(Refusal::invalid_token)?;
        let index = self.customers.iter().position(|customer| customer.has_login(&credentials));
        let index = index.ok_or_else(Refusal::invalid_token)?;
        Ok((index, E::decode(&request)?))
    }
}

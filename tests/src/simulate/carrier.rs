//! What the simulation has to know about a carrier: its calls, who owns what in truth, what an answer hands out.
#![allow(clippy::unwrap_used, reason = "the accounts are constants")]

use std::sync::LazyLock;

use telwire::aculab::{self, TelPurchase};
use telwire::aql::{self, AssignNumbers};
use telwire::{
    Endpoint as _, Error, Failure, Outcome, Reason, Request, Response, Salvaged, ServerEndpoint as _, Service,
    SignedRequest, SipPassword,
};
use telwire_sandbox::{Buyer, Origin, Sandbox, demo};

use crate::worlds;

static AQL: LazyLock<aql::Account> = LazyLock::new(|| worlds::aql_account().unwrap());

static ACULAB: LazyLock<aculab::Account> = LazyLock::new(|| worlds::aculab_account().unwrap());

/// A kind of call, as far as different things can go wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// A purchase at aql, of so many numbers.
    Assign {
        /// How many.
        items: usize,
    },
    /// A list of what the account owns.
    Listing,
    /// A purchase at Aculab Cloud.
    Purchase,
    /// Anything else that only reads, or changes to the same again.
    Read,
    /// Numbers are given back.
    Release,
    /// A search at aql.
    Search,
}

impl Call {
    /// Whether sending it twice may do something twice.
    #[must_use]
    pub fn is_once(self) -> bool {
        matches!(self, Self::Assign { .. } | Self::Purchase | Self::Release)
    }
}

/// A number of the account, as the carrier knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The number.
    pub number: String,
    /// The slot of the order that it was bought for, where the carrier is told.
    pub slot: Option<usize>,
    /// The request that bought it; `None` if somebody else did.
    pub request: Option<u64>,
    /// The password that the answer held.
    pub password: Option<SipPassword>,
    /// Whether listings show it.
    pub is_listed: bool,
}

/// A number that an answer said to be bought, with its password if it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The number.
    pub number: String,
    /// Its password.
    pub password: Option<SipPassword>,
}

/// A carrier, by its services.
pub trait Carrier: Service + Send + Sync + 'static {
    /// The request as the demo account sends it.
    fn sign(request: &Request<Self>) -> SignedRequest;

    /// Which kind of call it is.
    fn call(request: &Request<Self>) -> Call;

    /// The numbers that it is about.
    fn numbers(request: &Request<Self>) -> Vec<String>;

    /// The account in truth.
    fn facts(sandbox: &Sandbox) -> Vec<Fact>;

    /// How many numbers the account has, how many of them listings hide, and how many are still for sale: what a
    /// request may change.
    fn measure(sandbox: &Sandbox) -> [u64; 3];

    /// What the answer to a purchase says to be bought.
    fn receipts(request: &Request<Self>, response: &Response) -> Vec<Receipt>;

    /// Whether the answer to a purchase, or the word that there is none, tells what became of it.
    fn settles(request: &Request<Self>, seen: &Result<Response, Failure>) -> bool;
}

fn request_of(origin: Origin) -> Option<u64> {
    match origin.by {
        Buyer::Request(position) => Some(position),
        Buyer::Rival => None,
    }
}

/// Whether nothing is left open by `answer`.
fn is_certain<T>(answer: Result<T, Error>) -> bool {
    match answer {
        Ok(_) => true,
        Err(Error::Refused(refused)) => {
            let is_trusted = !matches!(refused.reason(), Reason::TempError | Reason::GenError);
            refused.outcome() == Outcome::NotChanged && is_trusted
        }
        Err(_) => false,
    }
}

impl Carrier for aql::Service {
    fn sign(request: &Request<Self>) -> SignedRequest {
        AQL.sign(request.clone(), &aql::Gateway::default())
    }

    fn call(request: &Request<Self>) -> Call {
        if let Ok(assign) = AssignNumbers::decode(request) {
            return Call::Assign { items: assign.items().len() };
        }
        match request.service() {
            Self::Provisioning => Call::Search,
            Self::Control if request.form() == aql::ListUsers.request().form() => Call::Listing,
            Self::Control => Call::Read,
        }
    }

    fn numbers(request: &Request<Self>) -> Vec<String> {
        let assign = AssignNumbers::decode(request);
        assign.iter().flat_map(AssignNumbers::items).map(|item| item.number.to_string()).collect()
    }

    fn facts(sandbox: &Sandbox) -> Vec<Fact> {
        let customer = sandbox.aql().customer(demo::AQL_USERNAME);
        let users = customer.iter().flat_map(|customer| customer.users());
        let facts = users.map(|user| Fact {
            number: user.number.to_string(),
            slot: user.item.first_name.parse().ok(),
            request: request_of(user.origin),
            password: Some(user.password.clone()),
            is_listed: user.origin.listed_from <= sandbox.now(),
        });
        facts.collect()
    }

    fn measure(sandbox: &Sandbox) -> [u64; 3] {
        let customer = sandbox.aql().customer(demo::AQL_USERNAME);
        let users = || customer.iter().flat_map(|customer| customer.users());
        let hidden = users().filter(|user| user.origin.listed_from > sandbox.now());
        [users().count() as u64, hidden.count() as u64, sandbox.aql().stock().free()]
    }

    fn receipts(request: &Request<Self>, response: &Response) -> Vec<Receipt> {
        let Ok(assign) = AssignNumbers::decode(request) else { return Vec::new() };
        let rows = match assign.parse(response) {
            Ok(assigned) => assigned.rows,
            Err(Error::Malformed(malformed)) => match malformed.salvaged() {
                Some(Salvaged::Assigned(assigned)) => assigned.rows.clone(),
                _ => Vec::new(),
            },
            Err(_) => Vec::new(),
        };
        let receipts =
            rows.into_iter().map(|row| Receipt { number: row.number.to_string(), password: Some(row.password) });
        receipts.collect()
    }

    fn settles(request: &Request<Self>, seen: &Result<Response, Failure>) -> bool {
        match (AssignNumbers::decode(request), seen) {
            (_, Err(failure)) => *failure == Failure::NotSent,
            (Ok(assign), Ok(response)) => is_certain(assign.parse(response)),
            (Err(_), Ok(_)) => true,
        }
    }
}

impl Carrier for aculab::Service {
    fn sign(request: &Request<Self>) -> SignedRequest {
        ACULAB.sign(request.clone(), &aculab::Gateway::default())
    }

    fn call(request: &Request<Self>) -> Call {
        match request.path() {
            "/tel_purchase" => Call::Purchase,
            "/tel_delete_numbers" => Call::Release,
            "/tel_list_numbers" => Call::Listing,
            _ => Call::Read,
        }
    }

    fn numbers(request: &Request<Self>) -> Vec<String> {
        let delete = aculab::TelDeleteNumbers::decode(request);
        delete.iter().flat_map(aculab::TelDeleteNumbers::numbers).map(ToString::to_string).collect()
    }

    fn facts(sandbox: &Sandbox) -> Vec<Fact> {
        let customer = sandbox.aculab().customer(demo::ACULAB_CLOUD_ID, demo::ACULAB_USERNAME);
        let numbers = customer.iter().flat_map(|customer| customer.numbers());
        let facts = numbers.map(|owned| Fact {
            number: owned.record.number.to_string(),
            slot: None,
            request: request_of(owned.origin),
            password: None,
            is_listed: owned.origin.listed_from <= sandbox.now(),
        });
        facts.collect()
    }

    fn measure(sandbox: &Sandbox) -> [u64; 3] {
        let customer = sandbox.aculab().customer(demo::ACULAB_CLOUD_ID, demo::ACULAB_USERNAME);
        let numbers = || customer.iter().flat_map(|customer| customer.numbers());
        let hidden = numbers().filter(|owned| owned.origin.listed_from > sandbox.now());
        [numbers().count() as u64, hidden.count() as u64, sandbox.aculab().catalogue().unsold()]
    }

    fn receipts(request: &Request<Self>, response: &Response) -> Vec<Receipt> {
        let Ok(purchase) = TelPurchase::decode(request) else { return Vec::new() };
        let rows = match purchase.parse(response) {
            Ok(purchased) => purchased.rows,
            Err(Error::Malformed(malformed)) => match malformed.salvaged() {
                Some(Salvaged::Purchased(purchased)) => purchased.rows.clone(),
                _ => Vec::new(),
            },
            Err(_) => Vec::new(),
        };
        rows.into_iter().map(|number| Receipt { number: number.to_string(), password: None }).collect()
    }

    fn settles(request: &Request<Self>, seen: &Result<Response, Failure>) -> bool {
        match (TelPurchase::decode(request), seen) {
            (_, Err(failure)) => *failure == Failure::NotSent,
            (Ok(purchase), Ok(response)) => is_certain(purchase.parse(response)),
            (Err(_), Ok(_)) => true,
        }
    }
}

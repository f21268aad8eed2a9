//! Orders at aql.

use telwire::InvalidInput;
use telwire::aql::{Number, Protocol};
use telwire::workflow::order::aql::{Item, Order, Report, Slot, Spec};
use telwire::workflow::{Checkpoint, Setup};
use telwire_sandbox::aql::{Customer, Range, Stock};
use telwire_sandbox::{Sandbox, demo};

use super::{order, standing};
use crate::simulate::{Claim, Claims, Receipt, START, Subject, World, stop_code};
use crate::worlds::aql_setup;

/// The numbers there are: ten with SMS, and ten without.
const WITH_SMS: (&str, &str) = ("44-113-3120120", "44-113-3120129");
const WITHOUT_SMS: (&str, &str) = ("44-113-3125120", "44-113-3125129");

/// Somebody else's number on the account.
const FOREIGN: &str = "44-113-3120129";

/// An order at aql.
#[derive(Clone, Debug)]
pub(crate) struct AqlOrder {
    spec: Spec,
    setup: Setup,
}

impl AqlOrder {
    fn new(spec: Spec) -> Self {
        Self { spec, setup: aql_setup().unwrap() }
    }
}

impl Subject for AqlOrder {
    type Flow = Order;

    fn start(&self) -> Order {
        Order::new(self.spec.clone(), self.setup.clone())
    }

    fn resume(&self, checkpoint: &Checkpoint) -> Result<Order, InvalidInput> {
        self.start().resume(checkpoint)
    }

    fn claims(&self, report: Report) -> Claims {
        let claim = |item: &Item| Claim {
            standing: standing(item.status),
            number: item.number.map(|number| number.to_string()),
            password: item.password.clone(),
            tried: tried(&report, item),
        };
        let strays = report.strays.iter();
        Claims {
            items: report.items.iter().map(claim).collect(),
            others: strays
                .map(|row| Receipt { number: row.number.to_string(), password: row.password.clone() })
                .collect(),
            candidates: Vec::new(),
            stopped: stop_code(report.stopped.as_ref()),
        }
    }
}

/// The numbers of every purchase that a slot was part of.
fn tried(report: &Report, item: &Item) -> Vec<String> {
    let attempts = item.attempts.iter().filter_map(|attempt| report.attempts.get(*attempt));
    let numbers = attempts.flat_map(|attempt| &attempt.numbers).filter(|(slot, _)| *slot == item.slot);
    numbers.map(|(_, number)| number.to_string()).collect()
}

/// The carrier with its twenty numbers, and the account with one that is none of the order's.
fn sandbox() -> Sandbox {
    let range = |(first, last): (&str, &str)| Range::new(number(first), number(last)).unwrap();
    let stock = Stock::new([range(WITH_SMS), range(WITHOUT_SMS).without_sms()]).unwrap();
    let customer = Customer::new(demo::AQL_USERNAME, demo::AQL_PASSWORD);
    let mut sandbox = Sandbox::new(1).aql_customer(customer).stock(stock);
    sandbox.aql_mut().buy_as_rival(START, demo::AQL_USERNAME, number(FOREIGN));
    sandbox
}

fn number(text: &str) -> Number {
    text.parse().unwrap()
}

/// Slots of these numbers, each with its position for a name, so that the truth tells them apart.
fn slots<'a>(numbers: impl IntoIterator<Item = &'a str>) -> Vec<Slot> {
    let numbers = numbers.into_iter().enumerate();
    numbers.map(|(position, text)| Slot::of(number(text)).first_name(position.to_string())).collect()
}

fn spec<'a>(numbers: impl IntoIterator<Item = &'a str>) -> Spec {
    Spec::new(Protocol::Sip, slots(numbers)).unwrap()
}

/// The same, and what is gone is replaced from the pool.
fn with_substitutes(spec: Spec) -> Spec {
    spec.pool("0113 312012*".parse().unwrap()).substitute(true)
}

fn any(slots: usize) -> Spec {
    let slots = (0..slots).map(|slot| Slot::any().first_name(slot.to_string()));
    Spec::new(Protocol::Sip, slots.collect()).unwrap().pool("0113 312012*".parse().unwrap())
}

/// With an e-mail address that no assign can carry.
fn late_email(numbers: [&str; 1]) -> Spec {
    let slots = slots(numbers).into_iter().map(|slot| slot.email("first_last@example.com"));
    Spec::new(Protocol::Sip, slots.collect()).unwrap()
}

pub(super) fn worlds() -> Vec<World<AqlOrder>> {
    let one = ["44-113-3120120"];
    let two = ["44-113-3120120", "44-113-3120125"];
    let worlds = [
        ("aql-1", 1, spec(one)),
        ("aql-1-substitute", 1, with_substitutes(spec(one))),
        ("aql-1-any", 1, any(1)),
        ("aql-1-email", 1, late_email(one)),
        ("aql-1-without-sms", 1, spec(["44-113-3125120"])),
        ("aql-2", 2, spec(two)),
        ("aql-2-substitute", 2, with_substitutes(spec(two))),
        ("aql-2-batches", 2, spec(two).batch_size(1)),
        ("aql-2-batches-substitute", 2, with_substitutes(spec(two)).batch_size(1)),
    ];
    let world =
        |(name, slots, spec)| World { name, sandbox: sandbox(), goal: order(slots), subject: AqlOrder::new(spec) };
    worlds.into_iter().map(world).collect()
}

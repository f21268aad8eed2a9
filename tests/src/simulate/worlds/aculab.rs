//! Orders at Aculab Cloud.

use telwire::InvalidInput;
use telwire::aculab::TelPurchase;
use telwire::workflow::order::aculab::{Item, Order, Report, Spec};
use telwire::workflow::{Checkpoint, Setup};
use telwire_sandbox::aculab::{Catalogue, Customer, Offer};
use telwire_sandbox::{Sandbox, demo};

use super::{DEADLINE, order, standing};
use crate::simulate::{Claim, Claims, Goal, Receipt, START, Subject, World, stop_code};
use crate::worlds::aculab_setup;

/// Where the orders buy.
const COUNTRY: &str = "Germany";
pub(crate) const REGION: &str = "Berlin";

/// The same place as listings name it.
const LISTED_REGION: &str = "Berlin (030)";

/// Where somebody else bought before.
const FOREIGN_REGION: &str = "München";

/// An order at Aculab Cloud.
#[derive(Clone, Debug)]
pub(crate) struct AculabOrder {
    spec: Spec,
    setup: Setup,
}

impl AculabOrder {
    fn new(spec: Spec) -> Self {
        Self { spec, setup: aculab_setup().unwrap() }
    }
}

impl Subject for AculabOrder {
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
            number: item.number.as_ref().map(ToString::to_string),
            password: None,
            tried: Vec::new(),
        };
        let surplus = report.surplus.iter();
        let candidates = report.attempts.iter().flat_map(|attempt| &attempt.candidates);
        Claims {
            items: report.items.iter().map(claim).collect(),
            others: surplus.map(|number| Receipt { number: number.to_string(), password: None }).collect(),
            candidates: candidates.map(ToString::to_string).collect(),
            stopped: stop_code(report.stopped.as_ref()),
        }
    }
}

/// The carrier with a few numbers, and the account with one that is none of the order's.
pub(super) fn sandbox() -> Sandbox {
    let berlin = Offer::new(COUNTRY, REGION, 49_305_550_100, 9);
    let berlin = Offer { listed_region: Some(LISTED_REGION.to_owned()), ..berlin };
    let munich = Offer::new(COUNTRY, FOREIGN_REGION, 49_895_550_100, 3);
    let customer = Customer::new(demo::ACULAB_CLOUD_ID, demo::ACULAB_USERNAME, demo::ACULAB_ACCESS_KEY);
    let mut sandbox = Sandbox::new(1).aculab_customer(customer).catalogue(Catalogue::new([berlin, munich], []));
    let foreign = TelPurchase::new(COUNTRY, FOREIGN_REGION).unwrap();
    sandbox.aculab_mut().buy_as_rival(START, demo::ACULAB_CLOUD_ID, demo::ACULAB_USERNAME, &foreign);
    sandbox
}

pub(super) fn purchase(quantity: u32) -> TelPurchase {
    TelPurchase::new(COUNTRY, REGION).unwrap().quantity(quantity).unwrap()
}

pub(super) fn worlds() -> Vec<World<AculabOrder>> {
    let limit = "5.00".parse().unwrap();
    let alone = |slots| Goal::Order { slots, deadline: DEADLINE, is_exclusive: true };
    let worlds = [
        ("aculab-1", order(1), Spec::new(purchase(1))),
        ("aculab-1-exclusive", alone(1), Spec::new(purchase(1)).exclusive_buyer(true)),
        ("aculab-3", order(3), Spec::new(purchase(3))),
        ("aculab-3-exclusive", alone(3), Spec::new(purchase(3)).exclusive_buyer(true)),
        ("aculab-3-partial", order(3), Spec::new(purchase(3).allow_partial(true))),
        ("aculab-3-price", order(3), Spec::new(purchase(3)).price_limit(limit)),
        ("aculab-3-price-exclusive", alone(3), Spec::new(purchase(3)).price_limit(limit).exclusive_buyer(true)),
    ];
    let world = |(name, goal, spec)| World { name, sandbox: sandbox(), goal, subject: AculabOrder::new(spec) };
    worlds.into_iter().map(world).collect()
}

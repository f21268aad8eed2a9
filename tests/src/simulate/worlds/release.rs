//! Releases at Aculab Cloud.

use telwire::InvalidInput;
use telwire::aculab::InboundNumber;
use telwire::workflow::{Checkpoint, Release, ReleaseItem, ReleaseReport, Released, Setup};
use telwire_sandbox::{Sandbox, demo};

use super::aculab;
use crate::simulate::{Claim, Claims, Goal, START, Standing, Subject, World, stop_code};
use crate::worlds::aculab_setup;

/// The numbers of the account, and one that is somebody else's.
const OWNED: [&str; 3] = ["49305550100", "49305550101", "49305550102"];
const FOREIGN: &str = "49305550108";

/// A release.
#[derive(Clone, Debug)]
pub(crate) struct Releases {
    numbers: Vec<InboundNumber>,
    batch_size: usize,
    setup: Setup,
}

impl Subject for Releases {
    type Flow = Release;

    fn start(&self) -> Release {
        Release::new(self.numbers.clone(), self.setup.clone()).unwrap().batch_size(self.batch_size)
    }

    fn resume(&self, checkpoint: &Checkpoint) -> Result<Release, InvalidInput> {
        self.start().resume(checkpoint)
    }

    fn claims(&self, report: ReleaseReport) -> Claims {
        let claim = |item: &ReleaseItem| Claim {
            standing: standing(item.status),
            number: Some(item.number.to_string()),
            password: None,
            tried: Vec::new(),
        };
        let stopped = stop_code(report.stopped.as_ref());
        Claims { items: report.items.iter().map(claim).collect(), stopped, ..Claims::default() }
    }
}

fn standing(status: Released) -> Standing {
    match status {
        Released::Released => Standing::Released,
        Released::Gone => Standing::Gone,
        Released::NotOurs => Standing::NotOurs,
        Released::Kept => Standing::Kept,
        Released::NotTried => Standing::NotTried,
        _ => Standing::Unknown,
    }
}

/// The account with its three numbers, beside the one of another region that every account here has.
fn sandbox() -> Sandbox {
    let mut sandbox = aculab::sandbox();
    for _ in OWNED {
        let purchase = aculab::purchase(1);
        sandbox.aculab_mut().buy_as_rival(START, demo::ACULAB_CLOUD_ID, demo::ACULAB_USERNAME, &purchase);
    }
    sandbox
}

pub(super) fn worlds() -> Vec<World<Releases>> {
    let [first, second, _] = OWNED;
    let worlds: [(&str, &[&str], usize); 4] = [
        ("release-1", &[first], 50),
        ("release-3", &[first, FOREIGN, second], 50),
        ("release-3-batches", &[first, FOREIGN, second], 2),
        ("release-1-foreign", &[FOREIGN], 50),
    ];
    let world = |(name, asked, batch_size): (&'static str, &[&str], usize)| World {
        name,
        sandbox: sandbox(),
        goal: Goal::Release { asked: asked.iter().map(ToString::to_string).collect() },
        subject: Releases {
            numbers: asked.iter().map(|text| text.parse().unwrap()).collect(),
            batch_size,
            setup: aculab_setup().unwrap(),
        },
    };
    worlds.into_iter().map(world).collect()
}

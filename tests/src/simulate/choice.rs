//! Everything that may happen at a point of a run: the alphabet of the schedules.

use std::fmt;
use std::time::Duration;

use telwire_sandbox::{Done, Fault};

use super::carrier::Call;

/// How long a listing hides what is bought late: until it is [shown](Choice::Show).
const NEVER_LISTED: Duration = Duration::from_secs(100 * 365 * 86_400);

/// How long the host is down after some crashes: longer than any deadline.
const DOWNTIME: Duration = Duration::from_secs(2 * 3600);

/// What happens at a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// What the workflow asks for; nothing goes wrong.
    Go,
    /// A request is sent, and this goes wrong with it.
    Exchange(Exchange),
    /// A save goes wrong.
    Save(SaveFault),
    /// The process dies right after its end, and another takes over from the journal.
    Crash,
    /// The host wants an end.
    Stop,
    /// A second driver takes the journal up.
    Second(Turns),
    /// A purchase that was to be done later is done.
    Commit,
    /// An answer to a process that is no more comes, by its old id.
    Deliver,
    /// What listings hid shows in them.
    Show,
}

/// What goes wrong with a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exchange {
    /// What becomes of the answer, and of the request.
    pub answer: Option<(Answer, Deed)>,
    /// What else happens to a purchase.
    pub extras: Vec<Extra>,
    /// Whether the process dies before the answer comes, and how long nobody takes over.
    pub crash: Option<Downtime>,
}

/// What the client sees in place of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A part of it.
    Cut {
        /// Where it ends.
        place: Place,
        /// Whether the client can tell.
        is_declared: bool,
    },
    /// `AQVOIP_GEN_ERROR`.
    GenError,
    /// A page of HTML with the status 200.
    Html,
    /// Nothing.
    Lost,
    /// The word that the request never left.
    NotSent,
    /// What the same listing said before.
    Stale,
    /// A proxy's page with this status.
    Status(u16),
    /// `AQVOIP_TEMP_ERROR`.
    TempError,
}

/// What becomes of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// It is done at some later point, or when all is over.
    Later,
    /// It is not done.
    Never,
    /// It is done.
    Now,
}

/// Where an answer is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Before everything.
    Start,
    /// Within the first line, or the first row behind the code of an assign.
    Row,
    /// Before the last line.
    Line,
    /// Within the last field, where an assign has a password.
    Field,
    /// Before the last byte.
    End,
}

/// What may happen to a purchase beside the fate of its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// Listings hide what it bought, until it is shown.
    Hidden,
    /// Somebody else on the same account buys one of its numbers just before.
    RivalBuys(usize),
    /// Another customer takes one of its numbers just before.
    RivalTakes(usize),
}

/// How long nobody takes over after a crash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Downtime {
    /// Until after the deadline; answers come no more then.
    Long,
    /// Not at all.
    None,
}

/// How a save goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveFault {
    /// It is said to conflict.
    Conflict,
    /// The process dies before it is stored.
    CrashBefore,
    /// The process dies when it is stored.
    CrashAfter(Downtime),
    /// It fails, and so does every later one.
    Dead,
    /// It fails.
    Fails,
    /// It is stored, and said to have failed.
    Lost,
}

/// Who runs when two drivers are at one journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turns {
    /// One output each.
    Alternate,
    /// The first runs to its end, then the second.
    FirstFirst,
    /// The second runs to its end, then the first goes on.
    SecondFirst,
}

impl Downtime {
    const ALL: [Self; 2] = [Self::None, Self::Long];

    /// How long that is.
    pub(super) fn duration(self) -> Duration {
        match self {
            Self::Long => DOWNTIME,
            Self::None => Duration::from_secs(1),
        }
    }
}

/// How much of what may happen to a run is left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Budget {
    /// Things that go wrong.
    pub faults: usize,
    /// Crashes and second drivers.
    pub interruptions: usize,
}

impl Choice {
    /// What it takes of a budget.
    #[must_use]
    pub fn cost(&self) -> Budget {
        match self {
            Self::Go | Self::Commit | Self::Deliver | Self::Show => Budget::default(),
            Self::Exchange(exchange) => exchange.cost(),
            Self::Save(SaveFault::CrashBefore | SaveFault::CrashAfter(_)) | Self::Crash | Self::Second(_) => {
                Budget { faults: 0, interruptions: 1 }
            }
            Self::Save(_) | Self::Stop => Budget { faults: 1, interruptions: 0 },
        }
    }

    /// What may happen to a request, the cheapest first. `room` bounds what goes wrong with it at once.
    pub(super) fn of_send(call: Call, room: Budget, has_account_rivals: bool) -> Vec<Self> {
        // A crash during a read leaves what one after the last save leaves: the journal and the carrier as they were.
        let may_crash = call.is_once() && room.interruptions > 0;
        let crashes = Downtime::ALL.into_iter().filter(|_| may_crash).map(Some);
        let crashes: Vec<Option<Downtime>> = [None].into_iter().chain(crashes).collect();
        let mut exchanges = Vec::new();
        for extras in subsets(&extras(call, has_account_rivals), room.faults) {
            let answers = answers(call).into_iter().map(Some);
            let answers = [None].into_iter().chain(answers.filter(|_| extras.len() < room.faults));
            for answer in answers {
                let exchange = |crash: &_| Exchange { answer, extras: extras.clone(), crash: *crash };
                exchanges.extend(crashes.iter().map(exchange));
            }
        }
        exchanges.sort_by_key(|exchange| (exchange.cost().faults, exchange.cost().interruptions));
        let of_exchange = |exchange| if exchange == Exchange::default() { Self::Go } else { Self::Exchange(exchange) };
        exchanges.into_iter().map(of_exchange).collect()
    }

    /// What may happen to a save.
    pub(super) fn of_save() -> Vec<Self> {
        let faults = [
            SaveFault::Conflict,
            SaveFault::CrashBefore,
            SaveFault::CrashAfter(Downtime::None),
            SaveFault::CrashAfter(Downtime::Long),
            SaveFault::Dead,
            SaveFault::Fails,
            SaveFault::Lost,
        ];
        [Self::Go].into_iter().chain(faults.map(Self::Save)).collect()
    }
}

impl Exchange {
    fn cost(&self) -> Budget {
        let faults = self.extras.len() + usize::from(self.answer.is_some());
        Budget { faults, interruptions: usize::from(self.crash.is_some()) }
    }

    pub(super) fn deed(&self) -> Deed {
        self.answer.map_or(Deed::Now, |(_, deed)| deed)
    }

    /// The faults that make the sandbox do its part. A cut is made later, when the answer is there.
    pub(super) fn faults(&self) -> Vec<Fault> {
        let done = match self.deed() {
            Deed::Now => Done::Now,
            // What is done later is sent again then.
            Deed::Later | Deed::Never => Done::Never,
        };
        let answer = self.answer.and_then(|(answer, _)| match answer {
            Answer::GenError => Some(Fault::GenError(done)),
            Answer::Html => Some(Fault::HtmlPage(done)),
            Answer::Lost => Some(Fault::NoAnswer(done)),
            Answer::Stale => Some(Fault::StaleListing),
            Answer::Status(status) => Some(Fault::ProxyError { status, done }),
            Answer::TempError => Some(Fault::TempError(done)),
            Answer::Cut { .. } | Answer::NotSent => None,
        });
        answer.into_iter().chain(self.extras.iter().map(|extra| extra.fault())).collect()
    }

    pub(super) fn is_hidden(&self) -> bool {
        self.extras.contains(&Extra::Hidden)
    }
}

impl Extra {
    pub(super) fn fault(self) -> Fault {
        match self {
            Self::Hidden => Fault::LateVisibility(NEVER_LISTED),
            Self::RivalBuys(item) => Fault::RivalOnAccount { item },
            Self::RivalTakes(item) => Fault::RivalTakesNumber { item },
        }
    }
}

/// What may become of the answer to a call.
fn answers(call: Call) -> Vec<(Answer, Deed)> {
    use Answer::{GenError, Html, Lost, NotSent, Stale, Status, TempError};
    use Deed::{Later, Never, Now};
    let places: &[Place] = match call {
        Call::Assign { .. } | Call::Purchase => &[Place::Start, Place::Row, Place::Line, Place::Field, Place::End],
        _ => &[Place::Start, Place::Row, Place::Line, Place::End],
    };
    let cuts = places
        .iter()
        .flat_map(|place| [true, false].map(|is_declared| (Answer::Cut { place: *place, is_declared }, Now)));
    let once = [
        (NotSent, Never),
        (Lost, Never),
        (Lost, Now),
        (Lost, Later),
        (Status(502), Never),
        (Status(502), Now),
        (Status(502), Later),
        (Html, Never),
        (Html, Now),
        (Status(429), Never),
        (Status(429), Now),
    ];
    let refusals = [TempError, GenError].into_iter().flat_map(|error| [(error, Never), (error, Now), (error, Later)]);
    let read = [(Lost, Never), (Status(502), Never), (Html, Never), (Status(429), Never)];
    match call {
        Call::Assign { .. } => once.into_iter().chain(refusals).chain(cuts).collect(),
        Call::Purchase | Call::Release => once.into_iter().chain(cuts).collect(),
        Call::Listing => read.into_iter().chain([(Stale, Now)]).chain(cuts).collect(),
        Call::Read => read.into_iter().chain(cuts).collect(),
        Call::Search => read.into_iter().chain([(TempError, Never)]).chain(cuts).collect(),
    }
}

fn extras(call: Call, has_account_rivals: bool) -> Vec<Extra> {
    let items = match call {
        Call::Assign { items } => items,
        Call::Purchase => 1,
        _ => return Vec::new(),
    };
    let buys = (0..items).filter(|_| has_account_rivals).map(Extra::RivalBuys);
    [Extra::Hidden].into_iter().chain((0..items).map(Extra::RivalTakes)).chain(buys).collect()
}

/// The subsets of at most `size` elements.
fn subsets(all: &[Extra], size: usize) -> Vec<Vec<Extra>> {
    let mut subsets = vec![Vec::new()];
    for extra in all {
        let more = subsets.iter().filter(|subset: &&Vec<Extra>| subset.len() < size);
        let more: Vec<Vec<Extra>> = more.map(|subset| [subset.as_slice(), &[*extra]].concat()).collect();
        subsets.extend(more);
    }
    subsets
}

/// The word of a schedule.
impl fmt::Display for Choice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Go => "go",
            Self::Exchange(exchange) => return write!(formatter, "{exchange}"),
            Self::Save(SaveFault::Conflict) => "save-conflicts",
            Self::Save(SaveFault::CrashBefore) => "crash-before-save",
            Self::Save(SaveFault::CrashAfter(Downtime::None)) => "crash-after-save",
            Self::Save(SaveFault::CrashAfter(Downtime::Long)) => "crash-after-save-2h",
            Self::Save(SaveFault::Dead) => "journal-dies",
            Self::Save(SaveFault::Fails) => "save-fails",
            Self::Save(SaveFault::Lost) => "save-confirmation-lost",
            Self::Crash => "crash",
            Self::Stop => "stop",
            Self::Second(Turns::Alternate) => "second-alternates",
            Self::Second(Turns::FirstFirst) => "second-waits",
            Self::Second(Turns::SecondFirst) => "second-runs",
            Self::Commit => "commit",
            Self::Deliver => "late-answer",
            Self::Show => "shown",
        })
    }
}

impl fmt::Display for Exchange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let answer = self.answer.map(|(answer, deed)| word(answer, deed));
        let extras = self.extras.iter().map(|extra| match extra {
            Extra::Hidden => "hidden".to_owned(),
            Extra::RivalBuys(item) => format!("rival-buys-{item}"),
            Extra::RivalTakes(item) => format!("rival-takes-{item}"),
        });
        let crash = self.crash.map(|downtime| match downtime {
            Downtime::Long => "crash-2h".to_owned(),
            Downtime::None => "crash".to_owned(),
        });
        formatter.write_str(&answer.into_iter().chain(extras).chain(crash).collect::<Vec<_>>().join("+"))
    }
}

fn word(answer: Answer, deed: Deed) -> String {
    let deed = match (answer, deed) {
        (Answer::Lost, Deed::Later) => return "done-later".to_owned(),
        (Answer::Lost, Deed::Never) => return "lost-request".to_owned(),
        (Answer::Lost, Deed::Now) => return "lost-answer".to_owned(),
        (Answer::NotSent, _) => return "not-sent".to_owned(),
        (Answer::Stale, _) => return "stale".to_owned(),
        (Answer::Cut { place, is_declared }, _) => {
            let how = if is_declared { "cut" } else { "short" };
            return format!("{how}-{}", format!("{place:?}").to_lowercase());
        }
        (_, Deed::Later) => "later",
        (_, Deed::Never) => "never",
        (_, Deed::Now) => "now",
    };
    match answer {
        Answer::GenError => format!("gen-{deed}"),
        Answer::Html => format!("html-{deed}"),
        Answer::Status(status) => format!("{status}-{deed}"),
        _ => format!("temp-{deed}"),
    }
}

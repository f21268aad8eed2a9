//! What must hold, whatever happens. Every rule says what breaks it.

use std::collections::BTreeSet;
use std::time::Duration;

use super::Goal;
use super::carrier::{Call, Fact, Receipt};
use super::choice::Budget;
use super::claims::{Claim, Claims, Standing, Subject};
use super::run::Run;

/// How often the same list may leave: three times in each of five purchases.
const SAME_LIST: usize = 15;

/// How many requests a process may send.
const SENDS: u32 = 300;

/// How long a process may take: the deadline, and what finding out may take after it.
const LIFETIME: Duration = Duration::from_secs(6 * 3600);

/// A rule that was broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The rule.
    pub rule: &'static str,
    /// What broke it.
    pub text: String,
}

/// A purchase or release that was sent.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    pub(super) process: usize,
    /// The save that its intent is in, at the latest.
    pub(super) intent: u64,
    pub(super) numbers: Vec<String>,
    pub(super) form: String,
    /// Which request it was to the carrier, once it got there.
    pub(super) request: Option<u64>,
    /// Whether no answer tells what became of it.
    pub(super) is_open: bool,
    pub(super) has_left: bool,
}

/// A process that came to its end.
#[derive(Clone, Debug)]
pub(super) struct Ended {
    pub(super) process: usize,
    pub(super) from: u64,
    pub(super) claims: Claims,
    pub(super) receipts: Vec<Receipt>,
    pub(super) shown: Vec<String>,
}

impl Ended {
    /// Whether its report must know of that purchase: it, or a process that it went on from, sent it.
    fn answers_for(&self, sent: &Sent) -> bool {
        sent.process == self.process || sent.intent <= self.from
    }
}

/// A purchase is about to leave.
pub(super) fn leaving<S: Subject>(run: &Run<S>, call: Call, sent: &Sent) -> Vec<Violation> {
    let Run { process, .. } = run;
    let broken = |rule, is_broken: bool, text: &str| {
        is_broken.then(|| Violation { rule, text: format!("{text}: `{}`", sent.form) })
    };
    let known = || run.sent.iter().filter(|other| other.process == process.number || other.intent <= process.from);
    let mut open = known().filter(|other| other.is_open && other.has_left);
    let is_beside_an_open_one = match call {
        Call::Assign { .. } => open
            .any(|other| other.form != sent.form && other.numbers.iter().any(|number| sent.numbers.contains(number))),
        Call::Purchase => open.next().is_some(),
        // A number that is gone cannot be released again.
        _ => false,
    };
    let is_late = match run.goal() {
        Goal::Order { deadline, .. } => run.now.since(run.started) > *deadline,
        Goal::Release { .. } => false,
    };
    let same = known().filter(|other| other.has_left && other.form == sent.form).count();
    let is_again_too_often = matches!(call, Call::Assign { .. }) && same >= SAME_LIST;
    let checks = [
        broken("an intent is saved before its purchase leaves", !process.has_intent, "no save since the last purchase"),
        broken("purchases go one by one", process.has_purchase_in_flight(), "the one before has no answer yet"),
        broken("an open purchase licenses no other", is_beside_an_open_one, "the one before is open"),
        broken("nothing is bought past the deadline", is_late, "too late"),
        broken("sends are bounded", is_again_too_often, "the same list again"),
    ];
    checks.into_iter().flatten().collect()
}

/// A process comes to its end with that report.
pub(super) fn ending<S: Subject>(run: &Run<S>, claims: &Claims) -> Vec<Violation> {
    let Run { process, .. } = run;
    let is_unsaved = process.heard != process.heard_saved && !claims.has_lost_its_journal();
    let checks = [
        (is_unsaved, "the end comes after its save", "an answer to a purchase is not in the journal"),
        (process.sends > SENDS, "sends are bounded", "too many requests"),
        (run.now.since(process.born) > LIFETIME, "waits are bounded", "it took too long"),
    ];
    let broken = checks.into_iter().filter(|(is_broken, ..)| *is_broken);
    broken.map(|(_, rule, text)| Violation { rule, text: text.to_owned() }).collect()
}

/// All is over: reports against the truth.
pub(super) fn judge<S: Subject>(run: &Run<S>) -> Vec<Violation> {
    let facts = run.facts();
    match run.goal() {
        Goal::Order { slots, .. } => judge_order(run, *slots, &facts),
        Goal::Release { asked } => judge_release(run, asked, &facts),
    }
}

fn judge_order<S: Subject>(run: &Run<S>, slots: usize, facts: &[Fact]) -> Vec<Violation> {
    let ours: Vec<(&Fact, &Sent)> = facts
        .iter()
        .filter_map(|fact| {
            let request = fact.request?;
            Some((fact, run.sent.iter().find(|sent| sent.request == Some(request))?))
        })
        .collect();
    let mut violations = no_slot_has_two(slots, &ours);
    for ended in &run.ended {
        violations.extend(bought_is_true(ended, facts));
        violations.extend(on_account_is_true(ended, facts));
        violations.extend(received_is_reported(ended));
        violations.extend(bought_is_reported(ended, &ours));
    }
    if run.spent == Budget::default() {
        violations.extend(undisturbed_is_bought(run, slots, ours.len()));
    }
    violations
}

fn no_slot_has_two(slots: usize, ours: &[(&Fact, &Sent)]) -> Vec<Violation> {
    let rule = "no slot is bought twice";
    let of_slot = |slot: usize| ours.iter().filter(move |(fact, _)| fact.slot == Some(slot));
    let twice = (0..slots).filter(|slot| of_slot(*slot).count() > 1);
    let twice = twice.map(|slot| {
        let numbers: Vec<&str> = of_slot(slot).map(|(fact, _)| fact.number.as_str()).collect();
        Violation { rule, text: format!("slot {slot} has {}", numbers.join(" and ")) }
    });
    let too_many = (ours.len() > slots)
        .then(|| Violation { rule, text: format!("{} numbers were bought for {slots}", ours.len()) });
    twice.chain(too_many).collect()
}

fn bought_is_true(ended: &Ended, facts: &[Fact]) -> Vec<Violation> {
    let bought = ended.claims.items.iter().filter(|claim| claim.standing == Standing::Bought);
    let untrue = bought.filter(|claim| {
        let is_it = |fact: &&Fact| claim.number.as_ref() == Some(&fact.number) && fact.request.is_some();
        match facts.iter().find(is_it) {
            // A cut that nothing announced may shorten a password; then the report must hold what the answer held.
            Some(fact) => claim.password != fact.password && !is_receipt(ended, claim),
            None => true,
        }
    });
    let rule = "what is reported as bought is bought, with that password";
    untrue.map(|claim| Violation { rule, text: format!("{claim:?}") }).collect()
}

fn is_receipt(ended: &Ended, claim: &Claim) -> bool {
    let is_it =
        |receipt: &Receipt| claim.number.as_ref() == Some(&receipt.number) && claim.password == receipt.password;
    ended.receipts.iter().any(is_it)
}

fn on_account_is_true(ended: &Ended, facts: &[Fact]) -> Vec<Violation> {
    let on_account = ended.claims.items.iter().filter(|claim| claim.standing == Standing::OnAccount);
    let untrue = on_account.filter(|claim| !facts.iter().any(|fact| claim.number.as_ref() == Some(&fact.number)));
    let rule = "what is reported on the account is there";
    untrue.map(|claim| Violation { rule, text: format!("{claim:?}") }).collect()
}

fn received_is_reported(ended: &Ended) -> Vec<Violation> {
    let lost = ended.receipts.iter().filter(|receipt| !ended.claims.hold(receipt));
    let rule = "everything that was received is reported, with its password";
    lost.map(|receipt| Violation { rule, text: format!("{receipt:?} is not in {:?}", ended.claims) }).collect()
}

/// Every number that was bought is in the report, and never as not bought. It is named if a listing showed it and the
/// order came to its own end.
fn bought_is_reported(ended: &Ended, ours: &[(&Fact, &Sent)]) -> Vec<Violation> {
    let rule = "everything that was bought is reported";
    let claims = &ended.claims;
    let mine = || ours.iter().filter(|(_, sent)| ended.answers_for(sent)).map(|(fact, _)| *fact);
    let denied = mine().filter(|fact| is_denied(claims, fact));
    let denied = denied.map(|fact| Violation { rule, text: format!("{} is reported as not bought", fact.number) });
    let standing = [Standing::Bought, Standing::OnAccount, Standing::Unknown];
    let owned_up = standing.into_iter().map(|standing| claims.count(standing)).sum::<usize>() + claims.others.len();
    let is_short = mine().count() > owned_up;
    let short = is_short.then(|| Violation { rule, text: format!("{} were bought, and {claims:?}", mine().count()) });
    let was_shown = |fact: &&Fact| claims.stopped.is_none() && ended.shown.contains(&fact.number);
    let nameless = mine().filter(was_shown).filter(|fact| !is_named(claims, fact));
    let nameless =
        nameless.map(|fact| Violation { rule, text: format!("{} was listed and is not named", fact.number) });
    denied.chain(short).chain(nameless).collect()
}

fn is_denied(claims: &Claims, fact: &Fact) -> bool {
    let claim = fact.slot.and_then(|slot| claims.items.get(slot));
    claim.is_some_and(|claim| {
        let is_named = claim.number.as_ref() == Some(&fact.number) || claim.tried.contains(&fact.number);
        claim.standing == Standing::NotBought || !is_named
    })
}

fn is_named(claims: &Claims, fact: &Fact) -> bool {
    let in_items = claims
        .items
        .iter()
        .any(|claim| claim.number.as_ref() == Some(&fact.number) || claim.tried.contains(&fact.number));
    let in_others = claims.others.iter().any(|receipt| receipt.number == fact.number);
    in_items || in_others || claims.candidates.contains(&fact.number)
}

fn undisturbed_is_bought<S: Subject>(run: &Run<S>, slots: usize, ours: usize) -> Vec<Violation> {
    let is_reported = run.ended.iter().all(|ended| ended.claims.count(Standing::Bought) == slots);
    let is_whole = is_reported && ours == slots;
    let text = || format!("{ours} of {slots} were bought: {:?}", run.ended.last().map(|ended| &ended.claims));
    let rule = "where nothing goes wrong everything is bought";
    (!is_whole).then(|| Violation { rule, text: text() }).into_iter().collect()
}

/// Whether the number is gone by a deletion that the report must know of. Whoever lost its journal may have been
/// displaced, and cannot tell the deletions of its successor from its own.
fn is_gone_by<S: Subject>(run: &Run<S>, ended: &Ended, number: &str) -> bool {
    let mut sent = run.sent.iter().filter(|sent| sent.has_left && ended.answers_for(sent));
    !ended.claims.has_lost_its_journal() && sent.any(|sent| sent.numbers.iter().any(|other| other == number))
}

fn judge_release<S: Subject>(run: &Run<S>, asked: &[String], facts: &[Fact]) -> Vec<Violation> {
    let before = run.facts_before();
    let owns = |facts: &[Fact], number: &str| facts.iter().any(|fact| fact.number == number);
    let released = before.iter().filter(|fact| !asked.contains(&fact.number) && !owns(facts, &fact.number));
    let mut violations: Vec<Violation> = released
        .map(|fact| Violation { rule: "only what was asked for is released", text: fact.number.clone() })
        .collect();
    for ended in &run.ended {
        let told: BTreeSet<&str> = ended.claims.items.iter().filter_map(|claim| claim.number.as_deref()).collect();
        let untold = asked.iter().filter(|number| !told.contains(number.as_str()));
        violations.extend(untold.map(|number| Violation { rule: "every number is reported", text: number.clone() }));
        let untrue = ended.claims.items.iter().filter(|claim| {
            let number = claim.number.as_deref().unwrap_or_default();
            let (was_ours, is_ours) = (owns(&before, number), owns(facts, number));
            match claim.standing {
                Standing::Released => is_ours || !was_ours,
                Standing::Gone => is_ours,
                Standing::Kept | Standing::NotOurs | Standing::NotTried => {
                    was_ours && !is_ours && is_gone_by(run, ended, number)
                }
                _ => false,
            }
        });
        let rule = "what is reported of a release is true";
        violations.extend(untrue.map(|claim| Violation { rule, text: format!("{claim:?}") }));
    }
    if run.spent == Budget::default() && asked.iter().any(|number| owns(facts, number)) {
        let rule = "where nothing goes wrong everything is released";
        violations.push(Violation { rule, text: format!("{:?}", run.ended.last().map(|ended| &ended.claims)) });
    }
    violations
}

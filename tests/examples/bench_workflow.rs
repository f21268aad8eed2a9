//! What workflows cost: requests for each number, the core's own time, and memory. `cargo xtask bench workflow` runs it.

use std::collections::{HashSet, VecDeque};
use std::fs;
use std::time::{Duration, Instant};

use telwire::aql::{self, CheckNumbers, Protocol};
use telwire::workflow::order;
use telwire::workflow::{AqlInventory, Input, Output, Search, Workflow as _};
use telwire::{Endpoint as _, Error, Response, Timestamp, aculab};
use telwire_sandbox::{Faults, Sandbox};
use telwire_tests::rehearse::{Rehearsed, rehearse};
use telwire_tests::worlds;

/// How many pages the comparison with hand-written code is made of.
const PAGES: u32 = 10_000;

/// How many numbers a pager remembers, to drop repeats.
const WINDOW: usize = 100_000;

fn main() -> Result<(), Error> {
    walk()?;
    compare()?;
    for quantity in [1, 100, 10_000] {
        order_at_aql(quantity)?;
    }
    for quantity in [1, 100] {
        order_at_aculab(quantity)?;
    }
    inventory()
}

/// Walks nine million numbers.
fn walk() -> Result<(), Error> {
    let (account, gateway) = (worlds::aql_account()?, aql::Gateway::default());
    let mut sandbox = worlds::nine_million()?;
    let before = peak_memory();
    let mut search = Search::new(worlds::nine_million_pattern()?, worlds::aql_setup()?);
    let mut numbers = 0;
    let walked = rehearse(
        &mut search,
        &mut sandbox,
        |request| account.sign(request, &gateway),
        |_, page: Vec<aql::Number>| numbers += page.len(),
    )?;
    let pages = walked.report.pages;
    let per_page = walked.own_time.as_secs_f64() * 1e6 / pages as f64;
    println!("search: {numbers} numbers on {pages} pages, {per_page:.1} µs of the core's own time a page");
    if let (Some(before), Some(after)) = (before, peak_memory()) {
        println!("search: peak memory {before} kB before, {after} kB after");
    }
    Ok(())
}

/// The same pages, walked by the core and by what one would write by hand.
fn compare() -> Result<(), Error> {
    let mut sandbox = worlds::nine_million()?;
    let (account, gateway) = (worlds::aql_account()?, aql::Gateway::default());
    let pages: Vec<Response> = (0..PAGES)
        .filter_map(|page| {
            let request = CheckNumbers::new(worlds::nine_million_pattern().ok()?).skip(page * 100).request();
            sandbox.handle(Timestamp::default(), &account.sign(request, &gateway)).into_response()
        })
        .collect();
    let by_core = timed(|| by_core(&pages));
    let by_hand = timed(|| by_hand(&pages));
    let ratio = by_hand.as_secs_f64() / by_core.as_secs_f64();
    println!(
        "search: {PAGES} pages, core {by_core:.1?}, by hand (split, a set of strings) {by_hand:.1?}: {ratio:.1} times"
    );
    Ok(())
}

/// The best of five.
fn timed<T>(run: impl Fn() -> T) -> Duration {
    let once = || {
        let began = Instant::now();
        std::hint::black_box(run());
        began.elapsed()
    };
    (0..5).map(|_| once()).min().unwrap_or_default()
}

fn by_core(pages: &[Response]) -> Result<usize, Error> {
    let mut search = Search::new(worlds::nine_million_pattern()?, worlds::aql_setup()?);
    let (mut pages, mut numbers) = (pages.iter(), 0);
    loop {
        match search.poll(Timestamp::default()) {
            Output::Send { id, .. } => {
                let Some(response) = pages.next().cloned() else { return Ok(numbers) };
                search.handle(Timestamp::default(), Input::Response { id, response })?;
            }
            Output::Item { item, .. } => numbers += item.len(),
            Output::Done(_) => return Ok(numbers),
            Output::Progress(_) | Output::Save { .. } | Output::Wait(_) => {}
        }
    }
}

fn by_hand(pages: &[Response]) -> usize {
    let (mut seen, mut window, mut numbers) = (HashSet::new(), VecDeque::new(), 0);
    for page in pages {
        let text = String::from_utf8_lossy(page.body()).into_owned();
        let Some(list) = text.strip_prefix("AQVOIP_OK\n") else { continue };
        let parsed: Vec<String> = list.trim_end().split('_').map(str::to_owned).collect();
        for number in parsed {
            if seen.insert(number.clone()) {
                window.push_back(number);
                numbers += 1;
            }
            if window.len() > WINDOW
                && let Some(oldest) = window.pop_front()
            {
                seen.remove(&oldest);
            }
        }
    }
    numbers
}

fn order_at_aql(quantity: usize) -> Result<(), Error> {
    let (account, gateway) = (worlds::aql_account()?, aql::Gateway::default());
    let slots = vec![order::aql::Slot::any(); quantity];
    let spec = order::aql::Spec::new(Protocol::Sip, slots)?.pool(worlds::nine_million_pattern()?);
    let mut order = order::aql::Order::new(spec, worlds::aql_setup()?);
    let mut sandbox = worlds::nine_million()?;
    let done = rehearse(&mut order, &mut sandbox, |request| account.sign(request, &gateway), |_, _| ())?;
    print_order("aql", quantity, &done);
    Ok(())
}

fn order_at_aculab(quantity: u32) -> Result<(), Error> {
    let (account, gateway) = (worlds::aculab_account()?, aculab::Gateway::default());
    let spec = order::aculab::Spec::new(worlds::berlin(quantity)?);
    let mut order = order::aculab::Order::new(spec, worlds::aculab_setup()?);
    let mut sandbox = Sandbox::demo(1);
    let done = rehearse(&mut order, &mut sandbox, |request| account.sign(request, &gateway), |_, _| ())?;
    print_order("Aculab", quantity as usize, &done);
    Ok(())
}

fn print_order<T>(carrier: &str, quantity: usize, done: &Rehearsed<T>) {
    let each = done.requests as f64 / quantity as f64;
    let (requests, own_time) = (done.requests, done.own_time);
    println!(
        "order of {quantity} at {carrier}: {requests} requests, {each:.4} a number; the core's own time {own_time:.1?}"
    );
}

/// An account of 10,000 users, 32 requests in flight, one answer in twenty going wrong.
fn inventory() -> Result<(), Error> {
    let (account, gateway) = (worlds::aql_account()?, aql::Gateway::default());
    let mut sandbox = worlds::with_users(10_000)?.faults(Faults::by_chance(1, 5));
    let mut inventory = AqlInventory::new(worlds::aql_setup()?.max_in_flight(32));
    let done = rehearse(&mut inventory, &mut sandbox, |request| account.sign(request, &gateway), |_, _| ())?;
    println!(
        "inventory of {} users, 5% faults: {} requests, {} at once, {} users failed; the core's own time {:.1?}",
        done.report.entries,
        done.requests,
        done.most_in_flight,
        done.report.failed.len(),
        done.own_time,
    );
    Ok(())
}

/// The most memory that the process ever had, in kB, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

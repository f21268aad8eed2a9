//! `cargo xtask simulate`: the whole simulation, or one schedule of it.

use std::process::ExitCode;
use std::time::Instant;

use telwire_tests::simulate::{Budget, Simulate, Tally, Task, run_all, worlds};

const USAGE: &str = "\
usage: cargo xtask simulate [--faults N] [--orders N] [--seed N] [--world NAME]
       cargo xtask simulate --replay LINE

  --faults N     go through every schedule of up to N faults; 3 unless set
  --orders N     how many orders to run by chance in each world; 2000 unless set
  --seed N       what decides them; 1 unless set
  --world NAME   only in the worlds whose name begins so
  --replay LINE  run one schedule, such as `world=aql-1 5:lost-answer`, and show what happens
  --help, -h     print this";

/// How much goes wrong in the runs by chance, in percent: from and to.
const RATES: (u64, u64) = (5, 50);

/// How many violations are printed.
const SHOWN: usize = 10;

struct Options {
    faults: usize,
    orders: u64,
    seed: u64,
    world: String,
    replay: Option<String>,
    wants_help: bool,
}

fn main() -> ExitCode {
    match options().and_then(|options| run(&options)) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("{problem}\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn options() -> Result<Options, String> {
    let mut options =
        Options { faults: 3, orders: 2_000, seed: 1, world: String::new(), replay: None, wants_help: false };
    let mut arguments = std::env::args().skip(1);
    while let Some(option) = arguments.next() {
        if matches!(option.as_str(), "--help" | "-h") {
            return Ok(Options { wants_help: true, ..options });
        }
        let value = arguments.next().ok_or_else(|| format!("`{option}` takes a value"))?;
        let number = || value.parse().map_err(|_| format!("`{option}` takes a number, not `{value}`"));
        match option.as_str() {
            "--faults" => options.faults = usize::try_from(number()?).unwrap_or(usize::MAX),
            "--orders" => options.orders = number()?,
            "--seed" => options.seed = number()?,
            "--world" => options.world = value,
            "--replay" => options.replay = Some(value),
            _ => return Err(format!("unknown option `{option}`")),
        }
    }
    Ok(options)
}

/// How many schedules broke a rule.
fn run(options: &Options) -> Result<u64, String> {
    match &options.replay {
        _ if options.wants_help => {
            println!("{USAGE}");
            Ok(0)
        }
        Some(schedule) => replay(schedule),
        None => simulate(options),
    }
}

fn simulate(options: &Options) -> Result<u64, String> {
    let mut worlds = worlds();
    worlds.retain(|world| world.name().starts_with(&options.world));
    if worlds.is_empty() {
        return Err(unknown_world(&options.world));
    }
    let mut total = Tally::default();
    for world in worlds {
        let start = Instant::now();
        let every = run_all(world.tasks(&budgets(options.faults)));
        let chance = run_all(by_chance(world.as_ref(), options));
        let seconds = start.elapsed().as_secs_f64();
        let [all, by_chance] = [every.schedules, chance.schedules];
        let violated = every.violated + chance.violated;
        println!(
            "{:<26} {all:>9} schedules ({} run), {by_chance} by chance, {violated} violations, {seconds:.1} s",
            world.name(),
            every.runs
        );
        total.add(every);
        total.add(chance);
    }
    Ok(report(&total))
}

/// Up to so many faults, or one fewer and one crash or second driver.
fn budgets(faults: usize) -> Vec<Budget> {
    let interrupted = Budget { faults: faults.saturating_sub(1), interruptions: 1 };
    vec![Budget { faults, interruptions: 0 }, interrupted]
}

fn by_chance<'a>(world: &'a dyn Simulate, options: &Options) -> Vec<Task<'a>> {
    let seeds = (0..options.orders).map(|order| options.seed.wrapping_mul(1_000_003).wrapping_add(order));
    let seeded = |seed: u64| {
        let (from, to) = RATES;
        let percent = u8::try_from(from + seed % (to - from + 1)).unwrap_or(u8::MAX);
        Box::new(move || world.random(seed, percent)) as Task<'a>
    };
    seeds.map(seeded).collect()
}

fn report(total: &Tally) -> u64 {
    for found in total.found.iter().take(SHOWN) {
        println!("\n{}\n  {}\n  {}", found.schedule, found.violation.rule, found.violation.text);
    }
    println!("\n{} schedules, {} violations", total.schedules, total.violated);
    total.violated
}

fn replay(schedule: &str) -> Result<u64, String> {
    let name = schedule.split_whitespace().find_map(|word| word.strip_prefix("world="));
    let name = name.ok_or("the line names no world")?;
    let worlds = worlds();
    let world = worlds.iter().find(|world| world.name() == name).ok_or_else(|| unknown_world(name))?;
    let (log, tally) = world.replay(schedule)?;
    log.iter().for_each(|line| println!("{line}"));
    Ok(report(&tally))
}

fn unknown_world(name: &str) -> String {
    let names: Vec<&str> = worlds().iter().map(|world| world.name()).collect();
    format!("there is no world `{name}`, only these:\n  {}", names.join("\n  "))
}

//! Orders and releases against the sandbox, through every schedule of up to two faults, or of one and a crash or a second
//! driver. `cargo xtask simulate` goes further.
#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use telwire_tests::simulate::{Budget, Found, Tally, Task, broken, run_all, worlds};

const TWO_FAULTS: Budget = Budget { faults: 2, interruptions: 0 };
const INTERRUPTED: Budget = Budget { faults: 1, interruptions: 1 };

/// How many orders are run by chance in each world.
const ORDERS: u64 = 200;

/// The line that replays it, and what it broke.
fn print(found: &[Found]) {
    for Found { schedule, violation } in found {
        println!("{schedule}\n  {}: {}", violation.rule, violation.text);
    }
}

#[test]
fn no_schedule_of_two_faults_breaks_a_rule() {
    let mut total = Tally::default();
    for world in worlds() {
        let tally = run_all(world.tasks(&[TWO_FAULTS, INTERRUPTED]));
        println!("{:<26} {:>8} schedules", world.name(), tally.schedules);
        total.add(tally);
    }
    println!("{} schedules, {} violations", total.schedules, total.violated);
    print(&total.found);
    assert_eq!(total.violated, 0);
}

#[test]
fn no_order_by_chance_breaks_a_rule() {
    for world in worlds() {
        let world = world.as_ref();
        let order = |seed| Box::new(move || world.random(seed, 50)) as Task<'_>;
        let tally = run_all((1..=ORDERS).map(order).collect());
        print(&tally.found);
        assert_eq!((tally.schedules, tally.violated), (ORDERS, 0), "{}", world.name());
    }
}

#[test]
fn every_broken_order_is_caught() {
    for case in broken::cases() {
        let allowed = Budget { faults: case.faults, interruptions: 0 };
        let tally = run_all(case.world.tasks(&[allowed]));
        let caught = tally.found.iter().find(|found| found.violation.rule == case.rule);
        let Found { schedule, violation } = caught.unwrap_or_else(|| panic!("{case:?} is not caught"));
        println!("{}: {schedule}\n  {}: {}", case.name, violation.rule, violation.text);
        let (_, replayed) = case.world.replay(schedule).unwrap();
        assert!(replayed.found.iter().any(|found| found.violation == *violation), "{case:?}: {schedule}");
    }
}

#[test]
fn a_schedule_is_replayed_from_its_line() {
    let worlds = worlds();
    let world = worlds.iter().find(|world| world.name() == "aql-1").unwrap();
    let (log, tally) = world.replay("world=aql-1 2:lost-answer").unwrap();
    assert_eq!((tally.schedules, tally.violated), (1, 0));
    assert!(log.iter().any(|line| line.contains("! lost-answer")), "{log:#?}");
    assert!(log.last().unwrap().contains("OnAccount"), "{log:#?}");
    assert!(!log.iter().any(|line| line.contains("demo-password")));
    let error = world.replay("world=aql-1 0:save-fails").unwrap_err();
    assert_eq!(error, "`save-fails` cannot happen at point 0");
}

use super::*;
use crate::http::Response;
use crate::workflow::Progress;
use crate::workflow::testing::{Driver, LOST, Next, ok, setup};

fn search() -> Search {
    Search::new("0113 *".parse().unwrap(), setup())
}

fn number(position: u64) -> Number {
    format!("44-113-{:07}", 3_000_000 + position).parse().unwrap()
}

fn page(positions: impl IntoIterator<Item = u64>) -> String {
    let numbers: Vec<String> = positions.into_iter().map(|position| number(position).to_string()).collect();
    format!("AQVOIP_OK\n{}\n", numbers.join("_"))
}

fn numbers(positions: impl IntoIterator<Item = u64>) -> Vec<Number> {
    positions.into_iter().map(number).collect()
}

/// The value of a field of a request.
fn field(form: &str, name: &str) -> u64 {
    let field = form.split('&').find_map(|field| field.strip_prefix(name)?.strip_prefix('='));
    field.unwrap().parse().unwrap()
}

/// A stock of so many numbers, in answers of at most `most`.
fn stock(total: u64, most: u64) -> impl Fn(&str) -> crate::workflow::testing::Answer {
    move |form| {
        let (skip, show) = (field(form, "skip"), field(form, "show"));
        let end = total.min(skip + show.min(most));
        if skip < end { ok(page(skip..end)) } else { ok("AQVOIP_NO_NUMBER\n") }
    }
}

fn report(numbers: u64, pages: u64) -> SearchReport {
    SearchReport { numbers, pages, stopped: None }
}

#[test]
fn pages_follow_what_came_and_a_short_one_is_not_the_end() {
    let mut driver = Driver::new(search());
    assert_eq!(driver.run(stock(70, 30)), report(70, 3));
    assert_eq!(
        driver.forms(),
        [0, 30, 60, 70].map(|skip| format!("country=44&areaCode=113&subCode=*&skip={skip}&show=100"))
    );
    assert_eq!(driver.items, [(0, numbers(0..30)), (30, numbers(30..60)), (60, numbers(60..70))]);
    let progress = |settled| Progress { stage: Stage::Choosing, settled, total: None };
    assert_eq!(driver.progress, [progress(30), progress(60), progress(70)]);
}

#[test]
fn the_filter_and_the_page_size_are_asked_for() {
    let mut driver = Driver::new(search().sms_enabled(SmsEnabled::Ignore).page_size(0));
    assert_eq!(driver.run(stock(0, 100)), report(0, 0));
    assert_eq!(driver.forms(), ["country=44&areaCode=113&subCode=*&skip=0&show=1&smsEnabled=ignore"]);
    assert_eq!((driver.items, driver.progress), (vec![], vec![]));
}

#[test]
fn it_ends_with_the_first_page_that_holds_nothing_new() {
    for last in ["AQVOIP_NO_NUMBER\n".to_owned(), "AQVOIP_OK\n".to_owned(), page([1, 0])] {
        let mut answers = vec![ok(page([0, 1])), ok(last.clone())].into_iter();
        let mut driver = Driver::new(search());
        assert_eq!(driver.run(|_| answers.next().unwrap()), report(2, 1), "{last}");
    }
}

#[test]
fn repeats_are_dropped_and_skipped_all_the_same() {
    let mut answers = vec![ok(page([0, 1, 0])), ok(page([1, 2])), ok("AQVOIP_NO_NUMBER\n")].into_iter();
    let mut driver = Driver::new(search());
    assert_eq!(driver.run(|_| answers.next().unwrap()), report(3, 2));
    assert_eq!(driver.items, [(0, numbers([0, 1])), (2, numbers([2]))]);
    let skips: Vec<u64> = driver.forms().into_iter().map(|form| field(form, "skip")).collect();
    assert_eq!(skips, [0, 3, 5]);
}

#[test]
fn the_window_forgets_what_came_long_ago() {
    let window_size = WINDOW as u64;
    let mut window = Window::default();
    let mut is_new = |position| window.insert(number(position));
    assert!((0..2 * window_size - 1).all(&mut is_new));
    assert!(![0, window_size - 1, window_size, 2 * window_size - 2].map(&mut is_new).contains(&true));
    assert!(is_new(2 * window_size - 1));
    assert_eq!([0, window_size - 1, window_size, 2 * window_size - 1].map(&mut is_new), [true, true, false, false]);
    assert_eq!(window.iter().count(), WINDOW + 2);
}

#[test]
fn a_cut_page_is_asked_for_again() {
    let cut = Response::new(200, "AQVOIP_OK\n44-113-3000000_44-1").incomplete();
    let mut answers = vec![Ok(cut), LOST, ok(page([0, 1])), ok("AQVOIP_NO_NUMBER\n")].into_iter();
    let mut driver = Driver::new(search());
    assert_eq!(driver.run(|_| answers.next().unwrap()), report(2, 1));
    assert_eq!(driver.items, [(0, numbers([0, 1]))]);
}

#[test]
fn an_error_ends_it_with_what_came_before() {
    let mut answers = vec![ok(page([0])), ok("AQVOIP_AUTH_ERROR\n")].into_iter();
    let mut driver = Driver::new(search());
    let report = driver.run(|_| answers.next().unwrap());
    assert_eq!((report.numbers, report.pages), (1, 1));
    assert_eq!(
        serde_json::to_string(&report).unwrap(),
        concat!(
            r#"{"numbers":1,"pages":1,"stopped":{"by":"error","kind":"refused","code":"auth_error","#,
            r#""outcome":"not_changed","message":"`check_numbers` was refused with AQVOIP_AUTH_ERROR: "#,
            r#"username or password is wrong"}}"#
        )
    );
}

#[test]
fn stopping_hands_out_what_came_first() {
    let mut driver = Driver::new(search());
    let id = driver.next_id();
    driver.answer(id, ok(page([0])));
    driver.handle(Input::Stop).unwrap();
    let stopped = SearchReport { stopped: Some(Stopped::ByCaller), ..report(1, 1) };
    assert_eq!(driver.next(), Next::Done(stopped.clone()));
    assert_eq!(driver.items, [(0, numbers([0]))]);
    assert_eq!(serde_json::to_string(&stopped).unwrap(), r#"{"numbers":1,"pages":1,"stopped":{"by":"caller"}}"#);
}

#[test]
fn a_late_answer_counts_once() {
    let mut driver = Driver::new(search());
    let first = driver.next_id();
    driver.answer(first, LOST);
    driver.pass();
    let second = driver.next_id();
    driver.answer(first, ok(page([0, 1])));
    driver.answer(second, ok(page([0, 1])));
    let third = driver.next_id();
    assert_eq!(field(driver.forms()[2], "skip"), 2);
    driver.answer(third, ok("AQVOIP_NO_NUMBER\n"));
    driver.answer(second, ok(page([5])));
    assert_eq!(driver.next(), Next::Done(report(2, 1)));
}

#[test]
fn it_can_be_resumed_at_any_moment() {
    let mut expected = Driver::new(search());
    expected.run(stock(95, 10));
    for stop in 1..40 {
        let mut driver = Driver::new(search());
        let (mut items, mut flying) = (Vec::new(), None);
        for _ in 0..stop {
            match driver.poll() {
                Output::Item { index, item } => items.push((index, item)),
                Output::Send { id, request, .. } => flying = Some((id, request.form().to_owned())),
                Output::Wait(_) => {
                    let (id, form) = flying.take().unwrap();
                    driver.answer(id, stock(95, 10)(&form));
                }
                _ => {}
            }
        }
        let resumed = search().resume(&driver.workflow.checkpoint()).unwrap();
        let mut driver = Driver::new(resumed);
        assert_eq!(driver.run(stock(95, 10)), report(95, 10));
        items.extend(driver.items);
        assert_eq!(items, expected.items, "after {stop} outputs");
    }
}

#[test]
fn the_window_survives_a_resumption() {
    let mut driver = Driver::new(search());
    let id = driver.next_id();
    driver.answer(id, ok(page([0, 1])));
    let mut driver = Driver::new(search().resume(&driver.workflow.checkpoint()).unwrap());
    driver.run(|_| ok(page([1])));
    assert_eq!(driver.items, [(0, numbers([0, 1]))]);
}

#[test]
fn the_checkpoint_of_another_search_is_refused() {
    let checkpoint = search().checkpoint();
    let other = Search::new("0114 *".parse().unwrap(), setup());
    for other in [other, search().sms_enabled(SmsEnabled::No), search().page_size(20)] {
        let error = other.resume(&checkpoint).unwrap_err();
        assert_eq!(error.code(), InvalidCode::Foreign);
        assert_eq!(
            error.to_string(),
            "`checkpoint` is of another search: resume with the pattern, filter and page size it was made with"
        );
    }
}

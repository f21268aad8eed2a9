//! The numbers there are: a few ranges, and the few of their numbers that somebody has.

use std::collections::BTreeSet;
use std::sync::Arc;

use telwire::aql::{CheckNumbers, Number, SmsEnabled};
use telwire::{InvalidCode, InvalidInput};

use super::sub_code::SubCode;

/// How many numbers an answer holds at most.
const PAGE_LIMIT: u32 = 100;

/// Ranges of numbers, and which of them are taken. Millions of free numbers take no memory, and a copy is cheap.
#[derive(Clone, Debug, Default)]
pub struct Stock {
    ranges: Arc<[Range]>,
    /// Position of the range, subscriber number.
    taken: BTreeSet<(usize, u64)>,
}

/// All numbers of one area code from one to another, both included.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Range {
    country: String,
    area_code: String,
    /// How many digits the subscriber numbers have.
    width: usize,
    first: u64,
    last: u64,
    has_sms: bool,
}

/// Why numbers cannot be in stock.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidStock {
    /// Two ranges share a number.
    #[error("two ranges share `{0}`")]
    Overlap(Number),
    /// The ends do not belong to the same range.
    #[error("a range goes up within one area code, and not from `{first}` to `{last}`")]
    Range {
        /// The first number.
        first: Number,
        /// The last number.
        last: Number,
    },
}

impl Range {
    /// All numbers from `first` to `last`, with SMS.
    ///
    /// # Errors
    /// Unless both have the same country, area code and length, and `last` is not below `first`.
    pub fn new(first: Number, last: Number) -> Result<Self, InvalidStock> {
        let parts = |number: Number| (number.country(), number.area_code(), number.subscriber().len());
        let value = |number: Number| number.subscriber().parse::<u64>().unwrap_or_default();
        if parts(first) != parts(last) || value(first) > value(last) {
            return Err(InvalidStock::Range { first, last });
        }
        let (country, area_code, width) = parts(first);
        Ok(Self { country, area_code, width, first: value(first), last: value(last), has_sms: true })
    }

    /// The same numbers without SMS: a search that does not say otherwise hides them.
    #[must_use]
    pub fn without_sms(self) -> Self {
        Self { has_sms: false, ..self }
    }

    fn number(&self, subscriber: u64) -> Option<Number> {
        let Self { country, area_code, width, .. } = self;
        format!("{country}-{area_code}-{subscriber:0width$}").parse().ok()
    }

    /// The subscriber number of `number`, if it lies in the range.
    fn subscriber(&self, number: Number) -> Option<u64> {
        let digits = number.subscriber();
        let is_here =
            number.country() == self.country && number.area_code() == self.area_code && digits.len() == self.width;
        let subscriber = digits.parse().ok().filter(|_| is_here)?;
        (self.first..=self.last).contains(&subscriber).then_some(subscriber)
    }

    /// The part of the range that begins like `code`, if `search` is for its area and shows its numbers.
    fn span(&self, search: &CheckNumbers, code: &SubCode<'_>) -> Option<(u64, u64)> {
        let pattern = search.pattern();
        let is_shown = match search.sms_filter().unwrap_or(SmsEnabled::Yes) {
            SmsEnabled::Ignore => true,
            SmsEnabled::No => !self.has_sms,
            SmsEnabled::Yes => self.has_sms,
        };
        if !is_shown || pattern.country() != self.country || pattern.area_code() != self.area_code {
            return None;
        }
        let (first, last) = code.span(self.width)?;
        let span = (first.max(self.first), last.min(self.last));
        (span.0 <= span.1).then_some(span)
    }
}

impl Stock {
    /// All numbers of `ranges`, none of them taken.
    ///
    /// # Errors
    /// If two ranges share a number.
    pub fn new(ranges: impl IntoIterator<Item = Range>) -> Result<Self, InvalidStock> {
        let mut ranges: Vec<Range> = ranges.into_iter().collect();
        ranges.sort();
        for (range, next) in ranges.iter().zip(ranges.iter().skip(1)) {
            let shared = next.number(next.first).filter(|number| range.subscriber(*number).is_some());
            if let Some(number) = shared {
                return Err(InvalidStock::Overlap(number));
            }
        }
        Ok(Self { ranges: ranges.into(), taken: BTreeSet::new() })
    }

    /// These numbers, and those without SMS: each a range, `44-113-3120000..44-113-3120999`, or a single number.
    ///
    /// # Errors
    /// In the field `numbers` or `without_sms`, if a text cannot be read or two ranges share a number.
    pub fn parse(
        numbers: impl IntoIterator<Item = impl AsRef<str>>,
        without_sms: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<Self, InvalidInput> {
        let with = numbers.into_iter().map(|text| range("numbers", text.as_ref()));
        let without = without_sms.into_iter().map(|text| Ok(range("without_sms", text.as_ref())?.without_sms()));
        let ranges: Vec<Range> = with.chain(without).collect::<Result<_, InvalidInput>>()?;
        Self::new(ranges)
            .map_err(|error| InvalidInput::new("numbers", InvalidCode::Repeated, format!("must not overlap: {error}")))
    }

    /// How many numbers are free.
    #[must_use]
    pub fn free(&self) -> u64 {
        let all: u64 = self.ranges.iter().map(|range| range.last - range.first + 1).sum();
        all - self.taken.len() as u64
    }

    /// Whether `number` is in stock and not taken.
    #[must_use]
    pub fn is_free(&self, number: Number) -> bool {
        self.place(number).is_some_and(|place| !self.taken.contains(&place))
    }

    /// Takes `number`. `false` if it is not to be had.
    pub(crate) fn take(&mut self, number: Number) -> bool {
        self.place(number).is_some_and(|place| self.taken.insert(place))
    }

    fn place(&self, number: Number) -> Option<(usize, u64)> {
        let mut ranges = self.ranges.iter().enumerate();
        ranges.find_map(|(index, range)| Some((index, range.subscriber(number)?)))
    }

    /// The free numbers that match, in ascending order, as many as `search` asks for and an answer holds.
    pub(crate) fn search(&self, search: &CheckNumbers) -> Vec<Number> {
        let code = SubCode::new(search.pattern().sub_code());
        let mut page = Page::new(search);
        for (index, range) in self.ranges.iter().enumerate() {
            let Some(span) = range.span(search, &code) else {
                continue;
            };
            for run in self.free_runs(index, span) {
                page.fill(range, run, &code);
                if page.is_full() {
                    return page.numbers;
                }
            }
        }
        page.numbers
    }

    /// The free numbers between `first` and `last` of a range: what the taken ones leave between them.
    fn free_runs(&self, range: usize, (first, last): (u64, u64)) -> impl Iterator<Item = std::ops::Range<u64>> {
        let taken = self.taken.range((range, first)..=(range, last)).map(|(_, subscriber)| *subscriber);
        let mut start = first;
        taken.chain([last + 1]).map(move |end| {
            let run = start..end;
            start = end + 1;
            run
        })
    }
}

/// The part of a search's matches that one answer holds.
struct Page {
    skip: u64,
    show: usize,
    numbers: Vec<Number>,
}

impl Page {
    fn new(search: &CheckNumbers) -> Self {
        let show = search.shown().min(PAGE_LIMIT) as usize;
        Self { skip: search.skipped().into(), show, numbers: Vec::new() }
    }

    fn is_full(&self) -> bool {
        self.numbers.len() >= self.show
    }

    /// Passes over the matches to skip and takes those to show.
    fn fill(&mut self, range: &Range, run: std::ops::Range<u64>, code: &SubCode<'_>) {
        let mut run = run;
        // Where all numbers match, skipping is a sum: the last page costs no more than the first.
        if code.is_its_span() {
            let skipped = self.skip.min(run.end.saturating_sub(run.start));
            run.start += skipped;
            self.skip -= skipped;
        }
        for subscriber in run {
            if self.is_full() {
                return;
            }
            if !code.matches(&format!("{subscriber:0width$}", width = range.width)) {
                continue;
            }
            match self.skip {
                0 => self.numbers.extend(range.number(subscriber)),
                _ => self.skip -= 1,
            }
        }
    }
}

/// `44-113-3120000..44-113-3120999`, or a single number.
fn range(field: &'static str, text: &str) -> Result<Range, InvalidInput> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let number = |text: &str| text.parse::<Number>().map_err(|error| error.in_field(field));
    let wrong =
        |error: InvalidStock| InvalidInput::new(field, InvalidCode::OutOfRange, format!("must be ranges: {error}"));
    Range::new(number(first)?, number(last)?).map_err(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    fn range(first: &str, last: &str) -> Range {
        Range::new(number(first), number(last)).unwrap()
    }

    fn found(stock: &Stock, search: &CheckNumbers) -> Vec<String> {
        stock.search(search).iter().map(Number::to_string).collect()
    }

    fn search(pattern: &str) -> CheckNumbers {
        CheckNumbers::new(pattern.parse().unwrap())
    }

    #[test]
    fn a_range_goes_up_within_one_area_code() {
        for (first, last) in [
            ("44-113-3120001", "44-113-3120000"),
            ("44-113-3120000", "44-114-3120001"),
            ("44-113-3120000", "45-113-3120001"),
            ("44-113-312000", "44-113-3120001"),
        ] {
            let error = Range::new(number(first), number(last)).unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("a range goes up within one area code, and not from `{first}` to `{last}`")
            );
        }
    }

    #[test]
    fn ranges_that_share_a_number_are_refused() {
        let ranges = [range("44-113-3120005", "44-113-3120009"), range("44-113-3120000", "44-113-3120005")];
        let error = Stock::new(ranges).unwrap_err();
        assert_eq!(error.to_string(), "two ranges share `44-113-3120005`");
    }

    #[test]
    fn a_search_runs_across_ranges_in_ascending_order() {
        let stock = Stock::new([
            range("44-113-3120003", "44-113-3120004"),
            range("44-113-0000008", "44-113-0000009").without_sms(),
            range("44-113-3120000", "44-113-3120001"),
            range("44-114-3120000", "44-114-3120009"),
        ])
        .unwrap();
        assert_eq!(
            found(&stock, &search("0113 *").sms_enabled(SmsEnabled::Ignore)),
            [
                "44-113-0000008",
                "44-113-0000009",
                "44-113-3120000",
                "44-113-3120001",
                "44-113-3120003",
                "44-113-3120004"
            ]
        );
        assert_eq!(found(&stock, &search("0113 *").skip(1).show(2)), ["44-113-3120001", "44-113-3120003"]);
        assert_eq!(found(&stock, &search("0113 *").sms_enabled(SmsEnabled::No).show(1)), ["44-113-0000008"]);
        assert_eq!(found(&stock, &search("0113 *4")), ["44-113-3120004"]);
        assert_eq!(found(&stock, &search("0113 3*").show(0)), [""; 0]);
    }

    #[test]
    fn pages_leave_out_the_taken_and_miss_nothing() {
        let mut stock = Stock::new([range("44-113-3120000", "44-113-3120029")]).unwrap();
        for taken in ["44-113-3120000", "44-113-3120007", "44-113-3120008", "44-113-3120029"] {
            assert!(stock.take(number(taken)));
            assert!(!stock.take(number(taken)));
        }
        for pattern in ["0113 3*", "0113 *3*"] {
            let pages = (0..9).map(|page| found(&stock, &search(pattern).skip(page * 3).show(3)));
            let paged: Vec<String> = pages.flatten().collect();
            assert_eq!(paged, found(&stock, &search(pattern)), "{pattern}");
            assert_eq!(paged.len(), 26);
        }
        assert_eq!(stock.free(), 26);
    }
}

//! The command line of the examples that place orders.

use std::error::Error;
use std::path::PathBuf;

use lexopt::prelude::*;
use telwire::aculab::TelPurchase;
use telwire::aql::Protocol;
use telwire::workflow::order::aql::Slot;
use telwire::workflow::order::{aculab, aql};

const HELP: &str = "\
Usage: order_… [--batch N] [--keep FILE] JOURNAL PATTERN QUANTITY       at aql
       order_… --aculab [--exclusive] JOURNAL COUNTRY REGION QUANTITY   at Aculab Cloud

  JOURNAL      a file; run the same again with it to go on with the order
  PATTERN      which numbers, such as '0113 312012*'
  --batch N    at most so many numbers in one purchase, from 1 to 100 (100)
  --keep FILE  when the order is done, a new file gets the SIP passwords, and the journal no longer holds them
  --exclusive  nobody else buys with this account meanwhile";

/// What to buy, and where to write down how far it is.
#[derive(Debug, PartialEq, Eq)]
pub struct Arguments {
    /// The path of the journal.
    pub journal: PathBuf,
    /// Where the SIP passwords go when the order is done.
    pub keep: Option<PathBuf>,
    /// What to buy.
    pub wanted: Wanted,
}

/// What to buy, and from whom.
#[derive(Debug, PartialEq, Eq)]
pub enum Wanted {
    /// At Aculab Cloud.
    Aculab(aculab::Spec),
    /// At aql.
    Aql(aql::Spec),
}

/// The options, and what stands beside them.
#[derive(Default)]
struct Words {
    aculab: bool,
    batch: Option<usize>,
    exclusive: bool,
    keep: Option<PathBuf>,
    others: Vec<String>,
}

impl Arguments {
    /// The arguments of this process.
    ///
    /// # Errors
    /// A sentence that says what is wrong with them, or how to use the program.
    pub fn of_process() -> Result<Self, Box<dyn Error>> {
        Self::parse(Words::read(lexopt::Parser::from_env())?)
    }

    fn parse(words: Words) -> Result<Self, Box<dyn Error>> {
        let Words { aculab, batch, exclusive, keep, others } = words;
        let others: Vec<&str> = others.iter().map(String::as_str).collect();
        let (journal, wanted) = match (aculab, batch, exclusive, others.as_slice()) {
            (false, batch, false, [journal, pattern, quantity]) => (journal, at_aql(pattern, quantity, batch)?),
            (true, None, is_exclusive, [journal, country, region, quantity]) if keep.is_none() => {
                (journal, at_aculab(country, region, quantity, is_exclusive)?)
            }
            _ => return Err(HELP.into()),
        };
        Ok(Self { journal: journal.into(), keep, wanted })
    }
}

impl Words {
    fn read(mut parser: lexopt::Parser) -> Result<Self, lexopt::Error> {
        let mut words = Self::default();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("aculab") => words.aculab = true,
                Long("batch") => words.batch = Some(parser.value()?.parse()?),
                Long("exclusive") => words.exclusive = true,
                Long("keep") => words.keep = Some(parser.value()?.into()),
                Value(word) => words.others.push(word.string()?),
                other => return Err(other.unexpected()),
            }
        }
        Ok(words)
    }
}

fn at_aql(pattern: &str, quantity: &str, batch: Option<usize>) -> Result<Wanted, Box<dyn Error>> {
    let slots = vec![Slot::any(); number(quantity)?];
    let spec = aql::Spec::new(Protocol::Sip, slots)?.pool(pattern.parse()?);
    Ok(Wanted::Aql(match batch {
        Some(size) => spec.batch_size(size),
        None => spec,
    }))
}

fn at_aculab(country: &str, region: &str, quantity: &str, is_exclusive: bool) -> Result<Wanted, Box<dyn Error>> {
    let purchase = TelPurchase::new(country, region)?.quantity(number(quantity)?)?;
    Ok(Wanted::Aculab(aculab::Spec::new(purchase).exclusive_buyer(is_exclusive)))
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("the quantity must be a number, not `{text}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &[&str]) -> Result<Arguments, String> {
        let words = Words::read(lexopt::Parser::from_args(line)).map_err(|error| error.to_string())?;
        Arguments::parse(words).map_err(|error| error.to_string())
    }

    #[test]
    fn an_order_of_either_carrier_is_read() {
        let slots = vec![Slot::any(), Slot::any()];
        let spec = aql::Spec::new(Protocol::Sip, slots).unwrap().pool("0113 312012*".parse().unwrap());
        let at_aql = |spec| Ok(Arguments { journal: "order".into(), keep: None, wanted: Wanted::Aql(spec) });
        assert_eq!(parse(&["order", "0113 312012*", "2"]), at_aql(spec.clone()));
        assert_eq!(parse(&["--batch", "1", "order", "0113 312012*", "2"]), at_aql(spec.batch_size(1)));

        let purchase = TelPurchase::new("Germany", "Berlin").unwrap().quantity(3).unwrap();
        let spec = aculab::Spec::new(purchase);
        let at_aculab = |spec| Ok(Arguments { journal: "order".into(), keep: None, wanted: Wanted::Aculab(spec) });
        assert_eq!(parse(&["--aculab", "order", "Germany", "Berlin", "3"]), at_aculab(spec.clone()));
        assert_eq!(
            parse(&["order", "Germany", "Berlin", "3", "--aculab", "--exclusive"]),
            at_aculab(spec.exclusive_buyer(true))
        );
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let table: [(&[&str], &str); 9] = [
            (&[], HELP),
            (&["order", "0113 312012*"], HELP),
            (&["--exclusive", "order", "0113 312012*", "1"], HELP),
            (&["--aculab", "--batch", "1", "order", "Germany", "Berlin", "1"], HELP),
            (&["--aculab", "--keep", "passwords", "order", "Germany", "Berlin", "1"], HELP),
            (&["--verbose"], "invalid option '--verbose'"),
            (&["order", "0113 312012*", "two"], "the quantity must be a number, not `two`"),
            (&["order", "0113 312012*", "0"], "`phoneNumbers` must hold at least one number"),
            (&["--aculab", "order", "Germany", "Berlin", "0"], "`quantity` must be at least 1"),
        ];
        for (line, message) in table {
            assert_eq!(parse(line), Err(message.to_owned()), "{line:?}");
        }
    }
}

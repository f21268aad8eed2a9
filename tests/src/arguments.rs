//! The command line of the examples that place orders.

use std::error::Error;
use std::fmt::Display;
use std::path::PathBuf;

use lexopt::prelude::*;
use telwire::aculab::TelPurchase;
use telwire::aql::Protocol;
use telwire::workflow::order::aql::Slot;
use telwire::workflow::order::{aculab, aql};

/// How to use the programs, in short.
const USAGE: &str = "\
usage: order_… [OPTION]… JOURNAL PATTERN QUANTITY                  aql
       order_… --aculab [OPTION]… JOURNAL COUNTRY REGION QUANTITY  Aculab Cloud";

/// What stands behind that.
const DETAILS: &str = "\x20 JOURNAL         a file; run the same again with it to go on with the order
  PATTERN         which numbers, such as '0113 312012*'
  --not-bought N  say that purchase N, counted from 0, whose outcome is unknown,
                  was not done: the order may buy again; once for each purchase
  --help, -h      print this

at aql:
  --batch N       at most so many numbers in one purchase, from 1 to 100 (100)
  --keep FILE     when the order is done, a new file gets the SIP passwords, and
                  the journal no longer holds them

at Aculab Cloud:
  --exclusive     nobody else buys with this account meanwhile

The exit code is 0 if every number is bought and, with --keep, the passwords are
in a file; 1 if not. The environment names the account, as the README says.
TELWIRE_CLOCK_SPEED, for sandboxes, makes waits so many times shorter: it must
not change while a journal is in use.";

/// The help that `--help` wants.
#[must_use]
pub fn help() -> String {
    format!("{USAGE}\n\n{DETAILS}")
}

/// What to buy, and how.
#[derive(Debug, PartialEq, Eq)]
pub struct Arguments {
    /// What to buy.
    pub wanted: Wanted,
    /// How.
    pub options: Options,
}

/// Where to write down how far an order is, and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    /// The path of the journal.
    pub journal: PathBuf,
    /// Where the SIP passwords go when the order is done.
    pub keep: Option<PathBuf>,
    /// The purchases of unknown outcome that were not done, as the caller knows.
    pub not_bought: Vec<usize>,
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
    help: bool,
    keep: Option<PathBuf>,
    not_bought: Vec<usize>,
    others: Vec<String>,
}

impl Arguments {
    /// The arguments of this process; `None` if they want the [`help`].
    ///
    /// # Errors
    /// A sentence that says what is wrong with them, and how to use the program where that is the matter.
    pub fn of_process() -> Result<Option<Self>, Box<dyn Error>> {
        Self::parse(lexopt::Parser::from_env())
    }

    fn parse(parser: lexopt::Parser) -> Result<Option<Self>, Box<dyn Error>> {
        let words = Words::read(parser)?;
        if words.help {
            return Ok(None);
        }
        let (journal, wanted) = words.wanted()?;
        let Words { keep, not_bought, .. } = words;
        Ok(Some(Self { wanted, options: Options { journal, keep, not_bought } }))
    }
}

impl Words {
    fn read(mut parser: lexopt::Parser) -> Result<Self, Box<dyn Error>> {
        let mut words = Self::default();
        while let Some(argument) = parser.next().map_err(misused)? {
            match argument {
                Long("aculab") => words.aculab = true,
                Long("batch") => words.batch = Some(batch(&value(&mut parser)?)?),
                Long("exclusive") => words.exclusive = true,
                Long("help") | Short('h') => words.help = true,
                Long("keep") => words.keep = Some(parser.value().map_err(misused)?.into()),
                Long("not-bought") => words.not_bought.push(number("`--not-bought`", &value(&mut parser)?)?),
                Value(word) => words.others.push(word.string().map_err(misused)?),
                other => return Err(misused(other.unexpected()).into()),
            }
        }
        Ok(words)
    }

    /// The journal, and what to buy.
    fn wanted(&self) -> Result<(PathBuf, Wanted), Box<dyn Error>> {
        if let Some(reason) = self.contradiction() {
            return Err(misused(reason).into());
        }
        let others: Vec<&str> = self.others.iter().map(String::as_str).collect();
        match (self.aculab, others.as_slice()) {
            (false, [journal, pattern, quantity]) => Ok((journal.into(), at_aql(pattern, quantity, self.batch)?)),
            (true, [journal, country, region, quantity]) => {
                Ok((journal.into(), at_aculab(country, region, quantity, self.exclusive)?))
            }
            (false, _) => Err(misused("an order at aql takes a journal, a pattern and a quantity").into()),
            (true, _) => {
                Err(misused("an order at Aculab Cloud takes a journal, a country, a region and a quantity").into())
            }
        }
    }

    /// Why the options do not go together, if they do not.
    fn contradiction(&self) -> Option<&'static str> {
        match self {
            Self { aculab: false, exclusive: true, .. } => Some("`--exclusive` is for orders with `--aculab`"),
            Self { aculab: true, batch: Some(_), .. } => Some("`--batch` is for orders at aql"),
            Self { aculab: true, keep: Some(_), .. } => {
                Some("`--keep` is for orders at aql: Aculab Cloud gives no passwords")
            }
            _ => None,
        }
    }
}

/// The reason, and how to use the program.
fn misused(reason: impl Display) -> String {
    format!("{reason}\n\n{USAGE}")
}

fn value(parser: &mut lexopt::Parser) -> Result<String, String> {
    parser.value().and_then(ValueExt::string).map_err(misused)
}

fn batch(text: &str) -> Result<usize, String> {
    let size = text.parse().ok().filter(|size| (1..=100).contains(size));
    size.ok_or_else(|| format!("`--batch` must be from 1 to 100, not `{text}`"))
}

fn at_aql(pattern: &str, quantity: &str, batch: Option<usize>) -> Result<Wanted, Box<dyn Error>> {
    let slots = vec![Slot::any(); number("the quantity", quantity)?];
    let spec = aql::Spec::new(Protocol::Sip, slots)?.pool(pattern.parse()?);
    Ok(Wanted::Aql(match batch {
        Some(size) => spec.batch_size(size),
        None => spec,
    }))
}

fn at_aculab(country: &str, region: &str, quantity: &str, is_exclusive: bool) -> Result<Wanted, Box<dyn Error>> {
    let purchase = TelPurchase::new(country, region)?.quantity(number("the quantity", quantity)?)?;
    Ok(Wanted::Aculab(aculab::Spec::new(purchase).exclusive_buyer(is_exclusive)))
}

fn number<T: std::str::FromStr>(what: &str, text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{what} must be a number, not `{text}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &[&str]) -> Result<Option<Arguments>, String> {
        Arguments::parse(lexopt::Parser::from_args(line)).map_err(|error| error.to_string())
    }

    fn options() -> Options {
        Options { journal: "order".into(), keep: None, not_bought: Vec::new() }
    }

    #[test]
    fn an_order_of_either_carrier_is_read() {
        let slots = vec![Slot::any(), Slot::any()];
        let spec = aql::Spec::new(Protocol::Sip, slots).unwrap().pool("0113 312012*".parse().unwrap());
        let at_aql = |spec, options| Ok(Some(Arguments { wanted: Wanted::Aql(spec), options }));
        assert_eq!(parse(&["order", "0113 312012*", "2"]), at_aql(spec.clone(), options()));
        assert_eq!(
            parse(&["--batch", "1", "order", "0113 312012*", "2"]),
            at_aql(spec.clone().batch_size(1), options())
        );
        assert_eq!(
            parse(&["--not-bought", "0", "--not-bought=2", "--keep", "passwords", "order", "0113 312012*", "2"]),
            at_aql(spec, Options { keep: Some("passwords".into()), not_bought: vec![0, 2], ..options() })
        );

        let purchase = TelPurchase::new("Germany", "Berlin").unwrap().quantity(3).unwrap();
        let spec = aculab::Spec::new(purchase);
        let at_aculab = |spec| Ok(Some(Arguments { wanted: Wanted::Aculab(spec), options: options() }));
        assert_eq!(parse(&["--aculab", "order", "Germany", "Berlin", "3"]), at_aculab(spec.clone()));
        assert_eq!(
            parse(&["order", "Germany", "Berlin", "3", "--aculab", "--exclusive"]),
            at_aculab(spec.exclusive_buyer(true))
        );
    }

    #[test]
    fn who_asks_for_help_gets_it_whatever_else_is_there() {
        for line in [&["--help"][..], &["-h"], &["--aculab", "order", "--help"]] {
            assert_eq!(parse(line), Ok(None), "{line:?}");
        }
        for line in help().lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }

    #[test]
    fn wrong_use_gets_a_reason_and_the_usage() {
        let table: [(&[&str], &str); 8] = [
            (&[], "an order at aql takes a journal, a pattern and a quantity"),
            (&["order", "0113 312012*"], "an order at aql takes a journal, a pattern and a quantity"),
            (
                &["--aculab", "order", "Germany", "3"],
                "an order at Aculab Cloud takes a journal, a country, a region and a quantity",
            ),
            (&["--exclusive", "order", "0113 312012*", "1"], "`--exclusive` is for orders with `--aculab`"),
            (&["--aculab", "--batch", "1", "order", "Germany", "Berlin", "1"], "`--batch` is for orders at aql"),
            (
                &["--aculab", "--keep", "passwords", "order", "Germany", "Berlin", "1"],
                "`--keep` is for orders at aql: Aculab Cloud gives no passwords",
            ),
            (&["--verbose"], "invalid option '--verbose'"),
            (&["--keep"], "missing argument for option '--keep'"),
        ];
        for (line, reason) in table {
            assert_eq!(parse(line), Err(format!("{reason}\n\n{USAGE}")), "{line:?}");
        }
    }

    #[test]
    fn a_value_that_makes_no_sense_is_refused() {
        let table: [(&[&str], &str); 7] = [
            (&["--batch", "0", "order", "0113 312012*", "1"], "`--batch` must be from 1 to 100, not `0`"),
            (&["--batch", "101", "order", "0113 312012*", "1"], "`--batch` must be from 1 to 100, not `101`"),
            (&["--batch", "all", "order", "0113 312012*", "1"], "`--batch` must be from 1 to 100, not `all`"),
            (&["--not-bought", "-1", "order", "0113 312012*", "1"], "`--not-bought` must be a number, not `-1`"),
            (&["order", "0113 312012*", "two"], "the quantity must be a number, not `two`"),
            (&["order", "0113 312012*", "0"], "`phoneNumbers` must hold at least one number"),
            (&["--aculab", "order", "Germany", "Berlin", "0"], "`quantity` must be at least 1"),
        ];
        for (line, message) in table {
            assert_eq!(parse(line), Err(message.to_owned()), "{line:?}");
        }
    }
}

//! The command line.

use lexopt::prelude::*;

pub(crate) const HELP: &str = "\
telwire-sandbox: aql and Aculab Cloud on this machine, without spending money

Usage: telwire-sandbox [--port N] [--seed N] [--faults PERCENT]

  --port N          listen on this port of 127.0.0.1; 0 takes any free one (8620)
  --seed N          decides VoIP users, passwords and faults (0)
  --faults PERCENT  so many requests in a hundred go wrong, from 0 to 100 (0)
  --help            print this
";

const DEFAULT_PORT: u16 = 8620;

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Arguments {
    Help,
    Serve(Options),
}

/// How to serve.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) port: u16,
    pub(crate) seed: u64,
    pub(crate) faults: u8,
}

impl Arguments {
    /// Reads the command line of the process.
    pub(crate) fn read() -> Result<Self, String> {
        Self::parse(lexopt::Parser::from_env()).map_err(|error| format!("{error}\ntry --help"))
    }

    fn parse(mut parser: lexopt::Parser) -> Result<Self, lexopt::Error> {
        let mut options = Options { port: DEFAULT_PORT, seed: 0, faults: 0 };
        while let Some(argument) = parser.next()? {
            match argument {
                Long("faults") => options.faults = parser.value()?.parse_with(percent)?,
                Long("help") | Short('h') => return Ok(Self::Help),
                Long("port") => options.port = parser.value()?.parse()?,
                Long("seed") => options.seed = parser.value()?.parse()?,
                other => return Err(other.unexpected()),
            }
        }
        Ok(Self::Serve(options))
    }
}

fn percent(text: &str) -> Result<u8, &'static str> {
    text.parse().ok().filter(|percent| *percent <= 100).ok_or("must be from 0 to 100")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Arguments, String> {
        let parser = lexopt::Parser::from_args(line.split_whitespace());
        Arguments::parse(parser).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_not_said_has_a_default() {
        assert_eq!(parse(""), Ok(Arguments::Serve(Options { port: 8620, seed: 0, faults: 0 })));
        assert_eq!(
            parse("--port 0 --seed=7 --faults 25"),
            Ok(Arguments::Serve(Options { port: 0, seed: 7, faults: 25 }))
        );
        assert_eq!(parse("--port 1 --help"), Ok(Arguments::Help));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let table = [
            ("--faults 101", "cannot parse argument \"101\": must be from 0 to 100"),
            ("--port 65536", "cannot parse argument \"65536\": number too large to fit in target type"),
            ("--verbose", "invalid option '--verbose'"),
            ("demo", "unexpected argument \"demo\""),
        ];
        for (line, message) in table {
            assert_eq!(parse(line), Err(message.to_owned()));
        }
    }
}

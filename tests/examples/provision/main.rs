//! What a reseller does, from the search to the release, over real HTTP, each step told in plain words.
//!
//! Without further ado it starts the sandbox and spends nothing. With the account variables of the README it works at
//! the carriers, or at any other gateway, and then wants to be told so: `--buy FILE`. The file keeps the passwords.

mod carriers;

use std::fmt::Display;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use carriers::Named;
use telwire::{Endpoint, Error, Price, Request, SignedRequest, TransportError, aculab, aql};
use telwire_tests::accounts::{Aculab, Aql};
use telwire_tests::host;
use telwire_tests::keep::Keep;

/// A number that belongs to somebody else: deleting it shows a PARTIAL answer.
const FOREIGN_NUMBER: &str = "441908538009";

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nstopped: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Outcome<()> {
    let named = Named::by_environment()?;
    let file = match (named.is_any(), file_to_keep()?) {
        (true, None) => {
            return Err(format!("the environment names a gateway, where numbers are bought\n{USAGE}").into());
        }
        (false, Some(_)) => return Err(format!("the environment names no gateway\n{USAGE}").into()),
        (_, file) => file,
    };
    let mut keep = Keep::at(file)?;
    let carriers = named.or_sandbox()?;
    let mut story = Story::default();
    story.say(&carriers.introduction())?;
    provision_at_aql(&carriers.aql, &mut keep, &mut story)?;
    provision_at_aculab(&carriers.aculab, &mut story)?;
    let steps = story.steps;
    story.say(&format!("\nThat was the whole job: {steps} requests."))
}

const USAGE: &str = "\
usage: provision              at a sandbox of its own
       provision --buy FILE   at the gateways that the environment names; FILE is made to keep the passwords";

fn file_to_keep() -> Result<Option<PathBuf>, String> {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    match arguments.as_slice() {
        [] => Ok(None),
        [buy, file] if buy == "--buy" => Ok(Some(file.into())),
        _ => Err(USAGE.to_owned()),
    }
}

fn provision_at_aql(carrier: &Aql, keep: &mut Keep, story: &mut Story) -> Outcome<()> {
    let sign = |request| carrier.account.sign(request, &carrier.gateway);

    let search = aql::CheckNumbers::new("0113 312012*".parse()?).sms_enabled(aql::SmsEnabled::Ignore);
    let numbers = story.tell("Search for 0113 312012* at aql", &search, sign)?;
    story.answer(&format!("{} numbers are available", numbers.len()), &numbers)?;

    let names = [("Ada", "Lovelace", "ada@customer.example"), ("Alan", "Turing", "alan@customer.example")];
    let items = numbers.iter().zip(names).map(|(number, (first_name, last_name, email))| {
        aql::Item::new(*number).first_name(first_name).last_name(last_name).email(email)
    });
    let assign = aql::AssignNumbers::new(aql::Protocol::Sip, items.collect())?;
    let assigned = story.tell("Buy the first two, all or none", &assign, sign)?;
    // First of all: whatever is wrong with the answer, this is what arrived.
    keep.rows(assigned.rows.iter().map(|row| (row.number, &row.voipnumber, &row.password)))?;
    let assigned = assigned.into_complete()?;
    let rows = assigned
        .iter()
        .map(|row| format!("{} is VoIP user {}, password {:?}", row.number, row.voipnumber, row.password));
    story.answer("both are ours; the passwords arrived, and do not print", rows)?;

    let Some(user) = assigned.first().map(|row| row.voipnumber.clone()) else {
        return Err("the answer holds no number".into());
    };
    let settings = aql::Settings {
        forwardto: Some("01133203040".into()),
        forwardactive: Some(true),
        voicemailon: Some(true),
        voicemaildest: Some("ada@customer.example".into()),
        ..aql::Settings::default()
    };
    let change = aql::ChangeUser::new(user.clone(), settings)?;
    story.tell(&format!("Switch on forwarding and voicemail for {user}"), &change, sign)?;
    story.answer::<&str>("changed", [])?;

    let read = story.tell("Read it back", &aql::GetUser::new(user), sign)?;
    story.answer(
        "it is configured so",
        [
            format!("forwarding to {} is on: {}", shown(read.settings.forwardto), shown(read.settings.forwardactive)),
            format!("voicemail to {} is on: {}", shown(read.settings.voicemaildest), shown(read.settings.voicemailon)),
            format!("telephone number {}, credit {}", shown(read.pstnnumber), shown(read.credit)),
        ],
    )?;

    let users = story.tell("List the users of the account", &aql::ListUsers, sign)?;
    story.answer("the account has these VoIP users", &users)?;
    Ok(())
}

fn provision_at_aculab(carrier: &Aculab, story: &mut Story) -> Outcome<()> {
    let sign = |request| carrier.account.sign(request, &carrier.gateway);

    let countries = story.tell("Ask Aculab for its countries", &aculab::TelGetSupportedCountries::new(), sign)?;
    story.answer("numbers can be bought in", [countries.join(", ")])?;

    let states = story.tell("Ask for the states of Canada", &aculab::TelGetSupportedStates::new("Canada")?, sign)?;
    story.answer("Canada has numbers in", [states.join(", ")])?;

    let regions =
        story.tell("Ask for the regions of Germany", &aculab::TelGetSupportedRegions::new("Germany")?, sign)?;
    story.answer("Germany has numbers in", [regions.join(", ")])?;

    let purchase = aculab::TelPurchase::new("Germany", "Mönchengladbach")?;
    let bought = story.tell("Buy a number in Mönchengladbach", &purchase, sign)?.into_complete()?;
    story.answer("it is ours", &bought)?;

    let owned = story.tell("List the numbers of the account", &aculab::TelListNumbers::new(), sign)?;
    let lines = owned.iter().map(|number| {
        let place = format!("{}, {}", number.region, number.country);
        format!(
            "{} in {place}: {} dollars a month since {}",
            number.number,
            shown(number.price),
            shown(number.purchased)
        )
    });
    story.answer("the account has", lines)?;
    let total = Price::sum(owned.iter().filter_map(|number| number.price));
    story.answer("in all, dollars a month", [shown(total)])?;

    let foreign: aculab::InboundNumber = FOREIGN_NUMBER.parse()?;
    if owned.iter().any(|owned| owned.number == foreign) {
        return Err(format!("{foreign} belongs to this account: the example is not going to delete it").into());
    }
    let numbers = bought.into_iter().chain([foreign]).collect();
    let delete = aculab::TelDeleteNumbers::new(numbers)?;
    let deleted = story.tell("Give it back, with one that is not ours", &delete, sign)?;
    let reasons =
        deleted.not_deleted.iter().map(|left| format!("{}: {} ({})", left.number, left.description, left.code));
    story.answer(&format!("{}: deleted but for these", deleted.status), reasons)?;
    Ok(())
}

/// An item that the carrier may have left out.
fn shown(item: Option<impl Display>) -> String {
    item.map_or_else(|| "unknown".to_owned(), |item| item.to_string())
}

/// Numbers the steps and prints them.
struct Story {
    steps: usize,
    out: io::Stdout,
}

impl Default for Story {
    fn default() -> Self {
        Self { steps: 0, out: io::stdout() }
    }
}

impl Story {
    /// Makes the call: build, sign, send, understand. The request is printed as it leaves, without its secrets.
    fn tell<E: Endpoint>(
        &mut self,
        title: &str,
        call: &E,
        sign: impl Fn(Request<E::Service>) -> SignedRequest,
    ) -> Outcome<E::Answer> {
        self.steps += 1;
        let signed = sign(call.request());
        self.say(&format!("\n{}. {title}", self.steps))?;
        self.list('>', signed.to_string().lines())?;
        let answer = host::send(&signed, E::EFFECT.timeout());
        let response = answer.map_err(TransportError::new::<E>).map_err(Error::from)?;
        Ok(call.parse(&response)?)
    }

    fn answer<T: Display>(&mut self, summary: &str, lines: impl IntoIterator<Item = T>) -> Outcome<()> {
        self.say(&format!("   {summary}"))?;
        self.list('<', lines)
    }

    fn list<T: Display>(&mut self, mark: char, lines: impl IntoIterator<Item = T>) -> Outcome<()> {
        lines.into_iter().try_for_each(|line| self.say(&format!("   {mark} {line}")))
    }

    fn say(&mut self, line: &str) -> Outcome<()> {
        Ok(writeln!(self.out, "{line}")?)
    }
}

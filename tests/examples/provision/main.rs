//! What a reseller does, from the search to the release, over real HTTP, each step told in plain words.
//!
//! Without further ado it starts the sandbox and spends nothing. With the account variables of the README it works at
//! the carriers, or at any other gateway, and then wants to be told so: `--buy`.

mod carriers;

use std::fmt::Display;
use std::process::ExitCode;

use carriers::{Aculab, Aql, Carriers};
use telwire::{Endpoint, Error, Price, Request, SignedRequest, TransportError, aculab, aql};
use telwire_tests::host;

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
    let carriers = Carriers::from_environment()?;
    println!("{}", carriers.introduction());
    let mut story = Story::default();
    provision_at_aql(&carriers.aql, &mut story)?;
    provision_at_aculab(&carriers.aculab, &mut story)?;
    println!("\nThat was the whole job: {} requests.", story.steps);
    Ok(())
}

fn provision_at_aql(carrier: &Aql, story: &mut Story) -> Outcome<()> {
    let sign = |request| carrier.account.sign(request, &carrier.gateway);

    let search = aql::CheckNumbers::new("0113 312012*".parse()?).sms_enabled(aql::SmsEnabled::Ignore);
    let numbers = story.tell("Search for 0113 312012* at aql", &search, sign)?;
    story.answer(&format!("{} numbers are available", numbers.len()), &numbers);

    let names = [("Ada", "Lovelace", "ada@customer.example"), ("Alan", "Turing", "alan@customer.example")];
    let items = numbers.iter().zip(names).map(|(number, (first_name, last_name, email))| {
        aql::Item::new(*number).first_name(first_name).last_name(last_name).email(email)
    });
    let assign = aql::AssignNumbers::new(aql::Protocol::Sip, items.collect())?;
    let assigned = story.tell("Buy the first two, all or none", &assign, sign)?.into_complete()?;
    let rows = assigned
        .iter()
        .map(|row| format!("{} is VoIP user {}, password {:?}", row.number, row.voipnumber, row.password));
    story.answer("both are ours; the passwords arrived, and do not print", rows);

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
    story.answer::<&str>("changed", []);

    let read = story.tell("Read it back", &aql::GetUser::new(user), sign)?;
    story.answer(
        "it is configured so",
        [
            format!("forwarding to {} is on: {}", shown(read.settings.forwardto), shown(read.settings.forwardactive)),
            format!("voicemail to {} is on: {}", shown(read.settings.voicemaildest), shown(read.settings.voicemailon)),
            format!("telephone number {}, credit {}", shown(read.pstnnumber), shown(read.credit)),
        ],
    );

    let users = story.tell("List the users of the account", &aql::ListUsers, sign)?;
    story.answer("the account has these VoIP users", &users);
    Ok(())
}

fn provision_at_aculab(carrier: &Aculab, story: &mut Story) -> Outcome<()> {
    let sign = |request| carrier.account.sign(request, &carrier.gateway);

    let countries = story.tell("Ask Aculab for its countries", &aculab::TelGetSupportedCountries::new(), sign)?;
    story.answer("numbers can be bought in", [countries.join(", ")]);

    let states = story.tell("Ask for the states of Canada", &aculab::TelGetSupportedStates::new("Canada")?, sign)?;
    story.answer("Canada has numbers in", [states.join(", ")]);

    let regions =
        story.tell("Ask for the regions of Germany", &aculab::TelGetSupportedRegions::new("Germany")?, sign)?;
    story.answer("Germany has numbers in", [regions.join(", ")]);

    let purchase = aculab::TelPurchase::new("Germany", "Mönchengladbach")?;
    let bought = story.tell("Buy a number in Mönchengladbach", &purchase, sign)?.into_complete()?;
    story.answer("it is ours", &bought);

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
    story.answer("the account has", lines);
    let total = Price::sum(owned.iter().filter_map(|number| number.price));
    story.answer("in all, dollars a month", [shown(total)]);

    let numbers = bought.into_iter().chain([FOREIGN_NUMBER.parse()?]).collect();
    let delete = aculab::TelDeleteNumbers::new(numbers)?;
    let deleted = story.tell("Give it back, with one that is not ours", &delete, sign)?;
    let reasons =
        deleted.not_deleted.iter().map(|left| format!("{}: {} ({})", left.number, left.description, left.code));
    story.answer(&format!("{}: deleted but for these", deleted.status), reasons);
    Ok(())
}

/// An item that the carrier may have left out.
fn shown(item: Option<impl Display>) -> String {
    item.map_or_else(|| "unknown".to_owned(), |item| item.to_string())
}

/// Numbers the steps and prints them.
#[derive(Default)]
struct Story {
    steps: usize,
}

impl Story {
    /// Makes the call: build, sign, send, understand. The request is printed as it leaves, without its secrets.
    fn tell<E: Endpoint>(
        &mut self,
        title: &str,
        call: &E,
        sign: impl Fn(Request<E::Service>) -> SignedRequest,
    ) -> Result<E::Answer, Error> {
        self.steps += 1;
        println!("\n{}. {title}", self.steps);
        let signed = sign(call.request());
        signed.to_string().lines().for_each(|line| println!("   > {line}"));
        let response = host::send(&signed).map_err(TransportError::new::<E>)?;
        call.parse(&response)
    }

    fn answer<T: Display>(&self, summary: &str, lines: impl IntoIterator<Item = T>) {
        println!("   {summary}");
        lines.into_iter().for_each(|line| println!("   < {line}"));
    }
}

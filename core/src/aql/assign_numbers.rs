//! `POST /telecoms/assignnumberapi.php`: buys numbers, all of them or none.
//!
//! Document: number provisioning API, "Provisioning numbers".

use std::fmt;
use std::str::FromStr;

use nom::Parser;
use nom::bytes::complete::{tag, take_till1, take_while1};

use crate::aql::answer::{self, Line};
use crate::aql::number::{Number, number};
use crate::aql::{Service, VoipUser};
use crate::endpoint::{Call, Effect, Endpoint};
use crate::error::{Error, InvalidCode, InvalidInput, Malformed, Salvaged};
use crate::form::Form;
use crate::grammar::{Parsed, fail};
use crate::http::{Request, Response};
use crate::secret::{Body, SipPassword};
use crate::sorted::{Map, repeated};
use crate::text::{has_control, quoted};

pub(crate) const PATH: &str = "/telecoms/assignnumberapi.php";

/// What separates the items of a list, and cannot be escaped.
const SEPARATOR: &str = "_";

/// Buys numbers. **Each call that succeeds costs money every month**, and its answer is the only one that ever holds
/// the passwords.
///
/// ```
/// use telwire::{Endpoint, Response, aql};
///
/// let item = aql::Item::new("44-113-3120120".parse()?).first_name("Robert").email("robert@example.com");
/// let order = aql::AssignNumbers::new(aql::Protocol::Sip, vec![item])?;
///
/// let answer = Response::new(200, "AQVOIP_OK\n44-113-3120120_612345_98765\n");
/// let rows = order.parse(&answer)?.into_complete()?;
/// assert_eq!(rows[0].voipnumber.as_str(), "612345");
/// assert_eq!(rows[0].password.reveal(), "98765");
/// # Ok::<(), telwire::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignNumbers {
    protocol: Protocol,
    items: Vec<Item>,
}

/// How the numbers will be used. There is no safe default, so the caller says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Protocol {
    /// IAX, which `type` left out means.
    Iax,
    /// SIP.
    Sip,
}

/// Reads `iax` or `sip`.
impl FromStr for Protocol {
    type Err = InvalidInput;

    fn from_str(text: &str) -> Result<Self, InvalidInput> {
        match text {
            "iax" => Ok(Self::Iax),
            "sip" => Ok(Self::Sip),
            _ => {
                let message = format!("must be `sip` or `iax`, not {}", quoted(text));
                Err(InvalidInput::new("protocol", InvalidCode::UnknownValue, message))
            }
        }
    }
}

/// A number to buy and whose it will be. Names and e-mail may be empty; some functions, such as voicemail by e-mail,
/// do not work then until changeuser sets them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The number.
    pub number: Number,
    /// The first name of the reseller's customer.
    pub first_name: String,
    /// The last name of the reseller's customer.
    pub last_name: String,
    /// The e-mail address of the reseller's customer.
    pub email: String,
}

impl Item {
    /// `number` without names and e-mail.
    #[must_use]
    pub fn new(number: Number) -> Self {
        Self { number, first_name: String::new(), last_name: String::new(), email: String::new() }
    }

    /// With this first name.
    #[must_use]
    pub fn first_name(self, first_name: impl Into<String>) -> Self {
        Self { first_name: first_name.into(), ..self }
    }

    /// With this last name.
    #[must_use]
    pub fn last_name(self, last_name: impl Into<String>) -> Self {
        Self { last_name: last_name.into(), ..self }
    }

    /// With this e-mail address.
    #[must_use]
    pub fn email(self, email: impl Into<String>) -> Self {
        Self { email: email.into(), ..self }
    }
}

impl AssignNumbers {
    /// An order of all of `items`.
    ///
    /// # Errors
    /// Field `phoneNumbers`: `empty`, `repeated`. Fields `firstNames`, `lastNames`, `emails`, each with the position
    /// of the item: `underscore` (the lists are separated by it, and nothing escapes it), `control_character`.
    pub fn new(protocol: Protocol, items: Vec<Item>) -> Result<Self, InvalidInput> {
        if items.is_empty() {
            return Err(InvalidInput::new("phoneNumbers", InvalidCode::Empty, "must hold at least one number"));
        }
        let repeated = repeated(items.iter().map(|item| item.number));
        for (position, item) in items.iter().enumerate() {
            if let Some((_, first)) = repeated.filter(|(second, _)| *second == position) {
                let message = format!("must not repeat `{}`, which is item {first} already", item.number);
                return Err(InvalidInput::new("phoneNumbers", InvalidCode::Repeated, message).at_item(position));
            }
            check_texts(&item.first_name, &item.last_name, &item.email).map_err(|error| error.at_item(position))?;
        }
        Ok(Self { protocol, items })
    }

    /// SIP or IAX.
    #[must_use]
    pub fn protocol(&self) -> Protocol {
        self.protocol
    }

    /// What is to be bought, in order.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    fn list<'a>(&'a self, text: impl Fn(&'a Item) -> &'a str) -> String {
        self.items.iter().map(text).collect::<Vec<_>>().join(SEPARATOR)
    }
}

/// Whether these can be items of the lists that an assign is made of.
pub(crate) fn check_texts(first_name: &str, last_name: &str, email: &str) -> Result<(), InvalidInput> {
    let name_hint = "the gateway would shift the lists: leave it out";
    let email_hint = "the gateway would shift the lists: leave the e-mail empty and set `voicemaildest` by changeuser \
                      afterwards";
    checked_text("firstNames", first_name, name_hint)?;
    checked_text("lastNames", last_name, name_hint)?;
    checked_text("emails", email, email_hint)
}

fn checked_text(field: &'static str, text: &str, hint: &str) -> Result<(), InvalidInput> {
    if text.contains(SEPARATOR) {
        let message = format!("must not hold `_`, got {}; {hint}", quoted(text));
        return Err(InvalidInput::new(field, InvalidCode::Underscore, message));
    }
    if has_control(text) {
        let message = format!("must not hold a control character, got {}", quoted(text));
        return Err(InvalidInput::new(field, InvalidCode::ControlCharacter, message));
    }
    Ok(())
}

/// What was bought, as far as the answer says: every row that arrived, and what is wrong with them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// Every row that could be read, in the order of the answer; rows that `problems` names included.
    pub rows: Vec<AssignedNumber>,
    /// What does not fit the request. Empty means: every number asked for is there, once, in order, and whole.
    pub problems: Vec<Problem>,
}

impl Assigned {
    /// The rows, if they are exactly what was asked for.
    ///
    /// # Errors
    /// `malformed` with the code `problems`; its `salvaged` is this value, rows and all.
    pub fn into_complete(self) -> Result<Vec<AssignedNumber>, Error> {
        match self.problems.first() {
            None => Ok(self.rows),
            Some(problem) => {
                let problem = problem.to_string();
                Err(Malformed::with_problems::<AssignNumbers>(problem).with_salvaged(Salvaged::Assigned(self)).into())
            }
        }
    }
}

/// A number that was bought, its VoIP user and that user's password.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct AssignedNumber {
    /// The number.
    pub number: Number,
    /// The VoIP user it was given.
    pub voipnumber: VoipUser,
    /// The password of the VoIP user. No other answer holds it.
    pub password: SipPassword,
}

/// What is wrong with the answer to an assign. Positions count rows from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// The row is of a number that was not asked for.
    ForeignRow {
        /// Which of the rows.
        row: usize,
    },
    /// A number that was asked for has no row.
    MissingRow {
        /// The number.
        number: Number,
    },
    /// The row stands before one that was asked for earlier.
    OutOfOrder {
        /// Which of the rows.
        row: usize,
    },
    /// The row is of a number that has a row already.
    RepeatedRow {
        /// Which of the rows.
        row: usize,
    },
    /// A line is no row. It may hold a password.
    UnreadableLine {
        /// The line as it came.
        line: Body,
    },
    /// The answer was cut within its last line. It may hold a part of a password.
    UnterminatedLine {
        /// The line as far as it came.
        line: Body,
    },
}

impl Problem {
    /// A stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::ForeignRow { .. } => "foreign_row",
            Self::MissingRow { .. } => "missing_row",
            Self::OutOfOrder { .. } => "out_of_order",
            Self::RepeatedRow { .. } => "repeated_row",
            Self::UnreadableLine { .. } => "unreadable_line",
            Self::UnterminatedLine { .. } => "unterminated_line",
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ForeignRow { row } => {
                write!(formatter, "row {row} is of a number that was not asked for")
            }
            Self::MissingRow { number } => {
                write!(formatter, "`{number}` was asked for and has no row")
            }
            Self::OutOfOrder { row } => {
                write!(formatter, "row {row} is not in the order asked for")
            }
            Self::RepeatedRow { row } => {
                write!(formatter, "row {row} is of a number that has a row already")
            }
            Self::UnreadableLine { line } => write!(formatter, "a line of {} bytes is no row", line.reveal().len()),
            Self::UnterminatedLine { line } => {
                write!(formatter, "the answer is cut off after {} bytes of its last line", line.reveal().len())
            }
        }
    }
}

impl Endpoint for AssignNumbers {
    type Service = Service;
    type Answer = Assigned;

    const NAME: &'static str = "assign_numbers";
    const EFFECT: Effect = Effect::Purchase;

    fn request(&self) -> Request<Service> {
        let numbers: Vec<String> = self.items.iter().map(|item| item.number.to_string()).collect();
        let form = Form::new()
            .field("phoneNumbers", &numbers.join(SEPARATOR))
            .field("firstNames", &self.list(|item| &item.first_name))
            .field("lastNames", &self.list(|item| &item.last_name))
            .field("emails", &self.list(|item| &item.email))
            .optional("type", (self.protocol == Protocol::Sip).then_some("sip"));
        Request::post(Service::Provisioning, PATH, form.finish())
    }

    /// Nothing that arrived behind `AQVOIP_OK` is thrown away: look at [`Assigned::problems`], or take
    /// [`Assigned::into_complete`].
    fn parse(&self, response: &Response) -> Result<Assigned, Error> {
        let rows = answer::rows(Call::of::<Self>(), response)?;
        let mut assigned = Assigned { rows: Vec::new(), problems: Vec::new() };
        for line in answer::lines(rows) {
            assigned.read(line, response);
        }
        assigned.check(self.items.iter().map(|item| item.number));
        Ok(assigned)
    }
}

impl Assigned {
    fn read(&mut self, line: Line<'_>, response: &Response) {
        if !line.is_whole(response) {
            self.problems.push(Problem::UnterminatedLine { line: Body::new(line.text) });
            return;
        }
        match row(line.text) {
            Ok((_, row)) => self.rows.push(row),
            Err(_) => self.problems.push(Problem::UnreadableLine { line: Body::new(line.text) }),
        }
    }

    /// Compares count, order and identity of the rows with what was asked for.
    fn check(&mut self, asked: impl Iterator<Item = Number>) {
        let mut missing: Vec<Option<Number>> = asked.map(Some).collect();
        let asked = missing.iter().flatten().enumerate();
        let positions: Map<Number, usize> = asked.map(|(position, number)| (*number, position)).collect();
        let mut furthest = 0;
        for (row, assigned) in self.rows.iter().enumerate() {
            let problem = match positions.get(&assigned.number) {
                None => Some(Problem::ForeignRow { row }),
                Some(position) if missing.get_mut(*position).and_then(Option::take).is_none() => {
                    Some(Problem::RepeatedRow { row })
                }
                Some(position) if *position < furthest => Some(Problem::OutOfOrder { row }),
                Some(position) => {
                    furthest = *position;
                    None
                }
            };
            self.problems.extend(problem);
        }
        self.problems.extend(missing.into_iter().flatten().map(|number| Problem::MissingRow { number }));
    }
}

/// `row = number "_" voipnumber "_" password`: split at the first two `_`; the password may hold anything but a line
/// end.
fn row(line: &[u8]) -> Parsed<'_, AssignedNumber> {
    let voipnumber = take_till1(|byte| byte == b'_');
    let password = take_while1(|_| true);
    let mut production = (number, tag("_"), voipnumber, tag("_"), password);
    let (rest, (number, _, voipnumber, _, password)) = production.parse(line)?;
    // A password is used as it is or not at all: a guess at its encoding would be another password.
    match std::str::from_utf8(password) {
        Ok(password) => {
            let voipnumber = VoipUser::from_answer(voipnumber);
            Ok((rest, AssignedNumber { number, voipnumber, password: SipPassword::new(password) }))
        }
        Err(_) => fail(password, "UTF-8"),
    }
}

#[cfg(feature = "server")]
mod server {
    use super::{AssignNumbers, Assigned, Item, Protocol, Request, Response, SEPARATOR, Service, answer};
    use crate::endpoint::ServerEndpoint;
    use crate::error::{InvalidCode, InvalidInput};
    use crate::text::quoted;

    impl ServerEndpoint for AssignNumbers {
        fn decode(request: &Request<Service>) -> Result<Self, InvalidInput> {
            let mut fields = answer::fields(request, Service::Provisioning, super::PATH)?;
            let numbers = fields.required("phoneNumbers")?;
            let [first_names, last_names, emails] =
                [fields.required("firstNames")?, fields.required("lastNames")?, fields.required("emails")?];
            let protocol = protocol(fields.optional("type").as_deref())?;
            fields.finish()?;

            let count = numbers.split(SEPARATOR).count();
            let lists = [("firstNames", &first_names), ("lastNames", &last_names), ("emails", &emails)];
            for (field, list) in lists {
                same_length(field, list, count)?;
            }
            let texts = first_names.split(SEPARATOR).zip(last_names.split(SEPARATOR)).zip(emails.split(SEPARATOR));
            let items = numbers.split(SEPARATOR).zip(texts).enumerate().map(|(position, (number, texts))| {
                let ((first_name, last_name), email) = texts;
                let number =
                    number.parse().map_err(|error: InvalidInput| error.in_field("phoneNumbers").at_item(position))?;
                Ok(Item::new(number).first_name(first_name).last_name(last_name).email(email))
            });
            Self::new(protocol, items.collect::<Result<_, _>>()?)
        }

        fn encode(assigned: &Assigned) -> Response {
            let mut body = String::from("AQVOIP_OK\n");
            for row in &assigned.rows {
                body.push_str(&format!("{}_{}_{}\n", row.number, row.voipnumber, row.password.reveal()));
            }
            answer::text(body)
        }
    }

    /// Anything but `sip` is provisioned as IAX, the document says; only leaving it out is unmistakable.
    fn protocol(text: Option<&str>) -> Result<Protocol, InvalidInput> {
        match text {
            None => Ok(Protocol::Iax),
            Some("sip") => Ok(Protocol::Sip),
            Some(other) => {
                let message = format!("must be `sip` or left out, not {}", quoted(other));
                Err(InvalidInput::new("type", InvalidCode::UnknownValue, message))
            }
        }
    }

    fn same_length(field: &'static str, list: &str, count: usize) -> Result<(), InvalidInput> {
        let length = list.split(SEPARATOR).count();
        if length == count {
            return Ok(());
        }
        let message = format!("must hold as many items as `phoneNumbers`, {count}, not {length}");
        Err(InvalidInput::new(field, InvalidCode::OutOfRange, message))
    }
}

//! aql's gateway: search and assign, getuser, changeuser and listusers.
//!
//! The documents fix the calls and their codes. Where they are silent, the sandbox decides:
//!
//! - Credentials are looked at before anything else of a request is. Missing ones are wrong ones.
//! - Any method but POST is answered with the status 405.
//! - An answer to a search holds 100 numbers at most, in ascending order.
//! - A new user is configured as in the document's example, without forwarding and fax; `smsaction` and `smsdata` are
//!   left out until they are set. `voicemaildest` is the e-mail address of the assign.
//! - The credit is the account's, the same for all its users, and an assign leaves it alone: numbers are invoiced.
//! - A user that listings do not show yet is unknown to getuser and changeuser too.
//! - The sandbox has 200,000 VoIP users to give; then an assign is refused with `AQVOIP_GEN_ERROR`.

mod call;
mod customer;
mod issuer;
mod stock;
mod sub_code;
mod user;

pub(crate) use call::Call;
pub use customer::Customer;
pub use stock::{InvalidStock, Range, Stock};
pub use user::User;

use telwire::aql::{
    AssignNumbers, Assigned, AssignedNumber, ChangeUser, Changed, CheckNumbers, Code, Credentials, GetUser, Item,
    ListUsers, Number, Protocol, Service, VoipUser, receive, refuse, refuse_control,
};
use telwire::{Method, Response, ServerEndpoint, SignedRequest, Timestamp};

use crate::origin::Origin;
use issuer::Issuer;

/// aql as a whole: its customers, and the numbers that nobody has yet.
#[derive(Clone, Debug)]
pub struct Carrier {
    customers: Vec<Customer>,
    stock: Stock,
    issuer: Issuer,
}

/// Which customer, by position.
type Index = usize;

impl Carrier {
    pub(crate) fn new(seed: u64) -> Self {
        Self { customers: Vec::new(), stock: Stock::default(), issuer: Issuer::new(seed) }
    }

    pub(crate) fn add_customer(&mut self, customer: Customer) {
        self.customers.push(customer);
    }

    pub(crate) fn set_stock(&mut self, stock: Stock) {
        self.stock = stock;
    }

    /// The customer with that username of the provisioning service.
    #[must_use]
    pub fn customer(&self, username: &str) -> Option<&Customer> {
        self.customers.iter().find(|customer| customer.username() == username)
    }

    /// The numbers there are.
    #[must_use]
    pub fn stock(&self) -> &Stock {
        &self.stock
    }

    /// Another customer, whom the sandbox does not know, takes `number`. `false` if it is not to be had.
    pub fn take(&mut self, number: Number) -> bool {
        self.stock.take(number)
    }

    /// Somebody else on the account of `username` buys `number`. `false` if it is not to be had.
    pub fn buy_as_rival(&mut self, now: Timestamp, username: &str, number: Number) -> bool {
        let index = self.customers.iter().position(|customer| customer.username() == username);
        index.is_some_and(|index| self.assign(index, Protocol::Sip, &[Item::new(number)], Origin::rival(now)).is_ok())
    }

    pub(crate) fn list_all(&mut self, now: Timestamp) {
        self.customers.iter_mut().for_each(|customer| customer.list_all(now));
    }

    pub(crate) fn perform(&mut self, call: Call, request: &SignedRequest, origin: Origin) -> Response {
        if request.method() != Method::Post {
            return Response::new(405, "").with_header("Allow", "POST");
        }
        match call {
            Call::AssignNumbers => self.assign_numbers(request, origin).unwrap_or_else(refuse),
            Call::ChangeUser => spoken(self.change_user(request, origin.at)),
            Call::CheckNumbers => self.check_numbers(request).unwrap_or_else(refuse),
            Call::GetUser => spoken(self.get_user(request, origin.at)),
            Call::ListUsers => spoken(self.list_users(request, origin.at)),
            Call::UnknownAction => refuse_control("unknown action"),
        }
    }

    fn check_numbers(&self, request: &SignedRequest) -> Result<Response, Code> {
        let (_, search) = self.provisioning::<CheckNumbers>(request)?;
        Ok(CheckNumbers::encode(&self.stock.search(&search)))
    }

    fn assign_numbers(&mut self, request: &SignedRequest, origin: Origin) -> Result<Response, Code> {
        let (index, order) = self.provisioning::<AssignNumbers>(request)?;
        let rows = self.assign(index, order.protocol(), order.items(), origin)?;
        if let Some(customer) = self.customers.get_mut(index) {
            customer.count_purchase();
        }
        Ok(AssignNumbers::encode(&Assigned { rows, problems: Vec::new() }))
    }

    fn get_user(&self, request: &SignedRequest, now: Timestamp) -> Result<Response, String> {
        let (index, call) = self.control::<GetUser>(request)?;
        let customer = self.customers.get(index).ok_or_else(unknown_user)?;
        let user = customer.listed_user(call.voipnumber(), now).ok_or_else(unknown_user)?;
        Ok(GetUser::encode(&user.as_answered(customer.credit())))
    }

    fn change_user(&mut self, request: &SignedRequest, now: Timestamp) -> Result<Response, String> {
        let (index, call) = self.control::<ChangeUser>(request)?;
        let customer = self.customers.get_mut(index).ok_or_else(unknown_user)?;
        let user = customer.listed_user_mut(call.voipnumber(), now).ok_or_else(unknown_user)?;
        user.change(call.settings());
        Ok(ChangeUser::encode(&Changed::default()))
    }

    fn list_users(&self, request: &SignedRequest, now: Timestamp) -> Result<Response, String> {
        let (index, _) = self.control::<ListUsers>(request)?;
        let users: Vec<VoipUser> = match self.customers.get(index) {
            Some(customer) => customer.listed_users(now).map(|user| user.voipnumber.clone()).collect(),
            None => Vec::new(),
        };
        Ok(ListUsers::encode(&users))
    }

    /// All of `items` or none.
    fn assign(
        &mut self,
        index: Index,
        protocol: Protocol,
        items: &[Item],
        origin: Origin,
    ) -> Result<Vec<AssignedNumber>, Code> {
        if !items.iter().all(|item| self.stock.is_free(item.number)) {
            return Err(Code::SimulError);
        }
        let logins = self.issuer.issue(items.len()).ok_or(Code::GenError)?;
        let customer = self.customers.get_mut(index).ok_or(Code::AuthError)?;
        let rows = items.iter().zip(logins).map(|(item, (voipnumber, password))| {
            self.stock.take(item.number);
            let row = AssignedNumber { number: item.number, voipnumber, password };
            customer.add_user(User::new(&row, item, protocol, origin));
            row
        });
        Ok(rows.collect())
    }

    /// Another customer takes the number at `item` of the order that `request` holds.
    pub(crate) fn rival_takes(&mut self, request: &SignedRequest, item: usize) {
        if let Some((_, _, item)) = self.ordered(request, item) {
            self.stock.take(item.number);
        }
    }

    /// Somebody else on the same account buys the number at `item` of the order that `request` holds.
    pub(crate) fn rival_buys(&mut self, request: &SignedRequest, item: usize, now: Timestamp) {
        if let Some((index, protocol, item)) = self.ordered(request, item) {
            // A number that is not to be had is not to be had for a rival either.
            let _ = self.assign(index, protocol, &[Item::new(item.number)], Origin::rival(now));
        }
    }

    fn ordered(&self, request: &SignedRequest, item: usize) -> Option<(Index, Protocol, Item)> {
        let (index, order) = self.provisioning::<AssignNumbers>(request).ok()?;
        Some((index, order.protocol(), order.items().get(item)?.clone()))
    }

    /// Who sends a request to the provisioning service, and what it asks for.
    fn provisioning<E: ServerEndpoint<Service = Service>>(&self, request: &SignedRequest) -> Result<(Index, E), Code> {
        let (credentials, request) = receive(request).map_err(|_| Code::FormatError)?;
        let index = self.known(credentials, Customer::has_login).ok_or(Code::AuthError)?;
        let call = E::decode(&request).map_err(|_| Code::FormatError)?;
        Ok((index, call))
    }

    /// Who sends a request to the control service, and what it asks for.
    fn control<E: ServerEndpoint<Service = Service>>(&self, request: &SignedRequest) -> Result<(Index, E), String> {
        let (credentials, request) = receive(request).map_err(|error| error.to_string())?;
        let known = self.known(credentials, Customer::has_control_login);
        let index = known.ok_or("username or password is wrong")?;
        let call = E::decode(&request).map_err(|error| error.to_string())?;
        Ok((index, call))
    }

    fn known(
        &self,
        credentials: Option<Credentials>,
        has_login: impl Fn(&Customer, &Credentials) -> bool,
    ) -> Option<Index> {
        let credentials = credentials?;
        self.customers.iter().position(|customer| has_login(customer, &credentials))
    }
}

/// The control service's answer: its refusals are words.
fn spoken(answer: Result<Response, String>) -> Response {
    answer.unwrap_or_else(|message| refuse_control(&message))
}

fn unknown_user() -> String {
    "no such user".to_owned()
}

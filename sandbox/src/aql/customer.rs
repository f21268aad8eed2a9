//! A customer of aql.

use std::fmt;

use telwire::aql::{Credentials, VoipUser};
use telwire::{Price, Timestamp};

use super::User;

/// A reseller: the credentials, the credit, and the numbers bought so far, each with its VoIP user.
#[derive(Clone)]
pub struct Customer {
    provisioning: Login,
    control: Login,
    credit: Price,
    users: Vec<User>,
    purchases: u64,
}

#[derive(Clone)]
struct Login {
    username: String,
    password: String,
}

impl Login {
    fn new(username: &str, password: &str) -> Self {
        Self { username: username.to_owned(), password: password.to_owned() }
    }

    fn admits(&self, credentials: &Credentials) -> bool {
        credentials.username == self.username && credentials.has_password(&self.password)
    }
}

impl Customer {
    /// A reseller without numbers and credit, with the same credentials for both services.
    #[must_use]
    pub fn new(username: &str, password: &str) -> Self {
        let login = Login::new(username, password);
        Self { provisioning: login.clone(), control: login, credit: Price::ZERO, users: Vec::new(), purchases: 0 }
    }

    /// With credentials of their own for the control service.
    #[must_use]
    pub fn with_control(self, username: &str, password: &str) -> Self {
        Self { control: Login::new(username, password), ..self }
    }

    /// With this credit, which getuser shows.
    #[must_use]
    pub fn with_credit(self, credit: Price) -> Self {
        Self { credit, ..self }
    }

    /// The username of the provisioning service.
    #[must_use]
    pub fn username(&self) -> &str {
        &self.provisioning.username
    }

    /// The credit.
    #[must_use]
    pub fn credit(&self) -> Price {
        self.credit
    }

    /// Everything that was bought on the account, listed or not, in the order of purchase.
    #[must_use]
    pub fn users(&self) -> &[User] {
        &self.users
    }

    /// How many assigns were done. A rival's are not counted.
    #[must_use]
    pub fn purchases(&self) -> u64 {
        self.purchases
    }

    pub(crate) fn has_login(&self, credentials: &Credentials) -> bool {
        self.provisioning.admits(credentials)
    }

    pub(crate) fn has_control_login(&self, credentials: &Credentials) -> bool {
        self.control.admits(credentials)
    }

    pub(crate) fn add_user(&mut self, user: User) {
        self.users.push(user);
    }

    pub(crate) fn list_all(&mut self, now: Timestamp) {
        self.users.iter_mut().for_each(|user| user.origin.list(now));
    }

    pub(crate) fn count_purchase(&mut self) {
        self.purchases += 1;
    }

    pub(crate) fn listed_users(&self, now: Timestamp) -> impl Iterator<Item = &User> {
        self.users.iter().filter(move |user| user.origin.is_listed(now))
    }

    pub(crate) fn listed_user(&self, name: &VoipUser, now: Timestamp) -> Option<&User> {
        self.listed_users(now).find(|user| user.voipnumber == *name)
    }

    pub(crate) fn listed_user_mut(&mut self, name: &VoipUser, now: Timestamp) -> Option<&mut User> {
        self.users.iter_mut().find(|user| user.voipnumber == *name && user.origin.is_listed(now))
    }
}

/// Without the passwords of the account.
impl fmt::Debug for Customer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Customer")
            .field("username", &self.provisioning.username)
            .field("credit", &self.credit)
            .field("users", &self.users)
            .field("purchases", &self.purchases)
            .finish_non_exhaustive()
    }
}

//! Who hands out VoIP users and their passwords.

use telwire::SipPassword;
use telwire::aql::VoipUser;

/// The six digits of a VoIP user begin with 6 or 7.
const FIRST: u32 = 600_000;
const COUNT: u32 = 200_000;

/// Shares no divisor with [`COUNT`], so that stepping by it meets every user once.
const STEP: u32 = 77_773;

/// Hands out VoIP users, none twice, in an order that the seed decides, with passwords of its own.
#[derive(Clone, Debug)]
pub(crate) struct Issuer {
    rng: fastrand::Rng,
    next: u32,
    left: u32,
}

impl Issuer {
    pub(crate) fn new(seed: u64) -> Self {
        let mut rng = fastrand::Rng::with_seed(seed);
        let next = rng.u32(0..COUNT);
        Self { rng, next, left: COUNT }
    }

    /// So many users with their passwords; `None` if there are not as many left.
    pub(crate) fn issue(&mut self, count: usize) -> Option<Vec<(VoipUser, SipPassword)>> {
        if count > self.left as usize {
            return None;
        }
        (0..count).map(|_| Some((self.user()?, self.password()))).collect()
    }

    fn user(&mut self) -> Option<VoipUser> {
        let user = FIRST + self.next;
        self.next = (self.next + STEP) % COUNT;
        self.left -= 1;
        VoipUser::opaque(user.to_string()).ok()
    }

    /// Ten characters. One in four passwords holds a `_` or a space, which clients must not trip over.
    fn password(&mut self) -> SipPassword {
        let odd = self.rng.choice([None, None, None, None, None, None, Some('_'), Some(' ')]).flatten();
        let place = self.rng.usize(1..9);
        let mut password = String::with_capacity(10);
        for position in 0..10 {
            let letter = self.rng.alphanumeric();
            password.push(odd.filter(|_| position == place).unwrap_or(letter));
        }
        SipPassword::new(password)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_user_is_issued_once_and_then_no_more() {
        let mut issuer = Issuer::new(1);
        let users: BTreeSet<String> =
            issuer.issue(200_000).unwrap().into_iter().map(|(user, _)| user.to_string()).collect();
        assert_eq!(users.len(), 200_000);
        assert_eq!((users.first().unwrap().as_str(), users.last().unwrap().as_str()), ("600000", "799999"));
        assert_eq!(issuer.issue(1), None);
    }

    #[test]
    fn some_passwords_hold_an_underscore_and_some_a_space() {
        let passwords: Vec<_> = Issuer::new(1).issue(100).unwrap();
        let holding = |odd: char| passwords.iter().filter(|(_, password)| password.reveal().contains(odd)).count();
        assert!((5..25).contains(&holding('_')), "{}", holding('_'));
        assert!((5..25).contains(&holding(' ')), "{}", holding(' '));
        assert!(passwords.iter().all(|(_, password)| password.reveal().len() == 10));
    }
}

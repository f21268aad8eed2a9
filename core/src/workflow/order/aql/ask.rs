//! What an order at aql asks beside its purchases.

use crate::aql::{ChangeUser, CheckNumbers, GetUser, ListUsers, Number, Pattern, Service, SmsEnabled, User, VoipUser};
use crate::endpoint::{Effect, Endpoint};
use crate::error::{Error, Failure};
use crate::http::{Request, Response};
use crate::workflow::calls;

/// A call, and what the order has to remember about it.
#[derive(Clone, Debug)]
pub(super) enum Ask {
    /// Which of `numbers` are still to be had?
    Check {
        numbers: Vec<Number>,
        pattern: Pattern,
    },
    /// Which numbers does the pool have?
    Find {
        pool: Pattern,
        sms_enabled: SmsEnabled,
        skip: u32,
    },
    /// Whose is that number?
    GetUser(VoipUser),
    ListUsers,
    /// Sets the e-mail address of that slot, which the assign could not carry.
    SetEmail {
        slot: usize,
        change: ChangeUser,
    },
}

#[derive(Debug)]
pub(super) enum Answer {
    Changed,
    Numbers(Vec<Number>),
    User(Box<User>),
    Users(Vec<VoipUser>),
}

impl Answer {
    pub(super) fn into_users(self) -> Option<Vec<VoipUser>> {
        match self {
            Self::Users(users) => Some(users),
            _ => None,
        }
    }
}

impl Ask {
    /// A recheck sees numbers without SMS, too: the gateway hides them where nothing is said.
    fn check(pattern: &Pattern) -> CheckNumbers {
        CheckNumbers::new(pattern.clone()).sms_enabled(SmsEnabled::Ignore)
    }

    fn find(pool: &Pattern, sms_enabled: SmsEnabled, skip: u32) -> CheckNumbers {
        CheckNumbers::new(pool.clone()).sms_enabled(sms_enabled).skip(skip)
    }
}

impl calls::Ask for Ask {
    type Service = Service;
    type Answer = Answer;

    fn effect(&self) -> Effect {
        match self {
            Self::Check { .. } | Self::Find { .. } => CheckNumbers::EFFECT,
            Self::GetUser(_) => GetUser::EFFECT,
            Self::ListUsers => ListUsers::EFFECT,
            Self::SetEmail { .. } => ChangeUser::EFFECT,
        }
    }

    fn to_request(&self) -> Request<Service> {
        match self {
            Self::Check { pattern, .. } => Self::check(pattern).request(),
            Self::Find { pool, sms_enabled, skip } => Self::find(pool, *sms_enabled, *skip).request(),
            Self::GetUser(user) => GetUser::new(user.clone()).request(),
            Self::ListUsers => ListUsers.request(),
            Self::SetEmail { change, .. } => change.request(),
        }
    }

    fn read(&self, response: &Response) -> Result<Answer, Error> {
        match self {
            Self::Check { pattern, .. } => Self::check(pattern).parse(response).map(Answer::Numbers),
            Self::Find { pool, sms_enabled, skip } => {
                Self::find(pool, *sms_enabled, *skip).parse(response).map(Answer::Numbers)
            }
            Self::GetUser(user) => GetUser::new(user.clone()).parse(response).map(|user| Answer::User(Box::new(user))),
            Self::ListUsers => ListUsers.parse(response).map(Answer::Users),
            Self::SetEmail { change, .. } => change.parse(response).map(|_| Answer::Changed),
        }
    }

    fn failed(&self, failure: Failure) -> Error {
        match self {
            Self::Check { .. } | Self::Find { .. } => calls::failed::<CheckNumbers>(failure),
            Self::GetUser(_) => calls::failed::<GetUser>(failure),
            Self::ListUsers => calls::failed::<ListUsers>(failure),
            Self::SetEmail { .. } => calls::failed::<ChangeUser>(failure),
        }
    }
}

/// The rechecks of `numbers`, in as few requests as see them all: numbers that differ in their last two digits alone
/// are looked for together, as an answer holds a hundred.
pub(super) fn checks(numbers: &[Number]) -> Vec<Ask> {
    let mut groups: Vec<(Pattern, Vec<Number>)> = Vec::new();
    for number in numbers {
        let neighbours = number.neighbours();
        match groups.iter_mut().find(|(pattern, _)| *pattern == neighbours) {
            Some((_, group)) => group.push(*number),
            None => groups.push((neighbours, vec![*number])),
        }
    }
    let checks = groups.into_iter().map(|(pattern, numbers)| match numbers.as_slice() {
        [number] => check_of(*number),
        _ => Ask::Check { numbers, pattern },
    });
    checks.collect()
}

/// The recheck of one number, which leaves no doubt.
pub(super) fn check_of(number: Number) -> Ask {
    Ask::Check { numbers: vec![number], pattern: number.pattern() }
}

#[cfg(test)]
mod tests {
    use crate::workflow::calls::Ask as _;

    use super::*;

    fn patterns(numbers: &[&str]) -> Vec<String> {
        let numbers: Vec<Number> = numbers.iter().map(|number| number.parse().unwrap()).collect();
        let forms = checks(&numbers).into_iter().map(|ask| ask.to_request().form().to_owned());
        forms.collect()
    }

    #[test]
    fn neighbours_are_rechecked_in_one_request_and_strangers_alone() {
        assert_eq!(
            patterns(&["44-113-3120120", "44-113-3120199", "44-113-3120220", "44-20-31200001"]),
            [
                "country=44&areaCode=113&subCode=31201*&skip=0&show=100&smsEnabled=ignore",
                "country=44&areaCode=113&subCode=3120220&skip=0&show=100&smsEnabled=ignore",
                "country=44&areaCode=20&subCode=31200001&skip=0&show=100&smsEnabled=ignore",
            ]
        );
        assert!(patterns(&[]).is_empty());
    }
}

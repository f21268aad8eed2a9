//! aql: its values, and its calls with their answers.

use proptest::array::{uniform2, uniform3, uniform5, uniform6};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use telwire::aql::{
    Account, AssignNumbers, Assigned, AssignedNumber, ChangeUser, Changed, CheckNumbers, E164, Gateway, GetUser, Item,
    ListUsers, Number, Pattern, Protocol, Settings, SmsAction, SmsEnabled, User, VoipNumber, VoipUser,
};
use telwire::{BaseUrl, SipPassword};

use super::{Login, base_url, login, name, price, text, time};

/// Who signs, and where to.
#[derive(Clone, Debug)]
pub struct Sender {
    /// The account made of both logins.
    pub account: Account,
    /// The gateway made of both base URLs.
    pub gateway: Gateway,
    /// The login and the base URL of the provisioning service.
    pub provisioning: (Login, BaseUrl),
    /// The login and the base URL of the control service.
    pub control: (Login, BaseUrl),
}

/// Senders with one login for both services, or two.
pub fn sender() -> impl Strategy<Value = Sender> {
    let parts = (login(), option::of(login()), base_url(), base_url());
    parts.prop_filter_map("a sender", |(login, control, provisioning_url, control_url)| {
        let account = Account::new(&login.username, &login.secret).ok()?;
        let account = match &control {
            Some(control) => account.with_control(&control.username, &control.secret).ok()?,
            None => account,
        };
        let gateway = Gateway::per_service(provisioning_url.clone(), control_url.clone());
        let control = (control.unwrap_or_else(|| login.clone()), control_url);
        Some(Sender { account, gateway, provisioning: (login, provisioning_url), control })
    })
}

/// Numbers of 3 to 15 digits, divided anywhere.
pub fn number() -> impl Strategy<Value = Number> {
    let digits = ("[1-9][0-9]{2,14}", any::<Index>(), any::<Index>());
    digits.prop_filter_map("a number", |(digits, first, second)| {
        let (country, rest) = digits.split_at(1 + first.index(digits.len() - 2));
        let (area, subscriber) = rest.split_at(1 + second.index(rest.len() - 1));
        format!("{country}-{area}-{subscriber}").parse().ok()
    })
}

/// Numbers in the spelling of getuser.
pub fn e164() -> impl Strategy<Value = E164> {
    "[1-9][0-9]{6,14}".prop_filter_map("a number", |text| text.parse().ok())
}

/// Patterns with wildcards anywhere.
pub fn pattern() -> impl Strategy<Value = Pattern> {
    let parts = ("[1-9][0-9]{0,14}", "[1-9][0-9]{0,14}", "[0-9*]{1,15}");
    parts.prop_filter_map("a pattern", |(country, area, sub)| Pattern::new(&country, &area, &sub).ok())
}

/// The VoIP numbers that callers may give.
pub fn voip_number() -> impl Strategy<Value = VoipNumber> {
    "[67][0-9]{5}".prop_filter_map("a VoIP number", |text| text.parse().ok())
}

/// VoIP users with usual names and with awkward ones.
pub fn voip_user() -> impl Strategy<Value = VoipUser> {
    let odd = name().prop_filter_map("a VoIP user", |name| VoipUser::opaque(name).ok());
    prop_oneof![voip_number().prop_map(VoipUser::from), odd]
}

/// Any of the settings, or none.
pub fn settings() -> impl Strategy<Value = Settings> {
    const ACTIONS: &[SmsAction] = &[SmsAction::Email, SmsAction::HttpGet, SmsAction::HttpPost, SmsAction::None];
    let flags = uniform5(option::of(any::<bool>()));
    let texts = uniform6(option::of(text()));
    let times = uniform2(option::of(time()));
    let others = (option::of(any::<u32>()), option::of(select(ACTIONS)));
    (flags, texts, times, others).prop_map(|(flags, texts, times, (voicemaildelay, smsaction))| {
        let [voicemailon, forwardcli, forwardactive, faxenabled, callrecord] = flags;
        let [voicemaildest, forwardto, faxrecipient, faxrecipientname, sipendpoint, smsdata] = texts;
        let [forwardstart, forwardend] = times;
        Settings {
            voicemailon,
            voicemaildelay,
            voicemaildest,
            forwardto,
            forwardstart,
            forwardend,
            forwardcli,
            forwardactive,
            faxenabled,
            faxrecipient,
            faxrecipientname,
            sipendpoint,
            smsaction,
            smsdata,
            callrecord,
        }
    })
}

/// Searches, and numbers found.
pub fn check_numbers() -> impl Strategy<Value = (CheckNumbers, Vec<Number>)> {
    let filter = option::of(select(&[SmsEnabled::Ignore, SmsEnabled::No, SmsEnabled::Yes][..]));
    let page = option::of((any::<u32>(), any::<u32>()));
    (pattern(), page, filter, vec(number(), 0..5)).prop_map(|(pattern, page, filter, numbers)| {
        let search = CheckNumbers::new(pattern);
        let search = page.into_iter().fold(search, |search, (skip, show)| search.skip(skip).show(show));
        let search = filter.into_iter().fold(search, CheckNumbers::sms_enabled);
        (search, numbers)
    })
}

/// Orders, and rows for everything ordered, in order.
pub fn assign_numbers() -> impl Strategy<Value = (AssignNumbers, Assigned)> {
    let customer = uniform3(text().prop_map(|text| text.replace('_', "-")));
    let user = voip_user().prop_filter("no separator", |user| !user.as_str().contains('_'));
    let password = prop_oneof!["[a-z0-9_ ]{1,8}", "[^\\r\\n]{1,8}"].prop_map(SipPassword::new);
    let items = vec((number(), customer, user, password), 1..5);
    let protocol = select(&[Protocol::Iax, Protocol::Sip][..]);
    (protocol, items).prop_filter_map("an order", |(protocol, items)| {
        let (items, rows) = items.into_iter().map(assigned).unzip();
        Some((AssignNumbers::new(protocol, items).ok()?, Assigned { rows, problems: Vec::new() }))
    })
}

fn assigned(
    (number, [first_name, last_name, email], voipnumber, password): (Number, [String; 3], VoipUser, SipPassword),
) -> (Item, AssignedNumber) {
    let item = Item { number, first_name, last_name, email };
    (item, AssignedNumber { number, voipnumber, password })
}

/// Questions about a user, and configurations that hold something documented.
pub fn get_user() -> impl Strategy<Value = (GetUser, User)> {
    let own = (option::of(voip_user()), option::of(e164()), option::of(price()));
    let user = (own, settings(), vec(other_item(), 0..3)).prop_map(|(own, settings, other)| {
        let (voipnumber, pstnnumber, credit) = own;
        User { voipnumber, pstnnumber, credit, settings, other }
    });
    let user = user.prop_filter("something documented", |user| {
        !user.settings.is_empty() || user.voipnumber.is_some() || user.pstnnumber.is_some() || user.credit.is_some()
    });
    (voip_user(), user.prop_map(with_repeated_item)).prop_map(|(asked, user)| (GetUser::new(asked), user))
}

/// Items that are not documented, cannot be read, or have no name.
fn other_item() -> impl Strategy<Value = (String, String)> {
    let unreadable =
        select(&[("voicemailon", "yes"), ("credit", "much"), ("pstnnumber", "0113"), ("forwardend", "24")][..]);
    let unreadable = unreadable.prop_map(|(name, value)| (name.to_owned(), value.to_owned()));
    prop_oneof![("[a-z]{0,3}", text()), unreadable]
}

/// A user whose forwarding, if it is set, stands there twice.
fn with_repeated_item(mut user: User) -> User {
    if let Some(forwardto) = &user.settings.forwardto {
        user.other.push(("forwardto".to_owned(), format!("{forwardto} again")));
    }
    user
}

/// Changes of at least one item, and what the gateway says to it.
pub fn change_user() -> impl Strategy<Value = (ChangeUser, Changed)> {
    let parts = (voip_user(), settings(), option::of(text()));
    parts.prop_filter_map("a change", |(user, settings, id)| {
        Some((ChangeUser::new(user, settings).ok()?, Changed { id }))
    })
}

/// The question for all users, and users whose names are no error, no HTML, and begin with no space.
pub fn list_users() -> impl Strategy<Value = (ListUsers, Vec<VoipUser>)> {
    let is_listed = |user: &VoipUser| !user.as_str().starts_with([' ', '<']) && !user.as_str().starts_with("ERR:");
    let users = vec(voip_user().prop_filter("a listed user", is_listed), 0..5);
    users.prop_map(|users| (ListUsers, users))
}

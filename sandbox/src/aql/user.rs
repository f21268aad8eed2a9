//! A number that was bought, and the VoIP user it was given.

use telwire::aql::{self, AssignedNumber, Item, Number, Protocol, Settings, VoipUser};
use telwire::{Price, SipPassword, TimeOfDay};

use crate::origin::Origin;

/// A number that was bought, the VoIP user it was given, and how that is configured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The number.
    pub number: Number,
    /// The VoIP user.
    pub voipnumber: VoipUser,
    /// The password that the answer to the assign held.
    pub password: SipPassword,
    /// Whose it is, as the assign said.
    pub item: Item,
    /// SIP or IAX.
    pub protocol: Protocol,
    /// What getuser shows and changeuser changes.
    pub settings: Settings,
    /// Who bought it, and when.
    pub origin: Origin,
}

impl User {
    pub(crate) fn new(row: &AssignedNumber, item: &Item, protocol: Protocol, origin: Origin) -> Self {
        Self {
            number: row.number,
            voipnumber: row.voipnumber.clone(),
            password: row.password.clone(),
            item: item.clone(),
            protocol,
            settings: initial(&row.voipnumber, item, protocol),
            origin,
        }
    }

    /// The answer to getuser.
    pub(crate) fn as_answered(&self, credit: Price) -> aql::User {
        aql::User {
            voipnumber: Some(self.voipnumber.clone()),
            pstnnumber: Some(self.number.e164()),
            credit: Some(credit),
            settings: self.settings.clone(),
            other: Vec::new(),
        }
    }

    /// Changes the items that are set in `change`.
    pub(crate) fn change(&mut self, change: &Settings) {
        let (new, old) = (change.clone(), self.settings.clone());
        self.settings = Settings {
            voicemailon: new.voicemailon.or(old.voicemailon),
            voicemaildelay: new.voicemaildelay.or(old.voicemaildelay),
            voicemaildest: new.voicemaildest.or(old.voicemaildest),
            forwardto: new.forwardto.or(old.forwardto),
            forwardstart: new.forwardstart.or(old.forwardstart),
            forwardend: new.forwardend.or(old.forwardend),
            forwardcli: new.forwardcli.or(old.forwardcli),
            forwardactive: new.forwardactive.or(old.forwardactive),
            faxenabled: new.faxenabled.or(old.faxenabled),
            faxrecipient: new.faxrecipient.or(old.faxrecipient),
            faxrecipientname: new.faxrecipientname.or(old.faxrecipientname),
            sipendpoint: new.sipendpoint.or(old.sipendpoint),
            smsaction: new.smsaction.or(old.smsaction),
            smsdata: new.smsdata.or(old.smsdata),
            callrecord: new.callrecord.or(old.callrecord),
        };
    }
}

/// The items of the document's example for getuser, with nothing forwarded and nothing faxed.
fn initial(user: &VoipUser, item: &Item, protocol: Protocol) -> Settings {
    Settings {
        voicemailon: Some(true),
        voicemaildelay: Some(30),
        voicemaildest: Some(item.email.clone()),
        forwardto: Some(String::new()),
        forwardstart: TimeOfDay::new(0, 0, 0).ok(),
        forwardend: TimeOfDay::new(23, 59, 59).ok(),
        forwardcli: Some(true),
        forwardactive: Some(false),
        faxenabled: Some(false),
        faxrecipient: Some(String::new()),
        faxrecipientname: Some(String::new()),
        sipendpoint: Some(match protocol {
            Protocol::Iax => String::new(),
            Protocol::Sip => format!("{user}@sip.aql.com"),
        }),
        smsaction: None,
        smsdata: None,
        callrecord: Some(false),
    }
}
